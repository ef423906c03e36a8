import { FABRICATED } from "@vocalith/geometry";
import type { GemBody } from "../gem-body.js";

/** Whether two bodies are drawn alike: the same crystals in the same colours, none of them machined. A sketch and the stone that it is of are. */
export function lookAlike(a: GemBody, b: GemBody): boolean {
  return (
    a.crystals.length === b.crystals.length &&
    a.crystals.every(({ halfSpaces }, place) => areEqual(halfSpaces, b.crystals[place]?.halfSpaces)) &&
    coloursOf(a) === coloursOf(b) &&
    !isMachined(a) &&
    !isMachined(b)
  );
}

function areEqual(a: Float64Array, b: Float64Array | undefined): boolean {
  return a.length === b?.length && a.every((value, at) => value === b[at]);
}

function coloursOf({ color, individuals = [] }: GemBody): string {
  return JSON.stringify([color, individuals.map((individual) => [individual.color, individual.crystals])]);
}

function isMachined({ mesh: { facets } }: GemBody): boolean {
  return facets.some(({ solid }) => solid === FABRICATED);
}
