import { intersectHalfSpaces } from "@vocalith/geometry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DrawingError, projectEdges } from "../../src/index.js";
import { boxes, meshOf } from "./solids.js";

/** Segments as text, each from its lesser end, without those that are points. */
function listed(segments: Float64Array): string[] {
  return Array.from({ length: segments.length / 4 }, (_, i) => [...segments.subarray(4 * i, 4 * i + 4)])
    .map((numbers) => numbers.map((value) => Math.round(1e4 * value) / 1e4 + 0))
    .filter(([ax, ay, bx, by]) => ax !== bx || ay !== by)
    .map(([ax, ay, bx, by]) => (ax < bx || (ax === bx && ay < by) ? [ax, ay, bx, by] : [bx, by, ax, ay]).join(" "))
    .sort();
}

const cube = boxes([
  [0, 0, 0],
  [10, 20, 30],
]);

describe("projectEdges", () => {
  it("turns the page as the view asks", () => {
    const frame = (view: Parameters<typeof projectEdges>[1]) => {
      const { minimum, maximum } = projectEdges(cube, view);
      return [...minimum, ...maximum].map((value) => value + 0);
    };
    expect(frame("front")).toEqual([0, 0, 10, 30]);
    expect(frame("back")).toEqual([-10, 0, 0, 30]);
    expect(frame("side")).toEqual([0, 0, 20, 30]);
    expect(frame("top")).toEqual([0, 0, 10, 20]);
    expect(frame("bottom")).toEqual([-10, 0, 0, 20]);
  });

  it("sees a box's nearest side alone, its rim as a contour", () => {
    const { contours, edges, hidden } = projectEdges(cube, "front");
    expect(listed(contours)).toEqual(["0 0 0 30", "0 0 10 0", "0 30 10 30", "10 0 10 30"]);
    expect(listed(edges)).toEqual([]);
    expect(listed(hidden)).toEqual(listed(contours));
  });

  it("cuts edges where something nearer begins", () => {
    const two = boxes(
      [
        [0, 0, 0],
        [10, 10, 10],
      ],
      [
        [5, 20, 2],
        [15, 30, 8],
      ],
    );
    const { contours, hidden } = projectEdges(two, "front");
    expect(listed(contours)).toEqual([
      "0 0 0 10",
      "0 0 10 0",
      "0 10 10 10",
      "10 0 10 10",
      "10 2 15 2",
      "10 8 15 8",
      "15 2 15 8",
    ]);
    expect(listed(hidden)).toEqual(expect.arrayContaining(["5 2 10 2", "5 2 5 8", "5 8 10 8"]));
    expect(listed(projectEdges(two, "back").contours)).toHaveLength(4 + 3 + 2);
  });

  it("sees all edges of the near side of a convex solid, and none of the far side", () => {
    const component = fc.double({ min: -1, max: 1, noNaN: true });
    const direction = fc.tuple(component, component, component).filter(([x, y, z]) => x * x + y * y + z * z > 0.1);
    fc.assert(
      fc.property(fc.array(direction, { minLength: 3, maxLength: 20 }), (directions) => {
        const axes = [0, 1, 2].flatMap((axis) => [-1, 1].map((sign) => [0, 1, 2].map((i) => (i === axis ? sign : 0))));
        const planes = [...axes, ...directions].flatMap((normal, i) => {
          const length = Math.hypot(...normal);
          return [...normal.map((value) => value / length), 10 + (i % 3)];
        });
        const stone = intersectHalfSpaces(Float64Array.from(planes));
        const up = (facet: number) => stone.facets[facet].normal[2] > 1e-6;
        const down = (facet: number) => stone.facets[facet].normal[2] <= 0;
        const sides = new Map<string, number[]>();
        stone.facets.forEach(({ loop }, facet) => {
          loop.forEach((vertex, i) => {
            const next = loop[(i + 1) % loop.length];
            const key = vertex < next ? `${vertex} ${next}` : `${next} ${vertex}`;
            sides.set(key, [...(sides.get(key) ?? []), facet]);
          });
        });
        const { contours, edges } = projectEdges(meshOf(stone), "top");
        const all = [...sides.values()];
        const seen = (contours.length + edges.length) / 4;
        expect(seen).toBeGreaterThanOrEqual(all.filter((pair) => pair.some(up)).length);
        expect(seen).toBeLessThanOrEqual(all.filter((pair) => !pair.every(down)).length);
      }),
      { seed: 8, numRuns: 40 },
    );
  });

  it("finds the same edges in loose triangles without facets", () => {
    const loose = {
      positions: Float32Array.from(
        [...cube.triangles].flatMap((vertex) => [...cube.positions.subarray(3 * vertex, 3 * vertex + 3)]),
      ),
      triangles: Uint32Array.from(cube.triangles, (_, i) => i),
    };
    expect(listed(projectEdges(loose, "side").contours)).toEqual(listed(projectEdges(cube, "side").contours));
  });

  it("refuses what has no picture", () => {
    expect(() => projectEdges({ ...cube, triangles: new Uint32Array(300_003) }, "top")).toThrow(/100001 triangles/);
    expect(() => projectEdges({ ...cube, triangles: new Uint32Array(0) }, "top")).toThrow(DrawingError);
    expect(() => projectEdges({ ...cube, positions: cube.positions.map(() => Number.NaN) }, "top")).toThrow(
      /coordinate of NaN/,
    );
  });
});
