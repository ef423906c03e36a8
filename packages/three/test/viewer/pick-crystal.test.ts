import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { pickCrystal } from "../../src/viewer/pick-crystal.js";

/** A box between two corners. */
function box(low: readonly [number, number, number], high: readonly [number, number, number]) {
  return {
    halfSpaces: Float64Array.from([
      ...[1, 0, 0, high[0]],
      ...[-1, 0, 0, -low[0]],
      ...[0, 1, 0, high[1]],
      ...[0, -1, 0, -low[1]],
      ...[0, 0, 1, high[2]],
      ...[0, 0, -1, -low[2]],
    ]),
  };
}

const PAIR = [box([-1, -1, 0], [1, 1, 2]), box([3, -1, 0], [5, 1, 2])];

describe("pickCrystal", () => {
  it("finds the crystal that stands before the other", () => {
    expect(pickCrystal(PAIR, [-10, 0, 1], [1, 0, 0])).toBe(0);
    expect(pickCrystal(PAIR, [10, 0, 1], [-1, 0, 0])).toBe(1);
    expect(pickCrystal(PAIR, [4, -9, 1], [0, 2, 0])).toBe(1);
  });

  it("finds none beside, behind or along a face outside", () => {
    expect(pickCrystal(PAIR, [2, -10, 1], [0, 1, 0])).toBe(-1);
    expect(pickCrystal(PAIR, [10, 0, 1], [1, 0, 0])).toBe(-1);
    expect(pickCrystal(PAIR, [-10, 0, 2.1], [1, 0, 0])).toBe(-1);
    expect(pickCrystal([], [0, 0, 0], [1, 0, 0])).toBe(-1);
  });

  it("hits a box wherever a ray is aimed at a point inside, and does not care for the direction's length", () => {
    const inside = fc.tuple(
      fc.double({ min: -0.99, max: 0.99, noNaN: true }),
      fc.double({ min: -0.99, max: 0.99, noNaN: true }),
      fc.double({ min: 0.01, max: 1.99, noNaN: true }),
    );
    const turn = fc.double({ min: 0, max: 6.28, noNaN: true });
    fc.assert(
      fc.property(inside, turn, fc.double({ min: 0.01, max: 100, noNaN: true }), ([x, y, z], angle, length) => {
        const from = [-8, 8 * Math.cos(angle), 8 * Math.sin(angle)] as const;
        const way = [(x - from[0]) * length, (y - from[1]) * length, (z - from[2]) * length] as const;
        expect(pickCrystal(PAIR, from, way)).toBe(0);
      }),
      { seed: 3, numRuns: 200 },
    );
  });
});
