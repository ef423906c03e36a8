/** Shorter frames than this give too coarse a spectrum. */
const SHORTEST = 512;

/** Length of a frame for trackers of the YIN family, in samples: two of the longest periods, rounded up to a power of two. */
export function frameLength(floorHz: number, sampleRateHz: number): number {
  return Math.max(SHORTEST, 2 ** Math.ceil(Math.log2((2 * sampleRateHz) / floorHz)));
}
