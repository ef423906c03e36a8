import { FIELD_MAXIMA, FORM_COUNT, type GemCode, MAXIMUM_SYLLABLES, type SyllableCode } from "vocalith";

/** An excited code with so many syllables, every field over its whole range (xorshift32, Marsaglia 2003). */
export function excitedCode(seed: number, syllables: number): GemCode {
  let state = Math.imul(seed + 1, 0x9e3779b1);
  const upTo = (most: number): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % (most + 1);
  };
  const fieldsOf = <Fields extends Record<string, number>>(maxima: Fields) =>
    Object.fromEntries(Object.entries(maxima).map(([name, most]) => [name, upTo(most)])) as {
      [name in keyof Fields]: number;
    };
  return {
    version: "vl0",
    species: {
      ...fieldsOf(FIELD_MAXIMA.species),
      forms: Array.from({ length: FORM_COUNT }, () => fieldsOf(FIELD_MAXIMA.form)),
    },
    specimen: {
      excitement: FIELD_MAXIMA.specimen.excitement - 3,
      syllables: Array.from(
        { length: Math.min(syllables, MAXIMUM_SYLLABLES) },
        (): SyllableCode => fieldsOf(FIELD_MAXIMA.syllable),
      ),
    },
  };
}
