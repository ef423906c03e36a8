import { describe, expect, it } from "vitest";
import { CANDIDATE_MODEL } from "../src/pitch/candidate-model.js";
import { allFrames } from "../src/pitch/frame-range.js";
import { PitchCandidateFinder } from "../src/pitch/pitch-candidate-finder.js";
import { PitchCandidates } from "../src/pitch/pitch-candidates.js";
import { RelativeLevels } from "../src/pitch/relative-levels.js";
import { weighCandidates } from "../src/pitch/weigh-candidates.js";
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
  const weigh = (kernels: undefined | null, from = 0) => {
    const of = (power: Float32Array) => new RelativeLevels(power.subarray(from, frames.to));
    const levels = {
      full: of(candidates.power.values),
      low: of(candidates.lowPower.values),
      short: of(candidates.shortPower.values),
      narrow: of(candidates.narrowPower.values),
    };
    const range = { from, to: frames.to };
    return weighCandidates(candidates, REGISTERS.human.pitchCentreHz, CANDIDATE_MODEL.choice, levels, range, kernels);
  };

  it("says the same to the last bit in WebAssembly and in plain TypeScript", () => {
    for (const from of [0, 77]) expect(weigh(undefined, from)).toEqual(weigh(null, from));
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
