import {
  FIELD_MAXIMA,
  FORM_COUNT,
  type FormCode,
  type GemCode,
  MAXIMUM_SYLLABLES,
  type SyllableCode,
} from "../src/index.js";

/** Code number `i` of a seed: every field over its whole range, every number of syllables equally often. */
export function randomCode(seed: number, i: number): GemCode {
  const random = splitMix32(Math.imul(seed, 0x9e3779b1) ^ Math.imul(i + 1, 0x85ebca6b));
  const draw = (highest: number) => Math.floor(random() * (highest + 1));
  const fields = <Fields>(maxima: Record<keyof Fields & string, number>) =>
    Object.fromEntries(Object.entries<number>(maxima).map(([field, highest]) => [field, draw(highest)])) as Fields;
  return {
    version: "vl0",
    species: {
      ...fields<Omit<GemCode["species"], "forms">>(FIELD_MAXIMA.species),
      forms: Array.from({ length: FORM_COUNT }, () => fields<FormCode>(FIELD_MAXIMA.form)),
    },
    specimen: {
      excitement: draw(FIELD_MAXIMA.specimen.excitement),
      syllables: Array.from({ length: 1 + draw(MAXIMUM_SYLLABLES - 1) }, () =>
        fields<SyllableCode>(FIELD_MAXIMA.syllable),
      ),
    },
  };
}

/** Numbers from 0 to below 1 (Steele, Lea and Flood, Fast splittable pseudorandom number generators, 2014, in 32 bits). */
function splitMix32(state: number): () => number {
  let current = state | 0;
  return () => {
    current = (current + 0x9e3779b9) | 0;
    let mixed = Math.imul(current ^ (current >>> 16), 0x21f0aaad);
    mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
    return ((mixed ^ (mixed >>> 15)) >>> 0) / 2 ** 32;
  };
}
