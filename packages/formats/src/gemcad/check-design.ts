import type { GemCadDesign } from "./gemcad-design.js";
import { GemCadError } from "./gemcad-error.js";

/** Teeth of the largest gear; none on sale has more than 360. */
export const MOST_TEETH = 1440;
/** Facets of a design; GemCad's own limit lies below. */
export const MOST_FACETS = 10_000;
/** Distances lie below. */
export const LARGEST_DISTANCE = 1_000_000;
/** Distances are this or more. */
export const SMALLEST_DISTANCE = 1e-6;

/** Holds a design to what can be cut and written. */
export function checkDesign({ gear, gearOffset = 0, refractiveIndex, symmetryFolds, tiers }: GemCadDesign): void {
  hold(isWhole(gear, -MOST_TEETH, MOST_TEETH) && gear !== 0, `${gear} teeth`, `1 to ${MOST_TEETH}, or below 0`);
  hold(isWithin(gearOffset, -MOST_TEETH, MOST_TEETH), `a gear offset of ${gearOffset}`, `up to ${MOST_TEETH} teeth`);
  hold(isWithin(refractiveIndex, 1, 5), `a refractive index of ${refractiveIndex}`, "1 to 5");
  hold(isWhole(symmetryFolds, 1, MOST_TEETH), `${symmetryFolds}-fold symmetry`, `1 to ${MOST_TEETH}`);
  const facets = tiers.reduce((sum, tier) => sum + tier.facets.length, 0);
  hold(facets > 0 && facets <= MOST_FACETS, `${facets} facets`, `1 to ${MOST_FACETS}`);
  for (const { name, angleDegrees, facets } of tiers) {
    hold(isWithin(angleDegrees, -90, 90), `an angle of ${angleDegrees} degrees in ${name}`, "-90 to 90 degrees");
    hold(facets.length > 0, `no facets in ${name}`, "one facet a tier or more");
    for (const { index, distance, label } of facets) {
      hold(
        index >= 0 && index < Math.abs(gear),
        `index ${index} in ${name}`,
        `0 to below ${Math.abs(gear)}, the teeth of the gear`,
      );
      hold(
        isWithin(distance, SMALLEST_DISTANCE, LARGEST_DISTANCE),
        `a distance of ${distance} in ${name}`,
        "above 0: the origin lies inside the stone",
      );
      hold(label === undefined || !/\s/.test(label), `the label ${JSON.stringify(label)}`, "one word");
    }
  }
}

function hold(holds: boolean, found: string, accepted: string): void {
  if (!holds) throw new GemCadError(found, accepted, "Mend the design.");
}

function isWithin(value: number, least: number, most: number): boolean {
  return value >= least && value <= most;
}

function isWhole(value: number, least: number, most: number): boolean {
  return Number.isInteger(value) && isWithin(value, least, most);
}
