import { orient3d } from "robust-predicates";
import { coincidentNeighbours, coincidentPlanes } from "./coincident-planes.js";
import { convexHull, type HullTriangles } from "./convex-hull.js";
import { findSlivers } from "./find-slivers.js";
import { HalfSpaceError } from "./half-space-error.js";
import { interiorPoint } from "./interior-point.js";
import { orderByDirection } from "./order-by-direction.js";
import type { Polyhedron } from "./polyhedron.js";
import { polyhedronOfDual } from "./polyhedron-of-dual.js";

/** Options of `intersectHalfSpaces`. */
export interface IntersectHalfSpacesOptions {
  /**
   * A point strictly inside all half-spaces. When absent the origin is taken if it lies inside, otherwise the centre of the largest
   * ball inside.
   */
  readonly interior?: readonly [number, number, number];
  /**
   * Corners joined by edges shorter than this become one, as a part of the solid's radius; 0 to 0.01. A meet point of many planes
   * whose distances carry eight decimals is one corner at the default, 1e-6.
   */
  readonly mergeTolerance?: number;
}

/** What `intersectHalfSpaces` does when not told otherwise. */
export const INTERSECT_HALF_SPACES_DEFAULTS = { mergeTolerance: 1e-6 } as const;

/**
 * The convex solid of all points x with n.x <= d for every half-space (n, d), by polar duality: with an interior point as the origin, each
 * plane is the point n / d, and the facets of the convex hull of these points are the corners of the solid (Preparata and
 * Shamos 1985). Which points are on the hull is decided exactly. Corners that fall together within `mergeTolerance` become one,
 * however many planes pass through it; facets and edges that vanish by this are left out, and so are facets narrower than their
 * corners are exact. Every facet keeps the number of its half-space; of equal half-spaces the first has the facet, and a half-space
 * that cuts nothing off has none.
 *
 * Promise: closed, convex within the tolerance, Euler characteristic 2, every edge between two facets, every corner on three or
 * more; bit-identical on every machine. Expected time n log n.
 *
 * @param halfSpaces four numbers each: unit outward normal (within 1e-6 of length 1) and distance from the origin.
 * @throws HalfSpaceError when they are malformed or their intersection is unbounded, empty or flat.
 *
 * @example
 * ```ts
 * import { intersectHalfSpaces } from "@vocalith/geometry";
 *
 * const cube = intersectHalfSpaces(
 *   Float64Array.of(1, 0, 0, 1, -1, 0, 0, 1, 0, 1, 0, 1, 0, -1, 0, 1, 0, 0, 1, 1, 0, 0, -1, 1),
 * );
 * console.log(cube.vertices.length / 3, cube.facets.length); // 8 6
 * ```
 */
export function intersectHalfSpaces(halfSpaces: Float64Array, options: IntersectHalfSpacesOptions = {}): Polyhedron {
  const mergeTolerance = options.mergeTolerance ?? INTERSECT_HALF_SPACES_DEFAULTS.mergeTolerance;
  if (!(mergeTolerance >= 0 && mergeTolerance <= 0.01)) {
    throw new HalfSpaceError("malformed", `a merge tolerance of ${mergeTolerance}`, "0 to 0.01 of the radius");
  }
  checkForm(halfSpaces);
  const centre = chooseCentre(halfSpaces, options.interior);
  const count = halfSpaces.length / 4;
  let kept = count < MANY ? orderGiven(count) : orderByDirection(halfSpaces);
  let hasSlivers = false;
  for (;;) {
    const planes = planesAround(halfSpaces, kept, centre);
    const duals = dualPoints(planes);
    const hull = convexHull(duals);
    if (hull === undefined || !surroundsOrigin(hull, duals)) throw hasSlivers ? flat() : unbounded();
    const neighbours = coincidentNeighbours(hull, planes, kept);
    if (neighbours.size > 0) {
      const coincident = count < MANY ? neighbours : coincidentPlanes(planes, kept);
      kept = kept.filter((_, i) => !coincident.has(i));
      continue;
    }
    const polyhedron = polyhedronOfDual(hull, planes, duals, kept, centre, mergeTolerance);
    const slivers = findSlivers(polyhedron);
    if (slivers.size === 0) return polyhedron;
    hasSlivers = true;
    kept = kept.filter((halfSpace) => !slivers.has(halfSpace));
  }
}

/** Fewer planes than this fit the processor's cache in any order, and a hull of them more or less costs little. */
const MANY = 1000;

function orderGiven(count: number): Int32Array {
  const order = new Int32Array(count);
  for (let i = 0; i < count; i++) order[i] = i;
  return order;
}

