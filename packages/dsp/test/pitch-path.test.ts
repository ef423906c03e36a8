import { describe, expect, it } from "vitest";
import { PitchCandidates } from "../src/pitch/pitch-candidates.js";
import { findPitchPath } from "../src/pitch/pitch-path.js";
import { randomNumbers } from "./synthesize-voice.js";

describe("the path through the candidates", () => {
  it("is the same to the last bit in blocks of any length", () => {
    const random = randomNumbers(7);
    const candidates = new PitchCandidates();
    const logOdds: number[] = [];
    for (let frame = 0; frame < 300; frame++) {
      for (let c = Math.floor(9 * random()); c > 0; c--) {
        candidates.frequencyHz.push(40 * 2 ** (4 * random()));
        logOdds.push(12 * (random() - 0.6));
      }
      candidates.first.push(candidates.frequencyHz.length);
    }
    const odds = Float32Array.from(logOdds);
    const costs = { octave: 12, voicing: 2 };
    const whole = findPitchPath(candidates, odds, 0.01, costs);
    expect(whole.choice.some((choice) => choice >= 0)).toBe(true);
    for (const blockFrames of [1, 2, 7, 64, 299, 300]) {
      const blocks = findPitchPath(candidates, odds, 0.01, costs, undefined, blockFrames);
      expect(blocks.choice).toEqual(whole.choice);
      expect(blocks.voicedProbability).toEqual(whole.voicedProbability);
    }
  });
});
