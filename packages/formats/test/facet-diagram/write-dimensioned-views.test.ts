import { describe, expect, it } from "vitest";
import { DrawingError, writeDimensionedViews } from "../../src/index.js";
import { boxes } from "./solids.js";

const block = boxes([
  [-5, -10, 0],
  [5, 10, 31.25],
]);

/** The texts of a drawing. */
const texts = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)</g)].map(([, text]) => text);

describe("writeDimensionedViews", () => {
  it("writes width, depth and height in mm and the largest standard scale that fits", () => {
    const svg = writeDimensionedViews(block);
    expect(texts(svg)).toEqual([
      "10.0",
      "20.0",
      "31.3",
      "20.0",
      "top",
      "front",
      "right side",
      "scale 2:1, measures in mm",
    ]);
    expect(texts(writeDimensionedViews(block, { maximumSizeMm: [80, 110] })).at(-1)).toBe("scale 1:1, measures in mm");
    expect(svg).toMatch(/^<svg [^>]*width="100mm" height="150.5mm" viewBox="0 0 100 150.5"/);
  });

  it("draws lines to scale, in true millimetres", () => {
    const svg = writeDimensionedViews(block, { maximumSizeMm: [80, 110] });
    const [contour] = [...svg.matchAll(/stroke-width="0.3" d="([^"]*)"/g)].map(([, path]) => path);
    const numbers = contour.match(/-?[\d.]+/g)?.map(Number) ?? [];
    const xs = numbers.filter((_, i) => i % 2 === 0);
    const ys = numbers.filter((_, i) => i % 2 === 1);
    expect(Math.max(...xs) - Math.min(...xs)).toBeCloseTo(10, 6);
    expect(Math.max(...ys) - Math.min(...ys)).toBeCloseTo(20, 6);
  });

  it("dashes hidden edges where asked to", () => {
    const behind = boxes(
      [
        [0, 0, 0],
        [10, 10, 10],
      ],
      [
        [2, 20, 2],
        [8, 30, 8],
      ],
    );
    expect(writeDimensionedViews(behind)).not.toContain("dasharray");
    expect(writeDimensionedViews(behind, { hiddenEdges: "dashed" })).toContain("dasharray");
  });

  it("is one self-contained file, the same each time, with its name escaped", () => {
    const options = { title: 'a <b> & "c"' };
    const svg = writeDimensionedViews(block, options);
    expect(svg).toBe(writeDimensionedViews(block, options));
    expect(svg).toContain("<title>a &lt;b&gt; &amp; &quot;c&quot;</title>");
    expect(svg).not.toMatch(/href|<script|<style|@font-face|NaN|undefined/);
    expect(svg.trimEnd()).toMatch(/<\/svg>$/);
  });

  it("refuses a sheet that is too small", () => {
    expect(() => writeDimensionedViews(block, { maximumSizeMm: [30, 30] })).toThrow(DrawingError);
    expect(() => writeDimensionedViews(block, { maximumSizeMm: [30, 30] })).toThrow(
      /10.0 x 20.0 x 31.3 mm on 30 x 30 mm/,
    );
  });
});
