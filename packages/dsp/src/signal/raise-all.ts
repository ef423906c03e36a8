import { logarithm } from "./cycle-kernels.js";
import { exponential } from "./exponential.js";
import { type Kernels, sharedKernels } from "./kernels.js";

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
