/** Bands on a spectrum, each a run of bins with weights. */
export interface WeighedBands {
  /** First bin of each band. */
  readonly firstBin: Int32Array;
  /** Where the weights of each band begin in `weights`; one entry more than bands. */
  readonly offset: Int32Array;
  readonly weights: Float64Array;
}

/**
 * Weighted sums of a power spectrum over many bands, frame after frame.
 *
 * @example
 * ```ts
 * const sums = new BandSums(bandBank([0, 100, 200], 31.25, 257));
 * sums.read(new Float64Array(257).fill(1)); // 3.2, 3.2
 * ```
 */
export class BandSums {
  readonly #bands: WeighedBands;
  readonly #result: Float64Array;

  constructor(bands: WeighedBands) {
    this.#bands = bands;
    this.#result = new Float64Array(bands.firstBin.length);
  }

  /** @returns One sum a band, until the next call. */
  read(power: Float64Array): Float64Array {
    const result = this.#result;
    const { firstBin, offset, weights } = this.#bands;
    for (let b = 0; b < result.length; b++) {
      const first = firstBin[b] - offset[b];
      const end = offset[b + 1];
      // Two sums, as the kernel has them.
      let left = 0;
      let right = 0;
      let w = offset[b];
      for (; w + 1 < end; w += 2) {
        left += weights[w] * power[first + w];
        right += weights[w + 1] * power[first + w + 1];
      }
      result[b] = left + right;
      if (w < end) result[b] += weights[w] * power[first + w];
    }
    return result;
  }
}
