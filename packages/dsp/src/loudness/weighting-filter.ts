import { type Kernels, sharedKernels } from "../signal/kernels.js";
import { type Biquad, kWeighting } from "./k-weighting.js";

/** Numbers that two filters remember. */
export const WEIGHTING_STATE = 4;

/**
 * Energy of a sound under K-weighting. Both filters are taken two samples at a time from what they remember, so that neither a sample nor the
 * second filter waits for all that went before it: the transposed direct form II with its state put in for the sample between.
 *
 * @example
 * ```ts
 * const filter = new WeightingFilter(48_000);
 * filter.energy(new Float32Array(4800).fill(0.1), new Float64Array(WEIGHTING_STATE)); // little of it: the offset is filtered out
 * ```
 */
export class WeightingFilter {
  /** Twelve factors of both filters, pair by pair. */
  readonly #factors: Float64Array;
  readonly #kernels: Kernels | null;

  /** @param kernels - Null for plain TypeScript. */
  constructor(sampleRateHz: number, kernels: Kernels | null = sharedKernels()) {
    const [shelf, highPass] = kWeighting(sampleRateHz).map(factorsOf);
    this.#factors = Float64Array.from({ length: 2 * shelf.length }, (_, i) => [shelf, highPass][i % 2][i >> 1]);
    this.#kernels = kernels;
  }

  /** @param state - What the filters remember from one call to the next, all 0 before the first: `WEIGHTING_STATE` numbers. */
  energy(samples: Float32Array, state: Float64Array): number {
    const kernels = this.#kernels;
    if (kernels === null) return this.#plainEnergy(samples, state);
    const factors = this.#factors;
    const place = kernels.scratch(8 * (factors.length + WEIGHTING_STATE) + 4 * samples.length);
    const statePlace = place + 8 * factors.length;
    const sound = statePlace + 8 * WEIGHTING_STATE;
    const { numbers, run, singles } = kernels;
    numbers.set(factors, place / 8);
    numbers.set(state, statePlace / 8);
    singles.set(samples, sound / 4);
    const energy = run.weighLoudness(sound, samples.length, place, statePlace);
    for (let k = 0; k < WEIGHTING_STATE; k++) state[k] = numbers[statePlace / 8 + k];
    return energy;
  }

  /** The kernel's twin. */
  #plainEnergy(samples: Float32Array, state: Float64Array): number {
    const shelf = new PlainFilter(this.#factors, state, 0);
    const highPass = new PlainFilter(this.#factors, state, 1);
    const even = samples.length & ~1;
    let first = 0;
    let second = 0;
    for (let n = 0; n < even; n += 2) {
      shelf.takeTwo(samples[n], samples[n + 1]);
      highPass.takeTwo(shelf.out0, shelf.out1);
      first += highPass.out0 * highPass.out0;
      second += highPass.out1 * highPass.out1;
    }
    let energy = first + second;
    if (even < samples.length) {
      shelf.takeOne(samples[even]);
      highPass.takeOne(shelf.out0);
      energy += highPass.out0 * highPass.out0;
    }
    return energy;
  }
}

/** `y0 = s1 + d x0` and so on, in the order in which the kernel reads them. */
function factorsOf({ a: [a1, a2], b: [b0, b1, b2] }: Biquad): readonly number[] {
  const first = b1 - a1 * b0;
  const second = b2 - a2 * b0;
  return [b0, first, -a1, second - a1 * first, first, a1 * a1 - a2, -a1, -a2 * first, second, a1 * a2, -a2, -a2];
}

/** One of the two filters. */
class PlainFilter {
  out0 = 0;
  out1 = 0;
  readonly #factors: readonly number[];
  readonly #state: Float64Array;
  readonly #which: number;

  constructor(factors: Float64Array, state: Float64Array, which: number) {
    this.#factors = Array.from({ length: factors.length / 2 }, (_, k) => factors[2 * k + which]);
    this.#state = state;
    this.#which = which;
  }

  takeTwo(x0: number, x1: number): void {
    const f = this.#factors;
    const first = this.#state[this.#which];
    const second = this.#state[2 + this.#which];
    this.out0 = first + f[0] * x0;
    this.out1 = second + f[2] * first + (f[1] * x0 + f[0] * x1);
    this.#state[this.#which] = f[3] * x0 + f[4] * x1 + f[6] * second + f[5] * first;
    this.#state[2 + this.#which] = f[7] * x0 + f[8] * x1 + f[10] * second + f[9] * first;
  }

  takeOne(x: number): void {
    const f = this.#factors;
    const first = this.#state[this.#which];
    const second = this.#state[2 + this.#which];
    this.out0 = first + f[0] * x;
    this.#state[this.#which] = second + f[2] * first + f[1] * x;
    this.#state[2 + this.#which] = f[11] * first + f[8] * x;
  }
}
