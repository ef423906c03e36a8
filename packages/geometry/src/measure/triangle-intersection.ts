import { orient2d, orient3d } from "robust-predicates";

/**
 * Whether two triangles of a surface meet anywhere but in the corners and edges they share: what makes a surface intersect
 * itself. Exact (Shewchuk 1997). Touching counts, and so do overlaps in one plane and two triangles folded onto each other about
 * a common edge.
 *
 * @param positions x, y, z of each vertex.
 * @param corners three vertex numbers a triangle.
 * @param s first triangle.
 * @param t second triangle.
 * @internal
 */
export function trianglesIntersect(
  positions: Float32Array | Float64Array,
  corners: Uint32Array | Int32Array,
  s: number,
  t: number,
): boolean {
  const s0 = corners[3 * s];
  const s1 = corners[3 * s + 1];
  const s2 = corners[3 * s + 2];
  const t0 = corners[3 * t];
  const t1 = corners[3 * t + 1];
  const t2 = corners[3 * t + 2];
  const p = positions;
  // Signs of the second triangle's corners about the first one's plane; a shared corner lies in it.
  const a0 = t0 === s0 || t0 === s1 || t0 === s2;
  const a1 = t1 === s0 || t1 === s1 || t1 === s2;
  const a2 = t2 === s0 || t2 === s1 || t2 === s2;
  const shared = (a0 ? 1 : 0) + (a1 ? 1 : 0) + (a2 ? 1 : 0);
  if (shared === 3) return true;
  if (liesBeside(p, s0, s1, s2, t0, t1, t2) || (shared < 2 && liesBeside(p, t0, t1, t2, s0, s1, s2))) return false;
  if (nearlyFlat(p, s0, s1, s2, t0, t1, t2) && apartInProjection(p, s0, s1, s2, t0, t1, t2)) return false;
  const h0 = a0 ? 0 : side(p, s0, s1, s2, t0);
  const h1 = a1 ? 0 : side(p, s0, s1, s2, t1);
  const h2 = a2 ? 0 : side(p, s0, s1, s2, t2);
  if (shared === 2) {
    if (h0 !== 0 || h1 !== 0 || h2 !== 0) return false;
    const apex = a0 ? (a1 ? t2 : t1) : t0;
    const [from, to] = a0 ? (a1 ? [t0, t1] : [t2, t0]) : [t1, t2];
    const own = s0 !== from && s0 !== to ? s0 : s1 !== from && s1 !== to ? s1 : s2;
    const axis = flattestAxis(p, s0, s1, s2);
    return turn(p, axis, from, to, apex) * turn(p, axis, from, to, own) >= 0;
  }
  if ((h0 > 0 && h1 > 0 && h2 > 0) || (h0 < 0 && h1 < 0 && h2 < 0)) return false;
  if (shared === 1) {
    // They meet in more than the corner exactly when the side across from it meets the other triangle.
    const [ta, tb, ha, hb] = a0 ? [t1, t2, h1, h2] : a1 ? [t2, t0, h2, h0] : [t0, t1, h0, h1];
    if (crosses(p, ta, tb, ha, hb, s0, s1, s2)) return true;
    const corner = a0 ? t0 : a1 ? t1 : t2;
    const [sa, sb] = corner === s0 ? [s1, s2] : corner === s1 ? [s2, s0] : [s0, s1];
    return crosses(p, sa, sb, side(p, t0, t1, t2, sa), side(p, t0, t1, t2, sb), t0, t1, t2);
  }
  const g0 = side(p, t0, t1, t2, s0);
  const g1 = side(p, t0, t1, t2, s1);
  const g2 = side(p, t0, t1, t2, s2);
  if ((g0 > 0 && g1 > 0 && g2 > 0) || (g0 < 0 && g1 < 0 && g2 < 0)) return false;
  return (
    crosses(p, t0, t1, h0, h1, s0, s1, s2) ||
    crosses(p, t1, t2, h1, h2, s0, s1, s2) ||
    crosses(p, t2, t0, h2, h0, s0, s1, s2) ||
    crosses(p, s0, s1, g0, g1, t0, t1, t2) ||
    crosses(p, s1, s2, g1, g2, t0, t1, t2) ||
    crosses(p, s2, s0, g2, g0, t0, t1, t2)
  );
}

