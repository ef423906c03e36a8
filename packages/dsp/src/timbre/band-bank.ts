/** Adjacent bands on a power spectrum, each a run of consecutive bins. */
export interface BandBank {
  /** Number of bands. */
  readonly bands: number;
  /** First bin of each band. */
  readonly firstBin: Int32Array;
  /** Where the weights of each band begin in `weights`; one entry more than bands. */
  readonly offset: Int32Array;
  /** Share of each bin that lies in the band, so that its output is a power. */
  readonly weights: Float64Array;
}

/**
 * Bands between neighbouring edges. Bin `k` stands for half a bin on both sides of its centre, and what of it lies beyond an edge counts for the
 * next band: power is neither lost nor counted twice.
 *
 * @param edgesHz - Rising, one more than bands.
 * @param binHz - Distance of the spectrum's bins in Hz.
 * @param bins - Number of the spectrum's bins.
 *
 * @example
 * ```ts
 * const bank = bandBank([0, 100, 200], 31.25, 257);
 * ```
 */
export function bandBank(edgesHz: ArrayLike<number>, binHz: number, bins: number): BandBank {
  const bands = edgesHz.length - 1;
  const firstBin = new Int32Array(bands);
  const offset = new Int32Array(bands + 1);
  const weights: number[] = [];
  for (let b = 0; b < bands; b++) {
    const low = edgesHz[b] / binHz;
    const high = edgesHz[b + 1] / binHz;
    firstBin[b] = Math.max(0, Math.floor(low + 0.5));
    for (let k = firstBin[b]; k < bins && k - 0.5 < high; k++) {
      weights.push(Math.max(0, Math.min(k + 0.5, high) - Math.max(k - 0.5, low)));
    }
    offset[b + 1] = weights.length;
  }
  return { bands, firstBin, offset, weights: Float64Array.from(weights) };
}

/**
 * Power of one band.
 *
 * @example
 * ```ts
 * bandPower(bandBank([0, 100], 10, 20), new Float64Array(20).fill(1), 0); // 10.5: half of bin 10 lies beyond
 * ```
 */
export function bandPower(bank: BandBank, power: Float64Array, band: number): number {
  const first = bank.firstBin[band] - bank.offset[band];
  let sum = 0;
  for (let w = bank.offset[band]; w < bank.offset[band + 1]; w++) sum += bank.weights[w] * power[first + w];
  return sum;
}
