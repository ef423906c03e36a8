import fc from "fast-check";
import type { GemCadDesign } from "../../src/index.js";

const line = fc.string({ unit: "grapheme", maxLength: 30 });
const distance = fc.double({ min: 0.3, max: 1.5, noNaN: true });

/** Any design that encloses a stone: a steep girdle, a flat table, a culet facet and what else there may be. */
export const randomDesign: fc.Arbitrary<GemCadDesign> = fc.constantFrom(96, 64, 80, -96, -120, 77).chain((gear) => {
  const index = fc.oneof(
    fc.integer({ min: 0, max: Math.abs(gear) - 1 }),
    fc.double({ min: 0, max: Math.abs(gear) - 0.5, noNaN: true }),
  );
  const label = fc.option(fc.constantFrom("", "P1", "1", "a", "ü"), { nil: undefined });
  const tier = fc.record({
    name: line,
    angleDegrees: fc.oneof(fc.double({ min: -89, max: 89, noNaN: true }), fc.constantFrom(0, -0, 1e-9, -1e-9, 42.5)),
    facets: fc.array(
      fc
        .record({ index, distance, label })
        .map(({ label, ...facet }) => ({ ...facet, ...(label !== undefined && { label }) })),
      { minLength: 1, maxLength: 6 },
    ),
  });
  const girdle = {
    name: "girdle",
    angleDegrees: -90,
    facets: Array.from({ length: 6 }, (_, i) => ({
      index: Math.floor((Math.abs(gear) * i) / 6),
      distance: 1 + i / 50,
    })),
  };
  const flat = (angleDegrees: number) => ({ name: "", angleDegrees, facets: [{ index: 0, distance: 0.8 }] });
  return fc.record({
    gear: fc.constant(gear),
    gearOffset: fc.constantFrom(0, Math.abs(gear) / 2, 0.25),
    refractiveIndex: fc.double({ min: 1, max: 5, noNaN: true }),
    symmetryFolds: fc.integer({ min: 1, max: 12 }),
    mirror: fc.boolean(),
    headings: fc.array(line, { maxLength: 4 }),
    footnotes: fc.array(line, { maxLength: 4 }),
    tiers: fc.array(tier, { maxLength: 5 }).map((tiers) => [girdle, ...tiers, flat(0), flat(-0)]),
  });
});
