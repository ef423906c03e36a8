import { type Kernels, sharedKernels } from "../signal/kernels.js";
import { type PredictorRoom, predictorRoom } from "./predictor-room.js";

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
  readonly #kernels: Kernels | null;
  #room: PredictorRoom;

  /** @param kernels - Null for plain TypeScript. */
  constructor(order: number, length: number, kernels: Kernels | null = sharedKernels()) {
    this.order = order;
    this.length = length;
    this.coefficients = new Float64Array(order);
    this.#window = Float64Array.from({ length }, (_, n) => {
      const x = (n + 0.5 - length / 2) / (length / 2);
      return Math.exp(-4 * x * x);
    });
    this.#kernels = kernels;
    this.#room = this.#ask();
    // The same for all that share the room.
    this.#room.window.set(this.#window);
  }

  #ask(): PredictorRoom {
    return predictorRoom(this.order, this.length, this.#kernels);
  }

  /**
   * Predicts a frame of `order + length` samples.
   *
   * @param periodSamples - The voice's period, or NaN where it has none: then all samples count alike.
   * @param height - How far it is a high voice, 0 to 1: the shorter its periods, the sooner after a closure the folds are taken to be shut.
   * @returns Whether the frame could be predicted; false for silence.
   */
  predict(frame: Float64Array, periodSamples: number, height = 0): boolean {
    const isVoiced = periodSamples >= SHORTEST_PERIOD && periodSamples < this.length;
    if (this.#kernels !== null) return this.#predictFast(this.#kernels, frame, periodSamples, height, isVoiced);
    this.#room.frame.set(frame);
    if (!this.#predictPlainly()) return false;
    if (isVoiced) this.#weighShutPhases(periodSamples, height);
    else this.#room.weights.set(this.#window);
    this.#gatherCovariance();
    return this.#solve();
  }

  #predictFast(kernels: Kernels, frame: Float64Array, period: number, height: number, isVoiced: boolean): boolean {
    const { order, length } = this;
    // Another memory may have taken the place of the one that was looked at before.
    if (this.#room.frame.buffer !== kernels.numbers.buffer) this.#room = this.#ask();
    const room = this.#room;
    room.frame.set(frame);
    const { after, shut } = shutPhase(period, height);
    const isPredicted = kernels.run.predictShut(
      room.frame.byteOffset + 8 * order,
      room.window.byteOffset,
      room.weights.byteOffset,
      room.windowed.byteOffset,
      room.correlation.byteOffset,
      room.coefficients.byteOffset,
      room.previous.byteOffset,
      room.residual.byteOffset,
      room.covariance.byteOffset,
      order,
      length,
      room.stride,
      RIDGE,
      period,
      isVoiced ? 1 : 0,
      after,
      shut,
      SEARCH * period,
    );
    for (let k = 0; k < order; k++) this.coefficients[k] = room.coefficients[k];
    return isPredicted !== 0;
  }

  /** Autocorrelation method (Levinson and Durbin), for the residual alone. */
  #predictPlainly(): boolean {
    const { order, length, coefficients } = this;
    const window = this.#window;
    const { correlation, frame, previous, windowed } = this.#room;
    for (let n = 0; n < length; n++) windowed[n] = frame[n + order] * window[n];
    for (let lag = 0; lag <= order; lag++) {
      let sum = 0;
      for (let n = lag; n < length; n++) sum += windowed[n] * windowed[n - lag];
      correlation[lag] = sum;
    }
    coefficients.fill(0);
    let error = correlation[0] * (1 + RIDGE);
    if (!(error > 1e-30)) return false;
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
    const { coefficients, length, order } = this;
    const window = this.#window;
    const { frame, residual, weights } = this.#room;
    for (let n = 0; n < length; n++) {
      let left = frame[n + order];
      for (let k = 0; k < order; k++) left -= coefficients[k] * frame[n + order - 1 - k];
      residual[n] = Math.abs(left);
    }
    let strongest = 0;
    for (let n = 0; n < length; n++) {
      if (residual[n] * window[n] > residual[strongest] * window[strongest]) strongest = n;
    }
    weights.fill(0);
    const { after, shut } = shutPhase(period, height);
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
    const { residual } = this.#room;
    let best = from;
    for (let n = from + 1; n <= to; n++) if (residual[n] > residual[best]) best = n;
    return best;
  }

  #weighBetween(first: number, last: number): void {
    const { weights } = this.#room;
    const from = Math.max(0, Math.ceil(first));
    const to = Math.min(this.length - 1, Math.floor(last));
    for (let n = from; n <= to; n++) weights[n] = this.#window[n];
  }

  #gatherCovariance(): void {
    const { length } = this;
    const { covariance, weights } = this.#room;
    covariance.fill(0);
    for (let from = 0; from < length; from++) {
      if (weights[from] === 0) continue;
      let to = from + 1;
      while (to < length && weights[to] !== 0) to++;
      this.#gather(from, to);
      from = to;
    }
  }

  /** Adds what samples `from` to `to` (not included) give to the covariances. */
  #gather(from: number, to: number): void {
    const { covariance, frame, stride, weights } = this.#room;
    const { order } = this;
    for (let i = 0; i <= order; i++) {
      for (let j = 0; j <= i; j++) {
        let sum = 0;
        for (let n = from; n < to; n++) sum += weights[n] * frame[n + order - i] * frame[n + order - j];
        covariance[i * stride + j] += sum;
      }
    }
  }

  /** Cholesky's method on delays 1 to `order`. */
  #solve(): boolean {
    const { order, coefficients } = this;
    const { covariance: c, stride: size } = this.#room;
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

/** When after a closure the folds are taken to be shut, and for how long, in samples. */
function shutPhase(period: number, height: number): { readonly after: number; readonly shut: number } {
  return {
    after: (AFTER_CLOSURE[0] + height * (AFTER_CLOSURE[1] - AFTER_CLOSURE[0])) * period,
    shut: (SHUT[0] + height * (SHUT[1] - SHUT[0])) * period,
  };
}
