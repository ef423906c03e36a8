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
}
