import { describe, expect, it } from "vitest";
import { PitchCandidates } from "../src/pitch/pitch-candidates.js";
import { favourSpeakersRange } from "../src/pitch/speaker-range.js";

type Frame = readonly (readonly [frequencyHz: number, logOdds: number])[];

/** The log odds of all candidates before and after. */
function favoured(frames: readonly Frame[]) {
  const candidates = new PitchCandidates();
  for (const frame of frames) {
    for (const [frequencyHz] of frame) candidates.frequencyHz.push(frequencyHz);
    candidates.first.push(candidates.frequencyHz.length);
  }
  const before = Float32Array.from(frames.flat(), ([, logOdds]) => logOdds);
  const after = before.slice();
  favourSpeakersRange(candidates, after, 0.01, { from: 0, to: frames.length });
  const of = (odds: Float32Array, frame: number) =>
    Array.from(odds.subarray(candidates.first.values[frame], candidates.first.values[frame + 1]));
  return { before: (frame: number) => of(before, frame), after: (frame: number) => of(after, frame) };
}

const times = (count: number, frame: Frame) => Array.from({ length: count }, () => frame);
const plain: Frame = [
  [110, 5],
  [55, -1],
  [330, -2],
];
const doubtful: Frame = [
  [108, 3],
  [324, 6],
  [54, -2],
];
const sumOfOdds = (odds: readonly number[]) => odds.reduce((sum, value) => sum + Math.exp(value), 0);

describe("favourSpeakersRange", () => {
  it("decides doubtful frames by where the voice goes else", () => {
    const { after } = favoured([...times(100, plain), ...times(15, doubtful)]);
    const [low = 0, high = 0] = after(110);
    expect(low - high).toBeGreaterThan(0);
  });

  it("leaves the odds of voice as they are", () => {
    const { after, before } = favoured([...times(100, plain), ...times(15, doubtful), []]);
    for (const frame of [0, 50, 110]) {
      expect(sumOfOdds(after(frame)) / sumOfOdds(before(frame))).toBeCloseTo(1, 4);
    }
  });

  it("lets a voice that goes to two places keep both", () => {
    const { after } = favoured([...times(60, plain), ...times(60, doubtful)]);
    const [low = 0, high = 0] = after(110);
    expect(high).toBeGreaterThan(low);
  });

  it("does not hold a leap against a voice that is sure of it", () => {
    const sure: Frame = [
      [440, 8],
      [110, -6],
    ];
    const { after } = favoured([...times(200, plain), ...times(5, sure)]);
    const [high = 0, low = 0] = after(202);
    expect(high).toBeGreaterThan(low + 4);
    expect(high).toBeGreaterThan(7);
  });
});
