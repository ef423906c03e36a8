import type { Syllable } from "@vocalith/dsp";
import { INK, PANELS } from "./plot-layout.js";
import type { Scale } from "./scale.js";
import { svgElement, svgNumber } from "./svg-element.js";

const FONT_PX = 11;
const DIGIT_PX = 6.6;
/** Numbers stand this far above the line; where they would touch, in the second row, and where that is full, nowhere. */
const NUMBER_ROWS_PX = [9, 20];
/** Brackets narrower than this melt into bars. */
const LEAST_BRACKET_PX = 3;

/** Syllables as numbered brackets with a mark at each nucleus. */
export function syllableLayer(syllables: readonly Syllable[], timeX: Scale): string {
  const { topPx, leftPx } = PANELS.syllables;
  const lineY = topPx + 34;
  const label = svgElement(
    "text",
    { x: leftPx - 9, y: lineY + 4, "text-anchor": "end", "font-size": 12, fill: INK.text },
    "syllables",
  );
  const spans = syllables.map((s) => ({
    fromPx: timeX(s.startSeconds),
    nucleusPx: timeX(s.nucleusSeconds),
    toPx: timeX(s.endSeconds),
  }));
  const meanPx = spans.reduce((sum, { fromPx, toPx }) => sum + toPx - fromPx, 0) / Math.max(1, spans.length);
  if (meanPx < LEAST_BRACKET_PX) return svgElement("g", { id: "syllables" }, label, bars(spans, lineY));

  let brackets = "";
  let nuclei = "";
  const numbers: string[] = [];
  const rowEndsPx = NUMBER_ROWS_PX.map(() => -Infinity);
  spans.forEach(({ fromPx, nucleusPx, toPx }, i) => {
    const [from, to] = [fromPx + 0.75, toPx - 0.75].map(svgNumber);
    brackets += `M${from} ${lineY - 6}v12M${from} ${lineY}H${to}M${to} ${lineY - 6}v12`;
    nuclei += `M${svgNumber(nucleusPx)} ${lineY + 3}l4.5 8.5h-9Z`;
    const text = String(i + 1);
    const middlePx = (fromPx + toPx) / 2;
    const halfPx = 0.5 * DIGIT_PX * text.length + 2;
    const row = rowEndsPx.findIndex((endPx) => endPx <= middlePx - halfPx);
    if (row < 0) return;
    numbers.push(svgElement("text", { x: middlePx, y: lineY - NUMBER_ROWS_PX[row] }, text));
    rowEndsPx[row] = middlePx + halfPx;
  });
  return svgElement(
    "g",
    { id: "syllables" },
    label,
    svgElement("path", { d: brackets, stroke: INK.text, "stroke-width": 1.25, fill: "none" }),
    svgElement("path", { d: nuclei, fill: INK.text }),
    svgElement("g", { "font-size": FONT_PX, fill: INK.text, "text-anchor": "middle" }, ...numbers),
  );
}

/** Too many to tell apart: where syllables are at all, to half a pixel. */
function bars(spans: readonly { readonly fromPx: number; readonly toPx: number }[], lineY: number): string {
  let d = "";
  let endPx = -Infinity;
  for (const { fromPx, toPx } of spans) {
    const from = Math.max(endPx, Math.floor(2 * fromPx) / 2);
    const to = Math.ceil(2 * toPx) / 2;
    if (to <= from) continue;
    d += `M${from} ${lineY}H${to}`;
    endPx = to;
  }
  return svgElement("path", { d, stroke: INK.text, "stroke-width": 10, fill: "none" });
}
