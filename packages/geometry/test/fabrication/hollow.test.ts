import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drillHole, FabricationError, hollow, intersectHalfSpaces, unite } from "../../src/index.js";
import { crystalSpray } from "../crystal-spray.js";
import { boxes, boxHalfSpaces, expectSound, surfacePoints } from "./workpieces.js";

describe("hollow", () => {
  it("leaves a box its walls and two drains", async () => {
    const planes = boxHalfSpaces([0, 0, 0], [20, 16, 12]);
    const box = await unite([intersectHalfSpaces(planes)]);
    const { mesh, drains, cavities, removedMm3, wallMm } = await hollow(box, [planes], { wallMm: 2, drainMm: 3 });
    const measure = expectSound(mesh);
    expect(cavities).toBe(1);
    expect(wallMm).toBeGreaterThanOrEqual(2);
    expect(wallMm).toBeLessThan(2.01);
    // One surface, and a handle for the second drain.
    expect(measure.genus).toBe(1);
    expect(drains.map(({ mouth }) => mouth[2])).toEqual([0, 0]);
    expect(drains.map(({ direction }) => direction)).toEqual([
      [0, 0, 1],
      [0, 0, 1],
    ]);
    const drain = 32 * 1.6 * 1.6 * Math.tan(Math.PI / 32) * wallMm;
    const inside = (20 - 2 * wallMm) * (16 - 2 * wallMm) * (12 - 2 * wallMm);
    expect(removedMm3).toBeCloseTo(inside + 2 * drain, 1);
    expect(removedMm3).toBeCloseTo(20 * 16 * 12 - measure.volumeMm3, 2);
  });

  it("makes one cavity of crystals that join widely, two of those that do not, and fills what has no room for drains", async () => {
    const long = boxHalfSpaces([0, 0, 0], [40, 10, 10]);
    const wide = boxHalfSpaces([10, -10, 0], [22, 20, 10]);
    const cross = await unite([long, wide].map((planes) => intersectHalfSpaces(planes)));
    expect((await hollow(cross, [long, wide])).cavities).toBe(1);

    const [left, right] = [boxHalfSpaces([0, 0, 0], [20, 12, 12]), boxHalfSpaces([19, 0, 0], [40, 12, 12])];
    const pair = await unite([left, right].map((planes) => intersectHalfSpaces(planes)));
    const apart = await hollow(pair, [left, right]);
    expect([apart.cavities, apart.drains.length]).toEqual([2, 4]);
    expect(expectSound(apart.mesh).genus).toBe(2);

    const thin = boxHalfSpaces([19.5, 4, 4], [40, 8, 8]);
    const stick = await unite([left, thin].map((planes) => intersectHalfSpaces(planes)));
    const alone = await hollow(stick, [left, thin]);
    expect([alone.cavities, alone.drains.length]).toEqual([1, 2]);
  });

  it("keeps its wall about a hole drilled before", async () => {
    const planes = boxHalfSpaces([0, 0, 0], [24, 20, 16]);
    const drilled = await drillHole(await unite([intersectHalfSpaces(planes)]), {
      through: [12, 10, 8],
      direction: [1, 0, 0],
      diameterMm: 2,
    });
    const { mesh, wallMm } = await hollow(drilled.mesh, [planes], { keepClear: [drilled.bore] });
    expectSound(mesh);
    expect(wallMm).toBeGreaterThanOrEqual(1.2);
    // Without being told, it finds its wall too thin and says so.
    await expect(hollow(drilled.mesh, [planes])).rejects.toMatchObject({ problem: "wall" });
  });

  it("refuses stones too small, crystals of another stone, and numbers out of range", async () => {
    const planes = boxHalfSpaces([0, 0, 0], [4.5, 4.5, 8]);
    const box = await boxes([
      [0, 0, 0],
      [4.5, 4.5, 8],
    ]);
    await expect(hollow(box, [planes])).rejects.toMatchObject({ problem: "room" });
    await expect(hollow(box, [planes], { wallMm: 4 })).rejects.toMatchObject({ problem: "room" });
    await expect(hollow(box, [planes], { wallMm: Number.NaN })).rejects.toThrow(FabricationError);
    const large = await boxes(
      [
        [0, 0, 0],
        [30, 30, 5],
      ],
      [
        [0, 0, 0],
        [5, 5, 30],
      ],
    );
    const whole = boxHalfSpaces([0, 0, 0], [30, 30, 30]);
    await expect(hollow(large, [whole])).rejects.toThrow(FabricationError);
  });

  it("keeps the wall of every spray, measured from points of its surface", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1e6), fc.integer({ min: 1, max: 8 }), async (seed, count) => {
        const solids = crystalSpray(seed, count, "based").map((solid) =>
          intersectHalfSpaces(
            Float64Array.from(solid.facets.flatMap(({ normal, distance }) => [...normal, 2 * distance])),
          ),
        );
        const planes = solids.map(({ facets }) =>
          Float64Array.from(facets.flatMap(({ normal, distance }) => [...normal, distance])),
        );
        const stone = await unite(solids);
        try {
          const { mesh, wallMm, drains } = await hollow(stone, planes, { wallMm: 0.8, drainMm: 2 });
          expectSound(mesh);
          expect(wallMm).toBeGreaterThanOrEqual(0.8);
          expect(drains.length).toBeGreaterThanOrEqual(2);
          // A point of the surface is on the old surface, on a drain, or at least the wall inside: depth in the deepest crystal.
          for (const p of surfacePoints(mesh, 4)) {
            const depth = Math.max(
              ...planes.map((own) => {
                let least = Number.POSITIVE_INFINITY;
                for (let h = 0; h < own.length; h += 4)
                  least = Math.min(least, own[h + 3] - own[h] * p[0] - own[h + 1] * p[1] - own[h + 2] * p[2]);
                return least;
              }),
            );
            const onDrain = drains.some(({ mouth, direction }) => {
              const from = p.map((x, k) => x - mouth[k]);
              const t = from.reduce((sum, x, k) => sum + x * direction[k], 0);
              return Math.hypot(...from.map((x, k) => x - t * direction[k])) < 1.3;
            });
            expect(onDrain || depth < 0.11 || depth > 0.8 - 0.1).toBe(true);
          }
        } catch (error) {
          if (!(error instanceof FabricationError)) throw error;
          expect(error.problem).toBe("room");
        }
      }),
      { seed: 13, numRuns: 6 },
    );
  });
});
