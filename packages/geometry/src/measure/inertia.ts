/** How the volume of a solid of unit density lies about its centre of mass. */
export interface Inertia {
  /** The inertia tensor about the centre of mass in mm^5, row by row; symmetric. Times density it is in mass mm^2. */
  readonly tensorMm5: readonly [number, number, number, number, number, number, number, number, number];
  /** The principal moments in mm^5, the smallest first. */
  readonly principalMm5: readonly [number, number, number];
  /** The unit axis of each principal moment, a right-handed frame; any axis serves where moments are equal. */
  readonly principalAxes: readonly [
    readonly [number, number, number],
    readonly [number, number, number],
    readonly [number, number, number],
  ];
}

/**
 * The inertia of a solid from its second moments about the centre of mass: I = trace(C) 1 - C. Principal axes by Jacobi's rotations
 * (Golub and Van Loan 2013, 8.5), which use nothing but square roots.
 *
 * @param second the integrals of xx, yy, zz, xy, xz, yz over the volume, in mm^5.
 * @internal
 */
export function inertiaOfMoments(second: ArrayLike<number>): Inertia {
  const [xx, yy, zz, xy, xz, yz] = [0, 1, 2, 3, 4, 5].map((i) => second[i]);
  const tensorMm5 = [yy + zz, -xy, -xz, -xy, xx + zz, -yz, -xz, -yz, xx + yy] as const;
  const { values, vectors } = eigenvectors(tensorMm5);
  const order = [0, 1, 2].sort((i, j) => values[i] - values[j] || i - j);
  const axes = order.map((i) => [vectors[i], vectors[3 + i], vectors[6 + i]] as const);
  const [[ax, ay, az], [bx, by, bz]] = axes;
  return {
    tensorMm5,
    principalMm5: [values[order[0]], values[order[1]], values[order[2]]],
    principalAxes: [axes[0], axes[1], [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx]],
  };
}

/** The eigenvalues of a symmetric 3 x 3 matrix, and its unit eigenvectors as columns. */
function eigenvectors(symmetric: ArrayLike<number>): { values: number[]; vectors: Float64Array } {
  const a = Float64Array.from(symmetric);
  const v = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
  for (let sweep = 0; sweep < 30; sweep++) {
    const off = Math.abs(a[1]) + Math.abs(a[2]) + Math.abs(a[5]);
    if (!(off > 0)) break;
    for (const [p, q] of [
      [0, 1],
      [0, 2],
      [1, 2],
    ]) {
      const apq = a[3 * p + q];
      if (apq === 0) continue;
      const theta = (a[4 * q] - a[4 * p]) / (2 * apq);
      const t = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
      const c = 1 / Math.sqrt(t * t + 1);
      const s = t * c;
      for (let k = 0; k < 3; k++) rotate(a, 3 * k + p, 3 * k + q, c, s);
      for (let k = 0; k < 3; k++) rotate(a, 3 * p + k, 3 * q + k, c, s);
      for (let k = 0; k < 3; k++) rotate(v, 3 * k + p, 3 * k + q, c, s);
      a[3 * p + q] = 0;
      a[3 * q + p] = 0;
    }
  }
  return { values: [a[0], a[4], a[8]], vectors: v };
}

function rotate(m: Float64Array, i: number, j: number, c: number, s: number): void {
  const x = m[i];
  const y = m[j];
  m[i] = c * x - s * y;
  m[j] = s * x + c * y;
}
