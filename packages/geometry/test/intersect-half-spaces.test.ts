import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HalfSpaceError, type HalfSpaceProblem, intersectHalfSpaces, transformHalfSpaces } from "../src/index.js";
import { edgeCount, polyhedronFaults, polyhedronVolume } from "./polyhedron-faults.js";
import { roundBrilliant } from "./round-brilliant.js";
import { randomDirection, randomRotation, seededRandom } from "./seeded-random.js";

const CUBE = Float64Array.of(1, 0, 0, 1, -1, 0, 0, 1, 0, 1, 0, 1, 0, -1, 0, 1, 0, 0, 1, 1, 0, 0, -1, 1);

function scaled(halfSpaces: Float64Array, factor: number): Float64Array {
  return halfSpaces.map((x, i) => (i % 4 === 3 ? x * factor : x));
}

function joined(...parts: readonly ArrayLike<number>[]): Float64Array {
  return Float64Array.from(parts.flatMap((part) => Array.from(part)));
}

/** Planes about a ball, each pushed in or out a little. */
function randomStone(seed: number, planes: number, roughness: number): Float64Array {
  const random = seededRandom(seed);
  return joined(
    ...Array.from({ length: planes }, () => [...randomDirection(random), 1 + roughness * random()]),
    CUBE.map((x, i) => (i % 4 === 3 ? 2 : x)),
  );
}

function problemOf(run: () => unknown): HalfSpaceProblem | undefined {
  try {
    run();
  } catch (error) {
    if (error instanceof HalfSpaceError) return error.problem;
    throw error;
  }
  return undefined;
}

