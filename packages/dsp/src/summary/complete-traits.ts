/**
 * Fills what is missing among jointly normal values: the NaN ones become what is to be expected of them given the others (conditional mean,
 * `m + S_mk S_kk^-1 (x_k - m_k)`; their means where nothing is known).
 *
 * @param values - Changed in place.
 * @param mean - As many.
 * @param covariance - Lower triangle row by row: `n (n + 1) / 2`; positive definite.
 *
 * @example
 * ```ts
 * const values = [3, Number.NaN];
 * completeTraits(values, [1, 1], [1, 0.5, 1]); // values[1] is 2
 * ```
 */
export function completeTraits(values: number[], mean: readonly number[], covariance: readonly number[]): void {
  const between = (i: number, j: number) => covariance[i >= j ? (i * (i + 1)) / 2 + j : (j * (j + 1)) / 2 + i];
  const known: number[] = [];
  const missing: number[] = [];
  values.forEach((value, i) => {
    (Number.isNaN(value) ? missing : known).push(i);
  });
  if (missing.length === 0) return;
  // Cholesky's method: lower triangle, then forward and back.
  const n = known.length;
  const lower = new Float64Array(n * n);
  const weights = known.map((k) => values[k] - mean[k]);
  for (let i = 0; i < n; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = between(known[i], known[j]);
      for (let k = 0; k < j; k++) sum -= lower[i * n + k] * lower[j * n + k];
      lower[i * n + j] = i === j ? Math.sqrt(sum) : sum / lower[j * n + j];
    }
    for (let k = 0; k < i; k++) weights[i] -= lower[i * n + k] * weights[k];
    weights[i] /= lower[i * n + i];
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) weights[i] -= lower[k * n + i] * weights[k];
    weights[i] /= lower[i * n + i];
  }
  for (const m of missing) {
    values[m] = mean[m];
    known.forEach((k, i) => {
      values[m] += between(m, k) * weights[i];
    });
  }
}
