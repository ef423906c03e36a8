/** A sound and its true pitch on a grid of its own; 0 where it has none. */
export interface KnownPitch {
  readonly sound: Float32Array;
  readonly sampleRateHz: number;
  readonly stepSeconds: number;
  readonly frequencyHz: Float64Array;
}
