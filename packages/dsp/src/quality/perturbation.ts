import { takeLogarithms } from "../signal/take-logarithms.js";
import { commonVariance } from "./common-variance.js";

/** Which intervals count as periods and which steps between them as perturbation, as in Praat's "Voice report". */
export interface PerturbationLimits {
  /** Shortest and longest period in seconds. */
  readonly periodSeconds: readonly [number, number];
  /** Neighbouring periods further apart than this factor are no perturbation but another voice. */
  readonly periodFactor: number;
  /** The same for strengths. */
  readonly strengthFactor: number;
}

/** Limits of Praat 6 ("Get jitter (local)...", "Get shimmer (local)..."). */
export const PERTURBATION_LIMITS: PerturbationLimits = {
  periodSeconds: [0.0001, 0.02],
  periodFactor: 1.3,
  strengthFactor: 1.6,
};

/** Fewer terms than this say nothing about a voice. */
const LEAST_TERMS = 3;

/** Perturbation quotients by how many neighbours they compare: of periods Praat's jitter local, RAP and PPQ5, of strengths shimmer local, APQ3 and APQ5. */
export interface PerturbationQuotients {
  readonly two: number;
  readonly three: number;
  readonly five: number;
}

/**
 * Perturbation quotients of two, three and five neighbours: mean of `|v[i] - mean(v[i - span/2 .. i + span/2])|` over the mean of `v`; with two
 * the mean of `|v[i] - v[i - 1]|` over the mean of `v` (Praat manual, "Voice 2. Jitter", "Voice 3. Shimmer"; Koike 1973; Davis 1976).
 *
 * Noise about the values adds to the deviations. Where its variance is known, the disturbance is taken to be normal, and is what in each term, with
 * the noise of that term, gives the mean that is found.
 *
 * @param values - One number a cycle; NaN where it does not count.
 * @param factor - Steps between neighbours beyond this factor, up or down, break the row.
 * @param noise - Of the values, as far as it is known; where its variance is not finite there is none.
 * @returns Fractions, 0 or more; NaN for fewer than three terms.
 */
export function perturbationQuotients(
  values: Float64Array,
  factor: number,
  noise?: DeviationNoise,
): PerturbationQuotients {
  const two = new Deviations(noise && sharedNoise(noise.variance, noise.shares.two));
  const three = new Deviations(noise && sharedNoise(noise.variance, noise.shares.three));
  const five = new Deviations(noise && sharedNoise(noise.variance, noise.shares.five));
  let sum = 0;
  let counted = 0;
  let row = 0;
  for (let i = 0; i < values.length; i++) {
    const here = values[i];
    if (!(here > 0)) {
      row = 0;
      continue;
    }
    sum += here;
    counted++;
    const ratio = row > 0 ? here / values[i - 1] : 1;
    row = ratio <= factor && ratio >= 1 / factor ? row + 1 : 1;
    if (row < 2) continue;
    const before = values[i - 1];
    two.add(here - before, i);
    if (row < 3) continue;
    const third = values[i - 2];
    three.add(before - (third + before + here) / 3, i);
    if (row < 5) continue;
    five.add(third - (values[i - 4] + values[i - 3] + third + before + here) / 5, i);
  }
  const mean = sum / counted;
  return { two: two.meanSize() / mean, three: three.meanSize() / mean, five: five.meanSize() / mean };
}

/** Deviations of as many neighbours, and the noise in them. */
class Deviations {
  readonly #noises: Float64Array | undefined;
  #total = 0;
  #terms = 0;

  /** @param noises - Of the deviation that ends with each value; it is written over. */
  constructor(noises: Float64Array | undefined) {
    this.#noises = noises;
  }

