import { logarithm } from "../signal/cycle-kernels.js";

/** Powers are held within this range for their logarithms: twelve of them have a product that is a number. */
const LEAST = 1e-25;
const MOST = 1e9;
const GROUP = 12;

/**
 * Sums over the bins of a power spectrum, frame after frame.
 *
 * @example
 * ```ts
 * const sums = new BinSums(5);
 * sums.read(Float64Array.of(0, 1, 2, 1, 0), 1, 3);
 * sums.moment / sums.total; // 2
 * ```
 */
export class BinSums {
  /** Sum of the powers. */
  total = 0;
  /** Sums of the powers times the number of the bin, and times its square. */
  moment = 0;
  square = 0;
  /** Sum of the powers' natural logarithms, of which none counts for less than 1e-25 or more than 1e9. */
  logarithm = 0;
  /** Sum of the magnitudes times those of the frame before. */
  cross = 0;
  /** Magnitudes of the last frame. */
  readonly #magnitude: Float64Array;

  /** @param bins - Number of the spectrum's bins. */
  constructor(bins: number) {
    this.#magnitude = new Float64Array(bins);
  }

  /** Reads bins `low` to `high`, even and odd bins apart from the lowest on, as the kernel does. */
  read(power: Float64Array, low: number, high: number): void {
    const before = this.#magnitude;
    // Of the even bins, the odd ones and one that is left over.
    const total = [0, 0, 0];
    const moment = [0, 0, 0];
    const square = [0, 0, 0];
    const cross = [0, 0, 0];
    const product = [1, 1, 1];
    const end = high + 1 - ((high + 1 - low) % 2);
    this.logarithm = 0;
    for (let k = low; k <= high; k++) {
      const lane = k < end ? (k - low) % 2 : 2;
      const magnitude = Math.sqrt(power[k]);
      total[lane] += power[k];
      moment[lane] += power[k] * k;
      square[lane] += power[k] * k * k;
      cross[lane] += magnitude * before[k];
      before[k] = magnitude;
      product[lane] *= Math.min(MOST, Math.max(LEAST, power[k]));
      if (k + 1 !== end && ((k + 1 - low) % GROUP !== 0 || k >= end)) continue;
      this.logarithm += logarithm(product[0] * product[1]);
      product.fill(1);
    }
    if (end <= high) this.logarithm += logarithm(product[2]);
    const sumOf = (lanes: readonly number[]) => lanes[0] + lanes[1] + lanes[2];
    this.total = sumOf(total);
    this.moment = sumOf(moment);
    this.square = sumOf(square);
    this.cross = sumOf(cross);
  }
}
