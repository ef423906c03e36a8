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

/**
 * Perturbation quotient of `span` neighbours: mean of `|v[i] - mean(v[i - span/2 .. i + span/2])|` over the mean of `v`; with a span of 2
 * the mean of `|v[i] - v[i - 1]|` over the mean of `v`. Of periods that is Praat's jitter local (2), RAP (3) and PPQ5 (5), of strengths
 * shimmer local (2), APQ3 (3) and APQ5 (5) (Praat manual, "Voice 2. Jitter", "Voice 3. Shimmer"; Koike 1973; Davis 1976).
 *
 * Noise about the values adds to the deviations. Where its variance is known, the disturbance is taken to be normal, and is what in each term, with
 * the noise of that term, gives the mean that is found.
 *
 * @param values - One number a cycle; NaN where it does not count.
 * @param factor - Steps between neighbours beyond this factor, up or down, break the row.
 * @param noise - Variance by noise of the deviation whose last value is number `i`; NaN and nothing for none.
 * @returns A fraction, 0 or more; NaN for fewer than three terms.
 */
export function perturbationQuotient(
  values: Float64Array,
  span: 2 | 3 | 5,
  factor: number,
  noise?: Float64Array,
): number {
  const noises = new Float64Array(values.length);
  let terms = 0;
  let total = 0;
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
    if (row < span) continue;
    if (span === 2) total += Math.abs(here - values[i - 1]);
    else {
      let mean = 0;
      for (let j = i - span + 1; j <= i; j++) mean += values[j];
      total += Math.abs(values[i - (span - 1) / 2] - mean / span);
    }
    const variance = noise?.[i] ?? 0;
    noises[terms++] = variance > 0 && variance < Number.POSITIVE_INFINITY ? variance : 0;
  }
  if (terms < LEAST_TERMS) return Number.NaN;
  return withoutNoise(total / terms, noises.subarray(0, terms)) / (sum / counted);
}

/** Mean size of a normal variate over its deviation. */
const MEAN_SIZE = Math.sqrt(2 / Math.PI);

/** At least this share of a mean is left: what is known of the noise is not certain enough to leave less. */
const LEAST_LEFT = 0.5;
/** A variance is found when a step changes it by less than this share; Newton's steps double its digits. */
const LEAST_STEP = 1e-12;
const MOST_STEPS = 50;

/** The mean size that the terms would have without noise: their common variance, by Newton's steps from below, which never pass it. */
function withoutNoise(mean: number, noises: Float64Array): number {
  if (noises.every((noise) => noise === 0)) return mean;
  const wanted = (mean / MEAN_SIZE) * noises.length;
  let variance = (LEAST_LEFT * (mean / MEAN_SIZE)) ** 2;
  for (let step = 0; step < MOST_STEPS; step++) {
    let sum = 0;
    let inverses = 0;
    for (let i = 0; i < noises.length; i++) {
      const deviation = Math.sqrt(variance + noises[i]);
      sum += deviation;
      inverses += 1 / deviation;
    }
    if (!(sum < wanted)) break;
    const more = (2 * (wanted - sum)) / inverses;
    variance += more;
    if (more < LEAST_STEP * variance) break;
  }
  return MEAN_SIZE * Math.sqrt(variance);
}

/** Shares with which the variances of the last closures, the newest first, enter a deviation of as many periods as its span. */
const CLOSURE_SHARES = { 2: [1, 4, 1], 3: [1 / 9, 1, 1, 1 / 9], 5: [0.04, 0, 1, 1, 0, 0.04] } as const;
/** The same of strengths. */
const STRENGTH_SHARES = { 2: [1, 1], 3: [1 / 9, 4 / 9, 1 / 9], 5: [0.04, 0.04, 0.64, 0.04, 0.04] } as const;

/** Variance by noise of each deviation of periods that end at closures of known variance. */
export function noiseOfPeriods(closureVariance: Float64Array, span: 2 | 3 | 5): Float64Array {
  return weighed(closureVariance, CLOSURE_SHARES[span]);
}

/** Variance by noise of each deviation of strengths of known variance. */
export function noiseOfStrengths(strengthVariance: Float64Array, span: 2 | 3 | 5): Float64Array {
  return weighed(strengthVariance, STRENGTH_SHARES[span]);
}

function weighed(variance: Float64Array, shares: readonly number[]): Float64Array {
  const result = new Float64Array(variance.length);
  for (let i = 0; i < result.length; i++) {
    for (let k = 0; k < shares.length && k <= i; k++) if (shares[k] > 0) result[i] += shares[k] * variance[i - k];
  }
  return result;
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
  let beforeBefore = 0;
  let beforeAfter = 0;
  let afterAfter = 0;
  let beforeStrength = 0;
  let afterStrength = 0;
  let steps = 0;
  const limit = Math.log(PERTURBATION_LIMITS.periodFactor);
  const strengthLimit = Math.log(PERTURBATION_LIMITS.strengthFactor);
  const logPeriods = new Float64Array(periods.length);
  for (let i = 0; i < logPeriods.length; i++) logPeriods[i] = Math.log(periods[i]);
  for (let i = 2; i + 1 < periods.length; i++) {
    const before = logPeriods[i] - logPeriods[i - 1];
    const after = logPeriods[i + 1] - logPeriods[i];
    if (!(Math.abs(before) < limit && Math.abs(after) < limit)) continue;
    const strength = Math.log(strengths[i] / strengths[i - 1]);
    if (!(Math.abs(strength) < strengthLimit)) continue;
    beforeBefore += before * before;
    beforeAfter += before * after;
    afterAfter += after * after;
    beforeStrength += before * strength;
    afterStrength += after * strength;
    steps++;
  }
  const determinant = beforeBefore * afterAfter - beforeAfter * beforeAfter;
  const free = strengths.slice();
  if (steps < 20 || !(determinant > 1e-12 * beforeBefore * afterAfter)) return free;
  const slopeBefore = (beforeStrength * afterAfter - afterStrength * beforeAfter) / determinant;
  const slopeAfter = (afterStrength * beforeBefore - beforeStrength * beforeAfter) / determinant;
  // About the mean period, for in an even voice the slopes are large and mean nothing.
  let sum = 0;
  let counted = 0;
  for (let i = 0; i < periods.length; i++) {
    if (!(periods[i] > 0)) continue;
    sum += logPeriods[i];
    counted++;
  }
  const mean = sum / counted;
  for (let i = 0; i < free.length; i++) {
    // Where one of the two is missing its neighbour stands for it.
    const hasBefore = periods[i] > 0;
    const hasAfter = periods[i + 1] > 0;
    if (!hasBefore && !hasAfter) continue;
    const before = logPeriods[hasBefore ? i : i + 1];
    const after = logPeriods[hasAfter ? i + 1 : i];
    free[i] *= Math.exp(slopeBefore * (mean - before) + slopeAfter * (mean - after));
  }
  return free;
}
