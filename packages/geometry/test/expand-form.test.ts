import { describe, expect, it } from "vitest";
import { type CrystalAxes, CrystalError, expandForm, type MillerIndices, type PointGroup } from "../src/index.js";

const right = { alphaDegrees: 90, betaDegrees: 90, gammaDegrees: 90 };
const CUBIC: CrystalAxes = { a: 1, b: 1, c: 1, ...right };
const TETRAGONAL: CrystalAxes = { a: 1, b: 1, c: 0.644, ...right };
const ORTHORHOMBIC: CrystalAxes = { a: 0.528, b: 1, c: 0.954, ...right };
const HEXAGONAL: CrystalAxes = { a: 4.913, b: 4.913, c: 5.405, ...right, gammaDegrees: 120 };
const MONOCLINIC: CrystalAxes = { a: 0.67, b: 1, c: 0.55, ...right, betaDegrees: 116 };
const TRICLINIC: CrystalAxes = { a: 0.49, b: 1, c: 0.48, alphaDegrees: 82.3, betaDegrees: 102.1, gammaDegrees: 86 };

function degreesBetween(directions: Float64Array, i: number, j: number): number {
  const [a, b] = [directions.subarray(3 * i, 3 * i + 3), directions.subarray(3 * j, 3 * j + 3)];
  return (Math.acos(a[0] * b[0] + a[1] * b[1] + a[2] * b[2]) * 180) / Math.PI;
}

describe("expandForm", () => {
  // Numbers of faces: International Tables for Crystallography A, table 3.2.3.2.
  it.each<[PointGroup, MillerIndices, CrystalAxes, number]>([
    ["-1", [1, 2, 3], TRICLINIC, 2],
    ["2/m", [1, 1, 1], MONOCLINIC, 4],
    ["2/m", [0, 1, 0], MONOCLINIC, 2],
    ["mmm", [1, 1, 1], ORTHORHOMBIC, 8],
    ["222", [1, 1, 1], ORTHORHOMBIC, 4],
    ["mm2", [0, 0, 1], ORTHORHOMBIC, 1],
    ["4/mmm", [1, 0, 1], TETRAGONAL, 8],
    ["4/mmm", [3, 2, 1], TETRAGONAL, 16],
    ["-42m", [1, 1, 1], TETRAGONAL, 4],
    ["422", [2, 1, 1], TETRAGONAL, 8],
    ["-3m", [1, 0, 1], HEXAGONAL, 6],
    ["-3m", [2, 1, 1], HEXAGONAL, 12],
    ["32", [1, 0, 0], HEXAGONAL, 6],
    ["32", [1, 0, 1], HEXAGONAL, 6],
    ["32", [1, 1, 0], HEXAGONAL, 3],
    ["3m", [1, 0, 1], HEXAGONAL, 3],
    ["6/mmm", [1, 0, 0], HEXAGONAL, 6],
    ["6/mmm", [1, 0, 1], HEXAGONAL, 12],
    ["6/mmm", [2, 1, 1], HEXAGONAL, 24],
    ["622", [2, 1, 1], HEXAGONAL, 12],
    ["-6m2", [1, 0, 0], HEXAGONAL, 3],
    ["m-3m", [1, 0, 0], CUBIC, 6],
    ["m-3m", [1, 1, 1], CUBIC, 8],
    ["m-3m", [1, 1, 0], CUBIC, 12],
    ["m-3m", [3, 2, 1], CUBIC, 48],
    ["-43m", [1, 1, 1], CUBIC, 4],
    ["23", [2, 1, 0], CUBIC, 12],
    ["m-3", [2, 1, 0], CUBIC, 12],
    ["432", [3, 2, 1], CUBIC, 24],
  ])("%s %s: %#", (group, indices, axes, faces) => {
    const directions = expandForm(group, indices, axes);
    expect(directions.length / 3).toBe(faces);
    for (let i = 0; i < faces; i++) {
      const [x, y, z] = directions.subarray(3 * i, 3 * i + 3);
      expect(x * x + y * y + z * z).toBeCloseTo(1, 14);
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

  it("refuses what is no crystal", () => {
    expect(() => expandForm("m-3m", [0, 0, 0], CUBIC)).toThrow(CrystalError);
    expect(() => expandForm("m-3m", [0.5, 0, 0], CUBIC)).toThrow(CrystalError);
    expect(() => expandForm("m-3m", [1, 0, 0], TETRAGONAL)).toThrow(/point group m-3m/);
    expect(() => expandForm("6/mmm", [1, 0, 0], TETRAGONAL)).toThrow(CrystalError);
    expect(() => expandForm("1", [1, 0, 0], { ...TRICLINIC, gammaDegrees: 190 })).toThrow(CrystalError);
    expect(() => expandForm("1", [1, 0, 0], { ...TRICLINIC, a: 0 })).toThrow(CrystalError);
  });
});
