/** A sound whose pitch is known at the instants at which trackers are scored. */
export interface KnownPitch {
  /** One channel; full scale is -1 to 1. */
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
  /** The instants that are scored, in seconds: 10 ms apart in synthetic sounds, 15 in those of a laryngograph, some left out. */
  readonly timeSeconds: Float64Array;
  /** True pitch at those instants in Hz; NaN where nothing is voiced. */
  readonly frequencyHz: Float64Array;
}

/** What a tracker says of one sound, at instants of its own in rising order. */
export interface PitchGuess {
  readonly timeSeconds: Float64Array;
  /** Pitch in Hz; NaN where the tracker hears no voice. */
  readonly frequencyHz: Float64Array;
}

/** Sounds of one kind, and where pitch is to be looked for in them. */
export interface PitchSet {
  /** Short name for `--sets`. */
  readonly name: string;
  /** What is in it, in a few words. */
  readonly title: string;
  /** Floor and ceiling that peers are told, in Hz. */
  readonly rangeHz: readonly [number, number];
  /** Which measure counts. */
  readonly measure: "frame error" | "fine error";
  /**
   * What the project set itself on sounds of this kind, and what the best of the peers did there: FFE in percent, or cents. Absent for
   * sets that guard against fitting.
   */
  readonly goal?: { readonly ours: number; readonly bestPeer: number } | undefined;
  /** Makes or reads the sounds; equal on every machine for synthetic ones. */
  make(): Promise<readonly KnownPitch[]>;
}
