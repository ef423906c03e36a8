/**
 * Unit normal of a triangle by the right-hand rule, (b - a) x (c - a) over its length; zeros for a triangle without area. Corners are given
 * as places of their x in `positions`. Exact operations and `Math.sqrt` only.
 */
export function triangleNormal(positions: Float32Array, a: number, b: number, c: number, normal: Float64Array): void {
  const ax = positions[a];
  const ay = positions[a + 1];
  const az = positions[a + 2];
  const ux = positions[b] - ax;
  const uy = positions[b + 1] - ay;
  const uz = positions[b + 2] - az;
  const vx = positions[c] - ax;
  const vy = positions[c + 1] - ay;
  const vz = positions[c + 2] - az;
  const nx = uy * vz - uz * vy;
  const ny = uz * vx - ux * vz;
  const nz = ux * vy - uy * vx;
  const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
  const scale = length > 0 ? 1 / length : 0;
  normal[0] = nx * scale;
  normal[1] = ny * scale;
  normal[2] = nz * scale;
}
