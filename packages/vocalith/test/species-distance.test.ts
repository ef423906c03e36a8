import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { speciesDistance } from "../src/index.js";
import { arbitrarySpecies } from "./arbitrary-code.js";

describe("speciesDistance", () => {
  it("is a distance: none to itself, the same both ways, no detour shorter", () => {
    fc.assert(
      fc.property(arbitrarySpecies, arbitrarySpecies, arbitrarySpecies, (a, b, c) => {
        expect(speciesDistance(a, a)).toBe(0);
        expect(speciesDistance(a, b)).toBe(speciesDistance(b, a));
        expect(speciesDistance(a, c)).toBeLessThanOrEqual(speciesDistance(a, b) + speciesDistance(b, c) + 1e-9);
      }),
      { seed: 12, numRuns: 100 },
    );
  });

  it("counts a step of a form once and one of the resonance half", () => {
    const forms = [0, 1, 2, 3].map(() => ({ turn: 5, slope: 9 }));
    const moved = forms.map((form, i) => (i === 1 ? { turn: 8, slope: 13 } : form));
    expect(speciesDistance({ resonance: 20, forms }, { resonance: 20, forms: moved })).toBe(5);
    expect(speciesDistance({ resonance: 20, forms }, { resonance: 26, forms })).toBe(3);
  });
});
