import { type Kernels, sharedKernels } from "./kernels.js";
import { type KernelPlaces, kernelPlaces, RealFft, read, SHORTEST_KERNEL_FFT } from "./real-fft.js";

const { fround } = Math;

/**
 * Cosine transform of the first kind, `F[k] = x[0]/2 + (-1)^k x[size]/2 + sum x[j] cos(pi j k / size)`, of `size + 1` real values
 * of 32 bits; `size` is a power of two, at least 8. It takes a power spectrum to the autocorrelation at a quarter of a full
 * complex transform's work (Cooley, Lewis and Welch 1970).
 *
 * @example
 * ```ts
 * const transform = new CosineTransform(512);
 * const autocorrelation = new Float32Array(513);
 * transform.transform(new Float32Array(513).fill(1), autocorrelation);
 * ```
 */
export class CosineTransform {
  /** One less than the number of values. */
  readonly size: number;
  readonly #fft: RealFft;
  readonly #sine: Float32Array;
  readonly #cosine: Float32Array;
  readonly #folded: Float32Array;
  readonly #real: Float32Array;
  readonly #imaginary: Float32Array;
  readonly #sums = new Float32Array(4);
  readonly #places: (KernelPlaces & { turn: number; values: number; result: number }) | undefined;

  /** @param kernels - Null for plain TypeScript. */
  constructor(size: number, kernels: Kernels | null = sharedKernels()) {
    this.size = size;
    this.#fft = new RealFft(size, kernels);
    if (kernels !== null && size >= SHORTEST_KERNEL_FFT) {
      const room = (what: string) => kernels.table(`${what} ${size}`, () => new Float32Array(size + 8));
      this.#places = {
        ...kernelPlaces(kernels, size),
        turn: turnPlace(kernels, size),
        values: room("values"),
        result: room("result"),
      };
    }
    // With kernels these are theirs.
    const own = this.#places === undefined ? size : 0;
    this.#sine = new Float32Array(own);
    this.#cosine = new Float32Array(own);
    for (let j = 0; j < own; j++) {
      this.#sine[j] = Math.sin((Math.PI * j) / size);
      this.#cosine[j] = Math.cos((Math.PI * j) / size);
    }
    this.#folded = new Float32Array(own);
    this.#real = new Float32Array(own / 2 + 1);
    this.#imaginary = new Float32Array(own / 2 + 1);
  }

  /**
   * Transforms `size + 1` values of `input` into the first `count + 1` of as many values of `output`; `count` is even, `size` by default, and the
   * two may be one array.
   */
  transform(input: Float32Array, output: Float32Array, count = this.size): void {
    const { size } = this;
    if (this.#places !== undefined) {
      const { kernels, input: folded, real, result, turn, twiddles, unfold, values, work } = this.#places;
      kernels.singles.set(input, values / 4);
      kernels.run.cosines(values, folded, turn, work, twiddles, unfold, real, result, size / 2, count);
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
    // Four sums, as the kernel has them.
    const sums = this.#sums.fill(0);
    folded[0] = 0.5 * fround(first + last);
    folded[half] = input[half];
    for (let j = 1; j < half; j++) {
      const a = input[j];
      const b = input[size - j];
      const mean = 0.5 * fround(a + b);
      const difference = fround(a - b);
      const turned = fround(sine[j] * difference);
      folded[j] = mean - turned;
      folded[size - j] = mean + turned;
      sums[(j - 1) & 3] += fround(difference * cosine[j]);
    }
    let odd = fround(0.5 * fround(first - last) + fround(fround(sums[0] + sums[1]) + fround(sums[2] + sums[3])));
    const bins = count / 2;
    this.#fft.forward(folded, real, imaginary, bins);
    output[0] = real[0];
    output[1] = odd;
    const end = Math.min(bins, half - 1);
    // Odd results differ by what lies between them; the kernel adds up four at a time, neighbours first, then pairs.
    for (let k = 1; k <= end; k++) {
      const lane = (k - 1) & 3;
      let running = imaginary[k];
      if (lane > 0) running = fround(running + imaginary[k - 1]);
      if (lane === 2) running = fround(running + imaginary[k - 2]);
      if (lane === 3) running = fround(running + fround(imaginary[k - 2] + imaginary[k - 3]));
      output[2 * k] = real[k];
      output[2 * k + 1] = odd - running;
      if (lane === 3) odd = output[2 * k + 1];
    }
    if (count === size) output[size] = real[half];
  }
}

/** Where the kernels find the sines and then the cosines of `pi j / size`. */
export function turnPlace(kernels: Kernels, size: number): number {
  return kernels.table(`turn ${size}`, () =>
    Float32Array.from({ length: 2 * size }, (_, j) =>
      j < size ? Math.sin((Math.PI * j) / size) : Math.cos((Math.PI * (j - size)) / size),
    ),
  );
}
