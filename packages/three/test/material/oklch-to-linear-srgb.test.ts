import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oklchToLinearSrgb } from "../../src/index.js";

describe("oklchToLinearSrgb", () => {
  // OKLCH of the sRGB primaries as published with CSS Color 4.
  it.each([
    [
      [1, 0, 0],
      [0.62796, 0.25768, 29.234],
    ],
    [
      [0, 1, 0],
      [0.86644, 0.29483, 142.495],
    ],
    [
      [0, 0, 1],
      [0.45201, 0.31321, 264.052],
    ],
    [
      [1, 1, 1],
      [1, 0, 0],
    ],
    [
      [0, 0, 0],
      [0, 0, 0],
    ],
  ] as const)("%j", (expected, [lightness, chroma, hueDegrees]) => {
    const found = oklchToLinearSrgb(lightness, chroma, hueDegrees);
    expected.forEach((channel, index) => {
      expect(found[index]).toBeCloseTo(channel, 2);
    });
  });

  it("always stays inside the gamut and keeps grey grey", () => {
    const unit = fc.double({ min: 0, max: 1, noNaN: true });
    fc.assert(
      fc.property(unit, unit, unit, (lightness, chroma, turn) => {
        for (const channel of oklchToLinearSrgb(lightness, chroma * 0.5, turn * 720 - 360)) {
          expect(channel).toBeGreaterThanOrEqual(0);
          expect(channel).toBeLessThanOrEqual(1);
        }
        const [red, green, blue] = oklchToLinearSrgb(lightness, 0, turn * 360);
        expect(green).toBeCloseTo(red, 5);
        expect(blue).toBeCloseTo(red, 5);
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
