import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  HalfSpaceError,
  intersectHalfSpaces,
  type Polyhedron,
  supportDistance,
  transformHalfSpaces,
} from "../src/index.js";
import {
  ADVERSARIAL_FAMILIES,
  adversarialCase,
  bipyramid,
  jittered,
  joined,
  prism,
  pyramid,
  scaled,
  shuffled,
  tangentPlanes,
} from "./adversarial-half-spaces.js";
import { clippedVolume } from "./clip-facets.js";
import { edgeCount, polyhedronFaults, polyhedronVolume } from "./polyhedron-faults.js";
import { randomDirection, randomRotation, seededRandom } from "./seeded-random.js";

/** Families whose corners lie either together or well apart, so that no corner is near the edge of merging. */
const CLEAR_FAMILIES = ["crystal forms", "prism", "pyramid", "bipyramid", "nested fans"];

const countsOf = (solid: Polyhedron) => [solid.vertices.length / 3, edgeCount(solid), solid.facets.length];

function middleOf({ vertices }: Polyhedron): [number, number, number] {
  const sum = [0, 0, 0];
  vertices.forEach((x, i) => {
    sum[i % 3] += x;
  });
  return sum.map((x) => (3 * x) / vertices.length) as [number, number, number];
}

/** The volume from tetrahedra about the solid's middle, which keeps the digits of solids far from the origin. */
function volumeOf(solid: Polyhedron): number {
  const middle = middleOf(solid);
  return polyhedronVolume({ ...solid, vertices: solid.vertices.map((x, i) => x - middle[i % 3]) });
}

function reachOf(solid: Polyhedron): number {
  const middle = middleOf(solid);
  return solid.vertices.reduce((most, x, i) => Math.max(most, Math.abs(x - middle[i % 3])), 0);
}

/** Faults of the solid of a case, in words, by every truth that is known of it. */
function faultsOf(halfSpaces: Float64Array, truth: { counts?: readonly number[]; volume?: number } = {}): string[] {
  const solid = intersectHalfSpaces(halfSpaces);
  const faults = polyhedronFaults(solid, halfSpaces);
  const volume = volumeOf(solid);
  const clipped = clippedVolume(halfSpaces, middleOf(solid), 4 * reachOf(solid));
  if (!(Math.abs(volume / clipped - 1) < 1e-5)) faults.push(`volume ${volume}, by clipping ${clipped}`);
  if (truth.volume !== undefined && !(Math.abs(volume / truth.volume - 1) < 1e-6)) {
    faults.push(`volume ${volume}, in truth ${truth.volume}`);
  }
  if (truth.counts !== undefined && countsOf(solid).join() !== truth.counts.join()) {
    faults.push(`${countsOf(solid)} vertices, edges and facets, in truth ${truth.counts}`);
  }
  return faults;
}

function problemOf(halfSpaces: Float64Array): string {
  try {
    intersectHalfSpaces(halfSpaces);
  } catch (error) {
    if (error instanceof HalfSpaceError) return error.problem;
    throw error;
  }
  return "none";
}

