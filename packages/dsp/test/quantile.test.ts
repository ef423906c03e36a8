import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selectQuantile, sortedQuantile, sortFinite } from "../src/signal/quantile.js";

describe("selectQuantile", () => {
  it("is the quantile of the sorted numbers, with many alike or none", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.integer({ min: -3, max: 3 }), fc.double({ noNaN: true, noDefaultInfinity: true }))),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (values, share) => {
          expect(selectQuantile(Float64Array.from(values), share)).toEqual(sortedQuantile(sortFinite(values), share));
        },
      ),
      { seed: 5, numRuns: 500 },
    );
  });
});
