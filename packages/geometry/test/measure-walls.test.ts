import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type MeasureWallsOptions, measureWalls, rotationMatrix, unite } from "../src/index.js";
import { crystalSpray } from "./crystal-spray.js";
import { ball, box, insideOut, type MeasurableMesh, ring, rotated, shuffled, together } from "./measurable-solids.js";
import { randomRotation, seededRandom } from "./seeded-random.js";

function wall(mesh: MeasurableMesh, options?: MeasureWallsOptions): number | undefined {
  return measureWalls(mesh, options).thinnestWall?.lengthMm;
}

function gap(mesh: MeasurableMesh, options?: MeasureWallsOptions): number | undefined {
  return measureWalls(mesh, options).smallestGap?.lengthMm;
}

/** A prism of triangles with one corner of `degrees` and legs of 10, cut off at `cut` from that corner; 5 deep. */
function wedge(degrees: number, cut: number): MeasurableMesh {
  const half = (degrees * Math.PI) / 360;
  const at = (x: number, side: number) => [x, side * x * Math.tan(half)];
  const outline = cut > 0 ? [at(cut, -1), at(10, -1), at(10, 1), at(cut, 1)] : [[0, 0], at(10, -1), at(10, 1)];
  const size = outline.length;
  const positions = [0, 5].flatMap((y) => outline.flatMap(([x, z]) => [x, y, z]));
  const fan = Array.from({ length: size - 2 }, (_, i) => [0, i + 1, i + 2]);
  const walls = outline.flatMap((_, i) => {
    const next = (i + 1) % size;
    return [i, size + next, next, i, size + i, size + next];
  });
  const back = fan.flatMap(([a, b, c]) => [a + size, c + size, b + size]);
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from([...fan.flat(), ...back, ...walls]) };
}

