import cos from "@stdlib/math-base-special-cos";
import { facetOutlines } from "./facet-outlines.js";
import { flatFacets } from "./flat-facets.js";
import { joinEdges } from "./join-edges.js";
import { type MeasurableMesh, mergedCorners } from "./measurable-mesh.js";
import { MeasureError } from "./measure-error.js";
import { type FacetedSurface, OpposingSearch, type ShortestWay } from "./opposing-search.js";
import { type FacetTaper, tapers } from "./tapers.js";
import { TriangleTree } from "./triangle-tree.js";
import { twinHalfEdges } from "./twin-half-edges.js";

/** The shortest straight way between two opposing facets, through the solid (a wall) or through the air (a gap). */
export interface Thickness {
  /** Its length in mm: a way that is there. */
  readonly lengthMm: number;
  /** No such way is shorter than this, in mm: 0.1 % less than `lengthMm` at most where the search was complete. */
  readonly lowerBoundMm: number;
  /** x, y, z of one end in mm. */
  readonly fromMm: readonly [number, number, number];
  /** x, y, z of the other end in mm. */
  readonly toMm: readonly [number, number, number];
  /** The triangles at its ends. */
  readonly triangles: readonly [number, number];
}

/** Two opposing facets that meet in an edge or a corner, where the solid or the air between them narrows to nothing. */
export interface Taper {
  /** The angle between the facets, 0 to `opposingDegrees`. */
  readonly degrees: number;
  /** x, y, z of a corner where they meet, in mm. */
  readonly placeMm: readonly [number, number, number];
}

/** The thin places of a solid. `null` means that there is none, unless `complete` is `false`. */
export interface WallMeasures {
  /** The thinnest wall. */
  readonly thinnestWall: Thickness | null;
  /** The smallest gap. */
  readonly smallestGap: Thickness | null;
  /** The sharpest edge or tip of the solid that is sharper than `opposingDegrees`. */
  readonly sharpestBlade: Taper | null;
  /** The sharpest notch that is sharper than `opposingDegrees`. */
  readonly sharpestCrevice: Taper | null;
  /** Whether the search came to its end within `maximumPairs`; else only the lower bounds are certain. */
  readonly complete: boolean;
}

/** Options of `measureWalls`. */
export interface MeasureWallsOptions {
  /**
   * Facets oppose each other when they are parallel within this angle and look away from each other (a wall) or at each other (a
   * gap); 1 to 89 degrees. Default 45: the normals of opposing facets are more than 135 degrees apart.
   */
  readonly opposingDegrees?: number;
  /** How many rays are cast before the search, 0 to 10 million; more make the search shorter. Default 2000. */
  readonly rays?: number;
  /**
   * How many pairs of triangles are looked at for walls, and again for gaps, 0 to 1e9; four pairs of boxes count as one. Default 300,000: some
   * 10 s at worst.
   */
  readonly maximumPairs?: number;
  /**
   * For each triangle, whether its facet is too small to be a side of a wall or a gap, so that no way ends there: 1 or 0. Default: none is. Blades and
   * crevices are told all the same.
   */
  readonly specks?: Uint8Array;
}

/** What `measureWalls` does when not told otherwise. */
export const MEASURE_WALLS_DEFAULTS = {
  opposingDegrees: 45,
  rays: 2000,
  maximumPairs: 3e5,
  specks: new Uint8Array(),
} as const;

/** A way counts as shorter only when it is shorter by this share. */
const TOLERANCE = 0.001;

/**
 * The thinnest wall and the smallest gap of a solid: the shortest straight way between two facets that oppose each other, as a calliper
 * would take it, through nothing but the solid, or nothing but air, and within `opposingDegrees` of both normals. Facets that meet in an edge or a corner are not a wall, or every
 * edge would be one of thickness 0; where they close to less than `opposingDegrees` they are a blade or a crevice, and their
 * angle is told instead.
 *
 * Method and error: rays from a low-discrepancy sample of the surface (Roberts 2018) along the normal and within a cone about it, as in
 * the shape diameter function (Shapira, Shamir and Cohen-Or 2008), find a way that is there; branch and bound over pairs of boxes and
 * triangles, the nearest first, then rules out every way that is shorter by more than 0.1 %. The result is never too small, and too large by no
 * more than the distance to `lowerBoundMm`. Where `maximumPairs` end the search before, as with a million triangles, the bound is the
 * distance of the nearest pair not looked at: it is certain all the same, and a share of `lengthMm`, not 0, where no opposing facets touch. A ball or a rod of many small facets measures its diameter times cos(opposingDegrees / 2), since
 * chords beside the middle count. The same for a solid however it is turned, moved or listed, within that error.
 *
 * @param mesh a closed surface, turned outwards; facets as in `measureFacets`.
 * @throws MeasureError `malformed` as `measureMesh`; `open` when the surface has holes or is turned two ways; `options`.
 *
 * @example
 * ```ts
 * import { intersectHalfSpaces, measureWalls, unite } from "@vocalith/geometry";
 *
 * const plate = Float64Array.of(1, 0, 0, 9, -1, 0, 0, 9, 0, 1, 0, 9, 0, -1, 0, 9, 0, 0, 1, 0.5, 0, 0, -1, 0.5);
 * const { thinnestWall, smallestGap } = measureWalls(await unite([intersectHalfSpaces(plate)]));
 * console.log(thinnestWall?.lengthMm, smallestGap); // 1 null
 * ```
 */
