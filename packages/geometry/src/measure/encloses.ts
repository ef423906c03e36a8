import { orient3d } from "robust-predicates";

/** Directions that meet no edge of a solid that anybody would pose; each is tried only where those before met one. */
const DIRECTIONS = [
  [0.4312345, 0.5987654, 0.6749283],
  [-0.5812347, 0.3398761, -0.7393847],
  [0.7129384, -0.6583921, 0.2419283],
  [-0.2839475, -0.8391827, 0.4639281],
] as const;

/**
 * Whether triangles that form a closed surface enclose a point: the crossings of a ray from it, each decided by exact predicates. A ray
 * that touches an edge or a corner proves nothing, and the next one is tried.
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
  const p = positions;
  const members = Array.isArray(triangles) || ArrayBuffer.isView(triangles) ? triangles : [...triangles];
  const x = point[0];
  const y = point[1];
  const z = point[2];
  let reach = 0;
  for (const t of members as Iterable<number>) {
    for (let h = 3 * t; h < 3 * t + 3; h++) {
      const v = 3 * corners[h];
      reach = Math.max(reach, Math.abs(p[v] - x), Math.abs(p[v + 1] - y), Math.abs(p[v + 2] - z));
    }
  }
  let inside = false;
  for (const [dx, dy, dz] of DIRECTIONS) {
    const fx = x + 8 * reach * dx;
    const fy = y + 8 * reach * dy;
    const fz = z + 8 * reach * dz;
    let crossings = 0;
    let certain = true;
    for (const t of members as Iterable<number>) {
      const a = 3 * corners[3 * t];
      const b = 3 * corners[3 * t + 1];
      const c = 3 * corners[3 * t + 2];
      const ax = p[a];
      const ay = p[a + 1];
      const az = p[a + 2];
      const bx = p[b];
      const by = p[b + 1];
      const bz = p[b + 2];
      const cx = p[c];
      const cy = p[c + 1];
      const cz = p[c + 2];
      const near = orient3d(ax, ay, az, bx, by, bz, cx, cy, cz, x, y, z);
      const far = orient3d(ax, ay, az, bx, by, bz, cx, cy, cz, fx, fy, fz);
      if ((near > 0 && far > 0) || (near < 0 && far < 0)) continue;
      const ab = orient3d(x, y, z, fx, fy, fz, ax, ay, az, bx, by, bz);
      const bc = orient3d(x, y, z, fx, fy, fz, bx, by, bz, cx, cy, cz);
      if ((ab > 0 && bc < 0) || (ab < 0 && bc > 0)) continue;
      const ca = orient3d(x, y, z, fx, fy, fz, cx, cy, cz, ax, ay, az);
      if ((ab > 0 || bc > 0 || ca > 0) && (ab < 0 || bc < 0 || ca < 0)) continue;
      if (ab === 0 || bc === 0 || ca === 0) certain = false;
      crossings++;
    }
    inside = crossings % 2 === 1;
    if (certain) return inside;
  }
  return inside;
}
