import { basename } from "node:path";
import type { Finding, Severity } from "@vocalith/geometry";
import { encode } from "uqr";
import type { GemColor } from "vocalith";
import { drawViews, type MarkedPlace } from "./draw-views.js";
import type { JobSheet } from "./job-sheet.js";
import type { Face, PageElement } from "./page-element.js";
import { TextMeasure } from "./text-measure.js";

/** A4 in mm. */
export const PAGE_MM = [210, 297] as const;

const LEFT = 14;
const RIGHT = 196;
const BLACK = "#111111";
const GREY = "#666666";
const RULE = "#bbbbbb";

/** What a severity means to whoever reads the sheet, and its colour. */
const VERDICTS: Readonly<Record<Severity, readonly [words: string, color: string]>> = {
  ok: ["Can be made as it is", "#1d6b3a"],
  advice: ["Can be made; see the advice", "#1d6b3a"],
  warning: ["Can be made with care; see the warnings", "#9a5b00"],
  fault: ["Cannot be made in this material as it is", "#a01818"],
};

const WEIGHT: Readonly<Record<Severity, number>> = { ok: 0, advice: 1, warning: 2, fault: 3 };
const MOST_FINDINGS = 5;
/** Lines that the page has for all of them. */
const FINDING_LINES = 7;
const MOST_FILES = 11;

/** Lays a job sheet out on one A4 page: what both the HTML and the PDF show. */
export function layOutSheet(sheet: JobSheet): PageElement[] {
  const measure = new TextMeasure();
  const elements: PageElement[] = [];
  const write = (
    x: number,
    y: number,
    text: string,
    sizeMm: number,
    face: Face = "plain",
    color = BLACK,
    anchor: "start" | "middle" | "end" = "start",
  ): void => {
    elements.push({ kind: "text", x, y, text, sizeMm, face, color, anchor });
  };
  const heading = (y: number, text: string): void => {
    elements.push({ kind: "lines", segments: [LEFT, y - 4.6, RIGHT, y - 4.6], widthMm: 0.2, color: RULE });
    write(LEFT, y, text, 2.9, "bold");
  };

  // Head: what it is called and its number.
  write(LEFT, 17, "JOB SHEET", 2.6, "bold", GREY);
  write(LEFT, 25, measure.shortened(sheet.title, 6.2, "bold", 128), 6.2, "bold");
  write(RIGHT, 25, sheet.catalogueNumber, 4.6, "mono", BLACK, "end");
  write(RIGHT, 17, sheet.date ?? "", 2.8, "plain", GREY, "end");

  // The stone beside what it is.
  const pictureMm = 78;
  elements.push({
    kind: "image",
    x: LEFT,
    y: 30,
    width: pictureMm,
    height: pictureMm,
    png: sheet.picture,
    alternative: `The gem ${sheet.title}`,
  });
  let y = 33.4;
  const factLeft = LEFT + pictureMm + 6;
  const valueLeft = factLeft + 19;
  for (const [name, value] of sheet.facts) {
    write(factLeft, y, name, 2.7, "plain", GREY);
    for (const line of measure.lines(value, 2.9, "plain", RIGHT - valueLeft, 2)) {
      write(valueLeft, y, line, 2.9, name === "Quantity" || name === "Material" ? "bold" : "plain");
      y += 4;
    }
    y += 0.9;
  }
  write(factLeft, y, "Colour", 2.7, "plain", GREY);
  for (const color of sheet.colors) {
    elements.push({ kind: "rectangle", x: valueLeft, y: y - 3, width: 9, height: 3.8, color: hexOf(color) });
    write(valueLeft + 11, y, colorText(color), 2.9);
    y += 4.9;
  }
  const [verdict, verdictColor] = VERDICTS[sheet.inspection.severity];
  elements.push({ kind: "rectangle", x: factLeft, y: 98.5, width: RIGHT - factLeft, height: 9.5, color: verdictColor });
  write(factLeft + 4, 104.6, verdict, 3.6, "bold", "#ffffff");

  // Views, and what to mind.
  heading(116, "Views");
  const noted = [...sheet.inspection.findings]
    .filter(({ severity }) => severity !== "ok")
    .sort((a, b) => WEIGHT[b.severity] - WEIGHT[a.severity])
    .slice(0, MOST_FINDINGS);
  const marks = noted.flatMap(({ places: [place] }, i): MarkedPlace[] =>
    place === undefined ? [] : [{ letter: letterOf(i), positionMm: place.positionMm }],
  );
  elements.push(...drawViews(sheet.views, marks, { x: LEFT, y: 117.5, width: RIGHT - LEFT, height: 55 }));

  heading(178, "Printability");
  y = 182.4;
  if (noted.length === 0)
    write(LEFT, y, "Nothing amiss: walls, gaps, edges, facets and surface are within the limits.", 2.7);
  const paragraphs = fitParagraphs(
    noted.map((finding) => findingText(finding, sheet.engraving)),
    (text, most) => measure.lines(text, 2.6, "plain", RIGHT - LEFT - 5, most),
  );
  paragraphs.forEach((lines, i) => {
    write(LEFT, y, letterOf(i), 2.7, "bold", noted[i].places.length > 0 ? "#c00000" : GREY);
    for (const line of lines) {
      write(LEFT + 5, y, line, 2.6);
      y += 3.6;
    }
    y += 0.5;
  });

  // Files.
  heading(214, "Files");
  write(RIGHT, 214, "SHA-256", 2.4, "plain", GREY, "end");
  y = 218.3;
  const listed = sheet.files.slice(0, sheet.files.length > MOST_FILES ? MOST_FILES - 1 : MOST_FILES);
  for (const { path, bytes, sha256 } of listed) {
    write(LEFT, y, measure.shortened(basename(path), 2.5, "plain", 62), 2.5);
    write(LEFT + 84, y, `${bytes.toLocaleString("en-GB")} bytes`, 2.4, "plain", GREY, "end");
    write(RIGHT, y, sha256, 2.15, "mono", BLACK, "end");
    y += 3.5;
  }
  if (sheet.files.length > listed.length)
    write(LEFT, y, `and ${sheet.files.length - listed.length} more`, 2.5, "plain", GREY);
  if (sheet.files.length === 0) write(LEFT, y, "none named", 2.5, "plain", GREY);

  // Code and where the voice comes from, beside the code to scan.
  heading(262, "Code and provenance");
  const codeWidth = RIGHT - LEFT - 31;
  y = 265.9;
  for (const line of measure.lines(sheet.code, 2.1, "mono", codeWidth, 5)) {
    write(LEFT, y, line, 2.1, "mono");
    y += 2.8;
  }
  y += 0.6;
  const perVoice = Math.max(1, Math.floor((289 - y) / 3.1 / Math.max(1, sheet.provenance.length)));
  for (const voice of sheet.provenance) {
    for (const line of measure.lines(voice, 2.3, "plain", codeWidth, Math.min(4, perVoice))) {
      write(LEFT, y, line, 2.3, "plain", "#333333");
      y += 3.1;
    }
  }
  if (sheet.provenance.length === 0)
    write(LEFT, y, "cut from its code; nothing is stated of the voice", 2.3, "plain", GREY);
  elements.push(...codeToScan(sheet.code, RIGHT - 28, 259.2, 28));
  write(
    LEFT,
    291.5,
    "All measures in mm. The code cuts the same stone again, without the recording.",
    2.2,
    "plain",
    GREY,
  );
  return elements;
}

