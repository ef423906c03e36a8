import { seededRandom } from "@vocalith/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  noiseOfPeriods,
  noiseOfStrengths,
  perturbationQuotients,
  strengthsFreeOfPeriods,
} from "../../src/quality/perturbation.js";

describe("perturbationQuotients", () => {
  it("is Praat's definition on numbers worked by hand", () => {
    const values = Float64Array.of(10, 11, 9, 10, 12, 10);
    // |1| + |2| + |1| + |2| + |2| over 5, over a mean of 62 / 6.
    expect(perturbationQuotients(values, 1.3).two).toBeCloseTo(8 / 5 / (62 / 6), 12);
    // 11 - 10, 9 - 10, 10 - 31/3, 12 - 32/3
    expect(perturbationQuotients(values, 1.3).three).toBeCloseTo((1 + 1 + 1 / 3 + 4 / 3) / 4 / (62 / 6), 12);
    expect(perturbationQuotients(Float64Array.of(10, 11, 9, 10, 12, 10, 10), 1.3).five).toBeCloseTo(
      (Math.abs(9 - 52 / 5) + Math.abs(10 - 52 / 5) + Math.abs(12 - 51 / 5)) / 3 / (72 / 7),
      12,
    );
  });

  it("leaves out steps beyond the factor and whatever is no number", () => {
    const values = Float64Array.of(10, 11, 20, 19, Number.NaN, 10, 11);
    expect(perturbationQuotients(values, 1.3).two).toBeCloseTo(3 / 3 / (81 / 6), 12);
  });

  it("is 0 for even rows and NaN for fewer than three terms", () => {
    expect(perturbationQuotients(new Float64Array(9).fill(3), 1.3)).toEqual({ two: 0, three: 0, five: 0 });
    expect(perturbationQuotients(Float64Array.of(1, 1.1, 1), 1.3).two).toBeNaN();
    expect(perturbationQuotients(new Float64Array(0), 1.3).two).toBeNaN();
  });

  it("takes known noise out of what is found, be it of periods or strengths", () => {
    const random = seededRandom(3);
    const count = 6000;
    const periods = Float64Array.from({ length: count }, () => 1 + 0.01 * random.normal());
    const strengths = Float64Array.from({ length: count }, () => 1 + 0.04 * random.normal());
    // Noise that comes and goes.
    const deviation = Float64Array.from({ length: count }, (_, i) => 0.004 * (1 + Math.sin(i / 50)));
    const late = deviation.map((size) => size * random.normal());
    const noisyPeriods = periods.map((period, i) => period + late[i] - (i > 0 ? late[i - 1] : 0));
    const noisyStrengths = strengths.map((strength, i) => strength + 5 * deviation[i] * random.normal());
    const placeVariance = deviation.map((size) => size * size);
    const strengthVariance = deviation.map((size) => 25 * size * size);
    const period = perturbationQuotients(periods, 1.3);
    const strength = perturbationQuotients(strengths, 1.6);
    const jitter = perturbationQuotients(noisyPeriods, 1.3, noiseOfPeriods(placeVariance));
    const shimmer = perturbationQuotients(noisyStrengths, 1.6, noiseOfStrengths(strengthVariance));
    for (const span of ["two", "three", "five"] as const) {
      expect(jitter[span] / period[span]).toBeCloseTo(1, 1);
      expect(shimmer[span] / strength[span]).toBeCloseTo(1, 1);
    }
    // Never less than half: noise is not known as surely as that.
    const loud = noiseOfStrengths(new Float64Array(count).fill(1));
    expect(perturbationQuotients(strengths, 1.6, loud).two / strength.two).toBeCloseTo(0.5, 4);
  });

  it("does not change with the unit", () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: 0.9, max: 1.1, noNaN: true }), { minLength: 8, maxLength: 30 }),
        fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
        (values, unit) => {
          const row = Float64Array.from(values);
          const scaled = perturbationQuotients(
            row.map((value) => value * unit),
            1.3,
          );
          const { five, three, two } = perturbationQuotients(row, 1.3);
          expect(scaled.two).toBeCloseTo(two, 9);
          expect(scaled.three).toBeCloseTo(three, 9);
          expect(scaled.five).toBeCloseTo(five, 9);
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
    const shimmer = perturbationQuotients(own, 1.6).two;
    expect(Math.abs(perturbationQuotients(mixed, 1.6).two / shimmer - 1)).toBeGreaterThan(0.2);
    expect(perturbationQuotients(strengthsFreeOfPeriods(mixed, periods), 1.6).two / shimmer).toBeCloseTo(1, 1);
  });
});
