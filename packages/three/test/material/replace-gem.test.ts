import { describe, expect, it } from "vitest";
import { gemMaterial, replaceGem } from "../../src/index.js";
import { blockGem } from "../block-gem.js";

describe("replaceGem", () => {
  it("leaves the material as one made of the new stone, and nothing of the old", () => {
    const next = blockGem(7, 9, 40, 60);
    const material = gemMaterial(blockGem(10, 20, 30), { depth: 2 });
    let freed = 0;
    material.uniforms.crystals.value.addEventListener("dispose", () => freed++);
    replaceGem(material, next);
    const { crystals, ...values } = material.uniforms;
    const { crystals: expectedCrystals, ...expected } = gemMaterial(next, { depth: 2 }).uniforms;
    expect(values).toEqual(expected);
    expect(crystals.value.image).toEqual(expectedCrystals.value.image);
    expect(freed).toBe(1);
  });

  it("keeps what was set at run time, but for the crystal that sounded", () => {
    const material = gemMaterial(blockGem(10, 20, 30));
    const { uniforms } = material;
    const shared = { ...uniforms };
    uniforms.bounceLimit.value = 3;
    uniforms.refractiveIndex.value = 1.9;
    uniforms.soundingCrystal.value = 0;
    replaceGem(material, blockGem(1, 2, 3), { startGrowth: [0.5] });
    expect(uniforms.bounceLimit.value).toBe(3);
    expect(uniforms.refractiveIndex.value).toBe(1.9);
    expect(uniforms.soundingCrystal.value).toBe(-1);
    expect(uniforms.crystals.value.image.data?.[6]).toBe(0.5);
    // What shares the uniforms, such as a ground, has the new stone too.
    expect(shared.crystals.value).toBe(uniforms.crystals.value);
  });

  it("frees the stone it has when the material goes, and keeps it when the next one is none", () => {
    const material = gemMaterial(blockGem(10, 20, 30));
    replaceGem(material, blockGem(1, 2, 3));
    const { value } = material.uniforms.crystals;
    let freed = 0;
    value.addEventListener("dispose", () => freed++);
    expect(() => replaceGem(material, { ...blockGem(1, 2, 3), crystals: [] })).toThrow(RangeError);
    expect(material.uniforms.crystals.value).toBe(value);
    expect(freed).toBe(0);
    material.dispose();
    expect(freed).toBe(1);
  });
});
