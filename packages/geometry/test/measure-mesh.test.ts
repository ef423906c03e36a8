import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { intersectHalfSpaces, MeasureError, measureMesh, measureSolid, rotationMatrix, unite } from "../src/index.js";
import { crystalSpray } from "./crystal-spray.js";
import { ball, insideOut, type MeasurableMesh, moved, rotated, shuffled, together } from "./measurable-solids.js";
import { randomRotation, seededRandom } from "./seeded-random.js";

const CUBE = Float64Array.of(1, 0, 0, 2, -1, 0, 0, 1, 0, 1, 0, 2, 0, -1, 0, 1, 0, 0, 1, 2, 0, 0, -1, 1);
const cube = await unite([intersectHalfSpaces(CUBE)]);

describe("measureMesh", () => {
  it("measures a cube", () => {
    const measure = measureMesh(cube);
    expect(measure).toMatchObject({
      sizeMm: [3, 3, 3],
      facets: 6,
      triangles: 12,
      vertices: 8,
      components: 1,
      watertight: true,
      manifold: true,
      oriented: true,
      genus: 0,
      enclosedVoids: 0,
      degenerateTriangles: 0,
      selfIntersections: 0,
    });
    expect(measure.volumeMm3).toBeCloseTo(27, 12);
    expect(measure.areaMm2).toBeCloseTo(54, 12);
    for (const x of measure.centreOfMassMm ?? []) expect(x).toBeCloseTo(0.5, 12);
  });

  it("merges equal corners as STL readers do", () => {
    const soup = Float32Array.from([...cube.triangles].flatMap((v) => [...cube.positions.subarray(3 * v, 3 * v + 3)]));
    const measure = measureMesh({ positions: soup, triangles: Uint32Array.from(cube.triangles.keys()) });
    expect(measure).toMatchObject({ vertices: 8, watertight: true, manifold: true, facets: 12 });
  });

  it("sees holes, flipped triangles and inside-out solids", () => {
    expect(measureMesh({ ...cube, triangles: cube.triangles.subarray(3) })).toMatchObject({
      watertight: false,
      genus: null,
    });
    const flipped = cube.triangles.slice();
    flipped.set([flipped[1], flipped[0]]);
    expect(measureMesh({ ...cube, triangles: flipped })).toMatchObject({ watertight: true, oriented: false });
    expect(measureMesh(insideOut(cube))).toMatchObject({ watertight: true, oriented: false, enclosedVoids: 0 });
    expect(measureMesh(insideOut(cube)).volumeMm3).toBeCloseTo(-27, 12);
  });

  it("tells voids from second pieces", () => {
    const hollow = together(cube, insideOut(moved(cube, 0.25, 0.25)));
    expect(measureMesh(hollow)).toMatchObject({
      components: 2,
      enclosedVoids: 1,
      oriented: true,
      selfIntersections: 0,
    });
    expect(measureMesh(hollow).volumeMm3).toBeCloseTo(27 - 27 / 64, 6);
    expect(measureMesh(together(cube, moved(cube, 1, 10)))).toMatchObject({ components: 2, enclosedVoids: 0 });
  });

  it("sees what touches or crosses itself", () => {
    expect(measureMesh(together(cube, moved(cube, 1, 1))).selfIntersections).toBeGreaterThan(0);
    // Two cubes that share one corner, and two that share one edge.
    expect(measureMesh(together(cube, moved(cube, 1, 3)))).toMatchObject({ watertight: true, manifold: false });
    const beside = cube.positions.map((x, i) => (i % 3 < 2 ? x + 3 : x));
    expect(measureMesh(together(cube, { ...cube, positions: beside }))).toMatchObject({
      watertight: true,
      manifold: false,
    });
  });

  it("counts the handles of a ring", async () => {
    const wall = (axis: number, side: number) =>
      intersectHalfSpaces(
        Float64Array.from(
          [0, 1, 2].flatMap((k) => {
            const [low, high] = k === 2 ? [0, 2] : k === axis ? (side < 0 ? [-5, -3] : [3, 5]) : [-5, 5];
            const unit = [0, 1, 2].map((j) => (j === k ? 1 : 0));
            return [...unit, high, ...unit.map((x) => -x), -low];
          }),
        ),
      );
    const ring = await unite([wall(0, -1), wall(0, 1), wall(1, -1), wall(1, 1)]);
    expect(measureMesh(ring)).toMatchObject({ genus: 1, components: 1, selfIntersections: 0 });
    expect(measureMesh(ring).volumeMm3).toBeCloseTo(2 * (100 - 36), 4);
  });

  it("takes broken and empty meshes", () => {
    const empty = measureMesh({ positions: new Float32Array(0), triangles: new Uint32Array(0) });
    expect(empty).toMatchObject({ sizeMm: [0, 0, 0], triangles: 0, watertight: false, components: 0 });
    const needle = {
      positions: Float32Array.of(0, 0, 0, 1, 1, 1, 2, 2, 2),
      triangles: Uint32Array.of(0, 1, 2, 0, 0, 1),
    };
    expect(measureMesh(needle)).toMatchObject({ degenerateTriangles: 2, watertight: false });
    expect(() => measureMesh({ positions: new Float32Array(9), triangles: Uint32Array.of(0, 1, 3) })).toThrow(
      MeasureError,
    );
  });

  it("gives a box's inertia, and the principal axes of one that is turned", () => {
    const box = moved(cube, 1, 0);
    box.positions.forEach((_, i, all) => {
      all[i] *= [1, 2, 4][i % 3];
    });
    const inertia = measureSolid(box).inertia;
    const [x2, y2, z2, volume] = [9, 36, 144, 216];
    const moments = [x2 + y2, x2 + z2, y2 + z2].map((sum) => (volume * sum) / 12);
    inertia.principalMm5.forEach((moment, i) => {
      expect(moment).toBeCloseTo(moments[i], 8);
    });
    const turn = rotationMatrix([0.2, -0.4, 0.1, Math.sqrt(1 - 0.04 - 0.16 - 0.01)]);
    const turned = measureSolid(rotated(box, turn)).inertia;
    expect(turned.principalMm5[0] / moments[0]).toBeCloseTo(1, 12);
    // The long axis was z.
    const along = [turn[2], turn[5], turn[8]];
    expect(Math.abs(turned.principalAxes[0].reduce((sum, a, k) => sum + a * along[k], 0))).toBeCloseTo(1, 12);
    for (let i = 0; i < 9; i++) {
      const made = turned.principalAxes.reduce(
        (sum, axis, k) => sum + turned.principalMm5[k] * axis[Math.floor(i / 3)] * axis[i % 3],
        0,
      );
      expect(made).toBeCloseTo(turned.tensorMm5[i], 6);
    }
  });

  it("approaches the closed forms of a ball", () => {
    const measure = measureSolid(ball(2, 48, [7, -3, 11]));
    expect(measure.volumeMm3 / ((4 / 3) * Math.PI * 8)).toBeCloseTo(1, 2);
    expect(measure.areaMm2 / (4 * Math.PI * 4)).toBeCloseTo(1, 2);
    measure.centreOfMassMm.forEach((x, k) => {
      expect(x).toBeCloseTo([7, -3, 11][k], 9);
    });
    // (2/5) m r^2 about every axis.
    for (const moment of measure.inertia.principalMm5) expect(moment / (0.4 * measure.volumeMm3 * 4)).toBeCloseTo(1, 2);
    expect(measure).toMatchObject({ eulerCharacteristic: 2, genus: 0, watertight: true, oriented: true });
  });

  it("has no volume, centre or inertia where the surface does not close", () => {
    const open = measureMesh({ ...cube, triangles: cube.triangles.subarray(3) });
    expect(open).toMatchObject({ volumeMm3: null, centreOfMassMm: null, inertia: null, eulerCharacteristic: 1 });
    expect(measureMesh(insideOut(cube))).toMatchObject({ inertia: null });
    expect(measureMesh(together(cube, insideOut(cube)))).toMatchObject({ volumeMm3: 0, centreOfMassMm: null });
    expect(() => measureSolid(insideOut(cube))).toThrow(/volume of -27/);
    expect(() => measureSolid({ ...cube, triangles: cube.triangles.subarray(3) })).toThrow(MeasureError);
  });

  it("refuses what is no mesh", () => {
    const refuse = (change: Partial<MeasurableMesh>, found: RegExp) =>
      expect(() => measureMesh({ ...cube, ...change })).toThrow(found);
    refuse({ positions: cube.positions.map((x, i) => (i === 4 ? Number.NaN : x)) }, /NaN as a coordinate of vertex 1/);
    refuse(
      { positions: cube.positions.map((x, i) => (i === 23 ? -1 / 0 : x)) },
      /-Infinity as a coordinate of vertex 7/,
    );
    refuse({ positions: cube.positions.subarray(1) }, /23 coordinates/);
    refuse({ triangles: cube.triangles.subarray(1) }, /35 corners/);
    refuse({ triangles: Uint32Array.of(0, 1, 8) }, /vertex 8 in a triangle; accepted: 0 to 7/);
    expect(() => measureMesh(cube, { selfIntersectionLimit: 0 })).toThrow(/limit of 0/);
  });

  it("tells which of many shells are voids", () => {
    const shells = [cube, insideOut(moved(cube, 0.2, -0.5)), insideOut(moved(cube, 0.2, 0.5)), moved(cube, 0.1, 0.8)];
    expect(measureMesh(together(...shells, moved(cube, 1, 20)))).toMatchObject({
      components: 5,
      enclosedVoids: 2,
      oriented: true,
    });
    expect(measureMesh(together(...shells, insideOut(moved(cube, 1, 20))))).toMatchObject({
      enclosedVoids: 2,
      oriented: false,
    });
  });

  it("measures the same however a spray is turned, moved, scaled, and however its triangles are listed", async () => {
    const spray = await unite(crystalSpray(3, 9, "leaning"), { keep: "largest" });
    const original = { ...spray, positions: Float64Array.from(spray.positions) };
    const before = measureSolid(original);
    const counts = [
      "triangles",
      "vertices",
      "facets",
      "components",
      "eulerCharacteristic",
      "selfIntersections",
    ] as const;
    fc.assert(
      fc.property(fc.nat(10_000), fc.double({ min: 0.01, max: 100, noNaN: true }), (seed, factor) => {
        const random = seededRandom(seed);
        const turn = rotationMatrix(randomRotation(random));
        const shift = [random() * 100, random() * 100, random() * 100];
        const moving = rotated(shuffled(original, random), turn);
        const positions = moving.positions.map((x, i) => factor * x + shift[i % 3]);
        const after = measureSolid({ ...moving, positions });
        for (const count of counts) expect(after[count]).toBe(before[count]);
        expect(after.volumeMm3 / before.volumeMm3 / (factor * factor * factor)).toBeCloseTo(1, 9);
        expect(after.areaMm2 / before.areaMm2 / (factor * factor)).toBeCloseTo(1, 9);
        for (let k = 0; k < 3; k++) {
          const [row, c] = [turn.slice(3 * k, 3 * k + 3), before.centreOfMassMm];
          const expected = factor * (row[0] * c[0] + row[1] * c[1] + row[2] * c[2]) + shift[k];
          expect((after.centreOfMassMm[k] - expected) / factor).toBeCloseTo(0, 8);
          const ratio = after.inertia.principalMm5[k] / before.inertia.principalMm5[k];
          expect(ratio / (factor * factor * factor * factor * factor)).toBeCloseTo(1, 7);
        }
      }),
      { seed: 4, numRuns: 20 },
    );
  });

  it("answers for any rubble without a NaN", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -3, max: 3 }), { minLength: 9, maxLength: 60 }),
        fc.array(fc.nat(2), { maxLength: 90 }),
        (numbers, names) => {
          const positions = Float32Array.from(numbers.slice(0, numbers.length - (numbers.length % 3)));
          const triangles = Uint32Array.from(names.slice(0, names.length - (names.length % 3)));
          const text = JSON.stringify(measureMesh({ positions, triangles }), (key, value) =>
            typeof value === "number" && !Number.isFinite(value) ? `${key} ${value}` : value,
          );
          expect(text).not.toMatch(/NaN|Infinity/);
        },
      ),
      { seed: 5, numRuns: 200 },
    );
  });
});
