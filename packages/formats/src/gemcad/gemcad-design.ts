/**
 * How to cut a stone on a faceting machine, as GemCad's files hold it. What vocalith's `facetingDesign` gives is one.
 *
 * Facets lie around the origin. A facet's outward normal is (sin a cos b, sin a sin b, cos a), z downwards for the pavilion, with its angle a from the
 * axis and its azimuth b = 90 - 360 (index - gearOffset) / gear degrees: tooth 0 at the top (+y), from there with the clock seen from above, as free readers of these files have it. GemCad's own Top View draws +y downwards.
 */
export interface GemCadDesign {
  /** Teeth of the index gear, 1 to 1440; below 0 where they are counted the other way round. */
  readonly gear: number;
  /** The tooth that lies at the top (+y). Default 0. */
  readonly gearOffset?: number;
  /** Of the mineral that it is meant for, 1 to 5. */
  readonly refractiveIndex: number;
  /** Times that it repeats in a turn. */
  readonly symmetryFolds: number;
  /** Whether it is its own mirror image. */
  readonly mirror: boolean;
  /** The mineral that it is meant for; only told in headings that are made for a design without any. */
  readonly material?: string;
  /** Title, designer, source; GemCad shows four lines. */
  readonly headings?: readonly string[];
  /** Notes beneath the diagram; GemCad shows four lines. */
  readonly footnotes?: readonly string[];
  /** In the order of cutting. */
  readonly tiers: readonly GemCadTier[];
}

/** Facets that are cut at one angle. */
export interface GemCadTier {
  /** What it is, such as `pavilion mains`, or how to cut it: GemCad's cutting instruction. May be empty. */
  readonly name: string;
  /** From the axis in degrees, -90 to 90: 0 the table, above 0 the crown, below 0 the pavilion (-0 a culet), -90 or 90 the girdle. */
  readonly angleDegrees: number;
  /** In the order of cutting. */
  readonly facets: readonly GemCadFacet[];
}

/** One facet of a tier. */
export interface GemCadFacet {
  /** Tooth of the index gear, 0 to below its number of teeth; also between two teeth. */
  readonly index: number;
  /** Distance of the facet from the origin, above 0; in GemCad's own designs the girdle's radius is about 1. */
  readonly distance: number;
  /**
   * What the diagram calls it, such as `P1`; one word. Empty for a facet that has no label of its own. Where no facet of a tier says either, the first of
   * each distance is labelled P (pavilion), G (girdle), C (crown) or T (table) and counted.
   */
  readonly label?: string;
}

/** What the writers say in the headings and footnotes of a design that has none of its own. */
export interface WriteGemCadOptions {
  /** The stone's name, for the first heading. Default `Brilliant cut`. */
  readonly title?: string;
  /** The code that cuts it again, for the footnotes; up to 765 characters. */
  readonly code?: string;
}

/** The options that the GemCad writers use where none are given. */
export const WRITE_GEMCAD_DEFAULTS = { title: "Brilliant cut" } as const satisfies WriteGemCadOptions;
