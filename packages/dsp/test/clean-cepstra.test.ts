import { describe, expect, it } from "vitest";
import { voiceLevels } from "../src/timbre/clean-cepstra.js";

describe("voiceLevels", () => {
  /** Five rows: three of a voice, one of the noise that is left out, one of silence. */
  const rows = [8, 2, 5, 1, 0];
  const melPower = Float32Array.from({ length: 26 * rows.length }, (_, i) => rows[Math.floor(i / 26)] ?? 0);
  const carries = Uint8Array.of(1, 1, 1, 0, 1);
  const everywhere = (value: number) => new Float64Array(26).fill(value);

  it("takes the floor from the mean power, and of each row a twentieth is left at least", () => {
    const { meanPower } = voiceLevels(melPower, carries, everywhere(1));
    meanPower.forEach((power) => {
      expect(power).toBeCloseTo(15 / 4 - 1, 12);
    });
    expect(voiceLevels(melPower, carries, everywhere(100)).meanPower[7]).toBeCloseTo((0.05 * 15) / 4, 12);
  });

  it("says in how many of the frames each filter rises 6 dB above the floor, silent ones counted", () => {
    expect(voiceLevels(melPower, carries, everywhere(1)).clearShares).toEqual(everywhere(0.5));
    expect(voiceLevels(melPower, carries, everywhere(0.1)).clearShares).toEqual(everywhere(0.75));
    expect(voiceLevels(melPower, new Uint8Array(5), everywhere(1)).clearShares).toEqual(everywhere(0));
  });

  it("means the levels of the rows that sound", () => {
    const level = (power: number) => 10 * Math.log10(power);
    const { meanDb } = voiceLevels(melPower, carries, everywhere(1));
    expect(meanDb[3]).toBeCloseTo((level(7) + level(1) + level(4)) / 3, 9);
  });
});
