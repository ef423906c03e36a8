import type { HullTriangles } from "./convex-hull.js";
import { exactMeetPoint } from "./exact-meet-point.js";

/** The corners of a solid, one for each triangle of its dual hull. */
export interface MeetPoints {
  /** x, y, z for each triangle of the hull, from the centre. */
  readonly positions: Float64Array;
  /** Distance of the farthest corner from the centre. */
  readonly radius: number;
}

/** A corner whose error may be larger, as a part of the radius, is found exactly. */
const ACCURACY = 1e-7;

/**
 * Where the three planes of each hull triangle meet, by Cramer's rule. The two planes that are most alike are first brought to one and
 * their difference, which is exact, so that bundles of nearly parallel planes keep their digits. Three planes that all but share a line
 * meet where their dual points say, exactly: the corner then fits its neighbours, however few digits the planes give for its place.
 *
 * @param hull the dual hull.
 * @param planes four numbers a plane, distances from the centre.
 * @param duals the dual point of each plane.
 * @internal
 */
export function meetPoints(hull: HullTriangles, planes: Float64Array, duals: Float64Array): MeetPoints {
  const { corners, count } = hull;
  const positions = new Float64Array(3 * count);
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
    const isKnown = error < ACCURACY * Math.abs(determinant);
    let x = 0,
      y = 0,
      z = 0;
    if (isKnown) {
      x = (ad * ux + bd * (cy * az - cz * ay) + cd * (ay * bz - az * by)) / determinant;
      y = (ad * uy + bd * (cz * ax - cx * az) + cd * (az * bx - ax * bz)) / determinant;
      z = (ad * uz + bd * (cx * ay - cy * ax) + cd * (ax * by - ay * bx)) / determinant;
    } else {
      [x, y, z] = exactMeetPoint(duals, 3 * corners[3 * t], 3 * corners[3 * t + 1], 3 * corners[3 * t + 2]);
    }
    positions[3 * t] = x;
    positions[3 * t + 1] = y;
    positions[3 * t + 2] = z;
    const squared = x * x + y * y + z * z;
    if (squared > squaredRadius) squaredRadius = squared;
  }
  return { positions, radius: Math.sqrt(squaredRadius) };
}

function cosine(planes: Float64Array, p: number, q: number): number {
  return planes[p] * planes[q] + planes[p + 1] * planes[q + 1] + planes[p + 2] * planes[q + 2];
}
