import { type Kernels, sharedKernels } from "../signal/kernels.js";
import type { KeptSpectrum } from "../signal/windowed-spectrum.js";

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
 * const sums = new BandSums(bandBank([0, 100, 200], 31.25, 257), "hundreds");
 * sums.read({ power: new Float64Array(257).fill(1), place: undefined }); // 3.2, 3.2
 * ```
 */
export class BandSums {
  readonly #bands: WeighedBands;
  readonly #result: Float64Array;
  readonly #kernels: Kernels | null;
  readonly #places: Readonly<Record<"weights" | "firsts" | "offsets" | "sums", number>> | undefined;

  /**
   * @param kind - A name for these bands: all of one kind share their tables.
   * @param kernels - Null for plain TypeScript.
   */
  constructor(bands: WeighedBands, kind: string, kernels: Kernels | null = sharedKernels()) {
    const count = bands.firstBin.length;
    this.#bands = bands;
    this.#result = new Float64Array(count);
    this.#kernels = kernels;
    if (kernels === null) return;
    const table = (what: string, create: () => Float64Array) => kernels.table(`${what} ${kind}`, create);
    this.#places = {
      weights: table("band weights", () => bands.weights),
      firsts: table("band firsts", () => packed(bands.firstBin)),
      offsets: table("band offsets", () => packed(bands.offset)),
      sums: table("band sums", () => new Float64Array(count)),
    };
  }

  /** @returns One sum a band, until the next call. */
  read({ place, power }: KeptSpectrum): Float64Array {
    const result = this.#result;
    if (this.#kernels !== null && this.#places !== undefined && place !== undefined) {
      const { run, numbers } = this.#kernels;
      const { firsts, offsets, sums, weights } = this.#places;
      run.gather(place, weights, firsts, offsets, result.length, sums);
      for (let b = 0; b < result.length; b++) result[b] = numbers[sums / 8 + b];
      return result;
    }
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

/** Integers of 32 bits, two in the room of one number. */
function packed(integers: Int32Array): Float64Array {
  const even = new Int32Array(2 * Math.ceil(integers.length / 2));
  even.set(integers);
  return new Float64Array(even.buffer);
}
