import type { FlatFacets } from "./flat-facets.js";

/** The edges that bound each facet. */
export interface FacetOutlines {
  /** Where each facet begins in `halfEdges`; one more entry than there are facets. */
  readonly start: Uint32Array;
  /** Half-edge numbers: 3 times the triangle plus the place of the corner where it begins. */
  readonly halfEdges: Uint32Array;
}

/**
 * The half-edges between each facet and what is not that facet, facet by facet.
 *
 * @internal
 */
export function facetOutlines(
  corners: Uint32Array,
  twins: Int32Array,
  { count, facetOfTriangle }: FlatFacets,
): FacetOutlines {
  const start = new Uint32Array(count + 1);
  const isOutline = (h: number): boolean =>
    twins[h] < 0 || facetOfTriangle[Math.trunc(twins[h] / 3)] !== facetOfTriangle[Math.trunc(h / 3)];
  for (let h = 0; h < corners.length; h++) if (isOutline(h)) start[facetOfTriangle[Math.trunc(h / 3)] + 1]++;
  for (let facet = 0; facet < count; facet++) start[facet + 1] += start[facet];
  const halfEdges = new Uint32Array(start[count]);
  const next = start.slice();
  for (let h = 0; h < corners.length; h++) if (isOutline(h)) halfEdges[next[facetOfTriangle[Math.trunc(h / 3)]]++] = h;
  return { start, halfEdges };
}