  /** @param last - Which value is the last of them. */
  add(deviation: number, last: number): void {
    this.#total += Math.abs(deviation);
    // No deviation ends before as many values.
    if (this.#noises !== undefined) this.#noises[this.#terms] = this.#noises[last];
    this.#terms++;
  }

  /** Without the noise. */
  meanSize(): number {
    if (this.#terms < LEAST_TERMS) return Number.NaN;
    const mean = this.#total / this.#terms;
    return this.#noises === undefined ? mean : withoutNoise(mean, this.#noises.subarray(0, this.#terms));
  }
}

/** Mean size of a normal variate over its deviation. */
const MEAN_SIZE = Math.sqrt(2 / Math.PI);

/** At least this share of a mean is left: what is known of the noise is not certain enough to leave less. */
const LEAST_LEFT = 0.5;
/** The mean size that the terms would have without noise. */
function withoutNoise(mean: number, noises: Float64Array): number {
  if (noises.every((noise) => noise === 0)) return mean;
  const deviation = mean / MEAN_SIZE;
  return MEAN_SIZE * Math.sqrt(commonVariance(noises, deviation, (LEAST_LEFT * deviation) ** 2));
}

/** Noise of values, and the shares with which that of the last ones, the newest first, enters a deviation of as many neighbours. */
export interface DeviationNoise {
  readonly variance: Float64Array;
  readonly shares: Readonly<Record<keyof PerturbationQuotients, readonly number[]>>;
}

/** A period lies between two closures. */
const CLOSURE_SHARES = {
  two: [1, 4, 1],
  three: [1 / 9, 1, 1, 1 / 9],
  five: [0.04, 0, 1, 1, 0, 0.04],
};
const STRENGTH_SHARES = {
  two: [1, 1],
  three: [1 / 9, 4 / 9, 1 / 9],
  five: [0.04, 0.04, 0.64, 0.04, 0.04],
};

/** Of the deviation that ends with each value; 0 where it is not known. */
function sharedNoise(variance: Float64Array, shares: readonly number[]): Float64Array {
  const noise = new Float64Array(variance.length);
  for (let k = 0; k < shares.length; k++) {
    const share = shares[k];
    // What has no share may be infinite.
    if (share > 0) addShare(noise, variance, share, k);
  }
  return finiteOrNone(noise);
}

/** Adds the share of the value that came so many before. */
function addShare(noise: Float64Array, variance: Float64Array, share: number, before: number): void {
  for (let i = before; i < noise.length; i++) noise[i] += share * variance[i - before];
}

/** Written over. */
function finiteOrNone(noise: Float64Array): Float64Array {
  for (let i = 0; i < noise.length; i++) if (!(noise[i] < Number.POSITIVE_INFINITY)) noise[i] = 0;
  return noise;
}

/** Noise of periods that end at closures of known variance. */
export function noiseOfPeriods(closureVariance: Float64Array): DeviationNoise {
  return { variance: closureVariance, shares: CLOSURE_SHARES };
}

/** Noise of strengths of known variance. */
export function noiseOfStrengths(strengthVariance: Float64Array): DeviationNoise {
  return { variance: strengthVariance, shares: STRENGTH_SHARES };
}

/**
 * Strengths without what follows from the lengths of the intervals on either side: a pulse in a shorter period is steeper, and falls
 * into more of what the last one left. The steps of the strengths' logarithms are regressed on those of the two intervals'
 * over the whole recording; jitter does not pose as shimmer then. Fewer than 20 steps are left as they are.
 *
 * @param strengths - One number a cycle.
 * @param periods - Interval that ends at each closure, NaN where it is none.
 */
export function strengthsFreeOfPeriods(strengths: Float64Array, periods: Float64Array): Float64Array {
  const logPeriods = logarithmsOf(periods);
  const slopes = slopesOfSteps(logPeriods, logarithmsOf(strengths), periods.length);
  if (slopes === undefined) return strengths.slice();
  // About the mean period, for in an even voice the slopes are large and mean nothing.
  return withoutSlopes(strengths, logPeriods, slopes, meanOfKnown(logPeriods, periods));
}

// A function a loop, as in `perturbationsOf`: in one they took 20 ms of three minutes' end, and take 4.

/** How far the logarithm of a strength goes with those of the intervals before and after it; undefined where that cannot be told. */
function slopesOfSteps(
  logPeriods: Float64Array,
  logStrengths: Float64Array,
  count: number,
): { readonly before: number; readonly after: number } | undefined {
  let beforeBefore = 0;
  let beforeAfter = 0;
  let afterAfter = 0;
  let beforeStrength = 0;
  let afterStrength = 0;
  let steps = 0;
  const limit = Math.log(PERTURBATION_LIMITS.periodFactor);
  const strengthLimit = Math.log(PERTURBATION_LIMITS.strengthFactor);
  for (let i = 2; i + 1 < count; i++) {
    const before = logPeriods[i] - logPeriods[i - 1];
    const after = logPeriods[i + 1] - logPeriods[i];
    if (!(Math.abs(before) < limit && Math.abs(after) < limit)) continue;
    const strength = logStrengths[i] - logStrengths[i - 1];
    if (!(Math.abs(strength) < strengthLimit)) continue;
    beforeBefore += before * before;
    beforeAfter += before * after;
    afterAfter += after * after;
    beforeStrength += before * strength;
    afterStrength += after * strength;
    steps++;
  }
  const determinant = beforeBefore * afterAfter - beforeAfter * beforeAfter;
  if (steps < 20 || !(determinant > 1e-12 * beforeBefore * afterAfter)) return undefined;
  return {
    before: (beforeStrength * afterAfter - afterStrength * beforeAfter) / determinant,
    after: (afterStrength * beforeBefore - beforeStrength * beforeAfter) / determinant,
  };
}

/** Mean of the logarithms of the intervals that are periods. */
function meanOfKnown(logPeriods: Float64Array, periods: Float64Array): number {
  let sum = 0;
  let counted = 0;
  for (let i = 0; i < periods.length; i++) {
    if (!(periods[i] > 0)) continue;
    sum += logPeriods[i];
    counted++;
  }
  return sum / counted;
}

function withoutSlopes(
  strengths: Float64Array,
  logPeriods: Float64Array,
  slopes: { readonly before: number; readonly after: number },
  mean: number,
): Float64Array {
  const free = strengths.slice();
  for (let i = 0; i < free.length; i++) {
    // Where one of the two is missing its neighbour stands for it; NaN is not above anything.
    const known = logPeriods[i];
    const hasBefore = known > Number.NEGATIVE_INFINITY;
    const next = i + 1 < free.length ? logPeriods[i + 1] : Number.NaN;
    const hasAfter = next > Number.NEGATIVE_INFINITY;
    if (!hasBefore && !hasAfter) continue;
    const before = hasBefore ? known : next;
    const after = hasAfter ? next : known;
    free[i] *= Math.exp(slopes.before * (mean - before) + slopes.after * (mean - after));
  }
  return free;
}

/** Logarithms that are taken at a time, an even number. */
const BATCH = 4096;

/** NaN of what is not above 0. */
function logarithmsOf(values: Float64Array): Float64Array {
  const result = new Float64Array(values.length + (values.length % 2)).fill(1);
  putPositive(values, result);
  for (let from = 0; from < result.length; from += BATCH) takeLogarithms(result.subarray(from, from + BATCH));
  blotOthers(values, result);
  return result;
}

function putPositive(values: Float64Array, result: Float64Array): void {
  for (let i = 0; i < values.length; i++) if (values[i] > 0) result[i] = values[i];
}

function blotOthers(values: Float64Array, result: Float64Array): void {
  for (let i = 0; i < values.length; i++) if (!(values[i] > 0)) result[i] = Number.NaN;
}
