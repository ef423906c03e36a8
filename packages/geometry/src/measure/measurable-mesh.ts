import { MeasureError } from "./measure-error.js";
import { mergeEqualVertices } from "./merge-equal-vertices.js";

/** The parts of a mesh that can be measured, from `unite` or read from a file; vertices need not be shared. */
export interface MeasurableMesh {
  /** x, y, z of each vertex in mm. */
  readonly positions: Float32Array | Float64Array;
  /** Three vertex numbers a triangle, counter-clockwise from outside. */
  readonly triangles: Uint32Array;
  /** The flat faces, where known. */
  readonly facets?: { readonly length: number };
  /** The face of each triangle, where known. */
  readonly facetOfTriangle?: Uint32Array;
}

/**
 * The corners of a mesh's triangles after vertices with equal coordinates have become one, as a file of loose triangles needs before anything
 * can be said of its edges. Linear time.
 *
 * @returns Three vertex numbers a triangle; of equal vertices the first stands for all.
 * @throws MeasureError `malformed` for coordinates that are not finite, lists of the wrong length and vertices that are not there.
 *
 * @example
 * ```ts
 * import { mergedCorners } from "@vocalith/geometry";
 *
 * const positions = Float64Array.of(0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0, -1, 0);
 * console.log(mergedCorners({ positions, triangles: Uint32Array.of(0, 1, 2, 3, 4, 5) })); // 0 1 2 1 0 5
 * ```
 */
export function mergedCorners({ positions, triangles }: MeasurableMesh): Uint32Array {
  if (positions.length % 3 !== 0 || triangles.length % 3 !== 0) {
    throw new MeasureError(
      "malformed",
      `${positions.length} coordinates and ${triangles.length} corners`,
      "three coordinates a vertex and three corners a triangle",
    );
  }
  for (let i = 0; i < positions.length; i++) {
    if (positions[i] - positions[i] !== 0) {
      throw new MeasureError(
        "malformed",
        `${positions[i]} as a coordinate of vertex ${Math.floor(i / 3)}`,
        "finite mm",
      );
    }
  }
  const first = mergeEqualVertices(positions);
  const corners = new Uint32Array(triangles.length);
  for (let h = 0; h < corners.length; h++) {
    if (triangles[h] >= first.length) {
      const accepted = first.length === 0 ? "no triangles where there are no vertices" : `0 to ${first.length - 1}`;
      throw new MeasureError("malformed", `vertex ${triangles[h]} in a triangle`, accepted);
    }
    corners[h] = first[triangles[h]];
  }
  return corners;
}
