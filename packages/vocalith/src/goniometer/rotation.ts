/** Cosine of the angle between unit vector i of one list and j of another. */
export function dot(u: Float64Array, i: number, v: Float64Array, j: number): number {
  return u[3 * i] * v[3 * j] + u[3 * i + 1] * v[3 * j + 1] + u[3 * i + 2] * v[3 * j + 2];
}

/**
 * Rows of the rotation that lays directions m and n of one list onto f and g of another; where the angles between them differ, what is left over
 * is shared between both.
 */
export function rotationOfPair(
  from: Float64Array,
  m: number,
  n: number,
  to: Float64Array,
  f: number,
  g: number,
): Float64Array {
  const a = frame(from, m, n);
  const b = frame(to, f, g);
  const rotation = new Float64Array(9);
  for (let row = 0; row < 3; row++) {
    for (let column = 0; column < 3; column++) {
      for (let k = 0; k < 3; k++) rotation[3 * row + column] += b[3 * k + row] * a[3 * k + column];
    }
  }
  return rotation;
}

/** Three unit vectors at right angles: half-way between two directions, along their difference, and square to both. */
function frame(v: Float64Array, i: number, j: number): Float64Array {
  const axes = new Float64Array(9);
  for (let k = 0; k < 3; k++) {
    axes[k] = v[3 * i + k] + v[3 * j + k];
    axes[3 + k] = v[3 * i + k] - v[3 * j + k];
  }
  for (let row = 0; row < 6; row += 3) {
    const length = Math.sqrt(axes[row] * axes[row] + axes[row + 1] * axes[row + 1] + axes[row + 2] * axes[row + 2]);
    for (let k = row; k < row + 3; k++) axes[k] /= length;
  }
  axes[6] = axes[1] * axes[5] - axes[2] * axes[4];
  axes[7] = axes[2] * axes[3] - axes[0] * axes[5];
  axes[8] = axes[0] * axes[4] - axes[1] * axes[3];
  return axes;
}