export function measureWalls(mesh: MeasurableMesh, options: MeasureWallsOptions = {}): WallMeasures {
  const { opposingDegrees, rays, maximumPairs, specks } = { ...MEASURE_WALLS_DEFAULTS, ...options };
  checkRange("an angle between opposing facets", opposingDegrees, 1, 89);
  checkRange("a number of rays", rays, 0, 1e7);
  checkRange("a number of pairs", maximumPairs, 0, 1e9);
  const { surface, blade, crevice } = facetedSurface(mesh, cos((opposingDegrees * Math.PI) / 180), specks);
  const walls = new OpposingSearch(surface, true, TOLERANCE, maximumPairs);
  const gaps = new OpposingSearch(surface, false, TOLERANCE, maximumPairs);
  castRays(surface, Math.floor(rays / 4), walls, gaps);
  const [wall, gap] = [walls.run(), gaps.run()];
  return {
    thinnestWall: thicknessOf(wall),
    smallestGap: thicknessOf(gap),
    sharpestBlade: taperOf(blade, mesh),
    sharpestCrevice: taperOf(crevice, mesh),
    complete: wall.complete && gap.complete,
  };
}

function checkRange(what: string, value: number, least: number, greatest: number): void {
  if (!(value >= least && value <= greatest)) {
    throw new MeasureError("options", `${what} of ${value}`, `${least} to ${greatest}`);
  }
}

function facetedSurface(
  mesh: MeasurableMesh,
  cosine: number,
  specks: Uint8Array,
): { surface: FacetedSurface; blade: FacetTaper | null; crevice: FacetTaper | null } {
  const { positions } = mesh;
  const corners = mergedCorners(mesh);
  const edges = joinEdges(corners, positions.length / 3);
  if (corners.length === 0 || !edges.watertight || !edges.oriented) {
    const found = corners.length === 0 ? "no triangles" : edges.watertight ? "triangles turned two ways" : "holes";
    throw new MeasureError("open", found, "a closed surface turned outwards");
  }
  const twins = twinHalfEdges(corners);
  const { count, facetOfTriangle } = flatFacets(mesh, corners, twins);
  const outlines = facetOutlines(corners, twins, { count, facetOfTriangle });
  const normals = new Float64Array(3 * count);
  let extent = 0;
  for (let t = 0; t < facetOfTriangle.length; t++) {
    const [a, b, c] = [3 * corners[3 * t], 3 * corners[3 * t + 1], 3 * corners[3 * t + 2]];
    for (let k = 0; k < 3; k++) {
      const [i, j] = [(k + 1) % 3, (k + 2) % 3];
      const [ui, uj] = [positions[b + i] - positions[a + i], positions[b + j] - positions[a + j]];
      const [vi, vj] = [positions[c + i] - positions[a + i], positions[c + j] - positions[a + j]];
      normals[3 * facetOfTriangle[t] + k] += ui * vj - uj * vi;
      extent = Math.max(extent, Math.abs(positions[a + k]), Math.abs(positions[b + k]), Math.abs(positions[c + k]));
    }
  }
  for (let f = 0; f < normals.length; f += 3) {
    const length = Math.sqrt(
      normals[f] * normals[f] + normals[f + 1] * normals[f + 1] + normals[f + 2] * normals[f + 2],
    );
    for (let k = 0; k < 3; k++) normals[f + k] = length > 0 ? normals[f + k] / length : 0;
  }
  const tree = new TriangleTree(positions, corners);
  const surface = { positions, corners, facetOfTriangle, outlines, normals, tree, cosine, extent };
  const { meeting, blade, crevice } = tapers(surface);
  // What looks nowhere opposes nothing.
  facetOfTriangle.forEach((facet, t) => {
    if (specks[t] === 1) normals.fill(0, 3 * facet, 3 * facet + 3);
  });
  return { surface: { ...surface, meeting }, blade, crevice };
}

