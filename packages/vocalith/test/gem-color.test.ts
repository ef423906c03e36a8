import { converter } from "culori";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gemColor } from "../src/law/gem-color.js";
import { arbitrarySpecies } from "./arbitrary-code.js";

const toLinearSrgb = converter("lrgb");

describe("gemColor", () => {
  it("agrees with culori and stays inside sRGB", () => {
    fc.assert(
      fc.property(arbitrarySpecies, (species) => {
        const { lightness, chroma, hueDegrees, linearSrgb } = gemColor(species);
        const oklch = { mode: "oklch", l: lightness, c: chroma, h: hueDegrees } as const;
        const { r, g, b } = toLinearSrgb(oklch);
        for (const [i, channel] of [r, g, b].entries()) expect(linearSrgb[i]).toBeCloseTo(channel, 4);
        for (const channel of linearSrgb) {
          expect(channel).toBeGreaterThanOrEqual(0);
          expect(channel).toBeLessThanOrEqual(1);
        }
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("grows lighter as the resonance rises, from blue-black to every colour at once", () => {
    const species = { system: 1, forms: [], purity: 15 };
    const colors = Array.from({ length: 256 }, (_, i) =>
      gemColor({ ...species, resonance: Math.floor(i / 4), shade: i % 4 }),
    );
    for (let i = 1; i < 256; i++) expect(colors[i].lightness).toBeGreaterThan(colors[i - 1].lightness);
    expect(colors[0].hueDegrees).toBeCloseTo(258, 6);
    expect(colors[0].hueSpreadDegrees).toBe(0);
    expect(colors[255].hueSpreadDegrees).toBe(240);
  });
});
