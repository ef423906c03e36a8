import type { Contour } from "./contour.js";
import type { TruthSyllable } from "./voice-truth.js";

/** Everything that `synthesizeVoice` plays: what larynx and tract do over time. Times are in seconds from the first sample. */
export interface VoiceScore {
  readonly durationSeconds: number;
  /** Rate of the samples wanted, in Hz; the synthesis runs at a multiple of 64 kHz or more. */
  readonly sampleRateHz: number;
  /** Any integer: the seed of breath, jitter, shimmer and background. */
  readonly seed: number;
  /** Fundamental frequency in Hz, above 0 throughout, also through pauses. */
  readonly frequencyHz: Contour;
  readonly vibrato?: { readonly rateHz: number; readonly depthCents: Contour };
  /** Slow random-looking unsteadiness of pitch (Klatt and Klatt 1990), as a fraction of it; about 0.005 in speech. */
  readonly flutter?: number;
  /** Cycle-to-cycle disturbance of periods as Praat's jitter (local), a fraction: 0.004 is a healthy voice. */
  readonly jitter?: number;
  /** The same of strength, as Praat's shimmer (local): 0.03 is a healthy voice. */
  readonly shimmer?: number;
  /** Strength of the glottal closures, 0 (no voice) to 1. */
  readonly voicing: Contour;
  /** Rd of the pulses (see `glottalPulse`): 0.5 tense, 1 modal, 2 breathy. */
  readonly pulseShape: Contour;
  /** Strength of breath noise at the glottis, 0 to 1; pulsed by the flow where there is voice. 1 alone is a whisper. */
  readonly aspiration?: Contour;
  /** The resonances of the tract in order of frequency, in cascade. */
  readonly formants: readonly Formant[];
  /** Noise made in the mouth, added behind the tract: fricatives and bursts. */
  readonly frications?: readonly Frication[];
  readonly syllables?: readonly TruthSyllable[];
  /** Root-mean-square level of the whole, 20 log10 re full scale, in dB; lower where a peak would pass 0.98. */
  readonly levelDb: number;
  /** Level of the room's noise (falling 3 dB an octave or so), 20 log10 re full scale, in dB; none when absent. */
  readonly backgroundDb?: number;
}

/** One resonance. */
export interface Formant {
  readonly frequencyHz: Contour;
  readonly bandwidthHz: Contour;
}

/** One stretch of noise through a resonance of the mouth. */
export interface Frication {
  /** Strength over time, 0 to 1. */
  readonly strength: readonly (readonly [timeSeconds: number, value: number])[];
  readonly centreHz: number;
  readonly bandwidthHz: number;
}
