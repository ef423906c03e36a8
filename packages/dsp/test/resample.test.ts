import { describe, expect, it } from "vitest";
import { resample } from "../src/signal/resample.js";

function tone(frequencyHz: number, rate: number, seconds = 0.2): Float32Array {
  return Float32Array.from({ length: seconds * rate }, (_, i) => Math.sin((2 * Math.PI * frequencyHz * i) / rate));
}

/** Largest difference away from the ends, where the sound is cut off. */
function worst(a: Float32Array, b: Float32Array, margin: number): number {
  let largest = 0;
  for (let i = margin; i < Math.min(a.length, b.length) - margin; i++)
    largest = Math.max(largest, Math.abs(a[i] - b[i]));
  return largest;
}

describe("resample", () => {
  it("keeps a tone's level and place in time", () => {
    for (const [from, to] of [
      [48_000, 16_000],
      [44_100, 16_000],
      [22_050, 16_000],
      [11_127, 16_000],
      [8000, 16_000],
      [384_000, 16_000],
      [16_000, 11_000],
    ] as const) {
      const frequency = 0.3 * Math.min(from, to);
      expect(
        worst(resample(tone(frequency, from), from, to), tone(frequency, to), 60),
        `${from} to ${to}`,
      ).toBeLessThan(2e-3);
    }
  });

  it("lets nothing fold back from above the band", () => {
    for (const frequency of [9500, 12_000, 20_000]) {
      const folded = resample(tone(frequency, 48_000), 48_000, 16_000);
      expect(worst(folded, new Float32Array(folded.length), 60)).toBeLessThan(1e-3);
    }
  });

  it("gives the sound itself where there is nothing to do, and the right length", () => {
    const sound = tone(440, 16_000);
    expect(resample(sound, 16_000, 16_000)).toBe(sound);
    expect(resample(new Float32Array(441), 44_100, 16_000)).toHaveLength(160);
    expect(resample(new Float32Array(0), 44_100, 16_000)).toHaveLength(0);
  });
});
