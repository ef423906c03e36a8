import { bounds, intersectHalfSpaces } from "@vocalith/geometry";
import type { GemCrystal } from "../gem.js";

/** Directions nearer than this count as one. */
const SAME_DIRECTION = 1 - 1e-9;

/** Height of a standing stone over the larger side of what it covers of the ground. */
export function heightOverWidth(crystals: readonly GemCrystal[]): number {
  const { minimum, maximum } = bounds(...crystals.map(({ corners }) => corners));
  const [width, depth, height] = maximum.map((high, axis) => high - minimum[axis]);
  return height / Math.max(width, depth);
}

/** Width of the level face that ends a crystal upwards, as a share of the crystal's own width; 0 where it ends in a point or an edge. */
export function flatEndShare(halfSpaces: Float64Array): number {
  const { vertices, facets } = intersectHalfSpaces(halfSpaces);
  const end = facets.find(({ halfSpace }) => halfSpaces[4 * halfSpace + 2] > SAME_DIRECTION);
  if (end === undefined) return 0;
  const corners = Float64Array.from(
    [...end.loop].flatMap((corner) => [...vertices.subarray(3 * corner, 3 * corner + 3)]),
  );
  return widthOf(corners) / widthOf(vertices);
}

/** The larger horizontal side of the box around points. */
function widthOf(points: Float64Array): number {
  const { minimum, maximum } = bounds(points);
  return Math.max(maximum[0] - minimum[0], maximum[1] - minimum[1]);
}

/** The largest distance between two corners of a crystal. */
export function lengthOf({ corners }: GemCrystal): number {
  let squared = 0;
  for (let i = 0; i < corners.length; i += 3) {
    for (let j = 0; j < i; j += 3) {
      const [x, y, z] = [0, 1, 2].map((axis) => corners[i + axis] - corners[j + axis]);
      squared = Math.max(squared, x * x + y * y + z * z);
    }
  }
  return Math.sqrt(squared);
}
