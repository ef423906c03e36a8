import { CANDIDATE_INPUTS, CandidateInputs } from "../src/pitch/candidate-inputs.js";
import { type CandidateJudge, frameLevels, neighbourStep } from "../src/pitch/candidate-log-odds.js";
import { allFrames } from "../src/pitch/frame-range.js";
import type { NetworkWeights } from "../src/pitch/network.js";
import { PitchCandidateFinder } from "../src/pitch/pitch-candidate-finder.js";
import { PitchCandidates } from "../src/pitch/pitch-candidates.js";
import { VOICING_INPUTS, VoicingInputs } from "../src/pitch/voicing-inputs.js";
import { weighCandidates } from "../src/pitch/weigh-candidates.js";
import type { RegisterSettings } from "../src/register.js";
import { resample } from "../src/signal/resample.js";
import type { KnownPitch } from "./known-pitch.js";
import type { Examples } from "./learn-network.js";

/** A candidate this near to the truth is the right one: the larynx and the ear part by as much where a voice creaks. */
const RIGHT = 0.15;

/** A sound of which the candidates are known too. */
export interface Heard {
  readonly candidates: PitchCandidates;
  /** True pitch of each frame: 0 for none, NaN where nobody can say. */
  readonly truth: Float64Array;
  readonly weight: number;
}

/** Finds the candidates of a sound. */
export function hear(known: KnownPitch, weight: number, settings: RegisterSettings): Heard {
  const sound = resample(known.sound, known.sampleRateHz, settings.pitchRateHz);
  const hop = settings.pitchHopSeconds;
  const frames = Math.floor(known.sound.length / known.sampleRateHz / hop) + 1;
  const candidates = new PitchCandidates();
  const finder = new PitchCandidateFinder(settings);
  for (let i = 0; i < frames; i++) finder.find(sound, Math.round(i * hop * settings.pitchRateHz), candidates);
  return { candidates, truth: Float64Array.from({ length: frames }, (_, i) => truthAt(known, i * hop)), weight };
}

/** True pitch at a time: NaN where the truth changes between its steps. */
function truthAt(known: KnownPitch, seconds: number): number {
  const position = seconds / known.stepSeconds;
  const before = Math.floor(position + 1e-9);
  const rest = position - before;
  const a = known.frequencyHz[before] ?? Number.NaN;
  const b = known.frequencyHz[Math.min(before + 1, known.frequencyHz.length - 1)] ?? Number.NaN;
  if (rest < 0.01) return a;
  if (a > 0 === b > 0) return a + (b - a) * rest;
  if (rest < 0.25) return a;
  return rest > 0.75 ? b : Number.NaN;
}

/** Which candidate of a frame is right; -1 for none. */
function rightOf({ candidates, truth }: Heard, frame: number): number {
  const first = candidates.first.values;
  let best = -1;
  let distance = RIGHT;
  for (let c = first[frame]; c < first[frame + 1]; c++) {
    const away = Math.abs(candidates.frequencyHz.values[c] / truth[frame] - 1);
    if (away < distance) {
      distance = away;
      best = c - first[frame];
    }
  }
  return best;
}

/** The voiced frames: which of their candidates is the pitch. */
export function choiceExamples(heard: readonly Heard[], judge: CandidateJudge): Examples {
  const collector = new Collector(CANDIDATE_INPUTS);
  const input = new Float64Array(CANDIDATE_INPUTS);
  for (const each of heard) {
    const { candidates, truth, weight } = each;
    const levels = frameLevels(candidates, allFrames(candidates));
    const reader = new CandidateInputs(candidates, judge.pitchCentreHz);
    const first = candidates.first.values;
    for (let i = 0; i < candidates.frames; i++) {
      if (!(truth[i] > 0) || first[i + 1] - first[i] < 2) continue;
      const right = rightOf(each, i);
      if (right < 0) continue;
      collector.begin(right, weight);
      for (let c = first[i]; c < first[i + 1]; c++) {
        reader.read(first[i], first[i + 1], c, levels.full, levels.low, i, input);
        collector.add(input);
      }
    }
  }
  return collector.examples();
}

/** All frames: whether they have voice. */
export function voicingExamples(heard: readonly Heard[], judge: CandidateJudge, choice: NetworkWeights): Examples {
  const collector = new Collector(VOICING_INPUTS);
  const input = new Float64Array(VOICING_INPUTS);
  const step = neighbourStep(judge, judge.pitchHopSeconds);
  for (const { candidates, truth, weight } of heard) {
    const all = allFrames(candidates);
    const levels = frameLevels(candidates, all);
    const { likely } = weighCandidates(candidates, judge.pitchCentreHz, choice, levels, all);
    const reader = new VoicingInputs(candidates, levels, likely, step);
    for (let i = 0; i < candidates.frames; i++) {
      if (Number.isNaN(truth[i]) || likely.at[i] < 0) continue;
      reader.read(i, input);
      collector.begin(truth[i] > 0 ? 0 : -1, weight);
      collector.add(input);
    }
  }
  return collector.examples();
}

class Collector {
  readonly #size: number;
  #inputs = new Float32Array(1 << 20);
  #length = 0;
  readonly #first: number[] = [];
  readonly #right: number[] = [];
  readonly #weight: number[] = [];

  constructor(size: number) {
    this.#size = size;
  }

  begin(right: number, weight: number): void {
    this.#first.push(this.#length / this.#size);
    this.#right.push(right);
    this.#weight.push(weight);
  }

  add(input: Float64Array): void {
    if (this.#length + this.#size > this.#inputs.length) {
      const larger = new Float32Array(2 * this.#inputs.length);
      larger.set(this.#inputs);
      this.#inputs = larger;
    }
    this.#inputs.set(input, this.#length);
    this.#length += this.#size;
  }

  examples(): Examples {
    return {
      inputs: this.#inputs.subarray(0, this.#length),
      size: this.#size,
      first: Int32Array.from([...this.#first, this.#length / this.#size]),
      right: Int8Array.from(this.#right),
      weight: Float32Array.from(this.#weight),
    };
  }
}
