import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { selfIntersections, triangleSoup } from "../src/index.js";
import { box, type Corner, SOLIDS, stlOf } from "./solids-as-stl.js";

describe("selfIntersections", () => {
  it("finds none in a cube or in two cubes apart", () => {
    expect(selfIntersections(triangleSoup(stlOf(SOLIDS.cube)))).toEqual([]);
    expect(selfIntersections(triangleSoup(stlOf(SOLIDS.twoCubes)))).toEqual([]);
    expect(selfIntersections(triangleSoup(stlOf(SOLIDS.enclosedVoid)))).toEqual([]);
  });

  it("finds a fold in one plane over a shared edge, and not the same two triangles laid flat", () => {
    const [a, b, c]: [Corner, Corner, Corner] = [
      [0, 0, 0],
      [4, 0, 0],
      [1, 3, 0],
    ];
    expect(
      selfIntersections(
        triangleSoup(
          stlOf([
            [a, b, c],
            [b, a, [2, 2, 0]],
          ]),
        ),
      ),
    ).toEqual([[0, 1]]);
    expect(
      selfIntersections(
        triangleSoup(
          stlOf([
            [a, b, c],
            [b, a, [2, -2, 0]],
          ]),
        ),
      ),
    ).toEqual([]);
  });

  it("finds two triangles of one plane that overlap at a shared vertex", () => {
    const apex: Corner = [0, 0, 0];
    const pair = (x: number): [number, number][] =>
      selfIntersections(
        triangleSoup(
          stlOf([
            [apex, [4, 0, 0], [4, 4, 0]],
            [apex, [x, 1, 0], [x, 6, 0]],
          ]),
        ),
      );
    expect(pair(3)).toEqual([[0, 1]]);
    expect(pair(-3)).toEqual([]);
  });

  it("agrees with the boxes on whether two of them meet, however many lie about", () => {
    const place = fc.integer({ min: 0, max: 40 });
    const corners = fc.uniqueArray(fc.tuple(place, place, place), { minLength: 2, maxLength: 60, selector: String });
    fc.assert(
      fc.property(corners, (lows) => {
        // Boxes of 4 on a grid of 1, shrunk by a part that keeps them from touching.
        const boxes = lows.map((low) => box(low, [low[0] + 3.75, low[1] + 3.75, low[2] + 3.75]));
        const expected = new Set<string>();
        lows.forEach((p, i) => {
          lows.slice(0, i).forEach((q, j) => {
            if ([0, 1, 2].every((axis) => Math.abs((p[axis] ?? 0) - (q[axis] ?? 0)) < 4)) expected.add(`${j} ${i}`);
          });
        });
        const found = selfIntersections(triangleSoup(stlOf(boxes.flat())));
        const pairs = new Set(found.map(([s, t]) => `${Math.floor(s / 12)} ${Math.floor(t / 12)}`));
        expect(pairs).toEqual(expected);
      }),
      { seed: 3, numRuns: 30 },
    );
  });
});
