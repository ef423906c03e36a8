import { facetNormal } from "./facet-normal.js";

/** A plane: unit normal x, y, z and distance from the origin. */
export type Plane = readonly [x: number, y: number, z: number, distance: number];

/** A point: x, y, z. */
export type Point = readonly [x: number, y: number, z: number];

/** The point where three planes meet (Cramer's rule). */
export function meetPoint(a: Plane, b: Plane, c: Plane): Point {
  const determinant =
    a[0] * (b[1] * c[2] - b[2] * c[1]) - a[1] * (b[0] * c[2] - b[2] * c[0]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  const solve = (p: number, q: number) =>
    (a[3] * (b[p] * c[q] - b[q] * c[p]) + b[3] * (c[p] * a[q] - c[q] * a[p]) + c[3] * (a[p] * b[q] - a[q] * b[p])) /
    determinant;
  return [solve(1, 2), solve(2, 0), solve(0, 1)];
}

/** How far a point lies below a plane; negative above it. */
export function depthBelow(plane: Plane, point: Point): number {
  return plane[3] - (plane[0] * point[0] + plane[1] * point[1] + plane[2] * point[2]);
}

/** The plane of a facet's direction through a point. */
export function planeThrough(angleDegrees: number, index: number, gear: number, point: Point): Plane {
  const [x, y, z] = facetNormal(angleDegrees, index, gear);
  return [x, y, z, x * point[0] + y * point[1] + z * point[2]];
}
