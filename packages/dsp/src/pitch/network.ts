import { type Kernels, sharedKernels } from "../signal/kernels.js";

/** Weights of a small network: inputs to `tanh` units to one sum. */
export interface NetworkWeights {
  /** One row of inputs for each hidden unit. */
  readonly hiddenWeights: readonly number[];
  readonly hiddenBias: readonly number[];
  readonly outputWeights: readonly number[];
  readonly outputBias: number;
}

/** Where the kernels find the weights, and room for the inputs. */
interface NetworkPlaces {
  readonly weights: number;
  readonly bias: number;
  readonly output: number;
  readonly input: number;
}

/** Hidden units whose weights lie interleaved. */
const UNITS = 4;
/** Of each network that ever ran: a model is run again and again. */
const places = new WeakMap<NetworkWeights, NetworkPlaces>();

/** A network that is ready to run; its hidden units come in fours. */
export class Network {
  readonly #inputs: number;
  /** Of four units each: their weights of the first input, of the second... */
  readonly #hiddenWeights: Float64Array;
  readonly #hiddenBias: Float64Array;
  readonly #outputWeights: Float64Array;
  readonly #outputBias: number;
  readonly #kernels: Kernels | null;
  /** Undefined without kernels. */
  readonly places: NetworkPlaces | undefined;

  /** @param kernels - Null for plain TypeScript. */
  constructor(weights: NetworkWeights, kernels: Kernels | null = sharedKernels()) {
    const { hiddenBias, hiddenWeights, outputBias, outputWeights } = weights;
    const inputs = hiddenWeights.length / hiddenBias.length;
    this.#inputs = inputs;
    this.#hiddenWeights = interleaved(hiddenWeights, inputs);
    this.#hiddenBias = Float64Array.from(hiddenBias);
    this.#outputWeights = Float64Array.from(outputWeights);
    this.#outputBias = outputBias;
    this.#kernels = kernels;
    if (kernels !== null) this.places = this.#placesOf(weights, kernels);
  }

  /** Room for the inputs of some rows, until anything else is done with kernels. */
  rows(count: number): Float64Array {
    const size = count * this.#inputs;
    if (this.#kernels === null) return new Float64Array(size);
    const at = this.#kernels.scratch(8 * (size + count)) / 8;
    return this.#kernels.numbers.subarray(at, at + size);
  }

  /** What it says of the first rows of those that `rows` gave. */
  runRows(rows: Float64Array, count: number): Float64Array {
    const inputs = this.#inputs;
    if (this.#kernels === null || this.places === undefined) {
      return Float64Array.from({ length: count }, (_, i) => this.run(rows.subarray(i * inputs, (i + 1) * inputs)));
    }
    const { weights, bias, output } = this.places;
    const { numbers, run } = this.#kernels;
    const place = rows.byteOffset;
    const results = place + 8 * rows.length;
    const units = this.#hiddenBias.length;
    run.runNetworks(place, count, inputs, weights, bias, output, units, this.#outputBias, results);
    return numbers.subarray(results / 8, results / 8 + count);
  }

  /** What it says of as many numbers as it has inputs. */
  run(input: Float64Array): number {
    const bias = this.#hiddenBias;
    if (this.#kernels !== null && this.places !== undefined) {
      const { input: place, weights, bias: biasPlace, output } = this.places;
      const { numbers, run } = this.#kernels;
      numbers.set(input, place / 8);
      return run.runNetwork(place, this.#inputs, weights, biasPlace, output, bias.length, this.#outputBias);
    }
    const inputs = this.#inputs;
    const weights = this.#hiddenWeights;
    const output = this.#outputWeights;
    let sum = this.#outputBias;
    for (let h = 0, w = 0; h < bias.length; h += UNITS) {
      let a = bias[h];
      let b = bias[h + 1];
      let c = bias[h + 2];
      let d = bias[h + 3];
      for (let k = 0; k < inputs; k++, w += UNITS) {
        const value = input[k];
        a += weights[w] * value;
        b += weights[w + 1] * value;
        c += weights[w + 2] * value;
        d += weights[w + 3] * value;
      }
      sum +=
        output[h] * hyperbolicTangent(a) +
        output[h + 1] * hyperbolicTangent(b) +
        output[h + 2] * hyperbolicTangent(c) +
        output[h + 3] * hyperbolicTangent(d);
    }
    return sum;
  }

  #placesOf(weights: NetworkWeights, kernels: Kernels): NetworkPlaces {
    const known = places.get(weights);
    if (known !== undefined) return known;
    const place = (values: Float64Array) => {
      const at = kernels.allocate(values.length);
      kernels.numbers.set(values, at / 8);
      return at;
    };
    const created = {
      weights: place(this.#hiddenWeights),
      bias: place(this.#hiddenBias),
      output: place(this.#outputWeights),
      input: place(new Float64Array(this.#inputs)),
    };
    places.set(weights, created);
    return created;
  }
}

function interleaved(rows: readonly number[], inputs: number): Float64Array {
  return Float64Array.from(rows, (_, i) => {
    const group = Math.floor(i / (UNITS * inputs));
    const within = i - group * UNITS * inputs;
    return rows[(group * UNITS + (within % UNITS)) * inputs + Math.floor(within / UNITS)];
  });
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
