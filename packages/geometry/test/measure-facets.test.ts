import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MeasureError, measureFacets, measureMesh, rotationMatrix, unite } from "../src/index.js";
import { crystalSpray } from "./crystal-spray.js";
import { box, type MeasurableMesh, ring, rotated, shuffled } from "./measurable-solids.js";
import { randomRotation, seededRandom } from "./seeded-random.js";

/** A prism over a polygon given counter-clockwise; only its floor and its walls matter here. */
function prism(polygon: readonly (readonly number[])[], floor: readonly number[], height: number): MeasurableMesh {
  const size = polygon.length;
  const positions = [0, height].flatMap((z) => polygon.flatMap(([x, y]) => [x, y, z]));
  const walls = polygon.flatMap((_, i) => {
    const next = (i + 1) % size;
    return [i, next, size + next, i, size + next, size + i];
  });
  const top = floor.map((vertex) => vertex + size);
  const bottom = floor.map((_, h) => floor[h % 3 === 1 ? h + 1 : h % 3 === 2 ? h - 1 : h]);
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from([...bottom, ...top, ...walls]) };
}

const fan = (size: number): number[] => Array.from({ length: size - 2 }, (_, i) => [0, i + 1, i + 2]).flat();

const sorted = (numbers: Float64Array): number[] => [...numbers].sort((a, b) => a - b);