/** The half-spaces kept, with distances from the centre instead of the origin. */
function planesAround(
  halfSpaces: Float64Array,
  kept: Int32Array,
  centre: readonly [number, number, number],
): Float64Array {
  const planes = new Float64Array(4 * kept.length);
  for (let k = 0; k < kept.length; k++) {
    const i = kept[k];
    planes[4 * k] = halfSpaces[4 * i];
    planes[4 * k + 1] = halfSpaces[4 * i + 1];
    planes[4 * k + 2] = halfSpaces[4 * i + 2];
    planes[4 * k + 3] = depthBelow(halfSpaces, i, centre);
  }
  return planes;
}

function dualPoints(planes: Float64Array): Float64Array {
  const duals = new Float64Array((3 * planes.length) / 4);
  for (let h = 0, p = 0; h < planes.length; h += 4, p += 3) {
    const depth = planes[h + 3];
    duals[p] = planes[h] / depth;
    duals[p + 1] = planes[h + 1] / depth;
    duals[p + 2] = planes[h + 2] / depth;
  }
  return duals;
}

/** Whether the origin is strictly inside the dual hull, which is to say that the solid is bounded. Exact. */
function surroundsOrigin(hull: HullTriangles, duals: Float64Array): boolean {
  const { corners, count } = hull;
  for (let t = 0; t < 3 * count; t += 3) {
    if (corners[t] < 0) continue;
    const a = 3 * corners[t];
    const b = 3 * corners[t + 1];
    const c = 3 * corners[t + 2];
    const side = orient3d(
      duals[a], duals[a + 1], duals[a + 2],
      duals[b], duals[b + 1], duals[b + 2],
      duals[c], duals[c + 1], duals[c + 2],
      0, 0, 0,
    ); // biome-ignore format: four points
    if (side <= 0) return false;
  }
  return true;
}

function unbounded(): HalfSpaceError {
  return new HalfSpaceError(
    "unbounded",
    "an intersection without end",
    "half-spaces whose normals leave no direction open; add some that bound the solid on the open side",
  );
}

function flat(): HalfSpaceError {
  return new HalfSpaceError("flat", "an intersection without volume", "half-spaces that share a volume");
}

function checkForm(halfSpaces: Float64Array): void {
  if (halfSpaces.length % 4 !== 0) {
    throw new HalfSpaceError(
      "malformed",
      `${halfSpaces.length} numbers`,
      "four numbers a half-space: normal and distance",
    );
  }
  for (let h = 0; h < halfSpaces.length; h += 4) {
    const x = halfSpaces[h];
    const y = halfSpaces[h + 1];
    const z = halfSpaces[h + 2];
    const d = halfSpaces[h + 3];
    const squared = x * x + y * y + z * z;
    if (!(Math.abs(squared - 1) <= 2e-6) || !Number.isFinite(d)) {
      throw new HalfSpaceError(
        "malformed",
        `(${x}, ${y}, ${z}; ${d}) as half-space ${h / 4}`,
        "a normal of length 1 (within 1e-6) and a finite distance",
      );
    }
  }
}

function depthBelow(halfSpaces: Float64Array, i: number, point: readonly [number, number, number]): number {
  const h = 4 * i;
  return halfSpaces[h + 3] - (halfSpaces[h] * point[0] + halfSpaces[h + 1] * point[1] + halfSpaces[h + 2] * point[2]);
}

function chooseCentre(
  halfSpaces: Float64Array,
  given: readonly [number, number, number] | undefined,
): readonly [number, number, number] {
  const count = halfSpaces.length / 4;
  const wanted = given ?? ([0, 0, 0] as const);
  let least = Number.POSITIVE_INFINITY;
  let most = 0;
  for (let i = 0; i < count; i++) {
    const depth = depthBelow(halfSpaces, i, wanted);
    least = Math.min(least, depth);
    most = Math.max(most, Math.abs(depth));
  }
  // A centre that all but touches a plane would send that plane's dual point out of the range of numbers.
  if (least > 1e-9 * most) return wanted;
  if (given !== undefined) {
    throw new HalfSpaceError(
      "interior",
      `a depth of ${least} below the nearest plane`,
      "a point strictly inside all of them",
    );
  }
  const { point, depth } = interiorPoint(halfSpaces);
  if (depth > 1e-9 * most) return point;
  if (depth < -1e-9 * most)
    throw new HalfSpaceError("empty", "no point in all of them", "half-spaces that share a volume");
  throw flat();
}
