import type { FacetingDesignFacet, FacetingDesignTier } from "./faceting-design-tier.js";

/** The facets of one row as tiers of one angle each, the steepest first. */
export function markedTiers(
  name: string,
  anglesDegrees: readonly number[],
  facets: readonly (FacetingDesignFacet | undefined)[],
): FacetingDesignTier[] {
  const angles = [...new Set(anglesDegrees.filter((_, i) => facets[i] !== undefined))];
  return angles
    .sort((a, b) => Math.abs(b) - Math.abs(a))
    .map((angleDegrees) => ({
      name,
      angleDegrees,
      facets: facets.flatMap((facet, i) => (facet !== undefined && anglesDegrees[i] === angleDegrees ? [facet] : [])),
    }));
}
