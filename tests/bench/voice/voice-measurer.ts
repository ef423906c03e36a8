import type { Timing } from "../pitch/median-seconds.js";
import type { KnownVowel } from "./vowel-sets.js";

/** What a program says of one vowel; NaN for what it does not say. */
export interface Measured {
  readonly jitter: number;
  readonly shimmer: number;
  readonly harmonicsToNoiseDb: number;
  readonly formantHz: readonly number[];
}

/** A program that measures voices. */
export interface VoiceMeasurer {
  readonly name: string;
  /** Version and settings, in a line for the reader of the table. */
  readonly settings: string;
  /**
   * Measures vowels of one kind.
   *
   * @param ceilingHz the highest formant that it is to look for: 5000 Hz for men, 5500 for women
   */
  measure(vowels: readonly KnownVowel[], ceilingHz: number): Promise<readonly Measured[]>;
  /** What everything that it measures takes, by name, for a minute of sound. */
  timesFor(minute: Pick<KnownVowel, "samples" | "sampleRateHz">): Promise<readonly (readonly [string, Timing])[]>;
}
