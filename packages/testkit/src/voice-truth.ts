/** What is known about a synthetic sound because it was made so. */
export interface VoiceTruth {
  /** Time between two values of `frequencyHz`, in seconds: 0.01. */
  readonly hopSeconds: number;
  /** The instants of `frequencyHz` in seconds: 0, 0.01, 0.02, ... to the end. */
  readonly timeSeconds: Float64Array;
  /** The fundamental frequency meant (vibrato included, jitter not) in Hz; NaN where nothing is voiced. */
  readonly frequencyHz: Float64Array;
  /** Every instant of glottal closure, sub-sample, in seconds; empty for sounds without a glottis. */
  readonly closureSeconds: Float64Array;
  /** Mean difference of neighbouring periods over the mean period (Praat's jitter local), of voiced cycles; NaN for none. */
  readonly jitter: number;
  /** The same of neighbouring cycles' strengths (Praat's shimmer local); NaN for none. */
  readonly shimmer: number;
  /** The syllables, notes or bursts in order of time. */
  readonly syllables: readonly TruthSyllable[];
}

/** One syllable, note or burst as it was written. */
export interface TruthSyllable {
  readonly startSeconds: number;
  /** Where it is meant to be loudest: the middle of the vowel. */
  readonly nucleusSeconds: number;
  readonly endSeconds: number;
}

/** A sound and the truth about it. */
export interface SyntheticVoice {
  /** Full scale is -1 to 1. */
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
  readonly truth: VoiceTruth;
}

/** Time between two values of the true pitch, in seconds. */
export const TRUTH_HOP_SECONDS = 0.01;
