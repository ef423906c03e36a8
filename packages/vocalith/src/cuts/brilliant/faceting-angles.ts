import { FIELD_MAXIMA, type SpeciesCode } from "../../code/gem-code.js";
import { criticalAngleDegrees, facetingMaterial } from "./faceting-material.js";

/** The angles of a species' tiers from the axis, in degrees, to the tenth that a faceting machine's dial shows. */
export interface FacetingAngles {
  /** Lower halves, under the sides of the girdle. */
  readonly lowerHalves: number;
  /** Pavilion mains. */
  readonly pavilionMains: number;
  /** The rows of the crown from the girdle up: upper halves, crown mains, stars and on; each flatter than the one below. */
  readonly crown: readonly number[];
}

/** Least distance of the pavilion mains from the critical angle: below it light that comes straight in falls through. */
const MARGIN_DEGREES = 1.5;
/** Below this the light of a stone of high index, though it stays inside, is not sent back up through the crown. */
const LEAST_MAINS_DEGREES = 41;

/**
 * The angles that make a stone bright, by the rules of the craft: pavilion mains just above the critical angle, but at least 41 degrees; a crown
 * the lower the higher the refractive index (Long and Steele, Facet Design, 1979 to 1988; Vargas, Faceting for Amateurs, 1969). Within the
 * range that stays bright the voice chooses: the resonances' ratios move pavilion and crown by a few degrees.
 */
export function facetingAngles(species: SpeciesCode): FacetingAngles {
  const { refractiveIndex } = facetingMaterial(species);
  const axial = species.axialRatio / FIELD_MAXIMA.species.axialRatio;
  const second = species.secondRatio / FIELD_MAXIMA.species.secondRatio;
  const least = Math.max(LEAST_MAINS_DEGREES, criticalAngleDegrees(refractiveIndex) + MARGIN_DEGREES);
  const pavilionMains = toDial(least + 1.5 * axial);
  const crownMains = toDial(36 - 10 * Math.min(0.5, refractiveIndex - 1.5) + 4 * (second - 0.5));
  return {
    pavilionMains,
    lowerHalves: toDial(pavilionMains + 4),
    crown: [1.13, 1, 0.66, 0.44, 0.28, 0.17, 0.1].map((share) => toDial(share * crownMains)),
  };
}

/** Rounded up to a tenth of a degree. */
function toDial(degrees: number): number {
  return Math.ceil(10 * degrees - 1e-9) / 10;
}
