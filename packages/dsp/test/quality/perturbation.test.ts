import { seededRandom } from "@vocalith/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { perturbationQuotient, strengthsFreeOfPeriods } from "../../src/quality/perturbation.js";

describe("perturbationQuotient", () => {
  it("is Praat's definition on numbers worked by hand", () => {
    const values = Float64Array.of(10, 11, 9, 10, 12, 10);
    // |1| + |2| + |1| + |2| + |2| over 5, over a mean of 62 / 6.
    expect(perturbationQuotient(values, 2, 1.3)).toBeCloseTo(8 / 5 / (62 / 6), 12);
    // 11 - 10, 9 - 10, 10 - 31/3, 12 - 32/3
    expect(perturbationQuotient(values, 3, 1.3)).toBeCloseTo((1 + 1 + 1 / 3 + 4 / 3) / 4 / (62 / 6), 12);
    expect(perturbationQuotient(Float64Array.of(10, 11, 9, 10, 12, 10, 10), 5, 1.3)).toBeCloseTo(
      (Math.abs(9 - 52 / 5) + Math.abs(10 - 52 / 5) + Math.abs(12 - 51 / 5)) / 3 / (72 / 7),
      12,
    );
  });

  it("leaves out steps beyond the factor and whatever is no number", () => {
    const values = Float64Array.of(10, 11, 20, 19, Number.NaN, 10, 11);
    expect(perturbationQuotient(values, 2, 1.3)).toBeCloseTo(3 / 3 / (81 / 6), 12);
  });

  it("is 0 for even rows and NaN for fewer than three terms", () => {
    expect(perturbationQuotient(new Float64Array(9).fill(3), 5, 1.3)).toBe(0);
    expect(perturbationQuotient(Float64Array.of(1, 1.1, 1), 2, 1.3)).toBeNaN();
    expect(perturbationQuotient(new Float64Array(0), 2, 1.3)).toBeNaN();
  });

  it("does not change with the unit", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.9, max: 1.1, noNaN: true }), { minLength: 8, maxLength: 30 }),
        fc.constantFrom<2 | 3 | 5>(2, 3, 5),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        (values, span, unit) => {
          const row = Float64Array.from(values);
          const scaled = perturbationQuotient(
            row.map((value) => value * unit),
            span,
            1.3,
          );
          expect(scaled).toBeCloseTo(perturbationQuotient(row, span, 1.3), 9);
        },
      ),
      { seed: 3, numRuns: 50 },
    );
  });
});

describe("strengthsFreeOfPeriods", () => {
  it("takes out what follows from the periods and leaves the rest", () => {
    const random = seededRandom(2);
    const periods = Float64Array.from({ length: 200 }, (_, i) => (i === 0 ? Number.NaN : 1 + 0.03 * random.normal()));
    const own = Float64Array.from({ length: 200 }, () => 1 + 0.03 * random.normal());
    const mixed = own.map((value, i) => value * (periods[i] > 0 ? periods[i] ** -2 : 1) * (periods[i + 1] || 1) ** 0.5);
    const shimmer = perturbationQuotient(own, 2, 1.6);
    expect(Math.abs(perturbationQuotient(mixed, 2, 1.6) / shimmer - 1)).toBeGreaterThan(0.2);
    expect(perturbationQuotient(strengthsFreeOfPeriods(mixed, periods), 2, 1.6) / shimmer).toBeCloseTo(1, 1);
  });
});
