import { type Kernels, sharedKernels } from "../signal/kernels.js";

/** A variance is found when a step changes it by less than this share: Newton's steps double its digits, so the next would change none. */
const LEAST_STEP = 1e-8;
const MOST_STEPS = 50;
/** Numbers that are looked at together, an even count. */
const BATCH = 4096;

/**
 * The variance that must be added to each of some others so that the mean of all standard deviations is one that is given, by Newton's steps from below, which
 * never pass it: in WebAssembly where there are kernels, else in TypeScript with the same bits.
 *
 * @param variances - 0 or more.
 * @param deviation - The mean that is wanted.
 * @param least - No less is found.
 * @param kernels - Null for plain TypeScript.
 *
 * @example
 * ```ts
 * commonVariance(Float64Array.of(3, 3), 2, 0); // 1
 * ```
 */
export function commonVariance(
  variances: Float64Array,
  deviation: number,
  least: number,
  kernels: Kernels | null = sharedKernels(),
): number {
  let total = 0;
  for (let i = 0; i < variances.length; i++) total += variances[i];
  // The mean of roots is no greater than the root of the mean (Jensen), so there is no less to add than if all were the mean.
  let variance = Math.max(least, deviation * deviation - total / variances.length);
  const wanted = deviation * variances.length;
  for (let step = 0; step < MOST_STEPS; step++) {
    const { inverses, roots } =
      kernels === null ? sumPlainly(variances, variance) : sumFast(variances, variance, kernels);
    if (!(roots < wanted)) break;
    const more = (2 * (wanted - roots)) / inverses;
    variance += more;
    if (more < LEAST_STEP * variance) break;
  }
  return variance;
}

/** Sums over square roots, and over their inverses. */
interface RootSums {
  readonly roots: number;
  readonly inverses: number;
}

function sumFast(variances: Float64Array, added: number, kernels: Kernels): RootSums {
  const place = kernels.scratch(8 * (BATCH + 4));
  const sums = place + 8 * BATCH;
  const { numbers, run } = kernels;
  let roots = 0;
  let inverses = 0;
  for (let from = 0; from < variances.length; from += BATCH) {
    const batch = variances.subarray(from, from + BATCH);
    const even = batch.length - (batch.length % 2);
    numbers.set(batch, place / 8);
    run.rootSums(place, even, added, sums);
    const at = sums / 8;
    roots += numbers[at] + numbers[at + 1];
    inverses += numbers[at + 2] + numbers[at + 3];
    if (even === batch.length) continue;
    const root = Math.sqrt(batch[even] + added);
    roots += root;
    inverses += 1 / root;
  }
  return { roots, inverses };
}

/** The kernel's twin. */
function sumPlainly(variances: Float64Array, added: number): RootSums {
  let roots = 0;
  let inverses = 0;
  for (let from = 0; from < variances.length; from += BATCH) {
    const to = Math.min(variances.length, from + BATCH);
    let evenRoots = 0;
    let oddRoots = 0;
    let evenInverses = 0;
    let oddInverses = 0;
    let i = from;
    for (; i + 1 < to; i += 2) {
      const even = Math.sqrt(variances[i] + added);
      const odd = Math.sqrt(variances[i + 1] + added);
      evenRoots += even;
      oddRoots += odd;
      evenInverses += 1 / even;
      oddInverses += 1 / odd;
    }
    roots += evenRoots + oddRoots;
    inverses += evenInverses + oddInverses;
    if (i === to) continue;
    const root = Math.sqrt(variances[i] + added);
    roots += root;
    inverses += 1 / root;
  }
  return { roots, inverses };
}
