import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cutGem, drawGem, encodePng, type Gem, parseGemCode } from "vocalith";
import { type JobSheet, jobSheetOf } from "../src/job-sheet/job-sheet.js";
import { jobSheetHtml } from "../src/job-sheet/job-sheet-html.js";
import { jobSheetPdf } from "../src/job-sheet/job-sheet-pdf.js";
import { layOutSheet, PAGE_MM } from "../src/job-sheet/lay-out-sheet.js";
import { printableText, TextMeasure } from "../src/job-sheet/text-measure.js";

const golden: Record<string, { code: string }> = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../fixtures/golden.json"), "utf8"),
);
const [calm, child, excited] = ["calm-deep", "child", "excited-deep"].map((name) => golden[name].code);
const stones: Readonly<Record<string, Gem>> = {
  calm: await cutGem(calm),
  spray: await cutGem(excited),
  twin: await cutGem({ individuals: [parseGemCode(calm), parseGemCode(child)] }),
  brilliant: await cutGem(calm, { cut: "brilliant" }),
};
const picture = encodePng(drawGem(stones.calm, { widthPx: 32, heightPx: 32, samples: 1 }));
const sha256 = createHash("sha256").update("file").digest("hex");
const file = (i: number) => ({ path: `/jobs/gem-${i}.3mf`, format: "3mf", sha256, bytes: 123456 * i });

function sheetOf(gem: Gem): JobSheet {
  const voice = `A speaker with a long name · ${"consent given for an exhibition ".repeat(9)}`;
  return {
    ...jobSheetOf(gem, {
      title: "A recording <of> a voice & its very long name, which no line of this page could ever hold",
      picture,
      material: "silver",
      quantity: 3,
      files: Array.from({ length: 14 }, (_, i) => file(i)),
      date: "22 November 2026",
    }),
    provenance: gem.individuals.map(() => voice),
  };
}

describe("a job sheet", () => {
  const measure = new TextMeasure();

  it.each(Object.keys(stones))("of a %s keeps all on the page, and no text upon another", (name) => {
    const sheet = sheetOf(stones[name]);
    const boxes = layOutSheet(sheet).flatMap((element) => {
      if (element.kind !== "text" || element.isUpright || element.text === "") return [];
      const { x, y, text, sizeMm, face, anchor } = element;
      const width = measure.widthMm(text, sizeMm, face);
      const left = anchor === "start" ? x : anchor === "middle" ? x - width / 2 : x - width;
      return [
        {
          text,
          left,
          right: left + width,
          top: y - 0.7 * sizeMm,
          bottom: y + 0.1 * sizeMm,
          isMark: element.color === "#c00000",
        },
      ];
    });
    for (const { text, left, right, top, bottom } of boxes) {
      expect([text, left >= 10 && right <= PAGE_MM[0] - 10 && top >= 8 && bottom <= PAGE_MM[1] - 4]).toEqual([
        text,
        true,
      ]);
    }
    const covered = boxes.flatMap((a, i) =>
      boxes
        .slice(i + 1)
        .filter((b) => !a.isMark && !b.isMark)
        .filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
        .map((b) => `${a.text} | ${b.text}`),
    );
    expect(covered).toEqual([]);
  });

  it("is one HTML file that asks nothing of the network and says all", () => {
    const sheet = sheetOf(stones.twin);
    const html = jobSheetHtml(sheet);
    expect(html.replaceAll('xmlns="http://www.w3.org/2000/svg"', "")).not.toMatch(/https?:|<script|<link|url\(/);
    expect(html).toContain("data:image/png;base64,");
    for (const text of [
      sheet.catalogueNumber,
      sha256,
      "sterling silver 925",
      "gem-3.3mf",
      "A recording &lt;of&gt; a voice &amp;",
    ]) {
      expect(html).toContain(text);
    }
    expect(html).not.toContain("NaN");
    expect(jobSheetHtml(sheet)).toBe(html);
  });

  it("is one page of PDF, the same bytes each time", async () => {
    const sheet = sheetOf(stones.spray);
    const pdf = Buffer.from(await jobSheetPdf(sheet));
    expect(pdf.subarray(0, 5).toString()).toBe("%PDF-");
    expect(pdf.toString("latin1").match(/\/Type \/Page\b(?!s)/g)?.length).toBe(1);
    expect(pdf.toString("latin1")).not.toContain("NaN");
    expect(pdf.equals(Buffer.from(await jobSheetPdf(sheet)))).toBe(true);
  });

  it("tells no date that was not given, and refuses half a stone", () => {
    expect(jobSheetOf(stones.calm, { title: "x", picture }).date).toBeUndefined();
    expect(() => jobSheetOf(stones.calm, { title: "x", picture, quantity: 0.5 })).toThrow(/whole number/);
  });

  it("sets letters that the PDF's faces lack as the nearest they have", () => {
    expect(printableText("Nguyễn Đào, Łódź, “œuvre” – 한국")).toBe("Nguyen Dào, ?ódz, “œuvre” – ??");
  });
});
