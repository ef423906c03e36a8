/**
 * Linear prediction by Burg's method (Burg 1967; Andersen 1974): coefficients `a` of `x[n] = sum a[k] x[n - 1 - k] + e[n]` with the least
 * forward and backward error. One object owns its buffers and is reused for every frame.
 */
export class BurgPredictor {
  readonly order: number;
  /** Coefficients of the last frame. */
  readonly coefficients: Float64Array;
  readonly #forward: Float64Array;
  readonly #backward: Float64Array;
  readonly #previous: Float64Array;

  constructor(order: number, frameLength: number) {
    this.order = order;
    this.coefficients = new Float64Array(order);
    this.#forward = new Float64Array(frameLength);
    this.#backward = new Float64Array(frameLength);
    this.#previous = new Float64Array(order);
  }

  /** Predicts `frame`; the share of its power that is left over, 0 (all predicted) to 1, or NaN for a silent frame. */
  predict(frame: Float64Array): number {
    const { order, coefficients } = this;
    const length = frame.length;
    const forward = this.#forward;
    const backward = this.#backward;
    const previous = this.#previous;
    let energy = 0;
    for (let n = 0; n < length; n++) {
      forward[n] = frame[n];
      backward[n] = frame[n];
      energy += frame[n] * frame[n];
    }
    coefficients.fill(0);
    if (!(energy > 1e-30)) return Number.NaN;
    let error = 1;
    let numerator = 0;
    let denominator = 0;
    for (let n = 1; n < length; n++) {
      numerator += forward[n] * backward[n - 1];
      denominator += forward[n] * forward[n] + backward[n - 1] * backward[n - 1];
    }
    for (let k = 0; k < order; k++) {
      const reflection = denominator > 0 ? (2 * numerator) / denominator : 0;
      // One pass filters both errors and gathers the sums of the next order; it runs backwards so that
      // backward[n - 1] is still the old one.
      numerator = 0;
      denominator = 0;
      let laterForward = 0;
      for (let n = length - 1; n > k; n--) {
        const f = forward[n];
        const b = backward[n - 1];
        const nextForward = f - reflection * b;
        const nextBackward = b - reflection * f;
        forward[n] = nextForward;
        backward[n] = nextBackward;
        numerator += laterForward * nextBackward;
        denominator += laterForward * laterForward + nextBackward * nextBackward;
        laterForward = nextForward;
      }
      // The last backward error has no forward error after it.
      const last = backward[length - 1];
      denominator -= last * last;
      previous.set(coefficients);
      coefficients[k] = reflection;
      for (let j = 0; j < k; j++) coefficients[j] = previous[j] - reflection * previous[k - 1 - j];
      error *= 1 - reflection * reflection;
    }
    return error;
  }
}
