import type { Vector } from "../rotation.js";

/**
 * The support function of a set of points: the largest n.x over all of them, which is how far the solid reaches in a
 * direction, measured from the origin.
 *
 * @param points `vertices` of a polyhedron or `positions` of a mesh, three numbers a point.
 * @param direction n, of unit length for a result in the points' unit.
 * @returns -Infinity when there are no points.
 *
 * @example
 * ```ts
 * import { intersectHalfSpaces, supportDistance } from "@vocalith/geometry";
 *
 * const cube = intersectHalfSpaces(
 *   Float64Array.of(1, 0, 0, 1, -1, 0, 0, 1, 0, 1, 0, 1, 0, -1, 0, 1, 0, 0, 1, 1, 0, 0, -1, 1),
 * );
 * console.log(supportDistance(cube.vertices, [0, 0, 1])); // 1
 * ```
 */
export function supportDistance(points: Float64Array | Float32Array, direction: Vector): number {
  const [x, y, z] = direction;
  let farthest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i + 2 < points.length; i += 3) {
    farthest = Math.max(farthest, x * points[i] + y * points[i + 1] + z * points[i + 2]);
  }
  return farthest;
}