describe.each(Object.keys(ADVERSARIAL_FAMILIES))("intersectHalfSpaces: %s", (family) => {
  it("is sound and of the volume that clipping gives, at any pose, scale and place", () => {
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        const { halfSpaces, ...truth } = adversarialCase(family, seed);
        expect(faultsOf(halfSpaces, truth)).toEqual([]);
      }),
      { seed: 41, numRuns: 15 },
    );
  });

  it("is sound without merging", () => {
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        const { halfSpaces } = adversarialCase(family, seed);
        expect(polyhedronFaults(intersectHalfSpaces(halfSpaces, { mergeTolerance: 0 }), halfSpaces)).toEqual([]);
      }),
      { seed: 42, numRuns: 10 },
    );
  });

  it("keeps its volume when turned, scaled and put in another order", () => {
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        const random = seededRandom(seed);
        const { halfSpaces } = ADVERSARIAL_FAMILIES[family](random);
        const solid = intersectHalfSpaces(halfSpaces);
        const factor = [1e-6, 0.3, 1e6][seed % 3];
        const moved = transformHalfSpaces(
          scaled(shuffled(halfSpaces, random).halfSpaces, factor),
          randomRotation(random),
        );
        const other = intersectHalfSpaces(moved);
        expect(Math.abs(volumeOf(other) / (volumeOf(solid) * factor * factor * factor) - 1)).toBeLessThan(1e-5);
        if (CLEAR_FAMILIES.includes(family)) expect(countsOf(other)).toEqual(countsOf(solid));
      }),
      { seed: 43, numRuns: 10 },
    );
  });

  it("says empty or flat when one more plane leaves nothing, and unbounded when one side is open", () => {
    fc.assert(
      fc.property(fc.nat(1e6), (seed) => {
        const random = seededRandom(seed + 7);
        const { halfSpaces } = adversarialCase(family, seed);
        const solid = intersectHalfSpaces(halfSpaces);
        const away = randomDirection(random);
        const least = -supportDistance(solid.vertices, [-away[0], -away[1], -away[2]]);
        expect(problemOf(joined(halfSpaces, [...away, least - 0.1 * reachOf(solid)]))).toBe("empty");
        // A plane that touches the solid in one corner leaves no volume, however the last digits fall.
        expect(["flat", "empty"]).toContain(problemOf(joined(halfSpaces, [...away, least])));
        const open: number[] = [];
        for (let h = 0; h < halfSpaces.length; h += 4) {
          const along = halfSpaces[h] * away[0] + halfSpaces[h + 1] * away[1] + halfSpaces[h + 2] * away[2];
          if (along < -1e-3) open.push(...halfSpaces.subarray(h, h + 4));
        }
        expect(problemOf(Float64Array.from(open))).toBe("unbounded");
      }),
      { seed: 44, numRuns: 10 },
    );
  });
});

describe("intersectHalfSpaces: thousands of planes", () => {
  it("counts the corners of a prism, a pyramid and a bipyramid with a thousand sides", () => {
    for (const make of [() => prism(1000, 0.7), () => pyramid(1000), () => bipyramid(1000)]) {
      const { halfSpaces, counts, volume } = make();
      const posed = transformHalfSpaces(halfSpaces, randomRotation(seededRandom(5)), [0.2, 3, -1]);
      const solid = intersectHalfSpaces(posed);
      expect(countsOf(solid)).toEqual(counts);
      expect(volumeOf(solid) / (volume ?? 0)).toBeCloseTo(1, 9);
      expect(polyhedronFaults(solid, posed)).toEqual([]);
    }
  });

  it("has a facet for each of 3,000 planes that touch a ball, in any order", () => {
    const random = seededRandom(17);
    const halfSpaces = tangentPlanes(3000, random);
    const solid = intersectHalfSpaces(halfSpaces);
    expect(solid.facets.map(({ halfSpace }) => halfSpace)).toEqual(Array.from({ length: 3000 }, (_, i) => i));
    expect(polyhedronFaults(solid, halfSpaces)).toEqual([]);
    const excess = volumeOf(solid) / ((4 / 3) * Math.PI) - 1;
    expect(excess).toBeGreaterThan(0);
    expect(excess).toBeLessThan(0.01);
    const { halfSpaces: other, order } = shuffled(halfSpaces, random);
    const loops = (of: Polyhedron, name: (i: number) => number) =>
      of.facets.map(({ halfSpace, loop }) => `${name(halfSpace)}:${loop.length}`).sort();
    expect(loops(intersectHalfSpaces(other), (i) => order[i])).toEqual(loops(solid, (i) => i));
  });

  it("gives 2,000 equal planes and their jittered copies one facet each side", () => {
    const random = seededRandom(23);
    const cube = prism(4, 1).halfSpaces;
    const copies = Array.from({ length: 2000 }, (_, i) => {
      const h = 4 * (i % 6);
      return [...cube.subarray(h, h + 3), cube[h + 3] + 1e-9 * (i % 2) * random()];
    });
    const solid = intersectHalfSpaces(joined(cube, ...copies));
    expect(solid.facets.map(({ halfSpace }) => halfSpace)).toEqual([0, 1, 2, 3, 4, 5]);
    expect(countsOf(solid)).toEqual([8, 12, 6]);
  });
});

