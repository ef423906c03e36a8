import { logarithm } from "./cycle-kernels.js";
import { type Kernels, sharedKernels } from "./kernels.js";

/** Added to a small number and taken away again it leaves a whole one, the nearest. */
const ROUNDING = 1.5 * 2 ** 52;
const TERMS = 11;
/** The exponential is held within this many nepers. */
const MOST = 690;

/**
 * Numbers above 0 raised to one power in place, to 12 digits: several times as fast as one by one. Below 1e-307, and of 0, they mean nothing.
 *
 * @param values - An even number of them.
 * @param kernels - Null for plain TypeScript.
 *
 * @example
 * ```ts
 * const values = Float64Array.of(1, 16);
 * raiseAll(values, 0.25); // 1, 2
 * ```
 */
export function raiseAll(values: Float64Array, exponent: number, kernels: Kernels | null = sharedKernels()): void {
  if (kernels === null) {
    for (let i = 0; i < values.length; i++) values[i] = exponential(exponent * logarithm(values[i]));
    return;
  }
  const place = kernels.scratch(8 * values.length);
  const { numbers } = kernels;
  numbers.set(values, place / 8);
  kernels.run.raise(place, values.length, exponent);
  for (let i = 0; i < values.length; i++) values[i] = numbers[place / 8 + i];
}

/** As the kernels have it: a whole power of 2 and the series of what is left. */
function exponential(unbounded: number): number {
  const x = Math.max(-MOST, Math.min(MOST, unbounded));
  const octaves = x * Math.LOG2E + ROUNDING - ROUNDING;
  const rest = x - octaves * Math.LN2;
  let series = 1 + rest * (1 / TERMS);
  for (let n = TERMS - 1; n > 1; n--) series = 1 + rest * (1 / n) * series;
  return (1 + rest * series) * 2 ** octaves;
}
