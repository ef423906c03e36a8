import { CosineTransform, turnPlace } from "./cosine-transform.js";
import { type Kernels, sharedKernels } from "./kernels.js";
import { type KernelPlaces, kernelPlaces, RealFft } from "./real-fft.js";

const { fround } = Math;

/** Of which frames a `FrameCorrelator` is made. */
export interface CorrelatorOptions {
  /** Transform length, a power of two of 64 or more. */
  readonly size: number;
  /** Lags that are wanted, an even number. */
  readonly lags: number;
  /** The window that the frames carry. */
  readonly window: Float64Array;
  /** Share of the power that is left of each bin from 0 to `size / 2` after the low-pass. */
  readonly lowPass: Float64Array;
  /** A name for these lags, window and low-pass: all correlators of one kind share their tables. */
  readonly kind: string;
}

/** Where a frame, its magnitudes and its autocorrelations lie in the kernels' memory. */
interface CorrelatorPlaces {
  readonly frame: number;
  readonly amplitude: number;
  readonly correlations: readonly [full: number, low: number, compressed: number];
}

/** Places of one kind of frame in the kernels' memory. */
interface Places {
  readonly frame: KernelPlaces;
  readonly half: KernelPlaces;
  readonly turn: number;
  readonly lowPass: number;
  readonly inverse: number;
  readonly compressedInverse: number;
  readonly low: number;
  readonly amplitude: number;
  readonly results: readonly [full: number, low: number, compressed: number];
}

/**
 * Autocorrelations of a windowed frame, each 1 at lag 0 and freed of the window (Boersma 1993): of the frame as it is, after a low-pass, and with its
 * spectrum compressed to the magnitude. What it gives lasts until the next frame.
 *
 * @example
 * ```ts
 * const window = hannWindow(480);
 * const lowPass = new Float64Array(513).fill(1);
 * const correlator = new FrameCorrelator({ size: 1024, lags: 224, window,  lowPass, kind: "human" });
 * correlator.correlate(frame);
 * correlator.full[80];
 * ```
 */
export class FrameCorrelator {
  /** Magnitudes of bins 0 to `size / 2`. */
  amplitude: Float32Array;
  full: Float32Array;
  low: Float32Array;
  compressed: Float32Array;
  /** Sum of the low-passed powers of bins 0 to `size / 2`. */
  lowPower = 0;
  readonly #half: number;
  readonly #lags: number;
  readonly #lowPass: Float32Array;
  readonly #fft: RealFft;
  readonly #cosines: CosineTransform;
  readonly #power: Float32Array;
  readonly #filtered: Float32Array;
  readonly #inverse: Float32Array;
  readonly #compressedInverse: Float32Array;
  readonly #kernels: Kernels | null;
  readonly #places: Places | undefined;

  /** @param kernels - Null for plain TypeScript. */
  constructor({ size, lags, window, lowPass, kind }: CorrelatorOptions, kernels: Kernels | null = sharedKernels()) {
    const half = size / 2;
    this.#half = half;
    this.#lags = lags;
    this.#lowPass = Float32Array.from(lowPass);
    this.#kernels = kernels;
    this.#fft = new RealFft(size, kernels);
    this.#cosines = new CosineTransform(half, kernels);
    const track = () => new Float32Array(half + 2);
    [this.amplitude, this.full, this.low, this.compressed] = [track(), track(), track(), track()];
    this.#power = track();
    this.#filtered = track();
    const frame = new Float32Array(size);
    frame.set(window);
    this.#fft.power(frame, this.#power);
    this.#inverse = this.#inverseCorrelation(this.#power);
    this.#compressedInverse = this.#inverseCorrelation(this.#power.map(Math.sqrt));
    if (kernels !== null) this.#places = this.#createPlaces(kernels, kind);
  }

  /** Where the kernels find a frame and what was made of it; undefined without kernels. */
  get places(): CorrelatorPlaces | undefined {
    const places = this.#places;
    if (places === undefined) return undefined;
    return { frame: places.frame.input, amplitude: places.amplitude, correlations: places.results };
  }

