import type { Kernels } from "../signal/kernels.js";
import { PredictorLoops } from "./predictor-loops.js";

/** Samples this long after a closure, as a share of the period of a low and of a high voice, still belong to the stroke itself. */
const AFTER_CLOSURE = [0.08, 0.04] as const;
/** Share of the period after that in which the folds are taken to be shut, likewise. */
const SHUT = [0.55, 0.5] as const;
/** A closure is looked for this far, as a share of the period, from where the one beside it puts it. */
const SEARCH = 0.2;
/** Periods shorter than this many samples leave nothing between two closures. */
const SHORTEST_PERIOD = 12;
/** Keeps the equations solvable where a frame predicts itself. */
const RIDGE = 1e-9;

/**
 * Linear prediction by weighted covariance, with the weight on the samples where the vocal folds are shut and the tract rings by itself (quasi
 * closed phase analysis: Airaksinen, Raitio, Story and Alku 2014). What the larynx does while it is open, and the harmonics of a high voice, then
 * hardly pull at the resonances. Closures are the peaks of the residual of an ordinary prediction, a period apart.
 *
 * One object owns its buffers and is reused for every frame.
 *
 * @example
 * ```ts
 * const predictor = new ClosedPhasePredictor(12, 330);
 * predictor.predict(new Float64Array(342).map((_, n) => Math.exp(-n / 50) * Math.sin(n)), Number.NaN); // true
 * predictor.coefficients[0]; // close to 2 cos(1) exp(-1 / 50)
 * ```
 */
export class ClosedPhasePredictor {
  readonly order: number;
  /** Samples that are predicted; a frame holds `order` more before them. */
  readonly length: number;
  /** `a` of `x[n] = sum a[k] x[n - 1 - k]`, of the last frame. */
  readonly coefficients: Float64Array;
  readonly #window: Float64Array;
  readonly #previous: Float64Array;
  readonly #loops: PredictorLoops;

