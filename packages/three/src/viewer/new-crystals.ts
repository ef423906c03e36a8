import type { GemBody } from "../gem-body.js";

/**
 * Which crystals of a stone were not in the one before it: those of syllables that it has no crystal for. The heart of an individual is the
 * same crystal in both. Where a stone does not know its syllables, crystals are told by their place.
 *
 * @returns For each crystal of `after` whether it is new.
 */
export function newCrystals(before: GemBody, after: GemBody): boolean[] {
  const known = new Set(namesOf(before));
  return namesOf(after).map((name) => !known.has(name));
}

/** A name for each crystal by which it can be known again: its individual, and the syllable that it grew from or that it is the heart. */
function namesOf({ crystals, individuals }: GemBody): string[] {
  const spans = individuals?.map(({ crystals: span }) => span) ?? [];
  return crystals.map(({ syllables }, place) => {
    const individual = spans.findIndex(([from, to]) => place >= from && place < to);
    const first = spans[individual]?.[0] ?? 0;
    if (place === first) return `${individual} heart`;
    return `${individual} ${syllables?.[0] === undefined ? `place ${place - first}` : `syllable ${syllables[0]}`}`;
  });
}
