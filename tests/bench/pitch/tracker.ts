import type { KnownPitch, PitchGuess } from "./known-pitch.js";
import type { Timing } from "./median-seconds.js";

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
  /** What the pitch of one sound takes, warm, reading and starting left out; absent where pitch cannot be had alone. */
  timeFor?(sound: KnownPitch, rangeHz: readonly [number, number]): Promise<Timing>;
  /** The same for all that it measures beside pitch, if it does. */
  timeForEverything?(sound: KnownPitch): Promise<Timing>;
}

/** The name that ours goes by in the tables, alone with its defaults and followed by more when told something. */
export const OUR_NAME = "vocalith";

/** Whether it is one of ours. */
export const isOurs = ({ name }: { readonly name: string }) => name.startsWith(OUR_NAME);

/** A tracker that is not there, and how to get it. */
export interface MissingTracker {
  readonly name: string;
  readonly howToInstall: string;
}

export type FoundTracker = Tracker | MissingTracker;

/** Whether it can be run here. */
export const isPresent = (tracker: FoundTracker): tracker is Tracker => "track" in tracker;
