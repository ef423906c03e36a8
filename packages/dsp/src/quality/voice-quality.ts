import type { Creak } from "./creak.js";
import type { GlottalCycles } from "./glottal-cycles.js";

/**
 * How a voice sounds apart from its pitch and its vowels; the spectral tilt, which belongs here too, is
 * `summary.speaker.spectralTiltDbPerOctave`. Frame `i` of a track is that of the pitch track. Birds and whales have no glottis:
 * NaN throughout and no cycles, as in a whisper.
 */
export interface VoiceQuality {
  /**
   * Harmonics-to-noise ratio: power of what repeats from cycle to cycle over power of what does not, by second differences along the
   * pitch (after Yumoto, Gould and Baer 1982), in dB (10 log10), -20 to 60; jitter and shimmer count as noise. NaN where not voiced, and in stretches shorter
   * than three cycles.
   */
  readonly harmonicsToNoiseDb: Float64Array;
  /**
   * Smoothed cepstral peak prominence (Hillenbrand and Houde 1996): height of the cepstrum's peak at the pitch period over the straight line
   * through it from 1 to 25 ms, in dB (10 log10 of the squared cepstrum), about 0 (no period) to 25 (a clear voice). NaN where not voiced or not
   * between 40 and 1000 Hz.
   */
  readonly cepstralPeakProminenceDb: Float64Array;
  /** The cycles that jitter and shimmer were read from. */
  readonly cycles: GlottalCycles;
  /** When the voice creaks, in order of time: three creaky cycles or more, each within 40 ms of the last. */
  readonly creaks: readonly Creak[];
  readonly summary: VoiceQualitySummary;
}

/** Voice quality in a few numbers; each NaN where there is too little voice to measure it. */
export interface VoiceQualitySummary {
  /** Jitter (local): mean difference of neighbouring periods over the mean period, a fraction; a healthy voice has under 0.01. */
  readonly jitterLocal: number;
  /** Relative average perturbation: mean distance of each period from the mean of three over the mean period, a fraction (Koike 1973). */
  readonly jitterRap: number;
  /** Five-point period perturbation quotient: the same from the mean of five, a fraction (Davis 1976). */
  readonly jitterPpq5: number;
  /** Shimmer (local): mean difference of neighbouring cycles' strengths over the mean strength, a fraction; a healthy voice has under 0.04. */
  readonly shimmerLocal: number;
  /** Three-point amplitude perturbation quotient: mean distance of each strength from the mean of three over the mean strength, a fraction. */
  readonly shimmerApq3: number;
  /** Five-point amplitude perturbation quotient: the same from the mean of five, a fraction. */
  readonly shimmerApq5: number;
  /** Median of the track, in dB. */
  readonly harmonicsToNoiseDb: number;
  /** Median of the track, in dB. */
  readonly cepstralPeakProminenceDb: number;
  /**
   * Breathiness: share of noise in the excitation from about 2 to 6 kHz, 0 to 1: one less the median correlation of neighbouring cycles there (after
   * Hillenbrand, Cleveland and Erickson 1994).
   */
  readonly breathiness: number;
  /** Creak: share of the voiced time in cycles longer than 1/65 s, or longer than 1/130 s and uneven by more than 12 %, 0 to 1. */
  readonly creak: number;
}
