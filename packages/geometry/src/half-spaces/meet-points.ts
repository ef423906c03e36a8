import type { HullTriangles } from "./convex-hull.js";
import { HalfSpaceError } from "./half-space-error.js";

/** The corners of a solid, one for each triangle of its dual hull. */
export interface MeetPoints {
  /** x, y, z for each triangle of the hull, from the centre; meaningless where `leaning` names another triangle. */
  readonly positions: Float64Array;
  /** The triangle whose corner this one shares, because its own planes fix none; -1 for most. */
  readonly leaning: Int32Array;
  /** Distance of the farthest corner from the centre. */
  readonly radius: number;
}

/**
 * Where the three planes of each hull triangle meet, by Cramer's rule. The two planes that are most alike are first brought to one and
 * their difference, which is exact, so that bundles of nearly parallel planes keep their digits.
 *
 * @param hull the dual hull.
 * @param planes four numbers a plane, distances from the centre.
 * @param duals the dual point of each plane.
 * @internal
 */
export function meetPoints(hull: HullTriangles, planes: Float64Array, duals: Float64Array): MeetPoints {
  const { corners, count } = hull;
  const positions = new Float64Array(3 * count);
  const leaning = new Int32Array(count).fill(-1);
  const unknown: number[] = [];
  let squaredRadius = 0;
  for (let t = 0; t < count; t++) {
    if (corners[3 * t] < 0) continue;
    const first = 4 * corners[3 * t];
    const second = 4 * corners[3 * t + 1];
    const third = 4 * corners[3 * t + 2];
    const c12 = cosine(planes, first, second);
    const c23 = cosine(planes, second, third);
    const c31 = cosine(planes, third, first);
    const a = c12 >= c23 && c12 >= c31 ? first : c23 >= c31 ? second : third;
    const b = a === first ? second : a === second ? third : first;
    const c = a === first ? third : a === second ? first : second;
    const ax = planes[a];
    const ay = planes[a + 1];
    const az = planes[a + 2];
    const ad = planes[a + 3];
    const bx = planes[b] - ax;
    const by = planes[b + 1] - ay;
    const bz = planes[b + 2] - az;
    const bd = planes[b + 3] - ad;
    const cx = planes[c] - ax;
    const cy = planes[c + 1] - ay;
    const cz = planes[c + 2] - az;
    const cd = planes[c + 3] - ad;
    const ux = by * cz - bz * cy;
    const uy = bz * cx - bx * cz;
    const uz = bx * cy - by * cx;
    const determinant = ax * ux + ay * uy + az * uz;
    const squaredB = bx * bx + by * by + bz * bz;
    const squaredC = cx * cx + cy * cy + cz * cz;
    // The last bits of the cross products, magnified by the planes' closeness to a common line, are the corner's error.
    const error = 2.3e-16 * (Math.sqrt(squaredB) + Math.sqrt(squaredC) + Math.sqrt(squaredB * squaredC));
    if (!(error < 1e-7 * Math.abs(determinant))) {
      unknown.push(t);
      continue;
    }
    const x = (ad * ux + bd * (cy * az - cz * ay) + cd * (ay * bz - az * by)) / determinant;
    const y = (ad * uy + bd * (cz * ax - cx * az) + cd * (az * bx - ax * bz)) / determinant;
    const z = (ad * uz + bd * (cx * ay - cy * ax) + cd * (ax * by - ay * bx)) / determinant;
    positions[3 * t] = x;
    positions[3 * t + 1] = y;
    positions[3 * t + 2] = z;
    const squared = x * x + y * y + z * z;
    if (squared > squaredRadius) squaredRadius = squared;
  }
  leanUnknown(hull, duals, leaning, unknown);
  return { positions, leaning, radius: Math.sqrt(squaredRadius) };
}

function cosine(planes: Float64Array, p: number, q: number): number {
  return planes[p] * planes[q] + planes[p + 1] * planes[q + 1] + planes[p + 2] * planes[q + 2];
}

/**
 * Three planes that all but share a line fix no corner. Their dual points are all but on one line; the middle one's plane only grazes the
 * corner of the triangle beyond the longest edge, so that is where this corner is taken to be.
 */
function leanUnknown(
  hull: HullTriangles,
  duals: Float64Array,
  leaning: Int32Array,
  triangles: readonly number[],
): void {
  const waiting = new Set(triangles);
  while (waiting.size > 0) {
    const before = waiting.size;
    for (let choice = 0; choice < 3 && waiting.size === before; choice++) {
      for (const t of waiting) {
        const beyond = hull.neighbours[3 * t + edgesByLength(hull, duals, t)[choice]];
        if (waiting.has(beyond)) continue;
        leaning[t] = beyond;
        waiting.delete(t);
      }
    }
    if (waiting.size === before) {
      throw new HalfSpaceError("flat", "no three planes that meet in a point", "half-spaces that share a volume");
    }
  }
}

/** The edges of a hull triangle, the longest first: 0, 1 and 2 in some order. */
function edgesByLength(hull: HullTriangles, duals: Float64Array, triangle: number): number[] {
  const squared = [0, 1, 2].map((edge) => {
    const p = 3 * hull.corners[3 * triangle + edge];
    const q = 3 * hull.corners[3 * triangle + ((edge + 1) % 3)];
    const [x, y, z] = [duals[q] - duals[p], duals[q + 1] - duals[p + 1], duals[q + 2] - duals[p + 2]];
    return x * x + y * y + z * z;
  });
  return [0, 1, 2].sort((a, b) => squared[b] - squared[a] || a - b);
}
