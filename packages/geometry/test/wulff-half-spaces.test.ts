import { describe, expect, it } from "vitest";
import { CrystalError, intersectHalfSpaces, POINT_GROUPS, symmetryOperations, wulffHalfSpaces } from "../src/index.js";
import { edgeCount, polyhedronFaults, polyhedronVolume } from "./polyhedron-faults.js";

const CUBIC = { a: 1, b: 1, c: 1, alphaDegrees: 90, betaDegrees: 90, gammaDegrees: 90 };
const HEXAGONAL = { ...CUBIC, c: 1.1, gammaDegrees: 120 };

function shape(cube: number, octahedron: number): { counts: number[]; volume: number } {
  const { halfSpaces } = wulffHalfSpaces("m-3m", CUBIC, [
    { indices: [1, 0, 0], energy: cube },
    { indices: [1, 1, 1], energy: octahedron },
  ]);
  const solid = intersectHalfSpaces(halfSpaces);
  expect(polyhedronFaults(solid, halfSpaces)).toEqual([]);
  return {
    counts: [solid.vertices.length / 3, edgeCount(solid), solid.facets.length],
    volume: polyhedronVolume(solid),
  };
}

describe("wulffHalfSpaces", () => {
  it("goes from cube to octahedron by the ratio of the energies", () => {
    expect(shape(1, 2)).toEqual({ counts: [8, 12, 6], volume: expect.closeTo(8, 10) });
    expect(shape(1, Math.sqrt(3)).counts).toEqual([8, 12, 6]);
    expect(shape(1, 1.3).counts).toEqual([24, 36, 14]);
    // Where the faces meet in the middle of the edges: a cuboctahedron.
    expect(shape(1, 2 / Math.sqrt(3))).toEqual({ counts: [12, 24, 14], volume: expect.closeTo(20 / 3, 10) });
    expect(shape(1, 0.8).counts).toEqual([24, 36, 14]);
    expect(shape(1, 0.5)).toEqual({
      counts: [6, 12, 8],
      volume: expect.closeTo((4 / 3) * (0.5 * Math.sqrt(3)) ** 3, 10),
    });
  });

  it("names the form of each half-space and closes a hexagonal crystal", () => {
    const { halfSpaces, formOfHalfSpace } = wulffHalfSpaces("6/mmm", HEXAGONAL, [
      { indices: [1, 0, 0], energy: 3 },
      { indices: [0, 0, 1], energy: 8 },
      { indices: [1, 0, 1], energy: 6.5 },
    ]);
    expect([...formOfHalfSpace]).toEqual([0, 0, 0, 0, 0, 0, 1, 1, ...new Array(12).fill(2)]);
    const crystal = intersectHalfSpaces(halfSpaces);
    expect(crystal.facets).toHaveLength(20);
    expect(polyhedronFaults(crystal, halfSpaces)).toEqual([]);
  });

  it("refuses energies that are none", () => {
    for (const energy of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      expect(() => wulffHalfSpaces("m-3m", CUBIC, [{ indices: [1, 0, 0], energy }])).toThrow(CrystalError);
    }
  });
});

describe("offsets of single faces", () => {
  const quartz = { a: 4.913, b: 4.913, c: 5.405, alphaDegrees: 90, betaDegrees: 90, gammaDegrees: 120 };

  it("move faces in the order of their form and no angle", () => {
    const forms = [
      { indices: [1, 0, -1, 0], energy: 6 },
      { indices: [1, 0, -1, 1], energy: 9 },
    ] as const;
    const even = wulffHalfSpaces("32", quartz, forms);
    const offsets = Float64Array.of(0.5, 0, -0.75, 0, 0.25);
    const broken = wulffHalfSpaces("32", quartz, [{ ...forms[0], offsets }, forms[1]]);
    expect(broken.formOfHalfSpace).toEqual(even.formOfHalfSpace);
    even.halfSpaces.forEach((entry, i) => {
      const moved = i % 4 === 3 && i < 4 * offsets.length ? offsets[(i - 3) / 4] : 0;
      expect(broken.halfSpaces[i]).toBe(entry + moved);
    });
    const crystal = intersectHalfSpaces(broken.halfSpaces);
    expect(polyhedronFaults(crystal, broken.halfSpaces)).toEqual([]);
    expect(crystal.facets).toHaveLength(12);
  });

  it("keep every face on its side of the centre, and no more of them than faces", () => {
    const cube = { indices: [1, 0, 0], energy: 2 } as const;
    expect(() => wulffHalfSpaces("m-3m", CUBIC, [{ ...cube, offsets: [0, -2] }])).toThrow(/face 1 of \{1 0 0\}/);
    expect(() => wulffHalfSpaces("m-3m", CUBIC, [{ ...cube, offsets: [Number.NaN] }])).toThrow(CrystalError);
    expect(() => wulffHalfSpaces("m-3m", CUBIC, [{ ...cube, offsets: new Array(7).fill(0) }])).toThrow(/6 faces/);
  });
});

describe("symmetryOperations", () => {
  it("has the order of each of the 32 point groups", () => {
    const orders = [
      1, 2, 2, 2, 4, 4, 4, 8, 4, 4, 8, 8, 8, 8, 16, 3, 6, 6, 6, 12, 6, 6, 12, 12, 12, 12, 24, 12, 24, 24, 24, 48,
    ];
    expect(POINT_GROUPS.map((group) => symmetryOperations(group).length)).toEqual(orders);
  });
});
