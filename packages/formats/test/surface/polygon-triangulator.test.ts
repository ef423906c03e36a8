import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PolygonTriangulator } from "../../src/surface/polygon-triangulator.js";

type Point = readonly [number, number, number];

const trianglesOf = (corners: readonly Point[]) =>
  new PolygonTriangulator().triangulate(Float64Array.from(corners.flat()), corners.length) ?? [];

/** Twice the area vector of a closed loop. */
function areaOf(corners: readonly Point[]): Point {
  const sum = [0, 0, 0];
  corners.forEach((a, i) => {
    const b = corners[(i + 1) % corners.length];
    sum[0] += a[1] * b[2] - a[2] * b[1];
    sum[1] += a[2] * b[0] - a[0] * b[2];
    sum[2] += a[0] * b[1] - a[1] * b[0];
  });
  return [sum[0], sum[1], sum[2]];
}

const partsOf = (corners: readonly Point[]) => {
  const flat = trianglesOf(corners);
  return Array.from({ length: flat.length / 3 }, (_, i) => flat.slice(3 * i, 3 * i + 3).map((at) => corners[at]));
};

/** A star around the origin with corners at whole angles, stood on some plane. */
const star = fc
  .tuple(
    fc.array(fc.double({ min: 0.2, max: 5, noNaN: true }), { minLength: 4, maxLength: 40 }),
    fc.tuple(...[0, 1, 2, 3, 4, 5].map(() => fc.double({ min: -1, max: 1, noNaN: true }))),
  )
  .filter(([, [a, b, c, d, e, f]]) => Math.hypot(b * f - c * e, c * d - a * f, a * e - b * d) > 0.1)
  .map(([radii, [a, b, c, d, e, f]]) =>
    radii.map((radius, i): Point => {
      const angle = (2 * Math.PI * i) / radii.length;
      const u = radius * Math.cos(angle);
      const v = radius * Math.sin(angle);
      return [a * u + d * v, b * u + e * v, c * u + f * v];
    }),
  );

describe("PolygonTriangulator", () => {
  it("fans what is convex and keeps triangles as they are", () => {
    expect(
      trianglesOf([
        [0, 0, 0],
        [1, 0, 0],
        [0, 1, 0],
      ]),
    ).toEqual([0, 1, 2]);
    expect(
      trianglesOf([
        [0, 0, 5],
        [0, 1, 5],
        [1, 1, 5],
        [1, 0, 5],
      ]),
    ).toEqual([0, 1, 2, 0, 2, 3]);
  });

  it("parts an arrow head by its inner corner alone", () => {
    const arrow: Point[] = [
      [0, 0, 0],
      [4, 0, 0],
      [1, 1, 0],
      [0, 4, 0],
    ];
    const parts = partsOf(arrow);
    expect(parts).toHaveLength(2);
    for (const part of parts) expect(areaOf(part)[2]).toBeGreaterThan(0);
  });

  it("gives no triangle without area where corners lie on a side", () => {
    const square: Point[] = [
      [0, 0, 0],
      [1, 0, 0],
      [2, 0, 0],
      [2, 2, 0],
      [1, 2, 0],
      [0, 2, 0],
    ];
    for (const part of partsOf(square)) expect(areaOf(part)[2]).toBeGreaterThan(0);
  });

  it("parts a polygon with a hole that a slit ties to its rim", () => {
    const rim: Point[] = [
      [0, 0, 0],
      [9, 0, 0],
      [9, 9, 0],
      [0, 9, 0],
      [0, 0, 0],
    ];
    const hole: Point[] = [
      [3, 3, 0],
      [3, 6, 0],
      [6, 6, 0],
      [6, 3, 0],
      [3, 3, 0],
    ];
    const parts = partsOf([...rim, ...hole]);
    const areas = parts.map((part) => areaOf(part)[2]);
    expect(Math.min(...areas)).toBeGreaterThanOrEqual(0);
    expect(areas.reduce((sum, area) => sum + area)).toBeCloseTo(2 * (81 - 9), 9);
  });

  it("covers any star exactly once, in any plane", () => {
    fc.assert(
      fc.property(star, (corners) => {
        const whole = areaOf(corners);
        const size = Math.hypot(...whole);
        const parts = partsOf(corners);
        expect(parts).toHaveLength(corners.length - 2);
        let sum = 0;
        for (const part of parts) {
          const [x, y, z] = areaOf(part);
          const along = (x * whole[0] + y * whole[1] + z * whole[2]) / size;
          expect(along).toBeGreaterThan(-1e-9 * size);
          sum += along;
        }
        expect(sum).toBeCloseTo(size, 8);
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("ends for polygons that cross themselves, and names every corner", () => {
    const coordinate = fc.integer({ min: -3, max: 3 });
    fc.assert(
      fc.property(
        fc.array(fc.tuple(coordinate, coordinate, coordinate), { minLength: 3, maxLength: 30 }),
        (corners) => {
          const parts = trianglesOf(corners);
          expect(parts).toHaveLength(3 * (corners.length - 2));
          expect(new Set(parts).size).toBe(corners.length);
        },
      ),
      { seed: 2, numRuns: 500 },
    );
  });

  it("gives up on polygons that cost too much", () => {
    // A comb: every second corner is hollow.
    const comb: Point[] = Array.from({ length: 40_000 }, (_, i) => [i, i % 2 === 0 ? 0 : i * i, 0]);
    expect(new PolygonTriangulator().triangulate(Float64Array.from(comb.flat()), comb.length)).toBeUndefined();
  });
});
