import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { engraveText, FabricationError, standOnFlat, unite } from "../../src/index.js";
import { crystalSpray } from "../crystal-spray.js";
import { boxes, expectSound, sectionArea } from "./workpieces.js";

describe("engraveText", () => {
  it("takes away the area of the strokes times the depth", async () => {
    const box = await boxes([
      [0, 0, 0],
      [20, 10, 5],
    ]);
    // In tenths of a pen: the octagon 82, a hyphen two steps more, a T's bar and stem less what they share.
    for (const [text, tenths] of [
      [".", 82],
      ["-", 282],
      ["T", 482 + 682 - 91],
      ["T-.", 82 + 282 + 1073],
    ] as const) {
      const { mesh, heightMm, strokeMm } = await engraveText(box, text);
      const tenthMm = heightMm / 70;
      expect(1000 - expectSound(mesh).volumeMm3).toBeCloseTo(0.5 * tenths * tenthMm * tenthMm, 3);
      expect(strokeMm / heightMm).toBeCloseTo(1 / 7, 2);
    }
  });

  it("is as deep as asked and leaves islands standing", async () => {
    const box = await boxes([
      [0, 0, 0],
      [20, 10, 5],
    ]);
    const { mesh } = await engraveText(box, "A08", { depthMm: 0.8 });
    const { genus, sizeMm } = expectSound(mesh);
    expect(genus).toBe(0);
    expect(sizeMm).toEqual([20, 10, 5]);
    expect(sectionArea(mesh, 0.79)).toBeLessThan(199);
    expect(sectionArea(mesh, 0.81)).toBeCloseTo(200, 3);
  });

  it("reads from outside", async () => {
    const box = await boxes([
      [0, 0, 0],
      [20, 10, 5],
    ]);
    const { mesh, middle, across } = await engraveText(box, "L");
    // Seen from below, up is out x across.
    const up = [across[1], -across[0], 0].map((x) => x + 0);
    expect(across[0]).toBeGreaterThan(0);
    let [skew, right] = [0, 0];
    mesh.facetOfTriangle.forEach((_, t) => {
      const corners = [0, 1, 2].map((k) =>
        mesh.positions.subarray(3 * mesh.triangles[3 * t + k], 3 * mesh.triangles[3 * t + k] + 3),
      );
      if (corners.some((corner) => Math.abs(corner[2] - 0.5) > 1e-6)) return;
      const [a, b, c] = corners;
      const area = Math.abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]));
      const centre = [0, 1].map((k) => (a[k] + b[k] + c[k]) / 3 - middle[k]);
      const [x, y] = [across, up].map((axis) => axis[0] * centre[0] + axis[1] * centre[1]);
      skew += area * x * y;
      right += area * x;
    });
    // An L has its stem on the left and its foot to the right below.
    expect(right).toBeLessThan(0);
    expect(skew).toBeLessThan(0);
  });

  it("sets every character, and lines one under the other", async () => {
    const slab = await boxes([
      [0, 0, 0],
      [60, 60, 5],
    ]);
    const { mesh, heightMm } = await engraveText(slab, "ABCDEFGHIJ\nKLMNOPQRST\nUVWXYZ/\n0123456\n789-. A");
    expectSound(mesh);
    expect(heightMm).toBe(4);
  });

  it("keeps a wall from the edge, from what is above, and from other cuts", async () => {
    const box = await boxes([
      [0, 0, 0],
      [20, 10, 5],
    ]);
    const { mesh, heightMm } = await engraveText(box, "I", { maximumHeightMm: 100, wallMm: 2 });
    expect(heightMm).toBeLessThan(16);
    const floor = Array.from(mesh.positions.keys()).filter((i) => i % 3 === 0 && mesh.positions[i + 2] === 0.5);
    expect(Math.min(...floor.map((i) => mesh.positions[i]))).toBeGreaterThanOrEqual(2);
    expect(Math.max(...floor.map((i) => mesh.positions[i]))).toBeLessThanOrEqual(18);
    expect(Math.min(...floor.map((i) => mesh.positions[i + 1]))).toBeGreaterThanOrEqual(2);
    expect(Math.max(...floor.map((i) => mesh.positions[i + 1]))).toBeLessThanOrEqual(8);
    expect(floor.length).toBeGreaterThan(4);
    const again = await engraveText(mesh, "V", { wallMm: 1 });
    expectSound(again.mesh);
    const plate = await boxes([
      [0, 0, 0],
      [20, 10, 1],
    ]);
    await expect(engraveText(plate, "V")).rejects.toMatchObject({ problem: "room" });
    expectSound((await engraveText(plate, "V", { depthMm: 0.3 })).mesh);
  });

  it("refuses what does not fit, what it cannot write, and where there is no flat", async () => {
    const box = await boxes([
      [0, 0, 0],
      [6, 4, 5],
    ]);
    await expect(engraveText(box, "CATALOGUE-0001")).rejects.toMatchObject({ operation: "text", problem: "room" });
    for (const text of ["", "  ", "é", "a", "1".repeat(65)]) {
      await expect(engraveText(box, text)).rejects.toMatchObject({ problem: "options" });
    }
    await expect(engraveText(box, "1", { facet: 99 })).rejects.toMatchObject({ problem: "place" });
    await expect(engraveText(box, "1", { depthMm: 0 })).rejects.toThrow(FabricationError);
    const upper = box.facets.findIndex(({ normal }) => normal[2] === 1);
    expectSound((await engraveText(box, "1", { facet: upper })).mesh);
  });

  it("writes on the flat of any spray that has room", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1e6),
        fc.integer({ min: 1, max: 10 }),
        fc.stringMatching(/^[A-Z0-9][A-Z0-9./ -]{0,5}$/),
        async (seed, count, text) => {
          const stone = await unite(crystalSpray(seed, count, "leaning"), { keep: "largest" });
          try {
            const standing = await standOnFlat(stone, { minimumWidthMm: 5, tippingDegrees: 5, maximumCut: 0.5 });
            const { mesh, strokeMm } = await engraveText(standing.mesh, text);
            expectSound(mesh);
            expect(strokeMm).toBeGreaterThanOrEqual(0.3);
          } catch (error) {
            if (!(error instanceof FabricationError)) throw error;
            expect(error.problem).toMatch(/room|apart/);
          }
        },
      ),
      { seed: 14, numRuns: 8 },
    );
  });
});
