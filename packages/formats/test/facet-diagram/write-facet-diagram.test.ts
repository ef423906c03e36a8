import fc from "fast-check";
import { SaxesParser } from "saxes";
import { describe, expect, it } from "vitest";
import { DrawingError, type GemCadDesign, GemCadError, writeFacetDiagram } from "../../src/index.js";
import { randomDesign } from "../gemcad/random-design.js";
import { ROUND_BRILLIANT } from "../gemcad/round-brilliant.js";

interface DrawnText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly sizeMm: number;
  readonly anchor: string;
}

/** The texts of a drawing, by a parser that accepts well-formed XML alone. */
function textsOf(svg: string): DrawnText[] {
  const found: DrawnText[] = [];
  const parser = new SaxesParser();
  let open: Omit<DrawnText, "text"> | undefined;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", ({ name, attributes }) => {
    const { x, y, "font-size": size, "text-anchor": anchor = "start" } = attributes as Record<string, string>;
    open = name === "text" ? { x: Number(x), y: Number(y), sizeMm: Number(size), anchor } : undefined;
  });
  parser.on("text", (text) => {
    if (open !== undefined) found.push({ text, ...open });
    open = undefined;
  });
  parser.write(svg).close();
  return found;
}

const words = (svg: string) => textsOf(svg).map(({ text }) => text);

/** The text that stands right below another one. */
function below(svg: string, caption: string): string | undefined {
  const texts = textsOf(svg);
  const head = texts.find(({ text }) => text === caption);
  return texts.find(({ x, y }) => head !== undefined && x === head.x && y > head.y && y < head.y + 5)?.text;
}

