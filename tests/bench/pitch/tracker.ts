import type { KnownPitch, PitchGuess } from "./known-pitch.js";

/** Somebody's pitch tracker, or ours, ready to run. */
export interface Tracker {
  readonly name: string;
  /** Version, method and settings, in a line for the reader of the table. */
  readonly settings: string;
  /**
   * Names of the settings that are all tried: one where the tracker's documentation gives a default; where it gives none, the
   * table keeps the one that does best over all sets of the run.
   */
  readonly variants: readonly string[];
  /** Tracks sounds of one set: for each variant the guesses of all sounds. */
  track(sounds: readonly KnownPitch[], rangeHz: readonly [number, number]): Promise<readonly (readonly PitchGuess[])[]>;
  /** Seconds that the pitch of one sound takes, warm, reading and starting left out. */
  secondsFor(sound: KnownPitch, rangeHz: readonly [number, number]): Promise<number>;
  /** The same for all that it measures beside pitch, if it does. */
  secondsForEverything?(sound: KnownPitch): Promise<number>;
}

/** The name that ours goes by in the tables. */
export const OUR_NAME = "vocalith";

/** A tracker that is not there, and how to get it. */
export interface MissingTracker {
  readonly name: string;
  readonly howToInstall: string;
}

export type FoundTracker = Tracker | MissingTracker;

/** Whether it can be run here. */
export const isPresent = (tracker: FoundTracker): tracker is Tracker => "track" in tracker;
