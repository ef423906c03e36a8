import { bounds, intersectHalfSpaces } from "@vocalith/geometry";
import type { SpeciesCode } from "../code/gem-code.js";
import { mineralOf } from "../cuts/crystal/mineral.js";
import type { GemCrystal } from "../gem.js";

/** Directions nearer than this count as one; angles of two species differ by more. */
const SAME_DIRECTION = 1 - 1e-9;

/**
 * Whether a stone grew as its mineral does: every face of its heart is one of the mineral's, or level. The second stone of a twin stands turned
 * round the vertical.
 */
export function isGrownOf(halfSpaces: Float64Array, species: SpeciesCode): boolean {
  return hasFacesOf(halfSpaces, species, 1) || hasFacesOf(halfSpaces, species, -1);
}

function hasFacesOf(halfSpaces: Float64Array, species: SpeciesCode, turn: 1 | -1): boolean {
  const { primary, secondary } = mineralOf(species);
  const allowed = [primary, ...secondary, [0, 0, 1, 0, 0, -1]];
  for (let i = 0; i < halfSpaces.length; i += 4) {
    const [x, y, z] = [turn * halfSpaces[i], turn * halfSpaces[i + 1], halfSpaces[i + 2]];
    const isAllowed = allowed.some((normals) => {
      for (let j = 0; j < normals.length; j += 3) {
        if (normals[j] * x + normals[j + 1] * y + normals[j + 2] * z > SAME_DIRECTION) return true;
      }
      return false;
    });
    if (!isAllowed) return false;
  }
  return true;
}

/** Height of a standing stone over the larger side of what it covers of the ground. */
export function heightOverWidth(crystals: readonly GemCrystal[]): number {
  const { minimum, maximum } = bounds(...crystals.map(({ halfSpaces }) => intersectHalfSpaces(halfSpaces).vertices));
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
export function lengthOf(halfSpaces: Float64Array): number {
  const { vertices } = intersectHalfSpaces(halfSpaces);
  let squared = 0;
  for (let i = 0; i < vertices.length; i += 3) {
    for (let j = 0; j < i; j += 3) {
      const [x, y, z] = [0, 1, 2].map((axis) => vertices[i + axis] - vertices[j + axis]);
      squared = Math.max(squared, x * x + y * y + z * z);
    }
  }
  return Math.sqrt(squared);
}
