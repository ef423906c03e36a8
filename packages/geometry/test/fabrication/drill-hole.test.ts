import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drillHole, FabricationError, unite } from "../../src/index.js";
import { crystalSpray } from "../crystal-spray.js";
import { boxes, distanceFromAxis, expectSound } from "./workpieces.js";

describe("drillHole", () => {
  it("takes away a prism that holds the round rod", async () => {
    const box = await boxes([
      [0, 0, 0],
      [10, 8, 8],
    ]);
    const { mesh, ends } = await drillHole(box, { through: [3, 4, 4], direction: [2, 0, 0], diameterMm: 3 });
    const measure = expectSound(mesh);
    const sides = 32;
    const section = sides * 1.5001 * 1.5001 * Math.tan(Math.PI / sides);
    expect(640 - measure.volumeMm3).toBeCloseTo(10 * section, 3);
    expect(measure.genus).toBe(1);
    expect(ends).toEqual([
      [-1, 4, 4],
      [11, 4, 4],
    ]);
    expect(mesh.facets.filter(({ solid }) => solid === -1)).toHaveLength(sides);
  });

  it("drills from air to air and leaves what is beyond a gap", async () => {
    const fork = await boxes(
      [
        [0, 0, 0],
        [6, 6, 12],
      ],
      [
        [9, 0, 0],
        [15, 6, 12],
      ],
      [
        [0, 0, 0],
        [15, 6, 3],
      ],
    );
    const { mesh, ends } = await drillHole(fork, { through: [3, 3, 8], direction: [1, 0, 0] });
    expect(expectSound(mesh).genus).toBe(1);
    expect(ends[1][0]).toBeGreaterThan(6);
    expect(ends[1][0]).toBeLessThan(9);
  });

  it("slants through a face as long as its mouth is not too long", async () => {
    const box = await boxes([
      [0, 0, 0],
      [60, 20, 8],
    ]);
    const slant = (degrees: number): [number, number, number] => {
      const angle = (degrees * Math.PI) / 180;
      return [Math.sin(angle), 0, Math.cos(angle)];
    };
    const { mesh } = await drillHole(box, { through: [30, 10, 4], direction: slant(40), wallMm: 0.5 });
    const section = 32 * 1.0001 * 1.0001 * Math.tan(Math.PI / 32);
    expect(60 * 20 * 8 - expectSound(mesh).volumeMm3).toBeCloseTo((8 * section) / Math.cos((40 * Math.PI) / 180), 2);
    await expect(drillHole(box, { through: [30, 10, 4], direction: slant(65), wallMm: 0.5 })).rejects.toMatchObject({
      problem: "wall",
    });
  });

  it("refuses thin walls, points outside, and numbers out of range", async () => {
    const box = await boxes([
      [0, 0, 0],
      [10, 8, 8],
    ]);
    const near = { through: [5, 1.5, 4], direction: [1, 0, 0], diameterMm: 2 } as const;
    await expect(drillHole(box, near)).rejects.toMatchObject({
      problem: "wall",
      found: expect.stringMatching(/^0\.5/),
    });
    await expect(drillHole(box, { ...near, wallMm: 0.4 })).resolves.toBeDefined();
    await expect(drillHole(box, { ...near, through: [5, -1, 4] })).rejects.toMatchObject({ problem: "place" });
    await expect(drillHole(box, { ...near, direction: [0, 0, 0] })).rejects.toMatchObject({ problem: "options" });
    await expect(drillHole(box, { ...near, diameterMm: 0 })).rejects.toMatchObject({ problem: "options" });
    const stepped = await boxes(
      [
        [0, 0, 0],
        [4, 8, 8],
      ],
      [
        [4, 0, 0],
        [8, 8, 4.5],
      ],
      [
        [8, 0, 0],
        [12, 8, 8],
      ],
    );
    await expect(drillHole(stepped, { through: [2, 4, 4], direction: [1, 0, 0] })).rejects.toMatchObject({
      problem: "wall",
    });
  });

  it("lets the rod through whatever spray it drills", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1e6), fc.integer({ min: 1, max: 8 }), fc.nat(2), async (seed, count, axis) => {
        const stone = await unite(crystalSpray(seed, count, "parallel"), { keep: "largest" });
        const direction = [0, 1, 2].map((k) => (k === axis ? 1 : 0.2)) as [number, number, number];
        try {
          const { mesh, ends } = await drillHole(stone, {
            through: [0.5, 0.5, 0.5],
            direction,
            diameterMm: 1,
            wallMm: 0.5,
          });
          expectSound(mesh);
          expect(distanceFromAxis(mesh, ends[0], ends[1], 0.5)).toBeGreaterThan(0.5 - 1e-9);
        } catch (error) {
          if (!(error instanceof FabricationError)) throw error;
          expect(error.problem).toMatch(/wall|place/);
        }
      }),
      { seed: 12, numRuns: 8 },
    );
  });
});
