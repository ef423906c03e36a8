import { trianglesIntersect } from "./triangle-intersection.js";
import { TriangleTree } from "./triangle-tree.js";

/**
 * All pairs of triangles of a surface that meet anywhere but in shared corners and edges, by exact arithmetic: crossings, touching,
 * overlaps in one plane, folds about a common edge. Pairs are found by a tree of boxes, so the time is about n log n.
 *
 * @param positions x, y, z of each vertex; exact for float32 numbers and for any float64 that do not over- or underflow.
 * @param triangles three vertex numbers a triangle; none may be degenerate.
 * @param limit stop after this many pairs, at least 1.
 * @returns two triangle numbers a pair.
 *
 * @example
 * ```ts
 * import { selfIntersections } from "@vocalith/geometry";
 *
 * const crossing = Float32Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 0.2, 0.2, -1, 0.3, 0.2, 1, 0.2, 0.3, 1);
 * console.log(selfIntersections(crossing, Uint32Array.of(0, 1, 2, 3, 4, 5)).length / 2); // 1
 * ```
 */
export function selfIntersections(
  positions: Float32Array | Float64Array,
  triangles: Uint32Array | Int32Array,
  limit = Number.POSITIVE_INFINITY,
): Uint32Array {
  const found: number[] = [];
  new TriangleTree(positions, triangles).pairs((s, t) => {
    if (trianglesIntersect(positions, triangles, s, t)) found.push(s, t);
    return found.length >= 2 * limit;
  });
  return Uint32Array.from(found);
}
