import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type CrystalAxes,
  CrystalError,
  expandForm,
  type MillerIndices,
  POINT_GROUPS,
  type PointGroup,
  symmetryOperations,
} from "../src/index.js";

const right = { alphaDegrees: 90, betaDegrees: 90, gammaDegrees: 90 };
const CUBIC: CrystalAxes = { a: 1, b: 1, c: 1, ...right };
const TETRAGONAL: CrystalAxes = { a: 1, b: 1, c: 0.644, ...right };
const ORTHORHOMBIC: CrystalAxes = { a: 0.528, b: 1, c: 0.954, ...right };
const HEXAGONAL: CrystalAxes = { a: 4.913, b: 4.913, c: 5.405, ...right, gammaDegrees: 120 };
const MONOCLINIC: CrystalAxes = { a: 0.67, b: 1, c: 0.55, ...right, betaDegrees: 116 };
const TRICLINIC: CrystalAxes = { a: 0.49, b: 1, c: 0.48, alphaDegrees: 82.3, betaDegrees: 102.1, gammaDegrees: 86 };

function axesOf(group: PointGroup): CrystalAxes {
  if (group === "1" || group === "-1") return TRICLINIC;
  if (["2", "m", "2/m"].includes(group)) return MONOCLINIC;
  if (["222", "mm2", "mmm"].includes(group)) return ORTHORHOMBIC;
  if (/^-?4(?!3)/.test(group) && group !== "432") return TETRAGONAL;
  return /^-?[36]/.test(group) ? HEXAGONAL : CUBIC;
}

/**
 * The face forms of each point group and their numbers of faces: International Tables for Crystallography A, table 3.2.3.2, one entry for
 * every class of positions on which a face normal may lie, the most special first, the general one last.
 */