/** A QR code (ISO/IEC 18004) as rectangles, a run of dark modules each, with the quiet zone inside the square. */
function codeToScan(text: string, x: number, y: number, sizeMm: number): PageElement[] {
  const { data, size } = encode(text, { ecc: "L", border: 3 });
  const moduleMm = sizeMm / size;
  const elements: PageElement[] = [{ kind: "rectangle", x, y, width: sizeMm, height: sizeMm, color: "#ffffff" }];
  data.forEach((row, j) => {
    for (let from = 0; from < size; from++) {
      if (!row[from]) continue;
      let to = from + 1;
      while (to < size && row[to]) to++;
      elements.push({
        kind: "rectangle",
        x: x + from * moduleMm,
        y: y + j * moduleMm,
        width: (to - from) * moduleMm,
        height: moduleMm,
        color: "#000000",
      });
      from = to;
    }
  });
  return elements;
}

/** Texts in two lines each, or, where the page has no room for all, the last of them in one. */
function fitParagraphs(texts: readonly string[], broken: (text: string, most: number) => string[]): string[][] {
  const paragraphs = texts.map((text) => broken(text, 2));
  const rows = (): number => paragraphs.reduce((sum, { length }) => sum + length, 0);
  for (let i = texts.length - 1; i >= 0 && rows() > FINDING_LINES; i--) paragraphs[i] = broken(texts[i], 1);
  return paragraphs;
}

function letterOf(i: number): string {
  return String.fromCharCode(65 + i);
}

function findingText(
  { severity, found, places: [place], placeCount, advice }: Finding,
  engraving: JobSheet["engraving"],
): string {
  const name = severity === "advice" ? "Advice" : severity === "warning" ? "Warning" : "Fault";
  if (place === undefined) return `${name}: ${found}. ${advice}`;
  const at = place.positionMm.map((value) => (Math.abs(value) < 0.05 ? 0 : value).toFixed(1)).join(", ");
  const more = placeCount > 1 ? ` and ${placeCount - 1} more ${placeCount === 2 ? "place" : "places"}` : "";
  const inText = engraving !== undefined && isWithin(place.positionMm, engraving) ? ", in the engraving" : "";
  return `${name}: ${found}, at (${at})${more}${inText}. ${advice}`;
}

function isWithin(
  [x, y, z]: readonly [number, number, number],
  { middleMm, reachMm }: NonNullable<JobSheet["engraving"]>,
): boolean {
  return Math.hypot(x - middleMm[0], y - middleMm[1], z - middleMm[2]) <= reachMm;
}

function colorText({ lightness, chroma, hueDegrees, hueSpreadDegrees }: GemColor): string {
  const spread = hueSpreadDegrees >= 1 ? `, ${hueSpreadDegrees.toFixed(0)}° of hue foot to top` : "";
  return `OKLCH ${(100 * lightness).toFixed(0)} % ${chroma.toFixed(2)} ${hueDegrees.toFixed(0)}°${spread}`;
}

/** A body colour as it is written in sRGB. */
function hexOf({ linearSrgb }: GemColor): string {
  const bytes = linearSrgb.map((light) => {
    const value = light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055;
    return Math.round(255 * Math.min(1, Math.max(0, value)));
  });
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, "0")).join("")}`;
}
