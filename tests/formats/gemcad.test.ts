import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  type GemCadDesign,
  gemCadHalfSpaces,
  readGemCadAsc,
  readGemCadGem,
  writeGemCadAsc,
  writeGemCadGem,
} from "@vocalith/formats";
import { bounds, intersectHalfSpaces, measureSolid, unite } from "@vocalith/geometry";
import { describe, expect, it } from "vitest";
import { cutGem, facetingDesign, parseGemCode } from "vocalith";

const golden: Record<string, { code: string }> = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../fixtures/golden.json"), "utf8"),
);

/** A stone of the size of a brilliant that was cut from the same code. */
async function cutAgain(design: GemCadDesign, sizeMm: number) {
  const halfSpaces = gemCadHalfSpaces(design);
  const { minimum, maximum } = bounds(intersectHalfSpaces(halfSpaces).vertices);
  const scale = sizeMm / Math.max(...maximum.map((high, axis) => high - minimum[axis]));
  return measureSolid(
    await unite([intersectHalfSpaces(halfSpaces.map((value, i) => (i % 4 === 3 ? value * scale : value)))]),
  );
}

describe.each(Object.keys(golden))("the brilliant of %s in GemCad's files", (name) => {
  const design = facetingDesign(parseGemCode(golden[name].code));
  const files = {
    asc: writeGemCadAsc(design, { title: name, code: golden[name].code }),
    gem: writeGemCadGem(design, { title: name, code: golden[name].code }),
  };

  it("round-trips to the same bytes, from the project to the instructions too", () => {
    expect(writeGemCadAsc(readGemCadAsc(files.asc))).toEqual(files.asc);
    expect(writeGemCadGem(readGemCadGem(files.gem))).toEqual(files.gem);
    expect(writeGemCadAsc(readGemCadGem(files.gem))).toEqual(files.asc);
    const { footnotes = [] } = readGemCadAsc(files.asc);
    expect(footnotes.slice(1).join("")).toBe(golden[name].code);
  });

  it("is cut to the same stone", async () => {
    const gem = await cutGem(golden[name].code, { cut: "brilliant", sizeMm: 20 });
    const cut = gem.measure();
    const facets = design.tiers.reduce((sum, tier) => sum + tier.facets.length, 0);
    for (const read of [readGemCadAsc(files.asc), readGemCadGem(files.gem)]) {
      expect(read.tiers.reduce((sum, tier) => sum + tier.facets.length, 0)).toBe(facets);
      const angles = (tiers: GemCadDesign["tiers"]) => [...new Set(tiers.map(({ angleDegrees }) => angleDegrees))];
      expect(angles(read.tiers)).toEqual(angles(design.tiers));
      expect(intersectHalfSpaces(gemCadHalfSpaces(read)).facets).toHaveLength(facets);
      const again = await cutAgain(read, 20);
      expect(again.facets).toBe(cut.facets);
      expect(Math.abs(again.volumeMm3 / cut.volumeMm3 - 1)).toBeLessThan(1e-5);
    }
  });
});
