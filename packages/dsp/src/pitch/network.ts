/** Weights of a small network: inputs to `tanh` units to one sum. */
export interface NetworkWeights {
  /** One row of inputs for each hidden unit. */
  readonly hiddenWeights: readonly number[];
  readonly hiddenBias: readonly number[];
  readonly outputWeights: readonly number[];
  readonly outputBias: number;
}

/** A network that is ready to run; its hidden units come in fours. */
export class Network {
  readonly #inputs: number;
  readonly #hiddenWeights: Float64Array;
  readonly #hiddenBias: Float64Array;
  readonly #outputWeights: Float64Array;
  readonly #outputBias: number;

  constructor(weights: NetworkWeights) {
    this.#hiddenWeights = Float64Array.from(weights.hiddenWeights);
    this.#hiddenBias = Float64Array.from(weights.hiddenBias);
    this.#outputWeights = Float64Array.from(weights.outputWeights);
    this.#outputBias = weights.outputBias;
    this.#inputs = this.#hiddenWeights.length / this.#hiddenBias.length;
  }

  /** What it says of as many numbers as it has inputs. */
  run(input: Float64Array): number {
    const weights = this.#hiddenWeights;
    const bias = this.#hiddenBias;
    const output = this.#outputWeights;
    const inputs = this.#inputs;
    let sum = this.#outputBias;
    // Four units at a time: one sum need not wait for the other.
    for (let h = 0; h < bias.length; h += 4) {
      const first = h * inputs;
      const second = first + inputs;
      const third = second + inputs;
      const fourth = third + inputs;
      let a = bias[h];
      let b = bias[h + 1];
      let c = bias[h + 2];
      let d = bias[h + 3];
      for (let k = 0; k < inputs; k++) {
        const value = input[k];
        a += weights[first + k] * value;
        b += weights[second + k] * value;
        c += weights[third + k] * value;
        d += weights[fourth + k] * value;
      }
      sum +=
        output[h] * hyperbolicTangent(a) +
        output[h + 1] * hyperbolicTangent(b) +
        output[h + 2] * hyperbolicTangent(c) +
        output[h + 3] * hyperbolicTangent(d);
    }
    return sum;
  }
}

/** Where the fraction below reaches 1. */
const SATURATED = 4.97;

/** The hyperbolic tangent by the first seven terms of its continued fraction (Lambert 1770), within 0.0001. */
function hyperbolicTangent(x: number): number {
  if (x >= SATURATED) return 1;
  if (x <= -SATURATED) return -1;
  const s = x * x;
  return (x * (135135 + s * (17325 + s * (378 + s)))) / (135135 + s * (62370 + s * (3150 + s * 28)));
}
