import { BIRD_CANDIDATE_MODEL } from "./pitch/bird-candidate-model.js";
import { CANDIDATE_MODEL, type CandidateModel } from "./pitch/candidate-model.js";

/** The kind of voice whose pitch range is searched. */
export type Register = "human" | "bird" | "whale";

/** How one register is listened to. Rates and spans follow from the lowest pitch: three of its periods must fit a pitch frame. */
export interface RegisterSettings {
  /** Lowest and highest fundamental frequency that is looked for, in Hz. */
  readonly pitchHz: readonly [number, number];
  /** The pitch that the tracker takes for the middle of the range, in Hz. */
  readonly pitchCentreHz: number;
  /** What tells the pitch among candidates. */
  readonly candidateModel: CandidateModel;
  /** Sample rate at which pitch is looked for, in Hz. */
  readonly pitchRateHz: number;
  /** Length of a pitch frame in samples at `pitchRateHz`. */
  readonly pitchFrame: number;
  /** Transform length of a pitch frame, in samples; at least a frame and its longest lag. */
  readonly pitchFft: number;
  /** Longest time between pitch frames in seconds; the tracker divides the caller's hop until it is no longer than this. */
  readonly pitchHopSeconds: number;
  /** Where the low-pass that favours the fundamental has fallen by 15 dB, in Hz. */
  readonly lowPassHz: number;
  /** Sample rate at which timbre is measured, in Hz. */
  readonly timbreRateHz: number;
  /** Length of a timbre frame in samples at `timbreRateHz`, a power of two. */
  readonly timbreFrame: number;
  /** Lowest and highest frequency of every timbre measure, in Hz; the highest shrinks for sound of a lower rate. */
  readonly timbreHz: readonly [number, number];
  /**
   * Power to which the bands are raised before they are summed for syllables: 0.06 lets all have a say, as in the ear, so that a formant's glide is no
   * dip; 1 heeds the strongest alone, as one whistle wants it.
   */
  readonly syllableExponent: number;
  /**
   * Between two nuclei the level falls by this much below the lower one, in dB: the first where noise or silence parts them, the second where the voice
   * rings on, for vibrato and glides across formants swell too.
   */
  readonly syllableDipDb: readonly [parted: number, ringing: number];
  /** Band whose loudness carries the syllables, in Hz. */
  readonly syllableHz: readonly [number, number];
  /** Span over which the loudness is smoothed before syllables are looked for, in seconds. */
  readonly syllableSmoothingSeconds: number;
}

/**
 * Settings of the three registers.
 *
 * @example
 * ```ts
 * REGISTERS.human.pitchHz; // [32, 1100]
 * ```
 */
export const REGISTERS: Readonly<Record<Register, RegisterSettings>> = {
  human: {
    pitchHz: [32, 1100],
    pitchCentreHz: 150,
    candidateModel: CANDIDATE_MODEL,
    pitchRateHz: 8000,
    pitchFrame: 480,
    pitchFft: 1024,
    pitchHopSeconds: 0.01,
    lowPassHz: 900,
    timbreRateHz: 16_000,
    timbreFrame: 512,
    timbreHz: [80, 7600],
    syllableHz: [200, 3800],
    syllableSmoothingSeconds: 0.02,
    syllableExponent: 0.06,
    syllableDipDb: [1.3, 2.5],
  },
  bird: {
    pitchHz: [500, 10_000],
    pitchCentreHz: 3000,
    candidateModel: BIRD_CANDIDATE_MODEL,
    pitchRateHz: 32_000,
    pitchFrame: 256,
    pitchFft: 512,
    pitchHopSeconds: 0.0025,
    lowPassHz: 12_000,
    timbreRateHz: 32_000,
    timbreFrame: 512,
    timbreHz: [500, 15_000],
    syllableHz: [700, 12_000],
    syllableSmoothingSeconds: 0.01,
    syllableExponent: 1,
    syllableDipDb: [2, 5],
  },
  whale: {
    pitchHz: [15, 1000],
    pitchCentreHz: 100,
    candidateModel: CANDIDATE_MODEL,
    pitchRateHz: 4000,
    pitchFrame: 800,
    pitchFft: 2048,
    pitchHopSeconds: 0.01,
    lowPassHz: 400,
    timbreRateHz: 16_000,
    timbreFrame: 2048,
    timbreHz: [15, 7600],
    syllableHz: [15, 3500],
    syllableSmoothingSeconds: 0.2,
    syllableExponent: 1,
    syllableDipDb: [2, 5],
  },
};
