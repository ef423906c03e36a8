import type { MeasurableMesh } from "./measurable-mesh.js";
import { MeasureError } from "./measure-error.js";
import { nextHalfEdge } from "./twin-half-edges.js";

/** The flat faces of a surface. */
export interface FlatFacets {
  /** How many. */
  readonly count: number;
  /** The facet of each triangle. */
  readonly facetOfTriangle: Uint32Array;
}

/**
 * The facets that a mesh names; where it names none, those that are found: from the largest triangle that has no facet yet, neighbours
 * join while their corners lie in its plane within the rounding of float32 coordinates of that size.
 *
 * @param corners from `mergedCorners`.
 * @param twins from `twinHalfEdges`.
 * @internal
 */
export function flatFacets(mesh: MeasurableMesh, corners: Uint32Array, twins: Int32Array): FlatFacets {
  const { facets, facetOfTriangle } = mesh;
  if (facets !== undefined && facetOfTriangle !== undefined) {
    const wrong = facetOfTriangle.findIndex((facet) => facet >= facets.length);
    if (facetOfTriangle.length === corners.length / 3 && wrong < 0) return { count: facets.length, facetOfTriangle };
    throw new MeasureError(
      "malformed",
      wrong < 0 ? `the facets of ${facetOfTriangle.length} triangles` : `facet ${facetOfTriangle[wrong]}`,
      `one of ${facets.length} facets for each of ${corners.length / 3} triangles`,
    );
  }
  return foundFacets(mesh.positions, corners, twins);
}

function foundFacets(p: Float32Array | Float64Array, corners: Uint32Array, twins: Int32Array): FlatFacets {
  const count = corners.length / 3;
  const normals = new Float64Array(corners.length);
  const areas = new Float64Array(count);
  let largest = 0;
  for (let t = 0; t < count; t++) {
    const a = 3 * corners[3 * t];
    const b = 3 * corners[3 * t + 1];
    const c = 3 * corners[3 * t + 2];
    const ux = p[b] - p[a];
    const uy = p[b + 1] - p[a + 1];
    const uz = p[b + 2] - p[a + 2];
    const vx = p[c] - p[a];
    const vy = p[c + 1] - p[a + 1];
    const vz = p[c + 2] - p[a + 2];
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    const length = Math.sqrt(nx * nx + ny * ny + nz * nz);
    areas[t] = length;
    if (length > 0) normals.set([nx / length, ny / length, nz / length], 3 * t);
    for (let k = 0; k < 3; k++) largest = Math.max(largest, Math.abs(p[a + k]));
  }
  const tolerance = largest / 2097152;
  const order = Uint32Array.from(areas.keys()).sort((s, t) => areas[t] - areas[s] || s - t);
  const unnamed = 0xffffffff;
  const facetOfTriangle = new Uint32Array(count).fill(unnamed);
  let facets = 0;
  const members: number[] = [];
  for (const seed of order) {
    if (facetOfTriangle[seed] !== unnamed) continue;
    facetOfTriangle[seed] = facets;
    const nx = normals[3 * seed];
    const ny = normals[3 * seed + 1];
    const nz = normals[3 * seed + 2];
    const origin = 3 * corners[3 * seed];
    members.length = 0;
    members.push(seed);
    for (let i = 0; i < members.length; i++) {
      for (let h = 3 * members[i]; h < 3 * members[i] + 3; h++) {
        if (twins[h] < 0) continue;
        const other = Math.trunc(twins[h] / 3);
        if (facetOfTriangle[other] !== unnamed) continue;
        const apex = 3 * corners[nextHalfEdge(nextHalfEdge(twins[h]))];
        const height =
          nx * (p[apex] - p[origin]) + ny * (p[apex + 1] - p[origin + 1]) + nz * (p[apex + 2] - p[origin + 2]);
        const facing = nx * normals[3 * other] + ny * normals[3 * other + 1] + nz * normals[3 * other + 2];
        if (!(Math.abs(height) <= tolerance) || (facing <= 0 && areas[other] > tolerance * tolerance)) continue;
        facetOfTriangle[other] = facets;
        members.push(other);
      }
    }
    facets++;
  }
  return { count: facets, facetOfTriangle };
}
