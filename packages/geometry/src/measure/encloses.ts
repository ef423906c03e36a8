/**
 * Whether triangles that form a closed surface enclose a point: the crossings of a ray from it. The ray's direction is chosen
 * so that it meets no edge of a solid that anybody would pose.
 *
 * @param positions x, y, z of each vertex.
 * @param corners three vertex numbers a triangle.
 * @param triangles the triangles that form the surface.
 * @param point x, y, z; not on the surface.
 * @internal
 */
export function encloses(
  positions: Float32Array | Float64Array,
  corners: Uint32Array | Int32Array,
  triangles: Iterable<number>,
  point: ArrayLike<number>,
): boolean {
  const [dx, dy, dz] = [0.4312345, 0.5987654, 0.6749283];
  const p = positions;
  let crossings = 0;
  for (const t of triangles) {
    const [a, b, c] = [3 * corners[3 * t], 3 * corners[3 * t + 1], 3 * corners[3 * t + 2]];
    const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
    const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
    const [hx, hy, hz] = [dy * vz - dz * vy, dz * vx - dx * vz, dx * vy - dy * vx];
    const determinant = ux * hx + uy * hy + uz * hz;
    if (determinant === 0) continue;
    const [sx, sy, sz] = [point[0] - p[a], point[1] - p[a + 1], point[2] - p[a + 2]];
    const along = (sx * hx + sy * hy + sz * hz) / determinant;
    const [qx, qy, qz] = [sy * uz - sz * uy, sz * ux - sx * uz, sx * uy - sy * ux];
    const across = (dx * qx + dy * qy + dz * qz) / determinant;
    const ahead = (vx * qx + vy * qy + vz * qz) / determinant;
    if (along >= 0 && across >= 0 && along + across <= 1 && ahead > 0) crossings++;
  }
  return crossings % 2 === 1;
}