describe("intersectHalfSpaces: thousands of copies", () => {
  it.each([0, 1e-12, 1e-9, 8e-9, 1e-8, 3e-8, 1e-7, 1e-6])(
    "is sound where 3,000 planes are 12 but for %s",
    (closeness) => {
      const random = seededRandom(29);
      const { halfSpaces } = prism(10, 1);
      const crowded = transformHalfSpaces(
        joined(halfSpaces, jittered(halfSpaces, 3000, closeness, random)),
        randomRotation(random),
        [0.3, 0.1, -0.2],
      );
      const solid = intersectHalfSpaces(crowded);
      expect(polyhedronFaults(solid, crowded)).toEqual([]);
      expect(volumeOf(solid) / (20 * Math.tan(Math.PI / 10))).toBeCloseTo(1, 5);
    },
  );
});

describe("intersectHalfSpaces: there and back", () => {
  it.each(["crystal forms", "prism", "pyramid", "bipyramid", "tangent to a ball"])(
    "planes to solid to polar solid to planes: %s",
    (family) => {
      fc.assert(
        fc.property(fc.nat(1e6), (seed) => {
          const { halfSpaces } = ADVERSARIAL_FAMILIES[family](seededRandom(seed));
          const solid = intersectHalfSpaces(halfSpaces);
          const polar = intersectHalfSpaces(polarHalfSpaces(solid), { mergeTolerance: 1e-9 });
          expect([polar.facets.length, edgeCount(polar), polar.vertices.length / 3]).toEqual(countsOf(solid));
          // The corners of the polar solid are the planes' dual points n / d: each facet finds its own.
          for (const { normal, distance } of solid.facets) {
            let nearest = Number.POSITIVE_INFINITY;
            for (let v = 0; v < polar.vertices.length; v += 3) {
              const apart = normal.map((x, k) => Math.abs(polar.vertices[v + k] * distance - x));
              nearest = Math.min(nearest, Math.max(...apart));
            }
            expect(nearest).toBeLessThan(1e-6);
          }
        }),
        { seed: 45, numRuns: 6 },
      );
    },
  );
});

/** The planes x.v <= 1 of the corners v. */
function polarHalfSpaces({ vertices }: Polyhedron): Float64Array {
  const planes: number[] = [];
  for (let v = 0; v < vertices.length; v += 3) {
    const [x, y, z] = vertices.subarray(v, v + 3);
    const length = Math.sqrt(x * x + y * y + z * z);
    planes.push(x / length, y / length, z / length, 1 / length);
  }
  return Float64Array.from(planes);
}

describe("intersectHalfSpaces: what once went wrong", () => {
  it("turned facets inwards where 40 planes all but share a line", () => {
    for (const seed of [18, 32, 39]) {
      expect(faultsOf(adversarialCase("many planes through one line", seed).halfSpaces)).toEqual([]);
    }
  });

  it("called solids empty that lie away from the origin and whose planes all but coincide", () => {
    for (const [family, seed] of [
      ["crystal forms with jittered copies", 1139],
      ["crystal forms with jittered copies", 1792],
      ["prism with jittered copies", 138],
      ["prism with jittered copies", 151],
      ["bipyramid with jittered copies", 641],
      ["planes all but parallel", 1713],
    ] as const) {
      expect(faultsOf(adversarialCase(family, seed).halfSpaces)).toEqual([]);
    }
  });
});
