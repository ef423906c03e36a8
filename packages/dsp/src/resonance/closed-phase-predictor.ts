/** Samples this long after a closure, as a share of the period, still belong to the stroke itself. */
const AFTER_CLOSURE = 0.08;
/** Share of the period after that in which the folds are taken to be shut. */
const SHUT = 0.55;
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
  readonly #weights: Float64Array;
  readonly #residual: Float64Array;
  readonly #windowed: Float64Array;
  readonly #correlation: Float64Array;
  readonly #previous: Float64Array;
  /** Lower triangle of the covariances of delays 0 to `order`, row by row. */
  readonly #covariance: Float64Array;

  constructor(order: number, length: number) {
    this.order = order;
    this.length = length;
    this.coefficients = new Float64Array(order);
    this.#window = Float64Array.from({ length }, (_, n) => {
      const x = (n + 0.5 - length / 2) / (length / 2);
      return Math.exp(-4 * x * x);
    });
    this.#weights = new Float64Array(length);
    this.#residual = new Float64Array(length);
    this.#windowed = new Float64Array(length);
    this.#correlation = new Float64Array(order + 1);
    this.#previous = new Float64Array(order);
    this.#covariance = new Float64Array((order + 1) * (order + 1));
  }

  /**
   * Predicts a frame of `order + length` samples.
   *
   * @param periodSamples - The voice's period, or NaN where it has none: then all samples count alike.
   * @returns Whether the frame could be predicted; false for silence.
   */
  predict(frame: Float64Array, periodSamples: number): boolean {
    if (!this.#predictPlainly(frame)) return false;
    if (periodSamples >= SHORTEST_PERIOD && periodSamples < this.length) this.#weighShutPhases(frame, periodSamples);
    else this.#weights.set(this.#window);
    this.#gatherCovariance(frame);
    return this.#solve();
  }

  /** Autocorrelation method (Levinson and Durbin), for the residual alone. */
  #predictPlainly(frame: Float64Array): boolean {
    const { order, length, coefficients } = this;
    const windowed = this.#windowed;
    const correlation = this.#correlation;
    for (let n = 0; n < length; n++) windowed[n] = frame[n + order] * this.#window[n];
    for (let lag = 0; lag <= order; lag++) {
      let sum = 0;
      for (let n = lag; n < length; n++) sum += windowed[n] * windowed[n - lag];
      correlation[lag] = sum;
    }
    coefficients.fill(0);
    let error = correlation[0] * (1 + RIDGE);
    if (!(error > 1e-30)) return false;
    const previous = this.#previous;
    for (let k = 0; k < order; k++) {
      let sum = correlation[k + 1];
      for (let j = 0; j < k; j++) sum -= coefficients[j] * correlation[k - j];
      const reflection = sum / error;
      previous.set(coefficients);
      coefficients[k] = reflection;
      for (let j = 0; j < k; j++) coefficients[j] = previous[j] - reflection * previous[k - 1 - j];
      error *= 1 - reflection * reflection;
      if (!(error > 0)) break;
    }
    return true;
  }

  /** Finds the closures and leaves weight on the shut phases after them. */
  #weighShutPhases(frame: Float64Array, period: number): void {
    const { order, length, coefficients } = this;
    const residual = this.#residual;
    const weights = this.#weights;
    let strongest = 0;
    for (let n = 0; n < length; n++) {
      let left = frame[n + order];
      for (let k = 0; k < order; k++) left -= coefficients[k] * frame[n + order - 1 - k];
      residual[n] = Math.abs(left) * this.#window[n];
      if (residual[n] > residual[strongest]) strongest = n;
    }
    weights.fill(0);
    for (let n = 0; n < length; n++) residual[n] /= this.#window[n];
    for (let closure = strongest; closure >= 0; closure = this.#closureNear(closure - period, period)) {
      this.#weighAfter(closure, period);
      // The shut phase that follows the closure just before the frame.
      if (closure < period) this.#weighAfter(closure - period, period);
    }
    for (
      let closure = this.#closureNear(strongest + period, period);
      closure >= 0;
      closure = this.#closureNear(closure + period, period)
    ) {
      this.#weighAfter(closure, period);
    }
  }

  /** Peak of the residual around a place; -1 where that reaches beyond the frame. */
  #closureNear(place: number, period: number): number {
    const from = Math.round(place - SEARCH * period);
    const to = Math.round(place + SEARCH * period);
    if (from < 0 || to >= this.length) return -1;
    let best = from;
    for (let n = from + 1; n <= to; n++) if (this.#residual[n] > this.#residual[best]) best = n;
    return best;
  }

  #weighAfter(closure: number, period: number): void {
    const from = Math.max(0, Math.ceil(closure + AFTER_CLOSURE * period));
    const to = Math.min(this.length - 1, Math.floor(closure + (AFTER_CLOSURE + SHUT) * period));
    for (let n = from; n <= to; n++) this.#weights[n] = this.#window[n];
  }

  #gatherCovariance(frame: Float64Array): void {
    const { length, order } = this;
    const covariance = this.#covariance;
    const weights = this.#weights;
    const size = order + 1;
    covariance.fill(0);
    for (let from = 0; from < length; from++) {
      if (weights[from] === 0) continue;
      let to = from + 1;
      while (to < length && weights[to] !== 0) to++;
      for (let i = 0; i < size; i++) this.#gatherRow(frame, from, to, i);
      from = to;
    }
  }

  /** Adds what samples `from` to `to` (not included) give to the covariances of delay `i` with the shorter ones. */
  #gatherRow(frame: Float64Array, from: number, to: number, i: number): void {
    const { order } = this;
    const covariance = this.#covariance;
    const weighted = this.#windowed;
    const row = i * (order + 1);
    for (let n = from; n < to; n++) weighted[n] = this.#weights[n] * frame[n + order - i];
    // Three delays in one go: each sample is fetched once for them.
    for (let j = 0; j <= i; j += 3) {
      let first = 0;
      let second = 0;
      let third = 0;
      let x1 = j + 1 <= i ? frame[from + order - j - 1] : 0;
      let x2 = j + 2 <= i ? frame[from + order - j - 2] : 0;
      for (let n = from; n < to; n++) {
        const x = frame[n + order - j];
        const w = weighted[n];
        first += w * x;
        second += w * x1;
        third += w * x2;
        x2 = x1;
        x1 = x;
      }
      covariance[row + j] += first;
      if (j + 1 <= i) covariance[row + j + 1] += second;
      if (j + 2 <= i) covariance[row + j + 2] += third;
    }
  }

  /** Cholesky's method on delays 1 to `order`. */
  #solve(): boolean {
    const { order, coefficients } = this;
    const c = this.#covariance;
    const size = order + 1;
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