describe("measureFacets", () => {
  it("measures a box", () => {
    const measures = measureFacets(box([0, 0, 0], [2, 4, 10]));
    expect(measures.count).toBe(6);
    expect(sorted(measures.areasMm2)).toEqual([8, 8, 20, 20, 40, 40]);
    sorted(measures.inradiiMm).forEach((radius, i) => {
      expect(radius).toBeCloseTo([1, 1, 1, 1, 2, 2][i], 12);
    });
    expect(Math.max(...measures.inradiusErrorsMm)).toBeLessThan(1e-12);
    expect(sorted(measures.shortestEdgesMm)).toEqual([2, 2, 2, 2, 4, 4]);
  });

  it("gives a triangle the radius 2 area / perimeter and any regular polygon its apothem", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(100), fc.nat(100)), { minLength: 3, maxLength: 3 }), ([a, b, c]) => {
        const doubled = (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]);
        fc.pre(Math.abs(doubled) > 0);
        const corners = doubled > 0 ? [a, b, c] : [a, c, b];
        const perimeter = corners.reduce((sum, [x, y], i) => {
          const [u, v] = corners[(i + 1) % 3];
          return sum + Math.hypot(u - x, v - y);
        }, 0);
        const { inradiiMm, facetOfTriangle } = measureFacets(prism(corners, [0, 1, 2], 500));
        expect(inradiiMm[facetOfTriangle[0]] / (Math.abs(doubled) / perimeter)).toBeCloseTo(1, 9);
      }),
      { seed: 11, numRuns: 200 },
    );
    for (const size of [3, 4, 5, 6, 12, 97, 1000]) {
      const polygon = Array.from({ length: size }, (_, i) => {
        const angle = (2 * Math.PI * i) / size;
        return [3 * Math.cos(angle), 3 * Math.sin(angle)];
      });
      const { inradiiMm, inradiusErrorsMm, facetOfTriangle } = measureFacets(prism(polygon, fan(size), 1));
      expect(inradiiMm[facetOfTriangle[0]]).toBeCloseTo(3 * Math.cos(Math.PI / size), 9);
      expect(inradiusErrorsMm[facetOfTriangle[0]]).toBeLessThan(1e-9);
    }
  });

  it("is exact for random convex polygons: no side is cut, three are touched", () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.integer({ min: 3, max: 40 }), (seed, size) => {
        const random = seededRandom(seed);
        const angles = Array.from({ length: size }, () => 2 * Math.PI * random()).sort((a, b) => a - b);
        const [wide, high] = [1 + random() * 20, 1 + random() * 3];
        const polygon = angles.map((angle) => [wide * Math.cos(angle), high * Math.sin(angle)]);
        const { inradiiMm, inradiusErrorsMm, centresMm, facetOfTriangle } = measureFacets(
          prism(polygon, fan(size), 30),
        );
        const facet = facetOfTriangle[size - 2];
        const [x, y] = centresMm.subarray(3 * facet);
        const rooms = polygon.map(([ax, ay], i) => {
          const [bx, by] = polygon[(i + 1) % size];
          return ((bx - ax) * (y - ay) - (by - ay) * (x - ax)) / Math.hypot(bx - ax, by - ay);
        });
        const radius = inradiiMm[facet];
        expect(Math.min(...rooms)).toBeCloseTo(radius, 9);
        expect(rooms.filter((room) => room < radius + 1e-6).length).toBeGreaterThanOrEqual(2);
        expect(inradiusErrorsMm[facet]).toBeLessThan(1e-9);
      }),
      { seed: 12, numRuns: 200 },
    );
  });

  it("holds its bound for facets that are not convex or have holes", () => {
    // An L of arms 2 and 3 wide: the circle sits in the corner, touching both outer sides and the inner corner.
    const arms = [
      [0, 0],
      [10, 0],
      [10, 2],
      [3, 2],
      [3, 10],
      [0, 10],
    ];
    const expected = 5 - Math.sqrt(12);
    for (const tolerance of [1e-2, 1e-4]) {
      const floor = [0, 1, 2, 0, 2, 3, 0, 3, 4, 0, 4, 5];
      const measures = measureFacets(prism(arms, floor, 1), { inradiusTolerance: tolerance });
      const facet = measures.facetOfTriangle[0];
      expect(measures.inradiiMm[facet]).toBeLessThanOrEqual(expected + 1e-12);
      expect(measures.inradiiMm[facet] + measures.inradiusErrorsMm[facet]).toBeGreaterThanOrEqual(expected - 1e-12);
      expect(measures.inradiusErrorsMm[facet]).toBeLessThanOrEqual(tolerance * expected);
    }
    // A washer: the circle lies between its rims.
    const washer = measureFacets(
      ring(
        [
          [4, 0],
          [7, 0],
          [7, 2],
          [4, 2],
        ],
        64,
      ),
    );
    const rims = Array.from(washer.areasMm2.keys()).filter((facet) => washer.areasMm2[facet] > 50);
    expect(rims).toHaveLength(2);
    for (const facet of rims) {
      expect(washer.inradiiMm[facet]).toBeGreaterThan(1.49);
      expect(washer.inradiiMm[facet]).toBeLessThanOrEqual(1.5);
    }
  });

  it("measures the facets of a union the same however it stands and is listed, and their areas sum to its own", async () => {
    const spray = await unite(crystalSpray(5, 4, "leaning"), { keep: "largest" });
    const before = measureFacets(spray);
    expect(before.count).toBe(spray.facets.length);
    const total = before.areasMm2.reduce((sum, area) => sum + area, 0);
    expect(total / measureMesh(spray).areaMm2).toBeCloseTo(1, 12);
    for (let facet = 0; facet < before.count; facet++) {
      expect(before.inradiiMm[facet]).toBeGreaterThan(0);
      expect(Math.PI * before.inradiiMm[facet] * before.inradiiMm[facet]).toBeLessThan(before.areasMm2[facet]);
    }
    fc.assert(
      fc.property(fc.nat(10_000), (seed) => {
        const random = seededRandom(seed);
        const { areasMm2, inradiiMm, inradiusErrorsMm, shortestEdgesMm } = measureFacets(
          rotated(shuffled(spray, random), rotationMatrix(randomRotation(random))),
        );
        for (let facet = 0; facet < before.count; facet++) {
          expect(areasMm2[facet] / before.areasMm2[facet]).toBeCloseTo(1, 9);
          expect(shortestEdgesMm[facet] / before.shortestEdgesMm[facet]).toBeCloseTo(1, 9);
          const error = inradiusErrorsMm[facet] + before.inradiusErrorsMm[facet] + 1e-9;
          expect(Math.abs(inradiiMm[facet] - before.inradiiMm[facet])).toBeLessThan(error);
        }
      }),
      { seed: 13, numRuns: 3 },
    );
  });

  it("finds the facets of a mesh without names", async () => {
    const stone = await unite(crystalSpray(2, 1, "leaning"), { minimumEdgeMm: 0 });
    const { positions, triangles } = stone;
    const found = measureFacets({ positions, triangles });
    expect(found.count).toBe(stone.facets.length);
    const named = measureFacets(stone);
    sorted(found.inradiiMm).forEach((radius, i) => {
      expect(radius).toBeCloseTo(sorted(named.inradiiMm)[i], 4);
    });
  });

  it("takes degenerate and empty meshes, and refuses facets that do not fit", () => {
    expect(measureFacets({ positions: new Float32Array(0), triangles: new Uint32Array(0) }).count).toBe(0);
    const needle = measureFacets({
      positions: Float32Array.of(0, 0, 0, 1, 1, 1, 2, 2, 2),
      triangles: Uint32Array.of(0, 1, 2, 0, 0, 0),
    });
    expect([...needle.inradiiMm, ...needle.areasMm2, ...needle.centresMm].every(Number.isFinite)).toBe(true);
    const solid = box([0, 0, 0], [1, 1, 1]);
    const facets = { length: 2 };
    expect(() => measureFacets({ ...solid, facets, facetOfTriangle: new Uint32Array(12).fill(2) })).toThrow(/facet 2/);
    expect(() => measureFacets({ ...solid, facets, facetOfTriangle: new Uint32Array(3) })).toThrow(MeasureError);
    expect(() => measureFacets(solid, { inradiusTolerance: 0 })).toThrow(/tolerance of 0/);
  });
});