describe("writeFacetDiagram", () => {
  const svg = writeFacetDiagram(ROUND_BRILLIANT);

  it("is a sheet of A4 in true millimetres that needs nothing else", () => {
    expect(svg.match(/^<svg [^>]*(width="[^>]*viewBox="[^"]*")/)?.[1]).toBe(
      'width="210mm" height="297mm" viewBox="0 0 210 297"',
    );
    expect(svg).not.toMatch(/href|<script|<style|@font-face|url\(|NaN|undefined|Infinity/);
    for (const { x, y } of textsOf(svg)) {
      expect(x).toBeGreaterThan(10);
      expect(x).toBeLessThan(200);
      expect(y).toBeGreaterThan(10);
      expect(y).toBeLessThan(290);
    }
    expect(writeFacetDiagram(ROUND_BRILLIANT)).toBe(svg);
  });

  it("gives what a faceter needs to know of the round brilliant", () => {
    expect(words(svg)[0]).toBe("Standard Round Brilliant");
    expect(below(svg, "Facets")).toBe("57 + 16 girdle");
    expect(below(svg, "Symmetry")).toBe("8-fold, mirror");
    expect(below(svg, "Index gear")).toBe("96");
    expect(below(svg, "Refractive index")).toBe("1.540");
    expect(below(svg, "Critical angle")).toBe("40.5°");
    // Width between opposite corners of the 16-sided girdle: 2 x 1.02653281 / cos(180/16 degrees).
    expect(below(svg, "Width as designed")).toBe(((2 * 1.02653281) / Math.cos(Math.PI / 16)).toFixed(4));
    expect(below(svg, "L/W")).toBe("1.000");
    const depth = (Number(below(svg, "P/W")) + Number(below(svg, "C/W"))).toFixed(2);
    expect(Number(below(svg, "H/W"))).toBeGreaterThan(Number(depth));
    // The pavilion's mains run from the culet at 41.5 degrees: its depth is their distance over cos(41.5).
    expect(Number(below(svg, "H/W"))).toBeCloseTo(
      (0.61701256 / Math.cos((41.5 * Math.PI) / 180) + 0.36450932) / 2.0933,
      3,
    );
  });

  it("labels every step in a view and lists it with its angle and teeth", () => {
    for (const label of ["A", "B", "C", "T", "G", "1", "2"]) {
      expect(words(svg).filter((text) => text === label).length).toBe(2);
    }
    expect(words(svg)).toContain("42.50°");
    expect(words(svg)).toContain("96 - 12 - 24 - 36 - 48 - 60 - 72 - 84");
    expect(words(svg).filter((text) => text === "96").length).toBe(3);
    expect(words(svg)).not.toContain("Profile, from the right");
  });

  it("shows both profiles where they differ, and measures and scale where the size is known", () => {
    const nick = { name: "nick", angleDegrees: 16, facets: [{ index: 6, distance: 0.5 }] };
    const nicked: GemCadDesign = { ...ROUND_BRILLIANT, material: "quartz", tiers: [...ROUND_BRILLIANT.tiers, nick] };
    const sized = writeFacetDiagram(nicked, { title: "A voice", sizeMm: 10, code: `vl0.${"A".repeat(200)}` });
    expect(words(sized)).toContain("Profile, from the right");
    expect(below(sized, "W × L × H, mm")).toBe("10.00 × 10.00 × 5.68");
    expect(words(sized)).toContain("2 mm on the stone; drawn 6.70 times its size");
    expect(words(sized)[1]).toContain("to be cut in quartz");
    expect(words(sized).slice(-4).join("")).toContain(`Cut again from vl0.${"A".repeat(90)}`);
  });

  it("turns the teeth with the clock seen from above and against it from below", () => {
    const figures = (text: string) => textsOf(svg).filter((one) => one.text === text && one.anchor === "middle");
    const [crown, pavilion] = figures("24");
    expect(crown.x).toBeGreaterThan(59);
    expect(crown.x).toBeLessThan(105);
    expect(pavilion.x).toBeGreaterThan(105);
    expect(pavilion.x).toBeLessThan(151);
  });

  it("draws any design that encloses a stone, in well-formed XML, no label upon another", () => {
    fc.assert(
      fc.property(randomDesign, fc.string({ unit: "binary", maxLength: 20 }), (design, title) => {
        const drawn = writeFacetDiagram(design, { title });
        expect(drawn).not.toMatch(/NaN|undefined|Infinity/);
        const boxes = textsOf(drawn)
          .filter(({ anchor, y }) => anchor === "middle" && y > 50)
          .map(({ text, x, y, sizeMm }) => {
            const half = 0.28 * text.length * sizeMm;
            return { left: x - half, right: x + half, top: y - 0.7 * sizeMm, foot: y };
          });
        const upon = boxes.filter((a, i) =>
          boxes.slice(i + 1).some((b) => a.left < b.right && b.left < a.right && a.top < b.foot && b.top < a.foot),
        );
        expect(upon).toEqual([]);
      }),
      { seed: 9, numRuns: 25 },
    );
  });

  it("takes a longer sheet for more steps than a page holds", () => {
    const tiers = Array.from({ length: 90 }, (_, i) => ({
      name: "step",
      angleDegrees: 20 + i / 2,
      facets: [{ index: i, distance: 0.9 }],
    }));
    const long = writeFacetDiagram({ ...ROUND_BRILLIANT, tiers: [...ROUND_BRILLIANT.tiers, ...tiers] });
    const [, height] = long.match(/height="([\d.]+)mm"/) ?? [];
    expect(Number(height)).toBeGreaterThan(297);
    expect(words(long).filter((text) => text === "step")).toHaveLength(90);
    expect(Math.max(...textsOf(long).map(({ y }) => y))).toBeLessThan(Number(height));
  });

  it("refuses what cannot be cut or drawn", () => {
    expect(() => writeFacetDiagram({ ...ROUND_BRILLIANT, gear: 0 })).toThrow(GemCadError);
    expect(() => writeFacetDiagram(ROUND_BRILLIANT, { sizeMm: 0 })).toThrow(DrawingError);
    expect(() => writeFacetDiagram(ROUND_BRILLIANT, { sizeMm: Number.NaN })).toThrow(
      /sizeMm = NaN; accepted: 1 to 1000/,
    );
  });
});
