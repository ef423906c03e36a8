import { readFileSync } from "node:fs";
import { join } from "node:path";
import { projectEdges, writeDimensionedViews, writeFacetDiagram } from "@vocalith/formats";
import { describe, expect, it } from "vitest";
import { cutGem, facetingDesign, parseGemCode } from "vocalith";

const golden: Record<string, { code: string }> = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../fixtures/golden.json"), "utf8"),
);

const texts = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);

describe.each(Object.keys(golden))("the facet diagram of %s", (name) => {
  const { code } = golden[name];
  const design = facetingDesign(parseGemCode(code));
  const svg = writeFacetDiagram(design, { title: name, code, sizeMm: 20 });

  it("fits on A4 with every facet counted and every step labelled in a view and in the table", () => {
    expect(svg.match(/height="([\d.]+)mm"/)?.[1]).toBe("297");
    const facets = design.tiers.reduce((sum, tier) => sum + tier.facets.length, 0);
    const girdle = design.tiers[0].facets.length;
    expect(texts(svg)).toContain(`${facets - girdle} + ${girdle} girdle`);
    const labels = texts(svg).filter((text) => /^[CGP]\d+$|^T$/.test(text));
    expect(labels.length).toBeGreaterThan(6);
    for (const label of new Set(labels)) expect(labels.filter((one) => one === label)).toHaveLength(2);
    for (const { name } of design.tiers) expect(texts(svg)).toContain(name);
  });
});

describe("dimensioned views of a spray", () => {
  it("give its measures, and hide what stands behind", async () => {
    const gem = await cutGem(golden["excited-deep"].code, { sizeMm: 40 });
    const [x, y, z] = gem.measure().sizeMm.map((length) => length.toFixed(1));
    expect(texts(writeDimensionedViews(gem.mesh)).slice(0, 4)).toEqual([x, y, z, y]);
    const { contours, edges, hidden } = projectEdges(gem.mesh, "front");
    expect(contours.length).toBeGreaterThan(0);
    expect(edges.length).toBeGreaterThan(0);
    expect(hidden.length).toBeGreaterThan(contours.length);
  });
});
