import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CRYSTAL_HEADER_TEXELS, packCrystals } from "../../src/material/pack-crystals.js";
import { blockGem } from "../block-gem.js";

const side = fc.double({ min: 0.5, max: 500, noNaN: true });

describe("packCrystals", () => {
  it("lays the planes out so that the stone fills the unit sphere", () => {
    fc.assert(
      fc.property(side, side, side, (width, depth, height) => {
        const { crystals, mesh } = blockGem(width, depth, height);
        const packed = packCrystals(crystals, mesh.positions);
        expect(packed.height).toBe(1);
        expect(packed.width).toBe(CRYSTAL_HEADER_TEXELS + 6);
        expect(packed.texels[4]).toBe(6);
        expect(packed.radius).toBeCloseTo(Math.hypot(width, depth, height) / 2, 3);
        // The block's sphere is the unit sphere; it may only be larger by the margin for rounding.
        const sphere = packed.texels.subarray(0, 4);
        expect(Math.hypot(sphere[0] ?? NaN, sphere[1] ?? NaN, sphere[2] ?? NaN)).toBeLessThan(1e-4);
        expect(sphere[3]).toBeGreaterThanOrEqual(1 - 1e-4);
        expect(sphere[3]).toBeLessThan(1 + 1e-3);
        const reach = [width, width, depth, depth, height, height].map((length) => length / 2 / packed.radius);
        reach.forEach((distance, plane) => {
          const at = (CRYSTAL_HEADER_TEXELS + plane) * 4;
          expect(Math.hypot(...packed.texels.subarray(at, at + 3))).toBeCloseTo(1, 6);
          expect(packed.texels[at + 3]).toBeCloseTo(distance, 4);
        });
      }),
      { seed: 7, numRuns: 50 },
    );
  });

  it("gives every crystal a row as wide as the one with most planes", () => {
    const gem = blockGem(10, 10, 10);
    const [block] = gem.crystals;
    const bevel = [Math.SQRT1_2, 0, Math.SQRT1_2, 9];
    const bevelled = { halfSpaces: Float64Array.from([...(block?.halfSpaces ?? []), ...bevel]) };
    const packed = packCrystals([...gem.crystals, bevelled], gem.mesh.positions);
    expect([packed.width, packed.height]).toEqual([CRYSTAL_HEADER_TEXELS + 7, 2]);
    expect(packed.texels[packed.width * 4 + 4]).toBe(7);
  });

  it("refuses half-spaces that enclose nothing", () => {
    const { crystals, mesh } = blockGem(10, 10, 10);
    const apart = { halfSpaces: Float64Array.from([1, 0, 0, -1, -1, 0, 0, -1, 0, 1, 0, 1, 0, 0, 1, 1]) };
    expect(() => packCrystals([...crystals, apart], mesh.positions)).toThrow(/enclose nothing/);
    expect(() => packCrystals([], mesh.positions)).toThrow(RangeError);
  });
});
