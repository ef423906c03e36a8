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
  /** Normalised autocorrelation at the chosen period, -1 to 1; 0 where not voiced. */
  readonly periodicity: Float64Array;
}

/** Costs of the path, tuned on laryngograph speech and synthetic voices in clean sound and in noise. */
const PATH_COSTS: PathCosts = { octave: 8, voicing: 2.5 };

/**
 * Fundamental frequency of a whole utterance: candidates of each frame, the odds of each, and the best path through them.
 *
 * @param sound - At `settings.pitchRateHz`.
 * @param frames - Number of frames.
 * @param onFrame - Called now and then with the share of frames done; it may throw to stop.
 */
export function trackPitch(
  sound: Float32Array,
  settings: RegisterSettings,
  hopSeconds: number,
  frames: number,
  onFrame?: (share: number) => void,
): TrackedPitch {
  const finder = new PitchCandidateFinder(settings);
  const candidates = createPitchCandidates(frames);
  const step = hopSeconds * settings.pitchRateHz;
  for (let i = 0; i < frames; i++) {
    finder.find(sound, i * step, i, candidates);
    if (i % 256 === 255) onFrame?.(i / frames);
  }
  const path = findPitchPath(candidates, candidateLogOdds(candidates, 150), hopSeconds, PATH_COSTS);
  const frequencyHz = new Float64Array(frames).fill(Number.NaN);
  const periodicity = new Float64Array(frames);
  for (let i = 0; i < frames; i++) {
    const c = path.choice[i];
    if (c < 0) continue;
    frequencyHz[i] = candidates.frequencyHz[i * CANDIDATES_PER_FRAME + c];
    periodicity[i] = candidates.periodicity[i * CANDIDATES_PER_FRAME + c];
  }
  return { hopSeconds, frequencyHz, voicedProbability: path.voicedProbability, periodicity };
}