describe("intersectHalfSpaces", () => {
  it("makes a cube", () => {
    const cube = intersectHalfSpaces(CUBE);
    expect(polyhedronFaults(cube, CUBE)).toEqual([]);
    expect([cube.vertices.length / 3, edgeCount(cube), cube.facets.length]).toEqual([8, 12, 6]);
    expect(polyhedronVolume(cube)).toBeCloseTo(8, 12);
    expect(cube.facets[4]).toMatchObject({ halfSpace: 4, normal: [0, 0, 1], distance: 1 });
  });

  it("merges the meet points of a round brilliant at any rotation, place and scale", () => {
    const brilliant = roundBrilliant();
    for (let seed = 0; seed < 60; seed++) {
      const random = seededRandom(seed);
      const scale = [1, 1e-6, 1e6, 20 * random() + 0.1][seed % 4];
      const shift = [0, 1, 2].map(() => (seed % 3 === 0 ? 0 : scale * 4 * (random() - 0.5))) as [
        number,
        number,
        number,
      ];
      const posed = transformHalfSpaces(scaled(brilliant, scale), randomRotation(random), shift);
      const stone = intersectHalfSpaces(posed);
      expect([stone.vertices.length / 3, edgeCount(stone), stone.facets.length]).toEqual([57, 128, 73]);
      expect(polyhedronFaults(stone, posed)).toEqual([]);
    }
  });

  it("is a sound polyhedron for any planes about a ball", () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.integer({ min: 0, max: 300 }),
        fc.constantFrom(0, 1e-12, 1e-8, 1e-6, 0.01, 0.5),
        (seed, n, rough) => {
          const halfSpaces = randomStone(seed, n, rough);
          expect(polyhedronFaults(intersectHalfSpaces(halfSpaces), halfSpaces)).toEqual([]);
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  });

  it("is a sound polyhedron where planes all but coincide, graze corners, or come in bundles through a line", () => {
    fc.assert(
      fc.property(
        fc.nat(1e6),
        fc.constantFrom(0, 1e-15, 1e-12, 1e-10, 1e-9, 1e-8, 1e-7, 1e-6, 1e-4),
        (seed, closeness) => {
          const random = seededRandom(seed);
          const copies = Array.from({ length: 30 }, () => {
            const face = Math.floor(random() * 6) * 4;
            const normal = [0, 1, 2].map((k) => CUBE[face + k] + closeness * (random() - 0.5));
            const length = Math.sqrt(normal.reduce((sum, x) => sum + x * x, 0));
            return [...normal.map((x) => x / length), 1 + closeness * (random() - 0.5)];
          });
          // Through the edge x = y = 1, and through the corner (1, 1, 1).
          const grazing = Array.from({ length: 10 }, (_, i) => {
            const [x, y, z] = [random() + 0.1, random() + 0.1, i % 2 === 0 ? 0 : random() + 0.1];
            const length = Math.sqrt(x * x + y * y + z * z);
            return [x / length, y / length, z / length, (x + y + z) / length + closeness * (random() - 0.5)];
          });
          const halfSpaces = transformHalfSpaces(
            joined(CUBE, ...copies, ...grazing),
            randomRotation(random),
            [0.1, 0.2, 0.3],
          );
          expect(polyhedronFaults(intersectHalfSpaces(halfSpaces), halfSpaces)).toEqual([]);
        },
      ),
      { seed: 2, numRuns: 200 },
    );
  });

  it("does not care about order, place or scale", () => {
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        const random = seededRandom(seed);
        const halfSpaces = randomStone(seed, 40, 0.3);
        const stone = intersectHalfSpaces(halfSpaces);
        const order = Array.from({ length: halfSpaces.length / 4 }, (_, i) => i).sort(
          (a, b) => ((a * 7) % 23) - ((b * 7) % 23) || a - b,
        );
        const shuffled = joined(...order.map((i) => halfSpaces.subarray(4 * i, 4 * i + 4)));
        const moved = transformHalfSpaces(scaled(shuffled, 25), randomRotation(random), [30, -50, 70]);
        const other = intersectHalfSpaces(moved);
        expect(other.vertices.length).toBe(stone.vertices.length);
        expect(other.facets.map(({ halfSpace, loop }) => `${order[halfSpace]}:${loop.length}`).sort()).toEqual(
          stone.facets.map(({ halfSpace, loop }) => `${halfSpace}:${loop.length}`).sort(),
        );
        expect(polyhedronVolume(other) / polyhedronVolume(stone) / 15625).toBeCloseTo(1, 9);
      }),
      { seed: 3, numRuns: 20 },
    );
  });

  it("gives the first of equal half-spaces the facet, and redundant ones none", () => {
    const doubled = joined(CUBE, CUBE, [0, 0, 1, 3]);
    expect(intersectHalfSpaces(doubled).facets.map((facet) => facet.halfSpace)).toEqual([0, 1, 2, 3, 4, 5]);
    const slanted = Math.SQRT1_2;
    const touching = joined(CUBE, [slanted, slanted, 0, 2 * slanted]);
    expect(intersectHalfSpaces(touching).facets).toHaveLength(6);
  });

  it("finds a point inside where the origin is not", () => {
    const far = transformHalfSpaces(CUBE, [0, 0, 0, 1], [1000, 2000, -500]);
    expect(polyhedronVolume(intersectHalfSpaces(far))).toBeCloseTo(8, 6);
    const onFace = transformHalfSpaces(CUBE, [0, 0, 0, 1], [0, 0, 1]);
    expect(polyhedronVolume(intersectHalfSpaces(onFace))).toBeCloseTo(8, 12);
    expect(intersectHalfSpaces(far, { interior: [1000, 2000, -500] }).facets).toHaveLength(6);
  });

  it("says what is wrong", () => {
    const open = CUBE.subarray(0, 20);
    const slab = CUBE.subarray(16, 24);
    expect(problemOf(() => intersectHalfSpaces(open))).toBe("unbounded");
    expect(problemOf(() => intersectHalfSpaces(slab))).toBe("unbounded");
    expect(problemOf(() => intersectHalfSpaces(new Float64Array(0)))).toBe("unbounded");
    expect(problemOf(() => intersectHalfSpaces(joined(CUBE, [0, 0, 1, -2])))).toBe("empty");
    expect(problemOf(() => intersectHalfSpaces(Float64Array.of(1, 0, 0, -1, -1, 0, 0, -1)))).toBe("empty");
    expect(problemOf(() => intersectHalfSpaces(joined(CUBE, [0, 0, 1, -1])))).toBe("flat");
    expect(problemOf(() => intersectHalfSpaces(joined(CUBE, [0, 0, 1, -1 + 1e-12])))).toBe("flat");
    expect(problemOf(() => intersectHalfSpaces(CUBE, { interior: [2, 0, 0] }))).toBe("interior");
    expect(problemOf(() => intersectHalfSpaces(CUBE.subarray(0, 23)))).toBe("malformed");
    expect(problemOf(() => intersectHalfSpaces(joined(CUBE, [1, 1, 0, 1])))).toBe("malformed");
    expect(problemOf(() => intersectHalfSpaces(joined(CUBE, [1, 0, 0, Number.NaN])))).toBe("malformed");
    expect(problemOf(() => intersectHalfSpaces(joined(CUBE, [Number.NaN, 0, 0, 1])))).toBe("malformed");
    expect(problemOf(() => intersectHalfSpaces(CUBE, { mergeTolerance: 1 }))).toBe("malformed");
  });

  it("gives back the half-spaces of the hull of its own corners", () => {
    const halfSpaces = randomStone(11, 60, 0.2);
    const stone = intersectHalfSpaces(halfSpaces);
    // The polar solid of the corners has a facet for each corner and a corner for each facet.
    const polar: number[] = [];
    for (let i = 0; i < stone.vertices.length; i += 3) {
      const [x, y, z] = stone.vertices.subarray(i, i + 3);
      const length = Math.sqrt(x * x + y * y + z * z);
      polar.push(x / length, y / length, z / length, 1 / length);
    }
    const dual = intersectHalfSpaces(Float64Array.from(polar));
    expect([dual.facets.length, dual.vertices.length / 3]).toEqual([stone.vertices.length / 3, stone.facets.length]);
  });
});
