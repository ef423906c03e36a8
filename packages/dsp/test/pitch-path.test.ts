import { describe, expect, it } from "vitest";
import { PitchCandidates } from "../src/pitch/pitch-candidates.js";
import { findPitchPath, type PitchPath } from "../src/pitch/pitch-path.js";
import { randomNumbers } from "./synthesize-voice.js";

/** Frequency in Hz and log odds of each candidate of a frame. */
type Frame = readonly (readonly [frequencyHz: number, logOdds: number])[];

const COSTS = { octave: 12, voicing: 2 };
const NEW_SHARE = 0.3;

function lay(frames: readonly Frame[]): { candidates: PitchCandidates; odds: Float32Array } {
  const candidates = new PitchCandidates();
  for (const frame of frames) {
    for (const [frequencyHz] of frame) candidates.frequencyHz.push(frequencyHz);
    candidates.first.push(candidates.frequencyHz.length);
  }
  return { candidates, odds: Float32Array.from(frames.flatMap((frame) => frame.map(([, logOdds]) => logOdds))) };
}

function pathOf(frames: readonly Frame[]): PitchPath {
  const { candidates, odds } = lay(frames);
  return findPitchPath(candidates, odds, 0.01, COSTS, NEW_SHARE);
}

const silence: Frame[] = new Array(20).fill([[100, -8]]);
const voice: Frame[] = new Array(20).fill([
  [100, 8],
  [50, -4],
]);

/** Frames of up to eight candidates, with a voice in every other 300 ms. */
function randomFrames(): Frame[] {
  const random = randomNumbers(7);
  return Array.from({ length: 300 }, (_, i): Frame => {
    const some = Array.from({ length: Math.floor(8 * random()) }, () => {
      return [40 * 2 ** (4 * random()), 12 * (random() - 0.6)] as const;
    });
    return i % 60 < 30 ? [...some, [110 + i / 10, 2 + 10 * random()]] : some;
  });
}

describe("the path through the candidates", () => {
  it("is the same to the last bit in WebAssembly and in plain TypeScript", () => {
    const { candidates, odds } = lay(randomFrames());
    for (const blockFrames of [37, 300]) {
      const [fast, plain] = [undefined, null].map((kernels) =>
        findPitchPath(candidates, odds, 0.01, COSTS, NEW_SHARE, undefined, blockFrames, kernels),
      );
      expect(fast).toEqual(plain);
    }
  });

  it("is the same to the last bit in blocks of any length", () => {
    const { candidates, odds } = lay(randomFrames());
    const whole = findPitchPath(candidates, odds, 0.01, COSTS, NEW_SHARE);
    expect(whole.choice.some((choice) => choice >= 0)).toBe(true);
    for (const blockFrames of [1, 2, 7, 64, 299, 300]) {
      const blocks = findPitchPath(candidates, odds, 0.01, COSTS, NEW_SHARE, undefined, blockFrames);
      expect(blocks.choice).toEqual(whole.choice);
      expect(blocks.voicedProbability).toEqual(whole.voicedProbability);
    }
  });

  it("follows a sure voice from its first frame to its last", () => {
    const { choice } = pathOf([...silence, ...voice, ...silence]);
    expect(Array.from(choice)).toEqual([...silence.map(() => -1), ...voice.map(() => 0), ...silence.map(() => -1)]);
  });

  it("names no pitch where the frame itself says another", () => {
    const edge: Frame = [
      [100, 1.5],
      [130, 5],
    ];
    const { choice, voicedProbability } = pathOf([...silence, ...voice, edge, ...silence]);
    expect(choice[39]).toBe(0);
    expect(choice[40]).toBe(-1);
    // There is voice none the less.
    expect(voicedProbability[40]).toBeGreaterThan(0.5);
  });

  it("takes two candidates near each other for one pitch", () => {
    const edge: Frame = [
      [100, 1.5],
      [104, 5],
    ];
    expect(pathOf([...silence, ...voice, edge, ...silence]).choice[40]).toBe(1);
  });

  it("names no pitch where the voice itself is in doubt", () => {
    const edge: Frame = [[100, 0.2]];
    expect(pathOf([...silence, edge, ...voice, ...silence]).choice[20]).toBe(-1);
    expect(pathOf([...silence, [[100, 4]], ...voice, ...silence]).choice[20]).toBe(0);
  });
});
