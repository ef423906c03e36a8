import type { GemCadDesign, GemCadFacet, GemCadTier } from "./gemcad-design.js";
import { isPavilion } from "./gemcad-half-spaces.js";

/** What a faceter cuts in one go: facets of one angle and one distance. */
export interface CuttingStep {
  /** What the diagram calls it: the labels of its facets. */
  readonly label: string;
  /** The tier's name. */
  readonly name: string;
  readonly angleDegrees: number;
  /** With eight digits after the point. */
  readonly distance: number;
  /** In the order of cutting; the labels are those that stand at single facets. */
  readonly facets: readonly Required<Pick<GemCadFacet, "index" | "label">>[];
  /** Place of each facet among all facets of the design. */
  readonly places: readonly number[];
}

/** Digits of a distance after the point, as GemCad writes them. */
export const DISTANCE_DIGITS = 8;

/**
 * The steps of a design: its tiers, each parted by distance, with a label for each. Steps without labels of their own are counted: P1, P2 and on for the
 * pavilion, G for the girdle, C for the crown, T for the table and K for a culet facet.
 */
export function cuttingSteps({ tiers }: Pick<GemCadDesign, "tiers">): CuttingStep[] {
  const taken = new Set(tiers.flatMap(({ facets }) => facets.flatMap(({ label }) => (label ? [label] : []))));
  const counts = new Map<string, number>();
  const nextLabel = (angleDegrees: number): string => {
    const letter = letterOf(angleDegrees);
    for (;;) {
      const count = (counts.get(letter) ?? 0) + 1;
      counts.set(letter, count);
      const label = (letter === "T" || letter === "K") && count === 1 ? letter : `${letter}${count}`;
      if (!taken.has(label)) return label;
    }
  };
  let first = 0;
  return tiers.flatMap((tier) => {
    const isLabelled = tier.facets.some(({ label }) => label !== undefined);
    const steps = byDistance(tier, first).map(({ distance, facets }): CuttingStep => {
      const own = facets.map(({ facet: { index, label = "" } }) => ({ index, label }));
      if (!isLabelled) own[0] = { ...own[0], label: nextLabel(tier.angleDegrees) };
      const labels = new Set(own.flatMap(({ label }) => (label === "" ? [] : [label])));
      return {
        label: [...labels].join("/"),
        name: tier.name,
        angleDegrees: tier.angleDegrees,
        distance,
        facets: own,
        places: facets.map(({ place }) => place),
      };
    });
    first += tier.facets.length;
    return steps;
  });
}

function byDistance({ facets }: GemCadTier, first: number) {
  const groups = new Map<string, { facet: GemCadFacet; place: number }[]>();
  facets.forEach((facet, i) => {
    const digits = facet.distance.toFixed(DISTANCE_DIGITS);
    const group = groups.get(digits);
    if (group === undefined) groups.set(digits, [{ facet, place: first + i }]);
    else group.push({ facet, place: first + i });
  });
  return [...groups].map(([digits, group]) => ({ distance: Number(digits), facets: group }));
}

function letterOf(angleDegrees: number): string {
  if (Math.abs(angleDegrees) === 90) return "G";
  if (angleDegrees === 0) return isPavilion(angleDegrees) ? "K" : "T";
  return isPavilion(angleDegrees) ? "P" : "C";
}