describe("measureWalls", () => {
  it("takes a box's shortest side for its wall, and no edge for a wall of 0", () => {
    const measures = measureWalls(box([0, 0, 0], [2, 4, 10]));
    expect(measures.thinnestWall?.lengthMm).toBeCloseTo(2, 12);
    expect(measures.thinnestWall?.lowerBoundMm).toBeGreaterThanOrEqual(2 * 0.999);
    expect(measures).toMatchObject({ smallestGap: null, sharpestBlade: null, sharpestCrevice: null, complete: true });
    expect(wall(box([0, 0, 0], [20, 40, 0.4]))).toBeCloseTo(0.4, 12);
  });

  it("measures the gap between two boxes, and the way between its ends", () => {
    const { thinnestWall, smallestGap } = measureWalls(
      together(box([0, 0, 0], [2, 4, 10]), box([2.3, 1, 0], [5, 4, 9])),
    );
    expect(thinnestWall?.lengthMm).toBeCloseTo(2, 12);
    expect(smallestGap?.lengthMm).toBeCloseTo(0.3, 6);
    const [from, to] = [smallestGap?.fromMm ?? [], smallestGap?.toMm ?? []];
    expect(Math.hypot(...from.map((x, k) => x - to[k]))).toBeCloseTo(0.3, 6);
    expect([from[0], to[0]].sort()).toEqual([2, expect.closeTo(2.3, 6)]);
  });

  it("measures tubes and shells by their walls, and their hollows as gaps", () => {
    const tube = ring(
      [
        [4, 0],
        [4.7, 0],
        [4.7, 20],
        [4, 20],
      ],
      64,
    );
    // Between parallel sides of two 64-gons; across the hollow between the nearest corners of sides that are 135 degrees apart.
    expect(wall(tube)).toBeCloseTo(0.7 * Math.cos(Math.PI / 64), 9);
    expect((gap(tube) ?? 0) / (8 * Math.cos(Math.PI / 8 + Math.PI / 64))).toBeCloseTo(1, 3);
    const shell = together(ball(3, 16), insideOut(ball(2.5, 16)));
    const thickness = wall(shell) ?? 0;
    expect(thickness).toBeGreaterThan(0.98 * 0.5);
    expect(thickness).toBeLessThanOrEqual(0.5);
    for (const degrees of [5, 45]) {
      const diameter = wall(ball(3, 16), { opposingDegrees: degrees }) ?? 0;
      expect(diameter).toBeGreaterThan(6 * Math.cos((degrees * Math.PI) / 360 + Math.PI / 16));
      expect(diameter).toBeLessThan(6 * Math.cos((degrees * Math.PI) / 360));
    }
  });

  it("tells the angle of a wedge, and its thickness only where it is cut off", () => {
    for (const degrees of [5, 20, 44]) {
      const sharp = measureWalls(wedge(degrees, 0));
      expect(sharp.sharpestBlade?.degrees).toBeCloseTo(degrees, 6);
      expect(sharp.sharpestBlade?.placeMm[0]).toBe(0);
      expect(sharp.thinnestWall?.lengthMm).toBeCloseTo(5, 9);
      const cut = measureWalls(wedge(degrees, 1));
      expect(cut.sharpestBlade).toBeNull();
      expect(cut.thinnestWall?.lengthMm).toBeCloseTo(2 * Math.tan((degrees * Math.PI) / 360), 9);
    }
    expect(measureWalls(wedge(46, 0)).sharpestBlade).toBeNull();
    expect(wall(wedge(46, 0.1))).toBeCloseTo(5, 9);
    expect(measureWalls(insideOut(together(insideOut(box([-1, -1, -9], [11, 6, 9])), wedge(20, 0))))).toMatchObject({
      sharpestBlade: null,
      sharpestCrevice: { degrees: expect.closeTo(20, 6) },
    });
  });

  it("does not look through what lies in the way", () => {
    // Between the outer plates 2 mm of air, a plate of 0.4 mm and air again.
    const stack = together(box([0, 0, 0], [10, 10, 1]), box([0, 0, 3], [10, 10, 3.4]), box([0, 0, 5], [10, 10, 6]));
    expect(wall(stack)).toBeCloseTo(0.4, 6);
    expect(gap(stack)).toBeCloseTo(1.6, 6);
  });

  it("finds the neck between two solids that barely overlap", async () => {
    const cube = box([0, 0, 0], [10, 10, 10]);
    const stairs = [
      [0, 0],
      [10, 0],
      [10, 9.9],
      [20, 9.9],
      [20, 20],
      [9.9, 20],
      [9.9, 10],
      [0, 10],
    ];
    const size = stairs.length;
    const positions = [0, 10].flatMap((z) => stairs.flatMap(([x, y]) => [x, y, z]));
    const floor = [0, 1, 2, 0, 2, 7, 2, 6, 7, 2, 5, 6, 2, 3, 5, 3, 4, 5];
    const triangles = [
      ...floor.map((_, h) => floor[h % 3 === 1 ? h + 1 : h % 3 === 2 ? h - 1 : h]),
      ...floor.map((vertex) => vertex + size),
      ...stairs.flatMap((_, i) => {
        const next = (i + 1) % size;
        return [i, next, size + next, i, size + next, size + i];
      }),
    ];
    const neck = { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) };
    expect(wall(cube)).toBeCloseTo(10, 9);
    expect(wall(neck)).toBeCloseTo(Math.SQRT2 / 10, 9);
  });

  it("measures a spray the same however it is turned, scaled and listed, within a thousandth", async () => {
    const spray = await unite(crystalSpray(6, 3, "leaning"), { keep: "largest" });
    const before = measureWalls(spray);
    expect(before.complete).toBe(true);
    expect(before.thinnestWall?.lowerBoundMm).toBeGreaterThan(0.998 * (before.thinnestWall?.lengthMm ?? 0));
    fc.assert(
      fc.property(fc.nat(10_000), fc.double({ min: 0.1, max: 10, noNaN: true }), (seed, factor) => {
        const random = seededRandom(seed);
        const turned = rotated(shuffled(spray, random), rotationMatrix(randomRotation(random)));
        const after = measureWalls({ ...turned, positions: turned.positions.map((x) => factor * x) });
        for (const kind of ["thinnestWall", "smallestGap"] as const) {
          const [a, b] = [after[kind], before[kind]];
          expect(a === null).toBe(b === null);
          if (a === null || b === null) continue;
          expect(a.lengthMm / factor).toBeGreaterThan(b.lowerBoundMm * 0.9999);
          expect(b.lengthMm).toBeGreaterThan((a.lowerBoundMm / factor) * 0.9999);
        }
        for (const kind of ["sharpestBlade", "sharpestCrevice"] as const) {
          expect(after[kind]?.degrees ?? 0).toBeCloseTo(before[kind]?.degrees ?? 0, 4);
        }
      }),
      { seed: 14, numRuns: 2 },
    );
  });

  it("keeps its bounds when it may not search", () => {
    const plates = together(box([0, 0, 0], [10, 10, 1]), box([0, 0, 3], [10, 10, 3.4]));
    const { thinnestWall, complete } = measureWalls(plates, { maximumPairs: 0, rays: 40 });
    expect(complete).toBe(false);
    expect(thinnestWall?.lowerBoundMm).toBeLessThanOrEqual(0.4001);
    expect(thinnestWall?.lengthMm).toBeGreaterThanOrEqual(0.4);
    expect(measureWalls(plates, { rays: 0 }).thinnestWall?.lengthMm).toBeCloseTo(0.4, 6);
  });

  it("gives a bound that is of use where the search ends before", () => {
    // Ever shorter ways lie ever nearer to the angle at which facets no longer oppose each other: no search comes to its end soon.
    const { thinnestWall, complete } = measureWalls(ball(3, 60), { maximumPairs: 20_000 });
    expect(complete).toBe(false);
    const least = 6 * Math.cos((45 * Math.PI) / 360 + Math.PI / 60);
    expect(thinnestWall?.lengthMm).toBeGreaterThan(least);
    expect(thinnestWall?.lowerBoundMm).toBeLessThan(thinnestWall?.lengthMm ?? 0);
    expect(thinnestWall?.lowerBoundMm).toBeGreaterThan(0.9 * least);
  });

  it("parts a tube of triangles that are as long as it is", () => {
    const profile = [
      [4, 0],
      [4.7, 0],
      [4.7, 20],
      [4, 20],
    ];
    const { thinnestWall, complete } = measureWalls(ring(profile, 256));
    expect(complete).toBe(true);
    expect(thinnestWall?.lengthMm).toBeCloseTo(0.7 * Math.cos(Math.PI / 256), 6);
  });

  it("refuses what is not closed, and options out of range", () => {
    const solid = box([0, 0, 0], [1, 2, 3]);
    expect(() => measureWalls({ ...solid, triangles: solid.triangles.subarray(3) })).toThrow(/found holes/);
    const flipped = solid.triangles.slice();
    flipped.set([flipped[1], flipped[0]]);
    expect(() => measureWalls({ ...solid, triangles: flipped })).toThrow(/two ways/);
    expect(() => measureWalls({ positions: new Float32Array(0), triangles: new Uint32Array(0) })).toThrow(
      expect.objectContaining({ name: "MeasureError", problem: "open" }),
    );
    expect(() => measureWalls(solid, { opposingDegrees: 90 })).toThrow(/angle between opposing facets of 90/);
    expect(() => measureWalls(solid, { rays: -1 })).toThrow(expect.objectContaining({ problem: "options" }));
    expect(() => measureWalls(solid, { maximumPairs: Number.NaN })).toThrow(/pairs of NaN/);
  });
});
