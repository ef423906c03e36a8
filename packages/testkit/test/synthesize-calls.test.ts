import { describe, expect, it } from "vitest";
import { type CallNote, synthesizeCalls } from "../src/index.js";

const note: CallNote = {
  startSeconds: 0.25,
  durationSeconds: 0.5,
  frequencyHz: [
    [0, 1000],
    [0.5, 4000],
  ],
  strength: 1,
  rampSeconds: 0.02,
  harmonics: [1],
};
const score = { durationSeconds: 1, sampleRateHz: 32_000, seed: 1, levelDb: -20, notes: [note] };

/** Upward zero crossings in seconds, by straight lines between samples. */
function upCrossings(samples: Float32Array, rateHz: number): number[] {
  const times: number[] = [];
  for (let i = 1; i < samples.length; i++) {
    const [before, after] = [samples[i - 1] ?? 0, samples[i] ?? 0];
    if (before < 0 && after >= 0) times.push((i - 1 + before / (before - after)) / rateHz);
  }
  return times;
}

describe("synthesizeCalls", () => {
  it("sounds the pitch it tells, straight in log frequency", () => {
    const { samples, truth } = synthesizeCalls(score);
    expect(truth.frequencyHz[50]).toBeCloseTo(2000, 6);
    expect(truth.frequencyHz[10]).toBeNaN();
    expect(truth.frequencyHz[90]).toBeNaN();
    const crossings = upCrossings(samples, 32_000).filter((time) => time > 0.28 && time < 0.72);
    expect(crossings.length).toBeGreaterThan(700);
    for (let i = 10; i < crossings.length; i += 10) {
      const [from, to] = [crossings[i - 10] ?? 0, crossings[i] ?? 0];
      const meant = 1000 * 2 ** (4 * ((from + to) / 2 - 0.25));
      expect(Math.abs(1200 * Math.log2(10 / (to - from) / meant))).toBeLessThan(15);
    }
  });

  it("tells its notes as syllables", () => {
    const { truth } = synthesizeCalls(score);
    expect(truth.syllables).toEqual([{ startSeconds: 0.25, nucleusSeconds: 0.5, endSeconds: 0.75 }]);
    expect(truth.closureSeconds).toHaveLength(0);
  });

  it("leaves out harmonics that would fold", () => {
    const rich = { ...score, notes: [{ ...note, frequencyHz: [[0, 9000] as const], harmonics: [1, 1, 1] }] };
    const plain = { ...score, notes: [{ ...note, frequencyHz: [[0, 9000] as const], harmonics: [1] }] };
    expect(synthesizeCalls(rich).samples).toEqual(synthesizeCalls(plain).samples);
  });
});
