import { describe, expect, it } from "vitest";
import { CANDIDATE_MODEL } from "../src/pitch/candidate-model.js";
import { allFrames } from "../src/pitch/frame-range.js";
import { PitchCandidateFinder } from "../src/pitch/pitch-candidate-finder.js";
import { PitchCandidates } from "../src/pitch/pitch-candidates.js";
import { RelativeLevels } from "../src/pitch/relative-levels.js";
import { type WeighedCandidates, weighCandidates } from "../src/pitch/weigh-candidates.js";
import { REGISTERS } from "../src/register.js";
import { synthesizeVoice, whiteNoise } from "./synthesize-voice.js";

/** The candidates of a voice in noise, with silence before it. */
function candidatesOfVoice(): PitchCandidates {
  const sampleRateHz = REGISTERS.human.pitchRateHz;
  const voice = synthesizeVoice({ durationSeconds: 2, sampleRateHz, highestHz: 3500, frequencyHz: (t) => 90 + 80 * t });
  const hiss = whiteNoise(voice.length, 0.02, 3);
  const sound = voice.map((sample, i) => (i < sampleRateHz / 4 ? 0 : sample + (hiss[i] ?? 0)));
  const candidates = new PitchCandidates();
  const finder = new PitchCandidateFinder(REGISTERS.human);
  for (let centre = 0; centre < sound.length; centre += 80) finder.find(sound, centre, candidates);
  return candidates;
}

describe("weighCandidates", () => {
  const candidates = candidatesOfVoice();
  const frames = allFrames(candidates);
  const weigh = (kernels: undefined | null, from = 0, known?: WeighedCandidates) => {
    const of = (power: Float32Array) => new RelativeLevels(power.subarray(from, frames.to));
    const levels = {
      full: of(candidates.power.values),
      low: of(candidates.lowPower.values),
      short: of(candidates.shortPower.values),
      narrow: of(candidates.narrowPower.values),
    };
    const range = { from, to: frames.to };
    return weighCandidates(
      candidates,
      REGISTERS.human.pitchCentreHz,
      CANDIDATE_MODEL.choice,
      levels,
      range,
      known,
      kernels,
    );
  };

  it("says the same to the last bit in WebAssembly and in plain TypeScript", () => {
    for (const from of [0, 77]) expect(weigh(undefined, from)).toEqual(weigh(null, from));
  });

  it("takes over what is known by the same floor, and nothing by another", () => {
    const all = weigh(undefined);
    const to = 90;
    const marked = (floorDb: number): WeighedCandidates => ({
      frames: { from: 0, to },
      floorDb,
      logProbability: all.logProbability.slice(0, candidates.first.values[to]).fill(-7),
      likely: {
        at: all.likely.at.slice(0, to),
        logProbability: all.likely.logProbability.slice(0, to).fill(-7),
        octaves: all.likely.octaves.slice(0, to),
      },
    });
    const taken = weigh(undefined, 0, marked(all.floorDb));
    const border = candidates.first.values[to];
    expect(taken.logProbability.subarray(0, border).every((value) => value === -7)).toBe(true);
    expect(taken.likely.logProbability.subarray(0, to).every((value) => value === -7)).toBe(true);
    expect(taken.logProbability.subarray(border)).toEqual(all.logProbability.subarray(border));
    expect(taken.likely.at).toEqual(all.likely.at);
    expect(weigh(undefined, 0, marked(all.floorDb + 0.5))).toEqual(all);
  });

  it("gives the candidates of a frame probabilities that add up to 1, and names the likeliest", () => {
    const { likely, logProbability } = weigh(undefined);
    const first = candidates.first.values;
    let judged = 0;
    for (let i = 0; i < frames.to; i++) {
      const own = logProbability.subarray(first[i], first[i + 1]);
      if (own.length === 0) {
        expect(likely.at[i]).toBe(-1);
        continue;
      }
      judged++;
      expect(own.reduce((sum, value) => sum + Math.exp(value), 0)).toBeCloseTo(1, 5);
      expect(likely.logProbability[i]).toBe(Math.max(...own));
      expect(logProbability[likely.at[i] ?? 0]).toBe(likely.logProbability[i]);
      const octaves = Math.log2(
        (candidates.frequencyHz.values[likely.at[i] ?? 0] ?? 0) / REGISTERS.human.pitchCentreHz,
      );
      expect(likely.octaves[i]).toBeCloseTo(octaves, 10);
    }
    expect(judged).toBeGreaterThan(150);
  });
});