type Positions = Float32Array | Float64Array;

/**
 * Whether a triangle surely lies on one side of another one's plane, but for the corners they share, as most do: seen without exact
 * predicates, whose own filters would take the same differences again and again. Thirty roundings are less than the bound.
 */
function liesBeside(p: Positions, s0: number, s1: number, s2: number, t0: number, t1: number, t2: number): boolean {
  const a = 3 * s0;
  const b = 3 * s1;
  const c = 3 * s2;
  const ax = p[a];
  const ay = p[a + 1];
  const az = p[a + 2];
  const ux = p[b] - ax;
  const uy = p[b + 1] - ay;
  const uz = p[b + 2] - az;
  const vx = p[c] - ax;
  const vy = p[c + 1] - ay;
  const vz = p[c + 2] - az;
  const nx = uy * vz - uz * vy;
  const ny = uz * vx - ux * vz;
  const nz = ux * vy - uy * vx;
  const error = 4e-15 * (Math.abs(ux) + Math.abs(uy) + Math.abs(uz)) * (Math.abs(vx) + Math.abs(vy) + Math.abs(vz));
  let side = 0;
  for (let k = 0; k < 3; k++) {
    const corner = k === 0 ? t0 : k === 1 ? t1 : t2;
    if (corner === s0 || corner === s1 || corner === s2) continue;
    const x = p[3 * corner] - ax;
    const y = p[3 * corner + 1] - ay;
    const z = p[3 * corner + 2] - az;
    const height = nx * x + ny * y + nz * z;
    const bound = error * (Math.abs(x) + Math.abs(y) + Math.abs(z));
    if (height > bound && side >= 0) side = 1;
    else if (height < -bound && side <= 0) side = -1;
    else return false;
  }
  return true;
}

/** Whether a triangle lies so near another one's plane that exact predicates would take long: a guess that costs no correctness. */
function nearlyFlat(p: Positions, s0: number, s1: number, s2: number, t0: number, t1: number, t2: number): boolean {
  const a = 3 * s0;
  const b = 3 * s1;
  const c = 3 * s2;
  const ax = p[a];
  const ay = p[a + 1];
  const az = p[a + 2];
  const ux = p[b] - ax;
  const uy = p[b + 1] - ay;
  const uz = p[b + 2] - az;
  const vx = p[c] - ax;
  const vy = p[c + 1] - ay;
  const vz = p[c + 2] - az;
  const nx = uy * vz - uz * vy;
  const ny = uz * vx - ux * vz;
  const nz = ux * vy - uy * vx;
  const limit = 1e-3 * (Math.abs(nx) + Math.abs(ny) + Math.abs(nz));
  return (
    isLow(p[3 * t0] - ax, p[3 * t0 + 1] - ay, p[3 * t0 + 2] - az, nx, ny, nz, limit) &&
    isLow(p[3 * t1] - ax, p[3 * t1 + 1] - ay, p[3 * t1 + 2] - az, nx, ny, nz, limit) &&
    isLow(p[3 * t2] - ax, p[3 * t2 + 1] - ay, p[3 * t2 + 2] - az, nx, ny, nz, limit)
  );
}

function isLow(x: number, y: number, z: number, nx: number, ny: number, nz: number, limit: number): boolean {
  return Math.abs(nx * x + ny * y + nz * z) <= limit * (Math.abs(x) + Math.abs(y) + Math.abs(z));
}

/** Whether a side of one of two triangles divides them in the projection along an axis, but for the corners they share. */
function apartInProjection(
  p: Positions,
  s0: number,
  s1: number,
  s2: number,
  t0: number,
  t1: number,
  t2: number,
): boolean {
  const axis = flattestAxis(p, s0, s1, s2);
  return (
    divides(p, axis, s0, s1, s2, t0, t1, t2) ||
    divides(p, axis, s1, s2, s0, t0, t1, t2) ||
    divides(p, axis, s2, s0, s1, t0, t1, t2) ||
    divides(p, axis, t0, t1, t2, s0, s1, s2) ||
    divides(p, axis, t1, t2, t0, s0, s1, s2) ||
    divides(p, axis, t2, t0, t1, s0, s1, s2)
  );
}

