import asin from "@stdlib/math-base-special-asin";
import { FIELD_MAXIMA, type SpeciesCode } from "../../code/gem-code.js";

/** A stone that is faceted, with the constants that its angles and its fire follow from. */
export interface FacetingMaterial {
  /** The mineral's name. */
  readonly name: string;
  /** Refractive index for yellow light (589 nm), the ordinary ray's or the middle one where there are several. */
  readonly refractiveIndex: number;
  /** Index at Fraunhofer's line G (430.8 nm) less that at B (686.7 nm): the dispersion that gemmologists give. */
  readonly dispersion: number;
}

/**
 * Stones to choose from, in the order of the code's `system` field, each of that crystal system, from the lowest refractive index to the
 * highest (Anderson and Jobbins, Gem Testing, 10th edition, 1990), with their dispersion (Schumann, Gemstones of the World, 4th edition, 2009;
 * diopside and vesuvianite at the low end of what they have, garnet as almandine of that index).
 */
const MATERIALS: readonly (readonly FacetingMaterial[])[] = [
  [
    { name: "spodumene", refractiveIndex: 1.666, dispersion: 0.017 },
    { name: "diopside", refractiveIndex: 1.68, dispersion: 0.017 },
    { name: "titanite", refractiveIndex: 1.91, dispersion: 0.051 },
  ],
  [
    { name: "beryl", refractiveIndex: 1.577, dispersion: 0.014 },
    { name: "apatite", refractiveIndex: 1.636, dispersion: 0.013 },
    { name: "benitoite", refractiveIndex: 1.757, dispersion: 0.046 },
  ],
  [
    { name: "quartz", refractiveIndex: 1.544, dispersion: 0.013 },
    { name: "tourmaline", refractiveIndex: 1.64, dispersion: 0.017 },
    { name: "corundum", refractiveIndex: 1.769, dispersion: 0.018 },
  ],
  [
    { name: "scapolite", refractiveIndex: 1.56, dispersion: 0.017 },
    { name: "vesuvianite", refractiveIndex: 1.715, dispersion: 0.019 },
    { name: "zircon", refractiveIndex: 1.925, dispersion: 0.039 },
  ],
  [
    { name: "topaz", refractiveIndex: 1.619, dispersion: 0.014 },
    { name: "peridot", refractiveIndex: 1.671, dispersion: 0.02 },
    { name: "chrysoberyl", refractiveIndex: 1.748, dispersion: 0.015 },
  ],
  [
    { name: "spinel", refractiveIndex: 1.718, dispersion: 0.02 },
    { name: "garnet", refractiveIndex: 1.76, dispersion: 0.024 },
    { name: "zirconia", refractiveIndex: 2.16, dispersion: 0.06 },
  ],
];

/** The stone a species is cut from: one of its own crystal system, of the higher index the clearer the voice. */
export function facetingMaterial({ system, purity }: SpeciesCode): FacetingMaterial {
  const choices = MATERIALS[system];
  return choices[Math.floor((purity * choices.length) / (FIELD_MAXIMA.species.purity + 1))];
}

/** Between the lines F and C lies this much of the way in 1 / wavelength^2 between G and B. */
const FC_OF_GB = (1 / 486.1 / 486.1 - 1 / 656.3 / 656.3) / (1 / 430.8 / 430.8 - 1 / 686.7 / 686.7);

/**
 * Abbe's number of a stone, (n - 1) / (nF - nC), after Cauchy (1836), by whom the index grows with 1 / wavelength^2: quartz 72 (measured 70), corundum
 * 73 (72), diamond 56 (55), zirconia 33 (33).
 */
export function abbeNumber({ refractiveIndex, dispersion }: FacetingMaterial): number {
  return (refractiveIndex - 1) / (FC_OF_GB * dispersion);
}

/** The lowest refractive index of the stones of a crystal system. */
export function leastRefractiveIndex(system: number): number {
  return MATERIALS[system][0].refractiveIndex;
}

/** The angle of incidence beyond which no light leaves a stone into air, asin(1 / n), in degrees (Snell). */
export function criticalAngleDegrees(refractiveIndex: number): number {
  return (asin(1 / refractiveIndex) * 180) / Math.PI;
}
