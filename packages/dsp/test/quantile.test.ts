import { seededRandom } from "@vocalith/testkit";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { finiteOf, quantile, selectLowQuantile, selectMiddleHalf, selectQuantile } from "../src/signal/quantile.js";

const numbers = fc.array(
  fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true })),
);
const share = fc.double({ min: 0, max: 1, noNaN: true });

/** Hyndman and Fan's seventh, by sorting. */
function sortedQuantile(values: readonly number[], share: number): number {
  const sorted = Float64Array.from(values).sort();
  if (sorted.length === 0) return Number.NaN;
  const position = share * (sorted.length - 1);
  const below = Math.floor(position);
  const above = Math.min(below + 1, sorted.length - 1);
  return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
}

describe("selectQuantile", () => {
  it("is the quantile of the sorted numbers, with many alike or none", () => {
    fc.assert(
      fc.property(numbers, share, (values, share) => {
        expect(selectQuantile(Float64Array.from(values), share)).toEqual(sortedQuantile(values, share));
      }),
      { seed: 5, numRuns: 500 },
    );
  });

  it("is the same for one after the other of the same array", () => {
    fc.assert(
      fc.property(numbers, fc.array(share), (values, shares) => {
        const selected = Float64Array.from(values);
        for (const share of shares) expect(selectQuantile(selected, share)).toEqual(sortedQuantile(values, share));
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});

describe("selectLowQuantile", () => {
  const lowShare = fc.double({ min: 0, max: 0.3, noNaN: true });

  it("is the same of many numbers, however they lie", () => {
    const { uniform } = seededRandom(3);
    const noise = Float64Array.from({ length: 9000 }, () => uniform() * uniform());
    let level = 0;
    const slow = noise.map((value) => {
      level += 0.01 * (value - level);
      return level;
    });
    const rising = noise.slice().sort();
    // What a sample sees is not what there is: of 61 numbers one is great.
    const misleading = noise.map((value, i) => (i % 61 === 0 ? value : 10 + value));
    const flattering = noise.map((value, i) => (i % 61 === 0 ? 10 + value : value));
    const alike = new Float64Array(9000).fill(2);
    fc.assert(
      fc.property(lowShare, fc.constantFrom(noise, slow, rising, misleading, flattering, alike), (share, values) => {
        const kept = new Float64Array(values.length);
        expect(selectLowQuantile(values.slice(), share, kept)).toBe(sortedQuantile(Array.from(values), share));
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  it("is the same of few", () => {
    fc.assert(
      fc.property(numbers, lowShare, (values, share) => {
        const kept = new Float64Array(values.length);
        expect(selectLowQuantile(Float64Array.from(values), share, kept)).toEqual(sortedQuantile(values, share));
      }),
      { seed: 5, numRuns: 200 },
    );
  });
});

describe("quantile", () => {
  it("leaves out what is not finite, and the values as they were", () => {
    const values = [3, Number.NaN, 1, Number.POSITIVE_INFINITY, 2];
    expect(quantile(values, 0.5)).toBe(2);
    expect(values[1]).toBeNaN();
    expect(finiteOf(values)).toEqual(Float64Array.of(3, 1, 2));
  });
});

describe("selectMiddleHalf", () => {
  it("holds what sorting would leave without the lowest and the highest quarter", () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const sorted = Float64Array.from(values).sort();
        const quarter = Math.floor(sorted.length / 4);
        expect(selectMiddleHalf(Float64Array.from(values)).slice().sort()).toEqual(
          sorted.slice(quarter, sorted.length - quarter),
        );
      }),
      { seed: 5, numRuns: 500 },
    );
  });
});
