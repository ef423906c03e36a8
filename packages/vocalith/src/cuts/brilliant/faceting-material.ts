import asin from "@stdlib/math-base-special-asin";
import { FIELD_MAXIMA, type SpeciesCode } from "../../code/gem-code.js";

/** A stone that is faceted, with the constant that its angles follow from. */
export interface FacetingMaterial {
  /** The mineral's name. */
  readonly name: string;
  /** Refractive index for yellow light (589 nm), the ordinary ray's or the middle one where there are several. */
  readonly refractiveIndex: number;
}

/**
 * Stones to choose from, in the order of the code's `system` field, each of that crystal system, from the lowest refractive index to the
 * highest (Anderson and Jobbins, Gem Testing, 10th edition, 1990).
 */
const MATERIALS: readonly (readonly FacetingMaterial[])[] = [
  [
    { name: "spodumene", refractiveIndex: 1.666 },
    { name: "diopside", refractiveIndex: 1.68 },
    { name: "titanite", refractiveIndex: 1.91 },
  ],
  [
    { name: "beryl", refractiveIndex: 1.577 },
    { name: "apatite", refractiveIndex: 1.636 },
    { name: "benitoite", refractiveIndex: 1.757 },
  ],
  [
    { name: "quartz", refractiveIndex: 1.544 },
    { name: "tourmaline", refractiveIndex: 1.64 },
    { name: "corundum", refractiveIndex: 1.769 },
  ],
  [
    { name: "scapolite", refractiveIndex: 1.56 },
    { name: "vesuvianite", refractiveIndex: 1.715 },
    { name: "zircon", refractiveIndex: 1.925 },
  ],
  [
    { name: "topaz", refractiveIndex: 1.619 },
    { name: "peridot", refractiveIndex: 1.671 },
    { name: "chrysoberyl", refractiveIndex: 1.748 },
  ],
  [
    { name: "spinel", refractiveIndex: 1.718 },
    { name: "garnet", refractiveIndex: 1.76 },
    { name: "zirconia", refractiveIndex: 2.16 },
  ],
];

/** The stone a species is cut from: one of its own crystal system, of the higher index the clearer the voice. */
export function facetingMaterial({ system, purity }: SpeciesCode): FacetingMaterial {
  const choices = MATERIALS[system];
  return choices[Math.floor((purity * choices.length) / (FIELD_MAXIMA.species.purity + 1))];
}

/** The lowest refractive index of the stones of a crystal system. */
export function leastRefractiveIndex(system: number): number {
  return MATERIALS[system][0].refractiveIndex;
}

/** The angle of incidence beyond which no light leaves a stone into air, asin(1 / n), in degrees (Snell). */
export function criticalAngleDegrees(refractiveIndex: number): number {
  return (asin(1 / refractiveIndex) * 180) / Math.PI;
}
