import type { JobSheet } from "./job-sheet.js";
import { layOutSheet, PAGE_MM } from "./lay-out-sheet.js";
import type { Face, PageElement } from "./page-element.js";

/** Faces of the widths the page was laid out for: Helvetica's and Courier's, as Arial and Liberation have them too. */
const FAMILIES: Readonly<Record<Face, string>> = {
  plain: "Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', sans-serif",
  bold: "Helvetica, Arial, 'Liberation Sans', 'Nimbus Sans', sans-serif",
  mono: "Courier, 'Courier New', 'Liberation Mono', 'Nimbus Mono PS', monospace",
};

/**
 * A gem's job sheet as one HTML file that needs nothing else and prints on one A4 page. The same sheet gives the same text.
 *
 * @returns The text of the file.
 */
export function jobSheetHtml(sheet: JobSheet): string {
  const [width, height] = PAGE_MM;
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>${escaped(`Job sheet ${sheet.catalogueNumber}, ${sheet.title}`)}</title>
<style>
@page { size: ${width}mm ${height}mm; margin: 0 }
html { background: #ddd }
body { margin: 0 }
svg { display: block; width: ${width}mm; height: ${height - 0.1}mm; margin: 0 auto; background: #fff; white-space: pre }
@media print { html { background: #fff } svg { margin: 0 } }
</style>
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" print-color-adjust="exact" style="-webkit-print-color-adjust: exact; print-color-adjust: exact">
${layOutSheet(sheet).map(toSvg).join("\n")}
</svg>
</html>
`;
}

function toSvg(element: PageElement): string {
  switch (element.kind) {
    case "text": {
      const { x, y, text, sizeMm, face, color, anchor, isUpright } = element;
      const turn = isUpright ? ` transform="rotate(-90 ${length(x)} ${length(y)})"` : "";
      const bold = face === "bold" ? ' font-weight="700"' : "";
      return `<text x="${length(x)}" y="${length(y)}" font-family="${FAMILIES[face]}" font-size="${length(sizeMm)}"${bold} fill="${color}" text-anchor="${anchor}"${turn}>${escaped(text)}</text>`;
    }
    case "rectangle": {
      const { x, y, width, height, color } = element;
      return `<rect x="${length(x)}" y="${length(y)}" width="${length(width)}" height="${length(height)}" fill="${color}" shape-rendering="crispEdges"/>`;
    }
    case "lines":
      return `<path fill="none" stroke="${element.color}" stroke-width="${length(element.widthMm)}" stroke-linecap="round" d="${pathOf(element.segments)}"/>`;
    case "image": {
      const { x, y, width, height, png, alternative } = element;
      return `<image x="${length(x)}" y="${length(y)}" width="${length(width)}" height="${length(height)}" href="data:image/png;base64,${Buffer.from(png).toString("base64")}"><title>${escaped(alternative)}</title></image>`;
    }
  }
}

function pathOf(segments: ArrayLike<number>): string {
  const parts: string[] = [];
  let last = "";
  for (let i = 0; i < segments.length; i += 4) {
    const from = `${length(segments[i])} ${length(segments[i + 1])}`;
    const to = `${length(segments[i + 2])} ${length(segments[i + 3])}`;
    if (from === to) continue;
    parts.push(from === last ? `L${to}` : `M${from}L${to}`);
    last = to;
  }
  return parts.join("");
}

/** A length in mm to the thousandth. */
function length(value: number): string {
  return String(Math.round(value * 1000) / 1000);
}

/** Text for between tags or inside double quotes; characters that HTML cannot hold are left out. */
function escaped(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/"/g, "&quot;");
}
