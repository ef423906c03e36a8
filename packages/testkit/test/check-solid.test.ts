import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkSolid } from "../src/index.js";
import { box, type Corner, SOLIDS, stlOf } from "./solids-as-stl.js";

describe("checkSolid", () => {
  it("finds nothing wrong with a cube and measures it", () => {
    const verdict = checkSolid(stlOf(SOLIDS.cube));
    expect(verdict).toMatchObject({ triangles: 12, vertices: 8, problems: [] });
    expect(verdict.shellVolumesMm3).toEqual([1000]);
  });

  it.each([
    ["insideOut", ["it is inside out"]],
    ["hole", ["3 open edges"]],
    ["twoCubes", ["2 components"]],
    ["enclosedVoid", ["2 components", "1 enclosed voids or inside-out components"]],
    ["oneTriangleTurned", ["3 edges that are not between two triangles of one orientation"]],
    // The two cubes stand side by side along an edge of four triangles.
    ["sharedEdge", ["1 edges that are not between two triangles of one orientation"]],
    ["sharedVertex", ["1 pinched vertices"]],
  ] as const)("tells what is wrong with %s", (name, problems) => {
    expect(checkSolid(stlOf(SOLIDS[name])).problems).toEqual(problems);
  });

  it("sees solids that reach through or touch each other", () => {
    expect(checkSolid(stlOf(SOLIDS.throughEachOther)).selfIntersections).toBeGreaterThan(0);
    expect(checkSolid(stlOf(SOLIDS.tipInFace)).selfIntersections).toBeGreaterThan(0);
  });

  it("sees triangles without area", () => {
    const line: [Corner, Corner, Corner] = [
      [0, 0, 0],
      [1, 1, 1],
      [3, 3, 3],
    ];
    expect(checkSolid(stlOf([...SOLIDS.cube, line])).degenerateTriangles).toBe(1);
  });

  it("finds every box sound and its volume right", () => {
    const length = fc.integer({ min: 1, max: 4000 }).map((n) => n / 64);
    const place = fc.integer({ min: -4000, max: 4000 }).map((n) => n / 64);
    fc.assert(
      fc.property(fc.tuple(place, place, place), fc.tuple(length, length, length), (low, size) => {
        const high: Corner = [low[0] + size[0], low[1] + size[1], low[2] + size[2]];
        const verdict = checkSolid(stlOf(box(low, high)));
        expect(verdict.problems).toEqual([]);
        const volume = size[0] * size[1] * size[2];
        expect(Math.abs((verdict.shellVolumesMm3[0] ?? 0) - volume)).toBeLessThan(1e-6 * Math.max(1, volume));
      }),
      { seed: 2, numRuns: 50 },
    );
  });

  it("refuses bytes that are no binary STL", () => {
    expect(() => checkSolid(new Uint8Array(83))).toThrow(RangeError);
    expect(() => checkSolid(stlOf(SOLIDS.cube).subarray(0, 500))).toThrow(RangeError);
    expect(() =>
      checkSolid(
        stlOf([
          [
            [0, 0, Number.NaN],
            [1, 0, 0],
            [0, 1, 0],
          ],
        ]),
      ),
    ).toThrow(RangeError);
  });
});
