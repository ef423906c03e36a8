/** Rows of numbers. */
export type DenseMatrix = number[][];

/** `a b`. */
export function product(a: readonly (readonly number[])[], b: readonly (readonly number[])[]): DenseMatrix {
  return a.map((row) => b[0]?.map((_, j) => row.reduce((sum, value, k) => sum + value * b[k][j], 0)) ?? []);
}

/** Rows for columns. */
export function transposed(a: readonly (readonly number[])[]): DenseMatrix {
  return a[0]?.map((_, j) => a.map((row) => row[j])) ?? [];
}

/** Eigenvalues, largest first, and eigenvectors as rows, of a symmetric matrix: Jacobi's rotations. */
export function eigen(symmetric: readonly (readonly number[])[]): { values: number[]; vectors: DenseMatrix } {
  const n = symmetric.length;
  const a = symmetric.map((row) => [...row]);
  const v = a.map((_, i) => a.map((_, j) => (i === j ? 1 : 0)));
  for (let sweep = 0; sweep < 60; sweep++) {
    let off = 0;
    for (let p = 0; p < n; p++) {
      for (let q = p + 1; q < n; q++) {
        off += a[p][q] ** 2;
        if (Math.abs(a[p][q]) < 1e-300) continue;
        const theta = (a[q][q] - a[p][p]) / (2 * a[p][q]);
        const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        const c = 1 / Math.sqrt(t * t + 1);
        const s = t * c;
        for (let k = 0; k < n; k++) {
          const x = a[k][p];
          a[k][p] = c * x - s * a[k][q];
          a[k][q] = s * x + c * a[k][q];
        }
        for (const m of [a, v]) {
          const x = [...m[p]];
          for (let k = 0; k < n; k++) {
            m[p][k] = c * x[k] - s * m[q][k];
            m[q][k] = s * x[k] + c * m[q][k];
          }
        }
      }
    }
    if (off < 1e-22) break;
  }
  const order = a.map((_, i) => i).sort((i, j) => a[j][j] - a[i][i]);
  return { values: order.map((i) => a[i][i]), vectors: order.map((i) => v[i]) };
}