const FACES: Readonly<Record<PointGroup, Readonly<Record<string, number>>>> = {
  "1": { "1 2 3": 1, "0 0 1": 1 },
  "-1": { "1 2 3": 2, "0 1 0": 2 },
  "2": { "0 1 0": 1, "0 -1 0": 1, "1 0 2": 2, "1 2 3": 2 },
  m: { "1 0 2": 1, "0 0 1": 1, "0 1 0": 2, "1 2 3": 2 },
  "2/m": { "0 1 0": 2, "1 0 2": 2, "0 0 1": 2, "1 2 3": 4, "1 1 0": 4 },
  "222": { "1 0 0": 2, "0 1 0": 2, "0 0 1": 2, "0 2 1": 4, "2 0 1": 4, "2 1 0": 4, "1 2 3": 4 },
  mm2: { "0 0 1": 1, "0 0 -1": 1, "1 0 0": 2, "0 1 0": 2, "2 0 1": 2, "0 2 1": 2, "2 1 0": 4, "1 2 3": 4 },
  mmm: { "1 0 0": 2, "0 1 0": 2, "0 0 1": 2, "0 2 1": 4, "2 0 1": 4, "2 1 0": 4, "1 2 3": 8 },
  "4": { "0 0 1": 1, "1 0 0": 4, "2 1 0": 4, "1 1 1": 4, "3 2 1": 4 },
  "-4": { "0 0 1": 2, "1 0 0": 4, "2 1 0": 4, "3 2 1": 4 },
  "4/m": { "0 0 1": 2, "1 0 0": 4, "2 1 0": 4, "1 0 1": 8, "3 2 1": 8 },
  "422": { "0 0 1": 2, "1 0 0": 4, "1 1 0": 4, "2 1 0": 8, "1 0 1": 8, "1 1 1": 8, "3 2 1": 8 },
  "4mm": { "0 0 1": 1, "1 0 0": 4, "1 1 0": 4, "1 0 1": 4, "1 1 1": 4, "2 1 0": 8, "3 2 1": 8 },
  "-42m": { "0 0 1": 2, "1 0 0": 4, "1 1 0": 4, "1 1 1": 4, "2 1 0": 8, "1 0 1": 8, "3 2 1": 8 },
  "4/mmm": { "0 0 1": 2, "1 0 0": 4, "1 1 0": 4, "2 1 0": 8, "1 0 1": 8, "1 1 1": 8, "3 2 1": 16 },
  "3": { "0 0 1": 1, "1 0 0": 3, "2 1 0": 3, "1 0 1": 3, "3 1 2": 3 },
  "-3": { "0 0 1": 2, "1 0 0": 6, "2 1 0": 6, "1 0 1": 6, "3 1 2": 6 },
  "32": { "0 0 1": 2, "1 1 0": 3, "1 0 0": 6, "2 1 0": 6, "1 0 1": 6, "1 1 1": 6, "3 1 2": 6 },
  "3m": { "0 0 1": 1, "1 0 0": 3, "1 0 1": 3, "1 1 0": 6, "2 1 0": 6, "1 1 1": 6, "3 1 2": 6 },
  "-3m": { "0 0 1": 2, "1 0 0": 6, "1 1 0": 6, "1 0 1": 6, "2 1 0": 12, "1 1 1": 12, "3 1 2": 12 },
  "6": { "0 0 1": 1, "1 0 0": 6, "1 1 0": 6, "1 0 1": 6, "3 1 2": 6 },
  "-6": { "0 0 1": 2, "1 0 0": 3, "2 1 0": 3, "1 0 1": 6, "3 1 2": 6 },
  "6/m": { "0 0 1": 2, "1 0 0": 6, "2 1 0": 6, "1 0 1": 12, "3 1 2": 12 },
  "622": { "0 0 1": 2, "1 0 0": 6, "1 1 0": 6, "2 1 0": 12, "1 0 1": 12, "1 1 1": 12, "3 1 2": 12 },
  "6mm": { "0 0 1": 1, "1 0 0": 6, "1 1 0": 6, "1 0 1": 6, "1 1 1": 6, "2 1 0": 12, "3 1 2": 12 },
  "-6m2": { "0 0 1": 2, "1 0 0": 3, "1 1 0": 6, "2 1 0": 6, "1 0 1": 6, "1 1 1": 12, "3 1 2": 12 },
  "6/mmm": { "0 0 1": 2, "1 0 0": 6, "1 1 0": 6, "2 1 0": 12, "1 0 1": 12, "1 1 1": 12, "3 1 2": 24 },
  "23": { "1 0 0": 6, "1 1 1": 4, "-1 -1 -1": 4, "1 1 0": 12, "2 1 0": 12, "2 1 1": 12, "2 2 1": 12, "3 2 1": 12 },
  "m-3": { "1 0 0": 6, "1 1 1": 8, "1 1 0": 12, "2 1 0": 12, "2 1 1": 24, "2 2 1": 24, "3 2 1": 24 },
  "432": { "1 0 0": 6, "1 1 1": 8, "1 1 0": 12, "2 1 0": 24, "2 1 1": 24, "2 2 1": 24, "3 2 1": 24 },
  "-43m": { "1 0 0": 6, "1 1 1": 4, "1 1 0": 12, "2 1 1": 12, "2 2 1": 12, "2 1 0": 24, "3 2 1": 24 },
  "m-3m": { "1 0 0": 6, "1 1 1": 8, "1 1 0": 12, "2 1 0": 24, "2 1 1": 24, "2 2 1": 24, "3 2 1": 48 },
};

const forms = Object.entries(FACES).flatMap(([group, faces]) =>
  Object.entries(faces).map(
    ([name, count]) => [group as PointGroup, name.split(" ").map(Number) as unknown as MillerIndices, count] as const,
  ),
);

