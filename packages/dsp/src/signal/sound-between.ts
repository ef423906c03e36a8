/**
 * A sound that is asked for piece by piece: its samples at `rateHz` from one time to another, silence beyond its ends. Sample `k` lies at
 * `fromSeconds + k / rateHz`, to the nearest sample of the sound that is kept.
 * The next piece may be written over it.
 */
export type SoundBetween = (fromSeconds: number, toSeconds: number, rateHz: number) => Float32Array;
