import type { RegisterSettings } from "../register.js";
import { candidateLogOdds } from "./candidate-log-odds.js";
import { CANDIDATES_PER_FRAME, createPitchCandidates, PitchCandidateFinder } from "./pitch-candidates.js";
import { findPitchPath, type PathCosts } from "./pitch-path.js";

/** Pitch on the tracker's own frames. */
export interface TrackedPitch {
  /** Time between frames in seconds; frame `i` is centred on `i * hopSeconds`. */
  readonly hopSeconds: number;
  /** NaN where not voiced. */
  readonly frequencyHz: Float64Array;
  readonly voicedProbability: Float64Array;
  /** Harmonics-to-noise ratio in dB, -10 to 40; NaN where not voiced. */
  readonly harmonicsToNoiseDb: Float64Array;
}

/** Costs of the path, tuned on laryngograph speech and synthetic voices in clean sound and in noise. */
export const PATH_COSTS: PathCosts = { octave: 12, voicing: 3 };

/**
 * Fundamental frequency of a whole utterance: candidates of each frame, the odds of each, and the best path through them.
 *
 * Tried and left, by the share of wrong frames (voicing, or pitch 20 % off) on laryngograph speech, clean / 10 dB / 0 dB of white noise:
 * weights set by hand over plain and low-passed periodicity and level, 7.4 / 6.4 / 12.4; a learned network without the short frame's
 * level and the compressed spectrum, 5.4 / 5.8 / 7.6, and twice the errors at the ends of synthetic voices; with them 5.3 / 5.1 / 6.3
 * on sentences that were held out. Periods read off the low-passed or compressed autocorrelation lie 1.4 cents off in any glide: the
 * plain one's own maximum beside them does not.
 *
 * @param sound - At `settings.pitchRateHz`.
 * @param frames - Number of frames.
 * @param onWork - Called every few hundred frames; it may throw to stop.
 */
export function trackPitch(
  sound: Float32Array,
  settings: RegisterSettings,
  hopSeconds: number,
  frames: number,
  onWork?: () => void,
): TrackedPitch {
  const finder = new PitchCandidateFinder(settings);
  const candidates = createPitchCandidates(frames);
  const step = hopSeconds * settings.pitchRateHz;
  for (let i = 0; i < frames; i++) {
    finder.find(sound, i * step, i, candidates);
    if (i % 256 === 255) onWork?.();
  }
  const path = findPitchPath(
    candidates,
    candidateLogOdds(candidates, settings.pitchCentreHz, settings.candidateModel),
    hopSeconds,
    PATH_COSTS,
  );
  const frequencyHz = new Float64Array(frames).fill(Number.NaN);
  const harmonicsToNoiseDb = new Float64Array(frames).fill(Number.NaN);
  for (let i = 0; i < frames; i++) {
    const c = path.choice[i];
    if (c < 0) continue;
    frequencyHz[i] = candidates.frequencyHz[i * CANDIDATES_PER_FRAME + c];
    harmonicsToNoiseDb[i] = harmonicsToNoise(candidates.periodicity[i * CANDIDATES_PER_FRAME + c]);
  }
  return { hopSeconds, frequencyHz, voicedProbability: path.voicedProbability, harmonicsToNoiseDb };
}

/** 10 log10 of harmonic over noise power (Boersma 1993), held to -10 to 40 dB. */
function harmonicsToNoise(periodicity: number): number {
  const r = Math.max(1e-6, Math.min(1 - 1e-9, periodicity));
  return Math.max(-10, Math.min(40, 10 * Math.log10(r / (1 - r))));
}