function dot(directions: Float64Array, i: number, j: number): number {
  const [a, b] = [directions.subarray(3 * i, 3 * i + 3), directions.subarray(3 * j, 3 * j + 3)];
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

const degreesBetween = (directions: Float64Array, i: number, j: number) =>
  (Math.acos(dot(directions, i, j)) * 180) / Math.PI;

describe("expandForm", () => {
  it.each(forms)("%s %j has %d faces", (group, indices, count) => {
    const directions = expandForm(group, indices, axesOf(group));
    expect(directions.length / 3).toBe(count);
    for (let i = 0; i < count; i++) expect(dot(directions, i, i)).toBeCloseTo(1, 14);
  });

  it("gives every face the same surroundings, and each face once, whatever the indices", () => {
    const index = fc.integer({ min: -9, max: 9 });
    fc.assert(
      fc.property(fc.constantFrom(...POINT_GROUPS), fc.tuple(index, index, index), (group, indices) => {
        fc.pre(indices.some((i) => i !== 0));
        const directions = expandForm(group, indices, axesOf(group));
        const faces = directions.length / 3;
        // Orbit and stabilizer: the number of faces divides the order of the group.
        expect(symmetryOperations(group).length % faces).toBe(0);
        const surroundings = (i: number) =>
          Array.from({ length: faces }, (_, j) => dot(directions, i, j)).sort((a, b) => a - b);
        const first = surroundings(0);
        for (let i = 0; i < faces; i++) {
          const here = surroundings(i);
          if (faces > 1) expect(here[faces - 2]).toBeLessThan(1 - 1e-9);
          here.forEach((cosine, j) => {
            expect(cosine).toBeCloseTo(first[j], 12);
          });
        }
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it("begins with the face asked for", () => {
    for (const [group, indices] of forms) {
      const [first] = [expandForm(group, indices, axesOf(group)).subarray(0, 3)];
      expect([...first]).toEqual([...expandForm("1", indices, axesOf(group))]);
    }
  });

  it("has the angles that a goniometer finds on quartz", () => {
    // Interfacial angles r^m = 38 degrees 13 minutes and r^r' = 85 degrees 46 minutes (Dana's System of Mineralogy).
    const prism = expandForm("32", [1, 0, 0], HEXAGONAL);
    const rhombohedron = expandForm("32", [1, 0, 1], HEXAGONAL);
    const both = Float64Array.from([...prism, ...rhombohedron]);
    expect(degreesBetween(both, 0, 6)).toBeCloseTo(38.21, 1);
    const upper = [0, 1, 2, 3, 4, 5].filter((i) => rhombohedron[3 * i + 2] > 0);
    expect(degreesBetween(rhombohedron, upper[0], upper[1])).toBeCloseTo(85.77, 1);
    expect(degreesBetween(prism, 0, 1) % 60).toBeCloseTo(0, 9);
  });

  it("stands with c along z", () => {
    expect([...expandForm("mm2", [0, 0, 1], ORTHORHOMBIC)]).toEqual([0, 0, 1]);
    const [x, y, z] = expandForm("-1", [1, 0, 0], TRICLINIC);
    expect([x, y, z]).toEqual([1, 0, 0]);
  });

  it("takes the four indices of Bravais and Miller on hexagonal axes, and there alone", () => {
    expect(expandForm("6/mmm", [1, 1, -2, 2], HEXAGONAL)).toEqual(expandForm("6/mmm", [1, 1, 2], HEXAGONAL));
    expect(expandForm("-3m", [2, 1, -3, 1], HEXAGONAL)).toEqual(expandForm("-3m", [2, 1, 1], HEXAGONAL));
    expect(() => expandForm("6/mmm", [1, 1, 2, 2], HEXAGONAL)).toThrow(/h \+ k \+ i = 0/);
    expect(() => expandForm("m-3", [1, 1, -2, 2], CUBIC)).toThrow(/hexagonal axes/);
    expect(() => expandForm("-43m", [1, 1, -2, 2], CUBIC)).toThrow(CrystalError);
  });

  it("refuses what is no crystal", () => {
    expect(() => expandForm("m-3m", [0, 0, 0], CUBIC)).toThrow(CrystalError);
    expect(() => expandForm("m-3m", [0.5, 0, 0], CUBIC)).toThrow(CrystalError);
    expect(() => expandForm("m-3m", [1, 0, 0], TETRAGONAL)).toThrow(/point group m-3m/);
    expect(() => expandForm("6/mmm", [1, 0, 0], TETRAGONAL)).toThrow(CrystalError);
    expect(() => expandForm("1", [1, 0, 0], { ...TRICLINIC, gammaDegrees: 190 })).toThrow(CrystalError);
    expect(() => expandForm("1", [1, 0, 0], { ...TRICLINIC, a: 0 })).toThrow(CrystalError);
  });
});
