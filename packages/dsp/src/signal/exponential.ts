/** Added to a small number and taken away again it leaves a whole one, the nearest. */
const ROUNDING = 1.5 * 2 ** 52;
const TERMS = 11;
/** The exponential is held within this many nepers. */
const MOST = 690;
/** 1 / n!. */
const INVERSE_FACTORIALS = Float64Array.from({ length: TERMS + 1 }, (_, n) => {
  let product = 1;
  for (let k = 2; k <= n; k++) product *= k;
  return 1 / product;
});

/**
 * e to the power of a number as the kernels have it, to 12 digits: a whole power of 2 and the series of what is left.
 *
 * @example
 * ```ts
 * exponential(1); // 2.71828182846
 * ```
 */
export function exponential(unbounded: number): number {
  const x = Math.max(-MOST, Math.min(MOST, unbounded));
  const octaves = x * Math.LOG2E + ROUNDING - ROUNDING;
  const rest = x - octaves * Math.LN2;
  let series = INVERSE_FACTORIALS[TERMS];
  for (let n = TERMS - 1; n >= 0; n--) series = INVERSE_FACTORIALS[n] + rest * series;
  return series * 2 ** octaves;
}
