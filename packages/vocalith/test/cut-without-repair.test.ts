import { intersectHalfSpaces, measureMesh, unite } from "@vocalith/geometry";
import { describe, expect, it } from "vitest";
import { CUT_DEFAULTS, CUTS, parseGemCode } from "../src/index.js";

/** Random codes whose crystals could once be united on a second way only, and why. */
const CODES = {
  "a spike on the ground, narrower than the lattice of the result, whose sides crossed":
    "vl0.Z7t4iz5FHV-A1bWjqllNDAjNAd5npvy4OXf--fNmtToQgCdbNireNVLNShIH5gfgUGq05lnRkoX4VbRhM0ROc1M3_2HH2dzbS6bb8jIAJJOuqkjMWpEAVSY7AXqjHZCA9r8",
};

describe("cutting without repair", () => {
  it.each(Object.entries(CODES))("unites the crystals at the first go: %s", async (_, code) => {
    const solids = CUTS.crystal(parseGemCode(code), CUT_DEFAULTS.sizeMm).map(({ halfSpaces, inside }) =>
      intersectHalfSpaces(halfSpaces, inside && { interior: inside }),
    );
    const retries: number[] = [];
    const mesh = await unite(solids, { onRetry: (attempt) => retries.push(attempt) });
    expect(retries).toEqual([]);
    expect(measureMesh(mesh)).toMatchObject({
      watertight: true,
      manifold: true,
      oriented: true,
      components: 1,
      enclosedVoids: 0,
      degenerateTriangles: 0,
      selfIntersections: 0,
    });
  });
});