/** From each of `samples` points, spread evenly by area, one ray along the normal and one within the cone, inwards and outwards. */
function castRays(surface: FacetedSurface, samples: number, walls: OpposingSearch, gaps: OpposingSearch): void {
  const { positions: p, corners, facetOfTriangle, normals, cosine } = surface;
  const count = facetOfTriangle.length;
  const areas = new Float64Array(count);
  const edgesOf = (t: number): number[] => {
    const [a, b, c] = [3 * corners[3 * t], 3 * corners[3 * t + 1], 3 * corners[3 * t + 2]];
    return [0, 1, 2].flatMap((k) => [p[b + k] - p[a + k], p[c + k] - p[a + k]]);
  };
  let area = 0;
  for (let t = 0; t < count; t++) {
    const [ux, vx, uy, vy, uz, vz] = edgesOf(t);
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    area += Math.sqrt(nx * nx + ny * ny + nz * nz);
    areas[t] = area;
  }
  // The tangent of half the angle that facets may differ by, so that the cone holds the normals of both.
  const spread = Math.sqrt((1 - cosine) / (1 + cosine));
  let t = 0;
  for (let i = 0; i < samples; i++) {
    while (t < count - 1 && areas[t] <= ((i + 0.5) / samples) * area) t++;
    // The powers of 1 / 1.1673..., which make the points of this sequence fill four dimensions evenly.
    const [r, s, x, y] = STEPS.map((step) => (0.5 + i * step) % 1);
    const [v, w] = r + s < 1 ? [r, s] : [1 - r, 1 - s];
    const edges = edgesOf(t);
    const corner = 3 * corners[3 * t];
    const origin = [0, 1, 2].map((k) => p[corner + k] + v * edges[2 * k] + w * edges[2 * k + 1]);
    const normal = normals.subarray(3 * facetOfTriangle[t], 3 * facetOfTriangle[t] + 3);
    if (normal[0] === 0 && normal[1] === 0 && normal[2] === 0) continue;
    const [ux, uy, uz] = unit([edges[0], edges[2], edges[4]]);
    const across = [normal[1] * uz - normal[2] * uy, normal[2] * ux - normal[0] * uz, normal[0] * uy - normal[1] * ux];
    for (const [search, side] of [
      [walls, -1],
      [gaps, 1],
    ] as const) {
      search.cast(t, origin, [side * normal[0], side * normal[1], side * normal[2]]);
      const [tx, ty] = [spread * (2 * x - 1), spread * (2 * y - 1)];
      const tilted = [ux, uy, uz].map((along, k) => side * normal[k] + tx * along + ty * across[k]);
      search.cast(t, origin, unit(tilted));
    }
  }
}

/** The fractions of the four-dimensional sequence of Roberts: powers of the root of x^5 = x + 1. */
const STEPS = [0.8566748838545029, 0.733891856627126, 0.6287067210378087, 0.5385972572236101] as const;

function unit(v: readonly number[]): [number, number, number] {
  const length = Math.sqrt(v[0] * v[0] + v[1] * v[1] + v[2] * v[2]);
  return length > 0 ? [v[0] / length, v[1] / length, v[2] / length] : [0, 0, 0];
}

function thicknessOf({ length, lowerBound, ends, triangles }: ShortestWay): Thickness | null {
  if (length === Number.POSITIVE_INFINITY) return null;
  return {
    lengthMm: length,
    lowerBoundMm: lowerBound,
    fromMm: [ends[0], ends[1], ends[2]],
    toMm: [ends[3], ends[4], ends[5]],
    triangles,
  };
}

function taperOf(taper: FacetTaper | null, { positions }: MeasurableMesh): Taper | null {
  if (taper === null) return null;
  const place = 3 * taper.vertex;
  return {
    degrees: degreesOfCosine(taper.cosine),
    placeMm: [positions[place], positions[place + 1], positions[place + 2]],
  };
}

/** The angle of a cosine in degrees, by halving: the arc cosine of the engines differs in its last bits. */
function degreesOfCosine(cosine: number): number {
  let [low, high] = [0, 180];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (cos((middle * Math.PI) / 180) > cosine) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
