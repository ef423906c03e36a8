import { type Kernels, sharedKernels } from "./kernels.js";
import { type KernelPlaces, kernelPlaces, RealFft, read, SHORTEST_KERNEL_FFT } from "./real-fft.js";

/**
 * Cosine transform of the first kind, `F[k] = x[0]/2 + (-1)^k x[size]/2 + sum x[j] cos(pi j k / size)`, of `size + 1` real values;
 * `size` is a power of two, at least 8. It takes a power spectrum to the autocorrelation at a quarter of a full
 * complex transform's work (Cooley, Lewis and Welch 1970).
 *
 * @example
 * ```ts
 * const transform = new CosineTransform(512);
 * const autocorrelation = new Float64Array(513);
 * transform.transform(new Float64Array(513).fill(1), autocorrelation);
 * ```
 */
export class CosineTransform {
  /** One less than the number of values. */
  readonly size: number;
  readonly #fft: RealFft;
  readonly #sine: Float64Array;
  readonly #cosine: Float64Array;
  readonly #folded: Float64Array;
  readonly #real: Float64Array;
  readonly #imaginary: Float64Array;
  readonly #places: (KernelPlaces & { turn: number; values: number; result: number }) | undefined;

  /** @param kernels - Null for plain TypeScript. */
  constructor(size: number, kernels: Kernels | null = sharedKernels()) {
    this.size = size;
    this.#fft = new RealFft(size, kernels);
    if (kernels !== null && size >= SHORTEST_KERNEL_FFT) {
      const room = (what: string) => kernels.table(`${what} ${size}`, () => new Float64Array(size + 2));
      this.#places = {
        ...kernelPlaces(kernels, size),
        turn: turnPlace(kernels, size),
        values: room("values"),
        result: room("result"),
      };
    }
    // With kernels these are theirs.
    const own = this.#places === undefined ? size : 0;
    this.#sine = new Float64Array(own);
    this.#cosine = new Float64Array(own);
    for (let j = 0; j < own; j++) {
      this.#sine[j] = Math.sin((Math.PI * j) / size);
      this.#cosine[j] = Math.cos((Math.PI * j) / size);
    }
    this.#folded = new Float64Array(size);
    this.#real = new Float64Array(size / 2 + 1);
    this.#imaginary = new Float64Array(size / 2 + 1);
  }

  /**
   * Transforms `size + 1` values of `input` into the first `count + 1` of as many values of `output`; `count` is even, `size` by default, and the
   * two may be one array.
   *
   * @param place - Where the kernels have the input, if they do.
   */
  transform(input: Float64Array, output: Float64Array, count = this.size, place?: number): void {
    const { size } = this;
    if (this.#places !== undefined) {
      const { kernels, input: folded, real, result, turn, twiddles, unfold, values, work } = this.#places;
      if (place === undefined) kernels.numbers.set(input, values / 8);
      kernels.run.cosines(place ?? values, folded, turn, work, twiddles, unfold, real, result, size / 2, count);
      read(kernels, result, output, count + 1);
      return;
    }
    const folded = this.#folded;
    const sine = this.#sine;
    const cosine = this.#cosine;
    const real = this.#real;
    const imaginary = this.#imaginary;
    const half = size / 2;
    const first = input[0];
    const last = input[size];
    // Two sums, as the kernel has them.
    let oddSum = 0;
    let evenSum = 0;
    folded[0] = 0.5 * (first + last);
    folded[half] = input[half];
    for (let j = 1; j < half; j++) {
      const a = input[j];
      const b = input[size - j];
      const mean = 0.5 * (a + b);
      const difference = a - b;
      const turned = sine[j] * difference;
      folded[j] = mean - turned;
      folded[size - j] = mean + turned;
      if ((j & 1) === 1) oddSum += difference * cosine[j];
      else evenSum += difference * cosine[j];
    }
    let odd = 0.5 * (first - last) + (oddSum + evenSum);
    const bins = count / 2;
    this.#fft.forward(folded, real, imaginary, bins);
    output[0] = real[0];
    output[1] = odd;
    const end = Math.min(bins, half - 1);
    for (let k = 1; k <= end; k++) {
      output[2 * k] = real[k];
      odd -= imaginary[k];
      output[2 * k + 1] = odd;
    }
    if (count === size) output[size] = real[half];
  }
}

/** Where the kernels find the sines and then the cosines of `pi j / size`. */
export function turnPlace(kernels: Kernels, size: number): number {
  return kernels.table(`turn ${size}`, () =>
    Float64Array.from({ length: 2 * size }, (_, j) =>
      j < size ? Math.sin((Math.PI * j) / size) : Math.cos((Math.PI * (j - size)) / size),
    ),
  );
}
