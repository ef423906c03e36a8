/** Pitch on frames at one distance from each other, all in seconds and Hz; frequency NaN where not voiced. */
export interface PitchFrames {
  readonly timeSeconds: Float64Array;
  readonly frequencyHz: Float64Array;
  readonly hopSeconds: number;
}

/** A sound and the pitch in it; time 0 is its first sample. */
export interface VoicedSound {
  readonly sampleRateHz: number;
  readonly samples: Float32Array;
  readonly pitch: PitchFrames;
  /**
   * The times of the frames as they are counted in a longer sound, and which of its samples is the first here: half a hop often ends on a sample, and which frame
   * that belongs to is to be the same however the sound is cut. Those of `pitch` where there is no longer sound.
   */
  readonly whole?: { readonly timeSeconds: Float64Array; readonly firstSample: number } | undefined;
}