  /** @param frame - Windowed, and zeros up to `size`. */
  correlate(frame: Float32Array): void {
    if (this.#kernels !== null && this.#places !== undefined) {
      this.#kernels.singles.set(frame, this.#places.frame.input / 4);
      this.correlateInPlace();
      return;
    }
    this.#fft.power(frame, this.#power);
    this.#weigh();
    this.#autocorrelate(this.#power, this.#inverse, this.full);
    this.#autocorrelate(this.#filtered, this.#inverse, this.low);
    this.#autocorrelate(this.amplitude, this.#compressedInverse, this.compressed);
  }

  /** The same for a frame that lies where the kernels find it. */
  correlateInPlace(): void {
    if (this.#kernels === null || this.#places === undefined) return;
    const { amplitude, compressedInverse, frame, half: folded, inverse, low, lowPass, results, turn } = this.#places;
    this.lowPower = this.#kernels.run.correlate(
      frame.input,
      frame.work,
      frame.twiddles,
      frame.unfold,
      frame.real,
      this.#half,
      lowPass,
      low,
      amplitude,
      folded.input,
      turn,
      folded.work,
      folded.twiddles,
      folded.unfold,
      folded.real,
      inverse,
      compressedInverse,
      results[0],
      results[1],
      results[2],
      this.#lags,
    );
    this.#look(this.#kernels, this.#places);
  }

  #weigh(): void {
    const half = this.#half;
    const power = this.#power;
    const filtered = this.#filtered;
    const lowPass = this.#lowPass;
    // Four sums, as the kernel has them.
    const sums = new Float32Array(4);
    for (let k = 0; k <= half; k++) {
      filtered[k] = power[k] * lowPass[k];
      this.amplitude[k] = Math.sqrt(power[k]);
    }
    for (let k = 0; k < half; k++) sums[k & 3] += filtered[k];
    this.lowPower = fround(fround(fround(sums[0] + sums[1]) + fround(sums[2] + sums[3])) + filtered[half]);
  }

  #autocorrelate(power: Float32Array, inverse: Float32Array, result: Float32Array): void {
    this.#cosines.transform(power, result, this.#lags);
    const scale = result[0] > 0 ? fround(1 / result[0]) : 0;
    for (let k = 0; k <= this.#lags; k++) result[k] *= fround(scale * inverse[k]);
  }

  /** What makes up for the window: the inverse of the autocorrelation that it has by itself. */
  #inverseCorrelation(power: Float32Array): Float32Array {
    const result = new Float32Array(power.length);
    this.#cosines.transform(power, result);
    return result.map((value) => result[0] / value);
  }

  #createPlaces(kernels: Kernels, kind: string): Places {
    const half = this.#half;
    const room = (what: string) => kernels.table(`${what} ${kind}`, () => new Float32Array(half + 8));
    return {
      frame: kernelPlaces(kernels, 2 * half),
      half: kernelPlaces(kernels, half),
      turn: turnPlace(kernels, half),
      lowPass: kernels.table(`low-pass ${kind}`, () => this.#lowPass),
      inverse: kernels.table(`inverse ${kind}`, () => this.#inverse),
      compressedInverse: kernels.table(`compressed inverse ${kind}`, () => this.#compressedInverse),
      low: room("low"),
      amplitude: room("amplitude"),
      results: [room("full"), room("low result"), room("compressed")],
    };
  }

  /** Another memory may have taken the place of the one that was looked at before. */
  #look({ singles }: Kernels, { amplitude, results: [full, low, compressed] }: Places): void {
    if (this.amplitude.buffer === singles.buffer) return;
    const at = (place: number) => singles.subarray(place / 4, place / 4 + this.#half + 1);
    this.amplitude = at(amplitude);
    this.full = at(full);
    this.low = at(low);
    this.compressed = at(compressed);
  }
}
