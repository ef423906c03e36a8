import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FabricationError, intersectHalfSpaces, standOnFlat, unite } from "../../src/index.js";
import { crystalSpray } from "../crystal-spray.js";
import { boxes, expectSound, octahedron } from "./workpieces.js";

describe("standOnFlat", () => {
  it("cuts the least that makes a flat of the width asked for", async () => {
    const stone = await unite([intersectHalfSpaces(octahedron(10))]);
    const { mesh, loweredMm, widthMm, marginMm } = await standOnFlat(stone, { minimumWidthMm: 6, tippingDegrees: 8 });
    // At a height h the section is a square of width h sqrt 2.
    expect(loweredMm).toBeGreaterThanOrEqual(6 / Math.SQRT2);
    expect(loweredMm).toBeLessThan(6 / Math.SQRT2 + 0.01);
    expect(widthMm).toBeCloseTo(loweredMm * Math.SQRT2, 4);
    expect(marginMm).toBeCloseTo(widthMm / 2, 3);
    const { volumeMm3 } = expectSound(mesh);
    expect(volumeMm3).toBeCloseTo((4 / 3) * 1000 - (2 / 3) * loweredMm * loweredMm * loweredMm, 2);
  });

  it("cuts as deep as the tipping angle asks", async () => {
    const stone = await unite([intersectHalfSpaces(octahedron(10))]);
    const tippingDegrees = 30;
    const { mesh, loweredMm, marginMm, centreHeightMm } = await standOnFlat(stone, {
      minimumWidthMm: 1,
      tippingDegrees,
    });
    const slope = Math.tan((tippingDegrees * Math.PI) / 180);
    const { centreOfMassMm } = expectSound(mesh);
    expect(centreOfMassMm?.[2]).toBeCloseTo(centreHeightMm, 4);
    expect(marginMm / centreHeightMm).toBeGreaterThanOrEqual(slope);
    expect(marginMm / centreHeightMm).toBeLessThan(slope + 0.005);
    expect(loweredMm).toBeGreaterThan(1);
  });

  it("leaves a stone that stands as it is, but puts it on the ground", async () => {
    const box = await boxes([
      [0, 0, 2],
      [10, 10, 12],
    ]);
    const { mesh, loweredMm, widthMm, marginMm, centreHeightMm } = await standOnFlat(box);
    expect([loweredMm, widthMm, marginMm, centreHeightMm]).toEqual([2, 10, 5, 5]);
    expect(mesh.triangles).toBe(box.triangles);
    expect(expectSound(mesh).volumeMm3).toBeCloseTo(1000, 3);
  });

  it("refuses what will not stand, falls apart, or is out of range", async () => {
    const leaning = await boxes(
      [
        [0, 0, 0],
        [4, 4, 20],
      ],
      [
        [4, 0, 16],
        [40, 4, 20],
      ],
    );
    await expect(standOnFlat(leaning)).rejects.toMatchObject({ operation: "flat", problem: "room" });
    const arch = await boxes(
      [
        [0, 0, 2],
        [2, 2, 12],
      ],
      [
        [6, 0, 2],
        [8, 2, 12],
      ],
      [
        [0, 0, 0],
        [8, 2, 2],
      ],
      [
        [3, 0.5, -1],
        [4, 1.5, 0],
      ],
    );
    await expect(standOnFlat(arch, { minimumWidthMm: 2, tippingDegrees: 1, maximumCut: 0.1 })).resolves.toBeDefined();
    const parted = await boxes(
      [
        [0, 0, 1],
        [3, 8, 12],
      ],
      [
        [5, 0, 1],
        [8, 8, 12],
      ],
      [
        [0, 3.5, 0],
        [8, 4.5, 1],
      ],
    );
    await expect(standOnFlat(parted)).rejects.toMatchObject({ problem: "apart" });
    await expect(standOnFlat(arch, { tippingDegrees: 60 })).rejects.toThrow(FabricationError);
  });

  it("stands sprays of crystals on a level flat under their centre of mass", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1e6), fc.integer({ min: 1, max: 10 }), async (seed, count) => {
        const stone = await unite(crystalSpray(seed, count, "leaning"), { keep: "largest" });
        try {
          const { mesh } = await standOnFlat(stone, { minimumWidthMm: 3, tippingDegrees: 5, maximumCut: 0.5 });
          const { centreOfMassMm } = expectSound(mesh);
          const heights = mesh.positions.filter((_, i) => i % 3 === 2);
          expect(Math.min(...heights)).toBe(0);
          expect(heights.filter((z) => z === 0).length).toBeGreaterThanOrEqual(3);
          expect(centreOfMassMm?.[2]).toBeGreaterThan(0);
        } catch (error) {
          if (!(error instanceof FabricationError)) throw error;
          expect(error.problem).toMatch(/room|apart/);
        }
      }),
      { seed: 11, numRuns: 8 },
    );
  });
});
