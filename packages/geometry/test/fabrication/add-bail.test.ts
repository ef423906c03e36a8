import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  addBail,
  FabricationError,
  hollow,
  intersectHalfSpaces,
  type Mesh,
  type Pendant,
  unite,
} from "../../src/index.js";
import { crystalSpray } from "../crystal-spray.js";
import {
  boxes,
  boxHalfSpaces,
  distanceFromAxis,
  expectSound,
  octahedron,
  sectionArea,
  surfacePoints,
} from "./workpieces.js";

/** A rod through the bore, and as far again on both sides, meets nothing. */
function expectRodPasses(mesh: Mesh, { centre, boreDirection }: Pendant, bore: number): void {
  const end = (side: number): number[] => centre.map((x, k) => x + side * 1.5 * bore * boreDirection[k]);
  expect(distanceFromAxis(mesh, end(-1), end(1), 0.4)).toBeGreaterThan(bore / 2 - 1e-9);
}

describe("addBail", () => {
  it("stands on a flat top above the centre of mass", async () => {
    const box = await boxes([
      [0, 0, 0],
      [12, 10, 20],
    ]);
    const pendant = await addBail(box);
    const { genus, volumeMm3 } = expectSound(pendant.mesh);
    expect(genus).toBe(1);
    expect(pendant.centre[0]).toBeCloseTo(6, 5);
    expect(pendant.centre[1]).toBeCloseTo(5, 5);
    // The bore touches the top, and the ring is sunk by its wall.
    expect(pendant.centre[2]).toBeCloseTo(20 + 3.5 / 2, 5);
    expect(pendant.offsetMm).toBeLessThan(1e-3);
    expect(pendant.dropMm).toBeGreaterThan(10);
    expect(volumeMm3).toBeGreaterThan(2400 + 20);
    expectRodPasses(pendant.mesh, pendant, 3.5);
  });

  it("has a ring of the wall asked for", async () => {
    const box = await boxes([
      [0, 0, 0],
      [12, 10, 20],
    ]);
    const { mesh, centre, boreDirection } = await addBail(box, { boreMm: 4, wallMm: 1.5, at: [6, 5] });
    // Above the bore: the rim is nowhere nearer to the bore than the wall.
    for (const p of surfacePoints(mesh, 0.3)) {
      if (p[2] < centre[2] + 0.1) continue;
      const from = p.map((x, k) => x - centre[k]);
      const t = from.reduce((sum, x, k) => sum + x * boreDirection[k], 0);
      const radius = Math.hypot(...from.map((x, k) => x - t * boreDirection[k]));
      expect(radius < 2.02 || radius > 3.499 || Math.abs(t) > 1.5).toBe(true);
    }
  });

  it("is joined to a point by its whole neck", async () => {
    const stone = await unite([intersectHalfSpaces(octahedron(15))]);
    const pendant = await addBail(stone, { neckMm2: 6 });
    expectSound(pendant.mesh);
    expectRodPasses(pendant.mesh, pendant, 3.5);
    const bottom = pendant.centre[2] - 3.5 / 2;
    for (let z = 25; z < bottom; z += 0.1) expect(sectionArea(pendant.mesh, z)).toBeGreaterThan(6);
    expect(pendant.neckMm2).toBeCloseTo(6, 9);
  });

  it("roots its neck in solid stone when the stone is hollowed", async () => {
    const planes = boxHalfSpaces([0, 0, 0], [16, 16, 20]);
    const pendant = await addBail(await unite([intersectHalfSpaces(planes)]));
    const { mesh, wallMm } = await hollow(pendant.mesh, [planes], { keepClear: [pendant.neck] });
    expect(expectSound(mesh).genus).toBe(2);
    expect(wallMm).toBeGreaterThanOrEqual(1.2);
    // Half a millimetre below the top wall there is still the neck with its wall.
    const inside = (16 - 2.4) * (16 - 2.4);
    expect(256 - sectionArea(mesh, 18.3)).toBeLessThan(inside - 4.4 * 4.4);
  });

  it("refuses places in the air, thin tips, and numbers out of range", async () => {
    const stone = await boxes([
      [0, 0, 0],
      [12, 10, 20],
    ]);
    await expect(addBail(stone, { at: [40, 5] })).rejects.toMatchObject({ operation: "bail", problem: "place" });
    await expect(addBail(stone, { at: [0.5, 5] })).rejects.toMatchObject({ problem: "place" });
    await expect(addBail(stone, { at: [2, 2], maximumTiltDegrees: 2 })).rejects.toMatchObject({ problem: "place" });
    await expect(addBail(stone, { boreMm: 0 })).rejects.toThrow(FabricationError);
    const rod = await boxes([
      [0, 0, 0],
      [1, 1, 30],
    ]);
    await expect(addBail(rod)).rejects.toMatchObject({ problem: "place" });
  });

  it("hangs sprays of crystals", async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(1e6), fc.integer({ min: 1, max: 8 }), async (seed, count) => {
        const stone = await unite(crystalSpray(seed, count, "leaning"), { keep: "largest" });
        try {
          const pendant = await addBail(stone, { boreMm: 2.5, neckMm2: 3, maximumTiltDegrees: 20 });
          expectSound(pendant.mesh);
          expectRodPasses(pendant.mesh, pendant, 2.5);
          expect(pendant.dropMm).toBeGreaterThan(0);
        } catch (error) {
          if (!(error instanceof FabricationError)) throw error;
          expect(error.problem).toBe("place");
        }
      }),
      { seed: 15, numRuns: 6 },
    );
  });
});