  /** @param kernels - Null for plain TypeScript. */
  constructor(order: number, length: number, kernels?: Kernels | null) {
    this.order = order;
    this.length = length;
    this.coefficients = new Float64Array(order);
    this.#window = Float64Array.from({ length }, (_, n) => {
      const x = (n + 0.5 - length / 2) / (length / 2);
      return Math.exp(-4 * x * x);
    });
    this.#previous = new Float64Array(order);
    this.#loops = new PredictorLoops(order, length, kernels);
  }

  /**
   * Predicts a frame of `order + length` samples.
   *
   * @param periodSamples - The voice's period, or NaN where it has none: then all samples count alike.
   * @param height - How far it is a high voice, 0 to 1: the shorter its periods, the sooner after a closure the folds are taken to be shut.
   * @returns Whether the frame could be predicted; false for silence.
   */
  predict(frame: Float64Array, periodSamples: number, height = 0): boolean {
    const loops = this.#loops;
    loops.open();
    loops.frame.set(frame);
    if (!this.#predictPlainly()) return false;
    if (periodSamples >= SHORTEST_PERIOD && periodSamples < this.length) this.#weighShutPhases(periodSamples, height);
    else loops.weights.set(this.#window);
    this.#gatherCovariance();
    return this.#solve();
  }

  /** Autocorrelation method (Levinson and Durbin), for the residual alone. */
  #predictPlainly(): boolean {
    const { order, length, coefficients } = this;
    const window = this.#window;
    const { correlation, frame, windowed } = this.#loops;
    for (let n = 0; n < length; n++) windowed[n] = frame[n + order] * window[n];
    this.#loops.correlate();
    coefficients.fill(0);
    let error = correlation[0] * (1 + RIDGE);
    if (!(error > 1e-30)) return false;
    const previous = this.#previous;
    for (let k = 0; k < order; k++) {
      let sum = correlation[k + 1];
      for (let j = 0; j < k; j++) sum -= coefficients[j] * correlation[k - j];
      const reflection = sum / error;
      for (let j = 0; j < k; j++) previous[j] = coefficients[j];
      coefficients[k] = reflection;
      for (let j = 0; j < k; j++) coefficients[j] = previous[j] - reflection * previous[k - 1 - j];
      error *= 1 - reflection * reflection;
      if (!(error > 0)) break;
    }
    return true;
  }

  /** Finds the closures and leaves weight on the shut phases after them. */
  #weighShutPhases(period: number, height: number): void {
    const { length } = this;
    const window = this.#window;
    const { residual, weights } = this.#loops;
    this.#loops.coefficients.set(this.coefficients);
    this.#loops.leave();
    let strongest = 0;
    for (let n = 0; n < length; n++) {
      if (residual[n] * window[n] > residual[strongest] * window[strongest]) strongest = n;
    }
    weights.fill(0);
    const after = (AFTER_CLOSURE[0] + height * (AFTER_CLOSURE[1] - AFTER_CLOSURE[0])) * period;
    const shut = (SHUT[0] + height * (SHUT[1] - SHUT[0])) * period;
    for (let closure = strongest; closure >= 0; closure = this.#closureNear(closure - period, period)) {
      this.#weighBetween(closure + after, closure + after + shut);
      // The shut phase that follows the closure just before the frame.
      if (closure < period) this.#weighBetween(closure - period + after, closure - period + after + shut);
    }
    for (
      let closure = this.#closureNear(strongest + period, period);
      closure >= 0;
      closure = this.#closureNear(closure + period, period)
    ) {
      this.#weighBetween(closure + after, closure + after + shut);
    }
  }

  /** Peak of the residual around a place; -1 where that reaches beyond the frame. */
  #closureNear(place: number, period: number): number {
    const from = Math.round(place - SEARCH * period);
    const to = Math.round(place + SEARCH * period);
    if (from < 0 || to >= this.length) return -1;
    const { residual } = this.#loops;
    let best = from;
    for (let n = from + 1; n <= to; n++) if (residual[n] > residual[best]) best = n;
    return best;
  }

  #weighBetween(first: number, last: number): void {
    const { weights } = this.#loops;
    const from = Math.max(0, Math.ceil(first));
    const to = Math.min(this.length - 1, Math.floor(last));
    for (let n = from; n <= to; n++) weights[n] = this.#window[n];
  }

  #gatherCovariance(): void {
    const { length } = this;
    const { covariance, weights } = this.#loops;
    covariance.fill(0);
    for (let from = 0; from < length; from++) {
      if (weights[from] === 0) continue;
      let to = from + 1;
      while (to < length && weights[to] !== 0) to++;
      this.#loops.gather(from, to);
      from = to;
    }
  }

  /** Cholesky's method on delays 1 to `order`. */
  #solve(): boolean {
    const { order, coefficients } = this;
    const { covariance: c, stride: size } = this.#loops;
    for (let i = 1; i <= order; i++) {
      for (let j = 1; j <= i; j++) {
        let sum = c[i * size + j] * (i === j ? 1 + RIDGE : 1);
        for (let k = 1; k < j; k++) sum -= c[i * size + k] * c[j * size + k];
        if (i !== j) c[i * size + j] = sum / c[j * size + j];
        else if (sum > 0) c[i * size + i] = Math.sqrt(sum);
        else return false;
      }
    }
    for (let i = 1; i <= order; i++) {
      let sum = c[i * size];
      for (let k = 1; k < i; k++) sum -= c[i * size + k] * coefficients[k - 1];
      coefficients[i - 1] = sum / c[i * size + i];
    }
    for (let i = order; i >= 1; i--) {
      let sum = coefficients[i - 1];
      for (let k = i + 1; k <= order; k++) sum -= c[k * size + i] * coefficients[k - 1];
      coefficients[i - 1] = sum / c[i * size + i];
    }
    return true;
  }
}
