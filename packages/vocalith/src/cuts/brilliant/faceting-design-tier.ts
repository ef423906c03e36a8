/** One facet of a tier. */
export interface FacetingDesignFacet {
  /** Tooth of the index gear, 0 to below `gear`; seen from above teeth go round with the clock, 0 at the top (+y). */
  readonly index: number;
  /** Distance of the facet from the origin, which lies on the axis at the lower edge of the girdle; the girdle's mean radius is 1. */
  readonly distance: number;
}

/** The facets that a faceter cuts at one angle. */
export interface FacetingDesignTier {
  /** What faceters call it: girdle, lower halves, pavilion mains, upper halves, crown mains, stars, ..., table. */
  readonly name: string;
  /** Angle from the axis in degrees: 0 the table, above 0 the crown, below 0 the pavilion, -90 the girdle. */
  readonly angleDegrees: number;
  /** In the order of their teeth. */
  readonly facets: readonly FacetingDesignFacet[];
}
