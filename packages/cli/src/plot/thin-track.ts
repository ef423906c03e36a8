/** A track of fewer points: what stands for each stretch of frames, and when. */
export interface ThinTrack {
  readonly timeSeconds: readonly number[];
  /** NaN where the track is. */
  readonly values: readonly number[];
}

/**
 * A track of at most about `most` points, so that an hour does not make a larger drawing than a minute: the median of every stretch of
 * equally many frames, NaN where most of them are NaN. A track that is short enough stays as it is.
 */
export function thinTrack(timeSeconds: Float64Array, values: Float32Array | Float64Array, most: number): ThinTrack {
  const stretch = Math.max(1, Math.ceil(values.length / most));
  const thin = { timeSeconds: [] as number[], values: [] as number[] };
  for (let from = 0; from < values.length; from += stretch) {
    const to = Math.min(values.length, from + stretch);
    const known = values
      .subarray(from, to)
      .filter((value) => !Number.isNaN(value))
      .sort();
    thin.timeSeconds.push((timeSeconds[from] + timeSeconds[to - 1]) / 2);
    thin.values.push(2 * known.length >= to - from && known.length > 0 ? known[known.length >> 1] : Number.NaN);
  }
  return thin;
}
