import type { SpeciesCode } from "../code/gem-code.js";

/** What two stones are compared by. */
export type ComparedSpecies = Pick<SpeciesCode, "resonance" | "forms">;

/** Steps of the resonance that count as much as one of a form. */
const RESONANCE_STEPS = 2;

/**
 * How far two species lie apart: the Euclidean distance of the eight values of their forms and half the resonance, in steps. What two
 * utterances of one speaker differ by is about alike in all of them, which is how the axes were learned. The crystal system, which follows the
 * resonance, counts for nothing of its own.
 *
 * @returns 0 for stones of one species; about 53 at most.
 *
 * @example
 * ```ts
 * import { readSTL } from "@vocalith/formats";
 * import { measureSpecies, speciesDistance } from "vocalith";
 * declare const [first, second]: Uint8Array[];
 * const [a, b] = [first, second].map((bytes) => measureSpecies(readSTL(bytes)));
 * if (a && b) console.log(speciesDistance(a, b));
 * ```
 */
export function speciesDistance(a: ComparedSpecies, b: ComparedSpecies): number {
  let sum = ((a.resonance - b.resonance) / RESONANCE_STEPS) * ((a.resonance - b.resonance) / RESONANCE_STEPS);
  a.forms.forEach(({ turn, slope }, i) => {
    const [turns, slopes] = [turn - b.forms[i].turn, slope - b.forms[i].slope];
    sum += turns * turns + slopes * slopes;
  });
  return Math.sqrt(sum);
}
