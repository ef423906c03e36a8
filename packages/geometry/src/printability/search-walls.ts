import { bounds } from "../measure/bounds.js";
import type { MeasurableMesh } from "../measure/measurable-mesh.js";
import type { FacetMeasures } from "../measure/measure-facets.js";
import { measureWalls, type Thickness, type WallMeasures } from "../measure/measure-walls.js";

/**
 * Two faces form a wall, or a gap, when they are parallel within this angle. Where they diverge by more, what is thin between them is an
 * edge: at 20 degrees it is 0.4 mm thick after 1.1 mm. Edges sharper than this are told as knife edges. A rule of ours, no laboratory's.
 */
export const WALL_DEGREES = 20;

/** How many pairs the second search looks at; it prunes most, and seldom needs so many. */
const PAIRS = 1e6;

/** The triangles of a box's six faces, two a face; corner c lies at the greater x, y, z where bits 1, 2, 4 are set. */
const BOX = [
  0, 4, 6, 0, 6, 2, 1, 3, 7, 1, 7, 5, 0, 1, 5, 0, 5, 4, 2, 6, 7, 2, 7, 3, 0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6,
];

/** The thin places of a solid, and what has been ruled out. */
export interface SearchedWalls extends WallMeasures {
  /** No wall is thinner than this, in mm; 0 where nothing has been ruled out. */
  readonly provenWallMm: number;
  /** No gap is narrower than this, in mm. */
  readonly provenGapMm: number;
}

/**
 * The thin places of a solid. Where a mesh is so fine and curved that `measureWalls` ends its search early, it is searched again for nothing but
 * walls and gaps below the limits, which prunes all that is thicker: two plates as thick as the limit, as far apart as the gap may be, are
 * set beside the solid, so that whatever is thinner than they are is found, and nothing else need be looked at.
 *
 * @param solid closed and turned outwards.
 * @param facets of the same triangles.
 * @param specks triangles that are no side of a wall.
 * @internal
 */
export function searchWalls(
  solid: MeasurableMesh,
  facets: FacetMeasures,
  wallMm: number,
  gapMm: number,
  specks: Uint8Array,
): SearchedWalls {
  const options = { opposingDegrees: WALL_DEGREES, specks };
  const named = { ...solid, facets: { length: facets.count }, facetOfTriangle: facets.facetOfTriangle };
  const first = measureWalls(named, options);
  const { thinnestWall, smallestGap } = first;
  if (first.complete) {
    const [provenWallMm, provenGapMm] = [thinnestWall, smallestGap].map((way) => way?.lowerBoundMm ?? Infinity);
    return { ...first, provenWallMm, provenGapMm };
  }
  const second = measureWalls(withPlates(named, wallMm, gapMm), { ...options, maximumPairs: PAIRS });
  const triangles = solid.triangles.length / 3;
  return {
    ...first,
    thinnestWall: thinner(thinnestWall, second.thinnestWall, triangles),
    smallestGap: thinner(smallestGap, second.smallestGap, triangles),
    provenWallMm: second.thinnestWall?.lowerBoundMm ?? 0,
    provenGapMm: second.smallestGap?.lowerBoundMm ?? 0,
  };
}

/** The shorter way of two searches, the second of which may have found the plates. */
function thinner(first: Thickness | null, second: Thickness | null, triangles: number): Thickness | null {
  if (second === null || second.triangles.some((triangle) => triangle >= triangles)) return first;
  return first !== null && first.lengthMm < second.lengthMm ? first : second;
}

function withPlates(
  mesh: MeasurableMesh & { facets: { length: number }; facetOfTriangle: Uint32Array },
  wallMm: number,
  gapMm: number,
): MeasurableMesh {
  const { positions, triangles, facets, facetOfTriangle } = mesh;
  const { minimum, maximum } = bounds(positions instanceof Float64Array ? positions : Float64Array.from(positions));
  const side = Math.max(
    maximum[0] - minimum[0],
    maximum[1] - minimum[1],
    maximum[2] - minimum[2],
    4 * (wallMm + gapMm),
  );
  const apart = side + 4 * (wallMm + gapMm);
  const [x, y, z] = [maximum[0] + apart, minimum[1], minimum[2]];
  const vertices = positions.length / 3;
  const joined = new Float64Array(positions.length + 48);
  joined.set(positions);
  const corners = new Uint32Array(triangles.length + 72);
  corners.set(triangles);
  const facetOf = new Uint32Array(facetOfTriangle.length + 24);
  facetOf.set(facetOfTriangle);
  for (let plate = 0; plate < 2; plate++) {
    const low = z + plate * (wallMm + gapMm);
    for (let corner = 0; corner < 8; corner++) {
      joined.set(
        [x + (corner & 1 ? side : 0), y + (corner & 2 ? side : 0), low + (corner & 4 ? wallMm : 0)],
        positions.length + 24 * plate + 3 * corner,
      );
    }
    BOX.forEach((corner, h) => {
      corners[triangles.length + 36 * plate + h] = vertices + 8 * plate + corner;
    });
    for (let t = 0; t < 12; t++)
      facetOf[facetOfTriangle.length + 12 * plate + t] = facets.length + 6 * plate + (t >> 1);
  }
  return { positions: joined, triangles: corners, facetOfTriangle: facetOf, facets: { length: facets.length + 12 } };
}
