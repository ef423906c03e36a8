import { FABRICATED } from "@vocalith/geometry";
import { describe, expect, it } from "vitest";
import { GEM_MATERIAL_DEFAULTS, gemMaterial } from "../../src/index.js";
import { CRYSTAL_HEADER_TEXELS } from "../../src/material/pack-crystals.js";
import { blockGem } from "../block-gem.js";

describe("gemMaterial", () => {
  it("carries the gem as data", () => {
    const { uniforms } = gemMaterial(blockGem(10, 20, 30));
    expect(uniforms.crystalCount.value).toBe(1);
    expect(uniforms.gemCenter.value.toArray()).toEqual([0, 0, 15]);
    expect(uniforms.gemRadius.value).toBeCloseTo(Math.hypot(5, 10, 15), 6);
    expect(uniforms.crystals.value.image).toMatchObject({ width: CRYSTAL_HEADER_TEXELS + 6, height: 1 });
    expect(uniforms.refractiveIndex.value).toBe(GEM_MATERIAL_DEFAULTS.refractiveIndex);
  });

  it("gives each individual of a twin its own colour, and refuses more than two", () => {
    const gem = blockGem(10, 20, 30);
    const red = { ...gem.color, linearSrgb: [0.8, 0.02, 0.03] as const };
    const crystals = [...gem.crystals, ...gem.crystals, ...gem.crystals];
    const individuals = [
      { color: gem.color, crystals: [0, 1] as const },
      { color: red, crystals: [1, 3] as const },
    ];
    const { uniforms } = gemMaterial({ ...gem, crystals, individuals });
    const [alone, other] = [gemMaterial(gem).uniforms, gemMaterial({ ...gem, color: red }).uniforms];
    const stops = alone.bodyColor.value.length / 2;
    expect(uniforms.bodyColor.value.slice(0, stops)).toEqual(alone.bodyColor.value.slice(0, stops));
    expect(uniforms.bodyColor.value.slice(stops)).toEqual(other.bodyColor.value.slice(0, stops));
    const { data, width } = uniforms.crystals.value.image;
    expect([0, 1, 2].map((row) => data?.[4 * width * row + 5])).toEqual([0, 1, 1]);
    expect(() => gemMaterial({ ...gem, crystals, individuals: [...individuals, ...individuals] })).toThrow(/up to 2/);
  });

  it("is whole, silent and at full quality until told otherwise", () => {
    const { uniforms } = gemMaterial(blockGem(10, 20, 30), { bounces: 12 });
    expect(uniforms.growth.value).toBe(1);
    expect(uniforms.soundingCrystal.value).toBe(-1);
    expect(uniforms.soundingLight.value).toBe(0);
    expect(uniforms.bounceLimit.value).toBe(12);
  });

  it("knows of surfaces that machining left", () => {
    const gem = blockGem(10, 20, 30);
    const [first, ...others] = gem.mesh.facets;
    const facets = [{ ...first, solid: FABRICATED, normal: [1, 0, 0] as const, halfSpace: 0 }, ...others];
    expect(gemMaterial(gem).uniforms.machined.value).toBe(false);
    expect(gemMaterial({ ...gem, mesh: { ...gem.mesh, facets } }).uniforms.machined.value).toBe(true);
  });

  it("is the same at every scale", () => {
    const small = gemMaterial(blockGem(1, 2, 3)).uniforms;
    const large = gemMaterial(blockGem(100, 200, 300)).uniforms;
    const texels = (uniforms: typeof small) => Array.from(uniforms.crystals.value.image.data as Float32Array);
    texels(large).forEach((value, index) => {
      expect(value).toBeCloseTo(texels(small)[index] ?? NaN, 4);
    });
    large.absorption.value.forEach((stop, index) => {
      expect(stop.distanceTo(small.absorption.value[index] ?? stop.clone().addScalar(9))).toBeLessThan(1e-4);
    });
  });

  it("frees its texture with itself", () => {
    const material = gemMaterial(blockGem(10, 20, 30));
    let freed = 0;
    material.uniforms.crystals.value.addEventListener("dispose", () => freed++);
    material.dispose();
    expect(freed).toBe(1);
  });

  it.each([
    ["refractiveIndex", 1],
    ["dispersion", -0.1],
    ["depth", 0],
    ["bounces", 100],
    ["edgeWear", Number.NaN],
  ])("refuses %s = %d by name", (name, value) => {
    expect(() => gemMaterial(blockGem(10, 20, 30), { [name]: value })).toThrow(new RegExp(`${name} is .*accepted`));
  });
});
