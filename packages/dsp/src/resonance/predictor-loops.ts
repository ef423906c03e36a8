import { type Kernels, sharedKernels } from "../signal/kernels.js";

/** More delays than asked for that the kernels sum along; nobody reads them. */
const SPARE = 7;

/**
 * Inner loops of `ClosedPhasePredictor` and the numbers that they work on: in WebAssembly where there is a kernel, and else in TypeScript with the same bits.
 *
 * What its arrays hold is anybody's who has asked for the same order and length since, and `open` must be called before they are looked at.
 */
export class PredictorLoops {
  /** The frame: `order` samples and `length` more. */
  frame: Float64Array = new Float64Array(0);
  /** Of each of the last `length` samples. */
  weights: Float64Array = new Float64Array(0);
  /** The last `length` samples under a window, with only zeros before. */
  windowed: Float64Array = new Float64Array(0);
  /** Of delays 0 to `order`. */
  correlation: Float64Array = new Float64Array(0);
  /** Coefficients of the predictor. */
  coefficients: Float64Array = new Float64Array(0);
  /** Magnitudes of what it leaves of the last `length` samples. */
  residual: Float64Array = new Float64Array(0);
  /** Covariances of delays 0 to `order`, in rows of `stride`: the lower triangle. */
  covariance: Float64Array = new Float64Array(0);
  readonly stride: number;
  readonly #order: number;
  readonly #length: number;
  readonly #kernels: Kernels | null;
  readonly #place: number;

  /** @param kernels - Null for plain TypeScript. */
  constructor(order: number, length: number, kernels: Kernels | null = sharedKernels()) {
    this.#order = order;
    this.#length = length;
    this.#kernels = kernels;
    this.stride = order + SPARE;
    const room = this.#view(new Float64Array(4096), 0);
    this.#place = kernels?.table(`predictor of ${order} for ${length}`, () => new Float64Array(room)) ?? 0;
    if (kernels === null) this.#view(new Float64Array(room), 0);
    else this.open();
  }

  /** Another memory may have taken the place of the one that was looked at before. */
  open(): void {
    const kernels = this.#kernels;
    if (kernels === null || this.frame.buffer === kernels.numbers.buffer) return;
    this.#view(kernels.numbers, this.#place / 8);
  }

  /** Sums of `windowed` with itself at delays 0 to `order`. */
  correlate(): void {
    const { correlation, windowed } = this;
    if (this.#kernels !== null) {
      this.#kernels.run.correlateDelays(windowed.byteOffset, this.#length, this.#order + 1, correlation.byteOffset);
      return;
    }
    for (let lag = 0; lag <= this.#order; lag++) {
      let sum = 0;
      for (let n = lag; n < this.#length; n++) sum += windowed[n] * windowed[n - lag];
      correlation[lag] = sum;
    }
  }

  /** Fills `residual`. */
  leave(): void {
    const { coefficients, frame, residual } = this;
    const order = this.#order;
    if (this.#kernels !== null) {
      const from = frame.byteOffset + 8 * order;
      const even = this.#length + (this.#length & 1);
      this.#kernels.run.residuals(from, coefficients.byteOffset, order, even, residual.byteOffset);
      return;
    }
    for (let n = 0; n < this.#length; n++) {
      let left = frame[n + order];
      for (let k = 0; k < order; k++) left -= coefficients[k] * frame[n + order - 1 - k];
      residual[n] = Math.abs(left);
    }
  }

  /** Adds what samples `from` to `to` (not included) give to the covariances. */
  gather(from: number, to: number): void {
    const { covariance, frame, stride, weights } = this;
    const order = this.#order;
    if (this.#kernels !== null) {
      const values = frame.byteOffset + 8 * order;
      this.#kernels.run.covary(values, weights.byteOffset, from, to, order, covariance.byteOffset, stride);
      return;
    }
    for (let i = 0; i <= order; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let n = from; n < to; n++) sum += weights[n] * frame[n + order - i] * frame[n + order - j];
        covariance[i * stride + j] += sum;
      }
    }
  }

  /** Shares out `numbers` from `at` on; returns the end. */
  #view(numbers: Float64Array, at: number): number {
    const order = this.#order;
    const length = this.#length;
    let end = at;
    const take = (before: number, count: number, after = SPARE + 1) => {
      end += before;
      const view = numbers.subarray(end, end + count);
      end += count + after;
      return view;
    };
    this.frame = take(SPARE, order + length);
    this.weights = take(0, length);
    this.windowed = take(order + SPARE, length);
    this.correlation = take(0, order + 1);
    this.coefficients = take(0, order);
    this.residual = take(0, length);
    // One row more, which the kernel sums along.
    this.covariance = take(0, (order + 2) * this.stride);
    return end;
  }
}
