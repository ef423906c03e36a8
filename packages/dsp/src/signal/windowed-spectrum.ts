import { type Kernels, sharedKernels } from "./kernels.js";
import { type KernelPlaces, kernelPlaces, RealFft } from "./real-fft.js";

/** Where the kernels find what they need of a frame. */
interface SpectrumPlaces extends KernelPlaces {
  readonly sound: number;
  readonly window: number;
}

/**
 * Power spectrum of one windowed frame of a sound after the other. With kernels it stays in their memory, where others of them can read it.
 *
 * @example
 * ```ts
 * const spectrum = new WindowedSpectrum(hannWindow(512), 512, "Hann 512");
 * spectrum.read(new Float32Array(16_000), 7744);
 * spectrum.power[256]; // 0: silence
 * ```
 */
export class WindowedSpectrum {
  readonly #window: Float32Array;
  readonly #size: number;
  readonly #kernels: Kernels | null;
  readonly #places: SpectrumPlaces | undefined;
  /** Without kernels. */
  readonly #fft: RealFft | undefined;
  readonly #frame: Float32Array;
  readonly #bins: Float32Array;
  #power: Float64Array;
  /** The kernels' memory when it was looked at last. */
  #numbers: Float64Array | undefined;

  /**
   * @param size - Length of the transform, a power of two of 32 or more: a shorter window is followed by zeros.
   * @param kind - A name for the window: all of one kind share their tables.
   * @param kernels - Null for plain TypeScript.
   */
  constructor(window: Float64Array, size: number, kind: string, kernels: Kernels | null = sharedKernels()) {
    this.#window = Float32Array.from(window);
    this.#size = size;
    this.#kernels = kernels;
    if (kernels !== null) {
      this.#places = {
        ...kernelPlaces(kernels, size),
        sound: kernels.table(`windowed sound ${window.length}`, () => new Float32Array(window.length)),
        window: kernels.table(`window ${kind}`, () => this.#window),
      };
    } else this.#fft = new RealFft(size, null);
    this.#frame = new Float32Array(kernels === null ? size : 0);
    this.#bins = new Float32Array(kernels === null ? size / 2 + 1 : 0);
    this.#power = new Float64Array(kernels === null ? size / 2 + 1 : 0);
  }

  /** Squared magnitudes of bins 0 to `size / 2`; with kernels a view of their memory until anything else is transformed or more memory is taken. */
  get power(): Float64Array {
    if (this.#kernels !== null && this.#places !== undefined) {
      const { numbers } = this.#kernels;
      if (this.#numbers !== numbers) {
        const from = this.#places.power / 8;
        this.#numbers = numbers;
        this.#power = numbers.subarray(from, from + this.#size / 2 + 1);
      }
    }
    return this.#power;
  }

  /** Reads the frame from sample `start` of `sound`; beyond the ends of the sound is silence. */
  read(sound: Float32Array, start: number): void {
    const { length } = this.#window;
    const from = Math.min(length, Math.max(0, -start));
    const to = Math.max(from, Math.min(length, sound.length - start));
    if (this.#kernels !== null && this.#places !== undefined) {
      const { input, power, real, sound: place, twiddles, unfold, window, work } = this.#places;
      const { run, singles } = this.#kernels;
      singles.set(sound.subarray(start + from, start + to), place / 4 + from);
      run.windowedPower(place, from, to, window, input, work, twiddles, unfold, real, power, this.#size / 2);
      return;
    }
    const frame = this.#frame;
    const window = this.#window;
    frame.fill(0);
    for (let n = from; n < to; n++) frame[n] = sound[start + n] * window[n];
    this.#fft?.power(frame, this.#bins);
    this.#power.set(this.#bins);
  }
}
