import { orient2d } from "robust-predicates";

type Positions = Float32Array | Float64Array;

/** Sums over the triangles of a surface; those of a solid are about a point. */
export interface SurfaceMoments {
  /** Signed volume of each connected piece, mm^3. */
  readonly volumes: Float64Array;
  /** Integrals of x, y, z over the volume, mm^4. */
  readonly first: Float64Array;
  /** Integrals of xx, yy, zz, xy, xz, yz over the volume, mm^5. */
  readonly second: Float64Array;
  /** Area in mm^2. */
  readonly areaMm2: number;
  /** Which triangles have their corners on one line. */
  readonly degenerate: Uint8Array;
}

/**
 * Volume and its moments as sums over the signed tetrahedra that the triangles span with a point (Zhang and Chen 2001; Tonon 2004).
 *
 * @param componentOf the piece of each triangle.
 * @param components how many pieces there are.
 * @param about the point; near the middle, so that little cancels.
 * @internal
 */
export function surfaceMoments(
  p: Positions,
  corners: Uint32Array,
  componentOf: Uint32Array,
  components: number,
  about: readonly number[],
): SurfaceMoments {
  const count = corners.length / 3;
  const volumes = new Float64Array(components);
  const first = new Float64Array(3);
  const second = new Float64Array(6);
  const degenerate = new Uint8Array(count);
  const [ox, oy, oz] = about;
  let areaMm2 = 0;
  for (let t = 0; t < count; t++) {
    const a = 3 * corners[3 * t];
    const b = 3 * corners[3 * t + 1];
    const c = 3 * corners[3 * t + 2];
    const ax = p[a] - ox;
    const ay = p[a + 1] - oy;
    const az = p[a + 2] - oz;
    const bx = p[b] - ox;
    const by = p[b + 1] - oy;
    const bz = p[b + 2] - oz;
    const cx = p[c] - ox;
    const cy = p[c + 1] - oy;
    const cz = p[c + 2] - oz;
    const ux = bx - ax;
    const uy = by - ay;
    const uz = bz - az;
    const vx = cx - ax;
    const vy = cy - ay;
    const vz = cz - az;
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    areaMm2 += Math.sqrt(nx * nx + ny * ny + nz * nz) / 2;
    const volume = (ax * nx + ay * ny + az * nz) / 6;
    volumes[componentOf[t]] += volume;
    const sx = ax + bx + cx;
    const sy = ay + by + cy;
    const sz = az + bz + cz;
    first[0] += (volume * sx) / 4;
    first[1] += (volume * sy) / 4;
    first[2] += (volume * sz) / 4;
    const share = volume / 20;
    second[0] += share * (ax * ax + bx * bx + cx * cx + sx * sx);
    second[1] += share * (ay * ay + by * by + cy * cy + sy * sy);
    second[2] += share * (az * az + bz * bz + cz * cz + sz * sz);
    second[3] += share * (ax * ay + bx * by + cx * cy + sx * sy);
    second[4] += share * (ax * az + bx * bz + cx * cz + sx * sz);
    second[5] += share * (ay * az + by * bz + cy * cz + sy * sz);
    if (isDegenerate(p, a, b, c)) degenerate[t] = 1;
  }
  return { volumes, first, second, areaMm2, degenerate };
}

/** Whether three corners are on one line. Exact: they span no area from any of three sides. */
function isDegenerate(p: Positions, a: number, b: number, c: number): boolean {
  return (
    orient2d(p[a], p[a + 1], p[b], p[b + 1], p[c], p[c + 1]) === 0 &&
    orient2d(p[a + 1], p[a + 2], p[b + 1], p[b + 2], p[c + 1], p[c + 2]) === 0 &&
    orient2d(p[a + 2], p[a], p[b + 2], p[b], p[c + 2], p[c]) === 0
  );
}
