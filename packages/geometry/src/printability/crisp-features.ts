import type { FacetMeasures } from "../measure/measure-facets.js";
import { nextHalfEdge, twinHalfEdges } from "../measure/twin-half-edges.js";

/** A feature of a surface and where it is. */
export interface Feature {
  readonly sizeMm: number;
  readonly placeMm: readonly [number, number, number];
}

/** The smallest things that are meant to be seen. */
export interface CrispFeatures {
  /** For each facet, whether it is one: 1 or 0. */
  readonly isCrisp: Uint8Array;
  /** Flat faces that creases bound all round. */
  readonly facets: number;
  /** The narrowest of them: twice its inradius. */
  readonly narrowestFacet: Feature | null;
  /** How many are narrower than the limit. */
  readonly narrowFacets: number;
  /** The shortest edge between two of them. */
  readonly shortestEdge: Feature | null;
  /** Edges where the solid is hollow: a flat wheel cannot grind there. */
  readonly hollowEdges: number;
  /** The deepest of them, by the sine of its angle times its length. */
  readonly hollowestEdge: Feature | null;
}

/** The cosine of 5 degrees: neighbours that differ by less are parts of one curved surface, not facets. */
const SMOOTH_COSINE = 0.9961946980917455;

/**
 * The smallest facets and edges of a surface that are there to be seen: flat faces with a crease of more than 5 degrees on every side. The
 * triangles of a curved surface are none, however small.
 *
 * @param facets of the same triangles.
 * @param limitMm what counts as small.
 * @internal
 */
export function crispFeatures(
  p: Float32Array | Float64Array,
  corners: Uint32Array,
  facets: FacetMeasures,
  limitMm: number,
): CrispFeatures {
  const { facetOfTriangle, count } = facets;
  const normals = facetNormals(p, corners, facets);
  const twins = twinHalfEdges(corners);
  const facetAcross = (h: number): number => (twins[h] < 0 ? -1 : facetOfTriangle[Math.trunc(twins[h] / 3)]);
  const isCrisp = crispFacets(normals, twins, facets);
  let [crisp, narrowFacets, narrowest] = [0, 0, -1];
  for (let f = 0; f < count; f++) {
    if (isCrisp[f] === 0 || facets.areasMm2[f] === 0) continue;
    crisp++;
    if (2 * facets.inradiiMm[f] < limitMm) narrowFacets++;
    if (narrowest < 0 || facets.inradiiMm[f] < facets.inradiiMm[narrowest]) narrowest = f;
  }
  let [shortest, shortestAt, hollowEdges, hollowest, hollowestAt] = [Number.POSITIVE_INFINITY, -1, 0, 0, -1];
  for (let h = 0; h < corners.length; h++) {
    const [f, g] = [facetOfTriangle[Math.trunc(h / 3)], facetAcross(h)];
    if (g < 0 || g === f || twins[h] < h) continue;
    const [a, b, c] = [3 * corners[h], 3 * corners[nextHalfEdge(h)], 3 * corners[nextHalfEdge(nextHalfEdge(twins[h]))]];
    const [x, y, z] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
    const length = Math.sqrt(x * x + y * y + z * z);
    if (isCrisp[f] === 1 && isCrisp[g] === 1 && length > 0) {
      if (length < shortest) [shortest, shortestAt] = [length, h];
    }
    // How far the neighbour rises above this facet, for each mm of the edge and of the way to its corner.
    const [ux, uy, uz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
    const rise = normals[3 * f] * ux + normals[3 * f + 1] * uy + normals[3 * f + 2] * uz;
    const way = Math.sqrt(ux * ux + uy * uy + uz * uz);
    if (rise > HOLLOW_SHARE * way) {
      hollowEdges++;
      if (length * (rise / way) > hollowest) [hollowest, hollowestAt] = [length * (rise / way), h];
    }
  }
  const atEdge = (h: number, sizeMm: number): Feature | null =>
    h < 0 ? null : { sizeMm, placeMm: middleOfEdge(p, 3 * corners[h], 3 * corners[nextHalfEdge(h)]) };
  const [cx, cy, cz] = narrowest < 0 ? [0, 0, 0] : facets.centresMm.subarray(3 * narrowest, 3 * narrowest + 3);
  return {
    isCrisp,
    facets: crisp,
    narrowestFacet: narrowest < 0 ? null : { sizeMm: 2 * facets.inradiiMm[narrowest], placeMm: [cx, cy, cz] },
    narrowFacets,
    shortestEdge: atEdge(shortestAt, shortest),
    hollowEdges,
    hollowestEdge: atEdge(hollowestAt, hollowest),
  };
}

/** For each facet, whether a crease bounds it on every side. */
function crispFacets(normals: Float64Array, twins: Int32Array, { facetOfTriangle, count }: FacetMeasures): Uint8Array {
  const isCrisp = new Uint8Array(count).fill(1);
  for (let h = 0; h < twins.length; h++) {
    if (twins[h] < 0) continue;
    const [f, g] = [facetOfTriangle[Math.trunc(h / 3)], facetOfTriangle[Math.trunc(twins[h] / 3)]];
    if (g === f) continue;
    const cosine =
      normals[3 * f] * normals[3 * g] +
      normals[3 * f + 1] * normals[3 * g + 1] +
      normals[3 * f + 2] * normals[3 * g + 2];
    if (cosine > SMOOTH_COSINE) isCrisp[f] = 0;
  }
  return isCrisp;
}

/** A neighbour that rises by less than this share of its distance counts as level: half a degree. */
const HOLLOW_SHARE = 0.0087;

function middleOfEdge(p: Float32Array | Float64Array, a: number, b: number): [number, number, number] {
  return [(p[a] + p[b]) / 2, (p[a + 1] + p[b + 1]) / 2, (p[a + 2] + p[b + 2]) / 2];
}

/** Unit normals by the vector areas; zeros where there is no area. */
function facetNormals(
  p: Float32Array | Float64Array,
  corners: Uint32Array,
  { facetOfTriangle, count }: FacetMeasures,
): Float64Array {
  const normals = new Float64Array(3 * count);
  for (let t = 0; t < facetOfTriangle.length; t++) {
    const [a, b, c] = [3 * corners[3 * t], 3 * corners[3 * t + 1], 3 * corners[3 * t + 2]];
    const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
    const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
    const f = 3 * facetOfTriangle[t];
    normals[f] += uy * vz - uz * vy;
    normals[f + 1] += uz * vx - ux * vz;
    normals[f + 2] += ux * vy - uy * vx;
  }
  for (let f = 0; f < normals.length; f += 3) {
    const [x, y, z] = [normals[f], normals[f + 1], normals[f + 2]];
    const length = Math.sqrt(x * x + y * y + z * z);
    for (let k = 0; k < 3; k++) normals[f + k] = length > 0 ? normals[f + k] / length : 0;
  }
  return normals;
}
