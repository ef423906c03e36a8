import { triangleDistance } from "../measure/triangle-distance.js";
import { TriangleTree } from "../measure/triangle-tree.js";

/**
 * The least distance between two sets of triangles of a mesh, by corners against triangles and edges against edges, in float64.
 *
 * @param most distances above this do not matter, in mm: it is the answer where nothing is nearer.
 * @internal
 */
export function surfaceGap(positions: Float32Array, first: Uint32Array, second: Uint32Array, most: number): number {
  const tree = new TriangleTree(positions, second);
  const [a, b, box, closest] = [new Float64Array(9), new Float64Array(9), new Float64Array(6), new Float64Array(6)];
  let square = most * most;
  const found = (other: number): void => {
    load(positions, second, 3 * other, b);
    square = Math.min(square, triangleDistance(a, b, closest));
  };
  for (let t = 0; t < first.length; t += 3) {
    load(positions, first, t, a);
    const reach = Math.sqrt(square);
    for (let k = 0; k < 3; k++) {
      box[k] = Math.min(a[k], a[k + 3], a[k + 6]) - reach;
      box[k + 3] = Math.max(a[k], a[k + 3], a[k + 6]) + reach;
    }
    tree.near(box, found);
  }
  return Math.sqrt(square);
}

function load(positions: Float32Array, triangles: Uint32Array, at: number, corners: Float64Array): void {
  for (let c = 0; c < 3; c++) for (let k = 0; k < 3; k++) corners[3 * c + k] = positions[3 * triangles[at + c] + k];
}
