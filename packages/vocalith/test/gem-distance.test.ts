import { describe, expect, it } from "vitest";
import golden from "../../../fixtures/golden.json" with { type: "json" };
import { cutGem, gemDistance, parseGemCode } from "../src/index.js";

describe("gemDistance", () => {
  it("is nothing from a stone to itself, at any size, and the same both ways", async () => {
    const [small, large] = [
      await cutGem(golden["excited-deep"].code, { sizeMm: 20 }),
      await cutGem(golden["excited-deep"].code, { sizeMm: 120 }),
    ];
    expect(gemDistance(small, small)).toBe(0);
    expect(gemDistance(small, large)).toBeLessThan(0.01);
    const other = await cutGem(golden.child.code);
    expect(gemDistance(small, other)).toBe(gemDistance(other, small));
  });

  it("sees a change of colour alone, and of form alone", async () => {
    const code = parseGemCode(golden["calm-deep"].code);
    const gem = await cutGem(code);
    const clear = await cutGem({ ...code, species: { ...code.species, purity: 0 } });
    expect(gemDistance(gem, clear)).toBeGreaterThan(0.01);
    expect(gemDistance(gem, { ...clear, individuals: gem.individuals })).toBe(0);
    const spray = await cutGem({ ...code, specimen: { ...code.specimen, excitement: 240 } });
    expect(gemDistance(gem, spray)).toBeGreaterThan(0.4);
  });

  it("sees the colour of either stone of a twin", async () => {
    const [one, other] = [golden["calm-deep"].code, golden["excited-high"].code].map(parseGemCode);
    const recoloured = { ...other, species: { ...other.species, purity: 15 - other.species.purity } };
    const [gem, changed] = [
      await cutGem({ individuals: [one, other] }),
      await cutGem({ individuals: [one, recoloured] }),
    ];
    expect(gemDistance(gem, changed)).toBeGreaterThan(0.005);
    expect(gemDistance(gem, changed)).toBe(gemDistance(changed, gem));
  });
});
