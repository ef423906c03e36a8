import fc from "fast-check";
import {
  FIELD_MAXIMA,
  FORM_COUNT,
  type FormCode,
  type GemCode,
  MAXIMUM_SYLLABLES,
  type SpeciesCode,
  type SyllableCode,
} from "../src/index.js";

const fieldsOf = <Fields>(maxima: Record<keyof Fields & string, number>) =>
  fc.record(
    Object.fromEntries(Object.entries<number>(maxima).map(([name, max]) => [name, fc.integer({ min: 0, max })])),
  ) as unknown as fc.Arbitrary<Fields>;

/** Every species a code can name. */
export const arbitrarySpecies: fc.Arbitrary<SpeciesCode> = fc
  .tuple(
    fieldsOf<Omit<SpeciesCode, "forms">>(FIELD_MAXIMA.species),
    fc.array(fieldsOf<FormCode>(FIELD_MAXIMA.form), { minLength: FORM_COUNT, maxLength: FORM_COUNT }),
  )
  .map(([nature, forms]) => ({ ...nature, forms }));

/** Every code there is, each field over its whole range. */
export const arbitraryCode: fc.Arbitrary<GemCode> = fc.record({
  version: fc.constant("vl0" as const),
  species: arbitrarySpecies,
  specimen: fc.record({
    excitement: fc.integer({ min: 0, max: FIELD_MAXIMA.specimen.excitement }),
    syllables: fc.array(fieldsOf<SyllableCode>(FIELD_MAXIMA.syllable), {
      minLength: 1,
      maxLength: MAXIMUM_SYLLABLES,
    }),
  }),
});
