import type { FacetMeasures } from "../measure/measure-facets.js";

/**
 * For each triangle, 1 where it belongs to a flat face with creases all round that is smaller than a square of half the least wall: what is thin between
 * two of those is a nib, which the printer rounds off, and no wall. A needle's faces are longer, and the triangles of a curved surface are none.
 *
 * @param isCrisp for each facet, whether creases bound it all round.
 * @internal
 */
export function specksOf(
  { facetOfTriangle, areasMm2 }: FacetMeasures,
  isCrisp: Uint8Array,
  minimumWallMm: number,
): Uint8Array {
  const mostMm2 = (minimumWallMm / 2) * (minimumWallMm / 2);
  return Uint8Array.from(facetOfTriangle, (facet) => (isCrisp[facet] === 1 && areasMm2[facet] < mostMm2 ? 1 : 0));
}
