import { facetOutlines } from "./facet-outlines.js";
import { flatFacets } from "./flat-facets.js";
import { type MeasurableMesh, mergedCorners } from "./measurable-mesh.js";
import { MeasureError } from "./measure-error.js";
import { outlineCircle } from "./outline-circle.js";
import { twinHalfEdges } from "./twin-half-edges.js";

/** What the flat faces of a mesh measure; one entry a facet, in the mesh's order where it names them. */
export interface FacetMeasures {
  /** How many facets. */
  readonly count: number;
  /** The facet of each triangle. */
  readonly facetOfTriangle: Uint32Array;
  /** Area of each facet in square mm. */
  readonly areasMm2: Float64Array;
  /** Radius of the largest circle inside each facet in mm; 0 for a facet without area. */
  readonly inradiiMm: Float64Array;
  /** How much larger than `inradiiMm` the largest circle may be, in mm: rounding where the facet is convex. */
  readonly inradiusErrorsMm: Float64Array;
  /** x, y, z of the centre of that circle, in mm. */
  readonly centresMm: Float64Array;
  /** The shortest edge between each facet and others in mm; Infinity for a facet without edges. */
  readonly shortestEdgesMm: Float64Array;
}

/** Options of `measureFacets`. */
export interface MeasureFacetsOptions {
  /** How far below the truth the inradius of a facet that is not convex may lie, relative; 1e-6 to 1. Default 0.001. */
  readonly inradiusTolerance?: number;
}

/** What `measureFacets` does when not told otherwise. */
export const MEASURE_FACETS_DEFAULTS = { inradiusTolerance: 0.001 } as const;

/**
 * Area and inradius of every flat face: what a printer or a polisher can still resolve. A facet may be any polygon, with holes too. The
 * inradius is that of the largest circle inside it: for convex facets the linear programme of the Chebyshev centre (Boyd and
 * Vandenberghe 2004, 4.3.1), exact but for rounding; for others found by dividing squares, never too large and too small by no more than
 * `inradiusErrorsMm` says. Facets are those that the mesh names (`facets`, `facetOfTriangle`); else neighbouring triangles in one plane
 * within the rounding of float32. A facet that is not quite flat is measured in the plane of its vector area.
 *
 * @param mesh finite coordinates in mm; need not be closed.
 * @throws MeasureError `malformed` as `measureMesh`, or when the facets do not fit the triangles; `options`.
 *
 * @example
 * ```ts
 * import { intersectHalfSpaces, measureFacets, unite } from "@vocalith/geometry";
 *
 * const box = Float64Array.of(1, 0, 0, 1, -1, 0, 0, 1, 0, 1, 0, 2, 0, -1, 0, 2, 0, 0, 1, 3, 0, 0, -1, 3);
 * const { areasMm2, inradiiMm } = measureFacets(await unite([intersectHalfSpaces(box)]));
 * console.log(Math.min(...areasMm2), Math.min(...inradiiMm)); // 8 1
 * ```
 */
export function measureFacets(mesh: MeasurableMesh, options: MeasureFacetsOptions = {}): FacetMeasures {
  const tolerance = options.inradiusTolerance ?? MEASURE_FACETS_DEFAULTS.inradiusTolerance;
  if (!(tolerance >= 1e-6 && tolerance <= 1)) {
    throw new MeasureError("options", `an inradius tolerance of ${tolerance}`, "1e-6 to 1");
  }
  const corners = mergedCorners(mesh);
  const twins = twinHalfEdges(corners);
  const { count, facetOfTriangle } = flatFacets(mesh, corners, twins);
  const measures: FacetMeasures = {
    count,
    facetOfTriangle,
    areasMm2: new Float64Array(count),
    inradiiMm: new Float64Array(count),
    inradiusErrorsMm: new Float64Array(count),
    centresMm: new Float64Array(3 * count),
    shortestEdgesMm: new Float64Array(count).fill(Number.POSITIVE_INFINITY),
  };
  const vectorAreas = addAreas(mesh.positions, corners, measures);
  const { start, halfEdges } = facetOutlines(corners, twins, measures);
  for (let facet = 0; facet < count; facet++) {
    const outline = halfEdges.subarray(start[facet], start[facet + 1]);
    if (outline.length === 0) continue;
    const vectorArea = vectorAreas.subarray(3 * facet, 3 * facet + 3);
    const circle = outlineCircle(mesh.positions, corners, outline, vectorArea, tolerance);
    measures.inradiiMm[facet] = circle.radius;
    measures.inradiusErrorsMm[facet] = circle.error;
    measures.centresMm.set(circle.centre, 3 * facet);
    measures.shortestEdgesMm[facet] = circle.shortestEdge;
  }
  return measures;
}

/** Adds up the areas; returns the doubled vector areas. */
function addAreas(p: Float32Array | Float64Array, corners: Uint32Array, measures: FacetMeasures): Float64Array {
  const sums = new Float64Array(3 * measures.count);
  for (let t = 0; t < corners.length / 3; t++) {
    const [a, b, c] = [3 * corners[3 * t], 3 * corners[3 * t + 1], 3 * corners[3 * t + 2]];
    const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
    const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
    const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    const facet = measures.facetOfTriangle[t];
    measures.areasMm2[facet] += Math.sqrt(nx * nx + ny * ny + nz * nz) / 2;
    sums[3 * facet] += nx;
    sums[3 * facet + 1] += ny;
    sums[3 * facet + 2] += nz;
  }
  return sums;
}