/** Whether a, b and c, but for those that are u or v, lie strictly across the line through u and v from w. */
function divides(
  p: Positions,
  axis: number,
  u: number,
  v: number,
  w: number,
  a: number,
  b: number,
  c: number,
): boolean {
  const own = turn(p, axis, u, v, w);
  if (own === 0) return false;
  const side = own > 0 ? 1 : -1;
  return (
    (a === u || a === v || turn(p, axis, u, v, a) * side < 0) &&
    (b === u || b === v || turn(p, axis, u, v, b) * side < 0) &&
    (c === u || c === v || turn(p, axis, u, v, c) * side < 0)
  );
}

/** The sign of d about the plane a, b, c; 0 when it lies in it. */
function side(p: Positions, a: number, b: number, c: number, d: number): number {
  return orient3d(
    p[3 * a], p[3 * a + 1], p[3 * a + 2],
    p[3 * b], p[3 * b + 1], p[3 * b + 2],
    p[3 * c], p[3 * c + 1], p[3 * c + 2],
    p[3 * d], p[3 * d + 1], p[3 * d + 2],
  ); // biome-ignore format: four points
}

/** Whether the segment from u to v, whose ends have the given signs about the plane a, b, c, meets that triangle. */
function crosses(p: Positions, u: number, v: number, hu: number, hv: number, a: number, b: number, c: number): boolean {
  if ((hu > 0 && hv > 0) || (hu < 0 && hv < 0)) return false;
  if (hu === 0 && hv === 0) return crossesInPlane(p, u, v, a, b, c);
  const ab = side(p, u, v, a, b);
  const bc = side(p, u, v, b, c);
  if ((ab > 0 && bc < 0) || (ab < 0 && bc > 0)) return false;
  const ca = side(p, u, v, c, a);
  return !((ab > 0 || bc > 0 || ca > 0) && (ab < 0 || bc < 0 || ca < 0));
}

/** The same for a segment in the triangle's plane. */
function crossesInPlane(p: Positions, u: number, v: number, a: number, b: number, c: number): boolean {
  const axis = flattestAxis(p, a, b, c);
  return (
    insideInPlane(p, axis, u, a, b, c) ||
    insideInPlane(p, axis, v, a, b, c) ||
    segmentsMeet(p, axis, u, v, a, b) ||
    segmentsMeet(p, axis, u, v, b, c) ||
    segmentsMeet(p, axis, u, v, c, a)
  );
}

function insideInPlane(p: Positions, axis: number, u: number, a: number, b: number, c: number): boolean {
  const ab = turn(p, axis, a, b, u);
  const bc = turn(p, axis, b, c, u);
  const ca = turn(p, axis, c, a, u);
  return !((ab > 0 || bc > 0 || ca > 0) && (ab < 0 || bc < 0 || ca < 0));
}

/** Whether two segments that are not on one line meet; ends on the other segment are found by `insideInPlane`. */
function segmentsMeet(p: Positions, axis: number, u: number, v: number, a: number, b: number): boolean {
  const ua = turn(p, axis, u, v, a);
  const ub = turn(p, axis, u, v, b);
  if ((ua > 0 && ub > 0) || (ua < 0 && ub < 0) || (ua === 0 && ub === 0)) return false;
  const au = turn(p, axis, a, b, u);
  const av = turn(p, axis, a, b, v);
  return !((au > 0 && av > 0) || (au < 0 && av < 0));
}

/** The axis to leave out so that a triangle stays a triangle: exact, because any axis in which it has area will do. */
function flattestAxis(p: Positions, a: number, b: number, c: number): number {
  let best = 0;
  let bestArea = -1;
  for (let axis = 0; axis < 3; axis++) {
    const area = Math.abs(turn(p, axis, a, b, c));
    if (area > bestArea) {
      best = axis;
      bestArea = area;
    }
  }
  return best;
}

function turn(p: Positions, axis: number, a: number, b: number, c: number): number {
  const x = (axis + 1) % 3;
  const y = (axis + 2) % 3;
  return orient2d(p[3 * a + x], p[3 * a + y], p[3 * b + x], p[3 * b + y], p[3 * c + x], p[3 * c + y]);
}
