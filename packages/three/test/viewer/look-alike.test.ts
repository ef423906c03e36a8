import { FABRICATED } from "@vocalith/geometry";
import { describe, expect, it } from "vitest";
import { lookAlike } from "../../src/viewer/look-alike.js";
import { blockGem } from "../block-gem.js";

describe("lookAlike", () => {
  const gem = blockGem(10, 20, 30);

  it("holds for another copy of a body, whatever its mesh lost", () => {
    const other = blockGem(10, 20, 30);
    expect(lookAlike(gem, { ...other, mesh: { ...other.mesh, triangles: other.mesh.triangles.slice(3) } })).toBe(true);
  });

  it("does not hold for another shape, number of crystals, colour or voice", () => {
    const voices = (...crystals: (readonly [number, number])[]) => ({
      ...gem,
      individuals: crystals.map((span) => ({ color: gem.color, crystals: span })),
    });
    expect(lookAlike(gem, blockGem(10, 20, 30.001))).toBe(false);
    expect(lookAlike(gem, { ...gem, crystals: [...gem.crystals, ...gem.crystals] })).toBe(false);
    expect(lookAlike(gem, { ...gem, color: { ...gem.color, hueDegrees: 301 } })).toBe(false);
    expect(lookAlike(voices([0, 1]), voices([0, 1], [1, 1]))).toBe(false);
  });

  it("does not hold for what machining has been at", () => {
    const facets = gem.mesh.facets.map((facet) => ({ ...facet, solid: FABRICATED }));
    expect(lookAlike(gem, { ...gem, mesh: { ...gem.mesh, facets } })).toBe(false);
  });
});
