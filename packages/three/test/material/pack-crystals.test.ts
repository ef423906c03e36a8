import { HalfSpaceError } from "@vocalith/geometry";
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

  it("gives a crystal whose corners are known the row of one whose corners are not", () => {
    fc.assert(
      fc.property(side, side, side, (width, depth, height) => {
        const { crystals, mesh } = blockGem(width, depth, height);
        const corners = Float64Array.from(mesh.positions);
        const known = packCrystals(
          crystals.map(({ halfSpaces }) => ({ halfSpaces, corners })),
          mesh.positions,
        );
        const found = packCrystals(crystals, mesh.positions);
        known.texels.forEach((value, at) => {
          expect(value).toBeCloseTo(found.texels[at] ?? NaN, 5);
        });
        // They are heeded: twice as far out, they make the sphere twice as large.
        const doubled = packCrystals(
          crystals.map(({ halfSpaces }) => ({ halfSpaces, corners: corners.map((value) => 2 * value) })),
          mesh.positions,
        );
        expect(doubled.texels[3]).toBeCloseTo(2 * (found.texels[3] ?? NaN), 3);
      }),
      { seed: 8, numRuns: 20 },
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

  it("roots the heart at its foot and the others in the heart", () => {
    const { crystals, mesh } = blockGem(10, 10, 20);
    // A block of 4 x 4 x 4 whose far corners lie to the right of the heart.
    const branch = {
      halfSpaces: Float64Array.of(1, 0, 0, 9, -1, 0, 0, -3, 0, 1, 0, 2, 0, -1, 0, 2, 0, 0, 1, 12, 0, 0, -1, -8),
    };
    const packed = packCrystals([...crystals, branch], mesh.positions, { startGrowth: [1] });
    const row = (crystal: number, texel: number): number[] =>
      [0, 1, 2, 3].map((at) => packed.texels[(crystal * packed.width + texel) * 4 + at] ?? NaN);
    const mm = (crystal: number, texel: number): number[] =>
      row(crystal, texel)
        .slice(0, 3)
        .map((value, axis) => value * packed.radius + (packed.center[axis] ?? NaN));
    expect(Math.hypot(...mm(0, 2))).toBeLessThan(1e-4);
    expect(mm(0, 3)[2]).toBeCloseTo(20, 4);
    // Its tip is a corner on the right, its root the corner opposite.
    const [root, tip] = [mm(1, 2), mm(1, 3)];
    expect(tip[0]).toBeCloseTo(9, 4);
    expect(root[0]).toBeCloseTo(3, 4);
    expect(root.map((value, axis) => Math.round((value + (tip[axis] ?? NaN)) / 2))).toEqual([6, 0, 10]);
    expect([row(0, 1)[2], row(1, 1)[2]]).toEqual([1, 0]);
    expect((row(1, 1)[3] ?? NaN) * packed.radius).toBeCloseTo(2, 4);
  });

  it("gives each individual of a twin a heart of its own", () => {
    const { crystals, mesh } = blockGem(10, 10, 20);
    const individuals = [[0, 1] as const, [1, 2] as const];
    const packed = packCrystals([...crystals, ...crystals], mesh.positions, { individuals });
    const [first, second] = [
      packed.texels.slice(8, 16),
      packed.texels.slice(packed.width * 4 + 8, packed.width * 4 + 16),
    ];
    expect(second).toEqual(first);
  });

  it("takes a stone of five hundred planes", () => {
    const planes = Array.from({ length: 500 }, (_, place) => {
      // Even over the sphere (Fibonacci).
      const z = 1 - (2 * place + 1) / 500;
      const turn = place * Math.PI * (3 - Math.sqrt(5));
      return [Math.sqrt(1 - z * z) * Math.cos(turn), Math.sqrt(1 - z * z) * Math.sin(turn), z, 7];
    });
    const packed = packCrystals([{ halfSpaces: Float64Array.from(planes.flat()) }], Float32Array.of(-7, 0, 0, 7, 0, 0));
    expect(packed.width).toBe(CRYSTAL_HEADER_TEXELS + 500);
    expect(packed.texels[3]).toBeGreaterThan(1);
    expect(packed.texels[3]).toBeLessThan(1.02);
  });

  it("refuses half-spaces that enclose nothing", () => {
    const { crystals, mesh } = blockGem(10, 10, 10);
    const apart = { halfSpaces: Float64Array.from([1, 0, 0, -1, -1, 0, 0, -1, 0, 1, 0, 1, 0, 0, 1, 1]) };
    expect(() => packCrystals([...crystals, apart], mesh.positions)).toThrow(HalfSpaceError);
    expect(() => packCrystals([], mesh.positions)).toThrow(RangeError);
  });
});
