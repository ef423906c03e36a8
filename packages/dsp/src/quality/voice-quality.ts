import type { GlottalCycles } from "./glottal-cycles.js";

/** How a voice sounds apart from its pitch and its vowels. Frame `i` of a track is that of the pitch track. */
export interface VoiceQuality {
  /** Harmonics-to-noise ratio in dB (10 log10), -20 to 60; NaN where not voiced. See `harmonicsToNoise`. */
  readonly harmonicsToNoiseDb: Float64Array;
  /** Smoothed cepstral peak prominence in dB (10 log10); NaN where not voiced. See `cepstralPeakProminence`. */
  readonly cepstralPeakProminenceDb: Float64Array;
  /** The cycles that jitter and shimmer were read from. */
  readonly cycles: GlottalCycles;
  readonly summary: VoiceQualitySummary;
}

/** Voice quality in a few numbers; each NaN where there is too little voice to measure it. */
export interface VoiceQualitySummary {
  /** Jitter (local): mean difference of neighbouring periods over the mean period, a fraction; a healthy voice has under 0.01. */
  readonly jitterLocal: number;
  /** Relative average perturbation: the same of each period from the mean of three, a fraction (Koike 1973). */
  readonly jitterRap: number;
  /** Five-point period perturbation quotient, a fraction (Davis 1976). */
  readonly jitterPpq5: number;
  /** Shimmer (local): mean difference of neighbouring cycles' strengths over the mean strength, a fraction. */
  readonly shimmerLocal: number;
  /** Three-point amplitude perturbation quotient, a fraction. */
  readonly shimmerApq3: number;
  /** Five-point amplitude perturbation quotient, a fraction. */
  readonly shimmerApq5: number;
  /** Median of the track, in dB. */
  readonly harmonicsToNoiseDb: number;
  /** Median of the track, in dB. */
  readonly cepstralPeakProminenceDb: number;
  /** Share of noise in the excitation above 2 kHz, 0 to 1. */
  readonly breathiness: number;
  /** Share of the voiced time that is creaky, 0 to 1. */
  readonly creak: number;
}
