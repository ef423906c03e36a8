import { INK, PANELS, type Panel } from "./plot-layout.js";
import type { Scale } from "./scale.js";
import { svgElement, xmlText } from "./svg-element.js";
import type { Ticks } from "./ticks.js";

const TICK_PX = 5;
const FONT_PX = 12;

/** What is written along one side of a panel. */
export interface Axis {
  readonly label: string;
  readonly color?: string;
  readonly ticks: readonly { readonly atPx: number; readonly text: string }[];
}

/** Ticks of an axis from values. */
export function ticksAt(values: readonly number[], scale: Scale, text: (value: number) => string): Axis["ticks"] {
  return values.map((value) => ({ atPx: scale(value), text: text(value) }));
}

/** An axis on the left of a panel. */
export function leftAxis(panel: Panel, axis: Axis): string {
  return sideAxis(panel, axis, panel.leftPx, -1);
}

/** An axis on the right of a panel. */
export function rightAxis(panel: Panel, axis: Axis): string {
  return sideAxis(panel, axis, panel.rightPx, 1);
}

function sideAxis(panel: Panel, { label, color = INK.text, ticks }: Axis, edgePx: number, side: 1 | -1): string {
  const marks = ticks.map(({ atPx }) => `M${edgePx} ${round(atPx)}h${side * TICK_PX}`).join("");
  const texts = ticks.map(({ atPx, text }) =>
    svgElement("text", { x: edgePx + side * (TICK_PX + 4), y: atPx + 0.35 * FONT_PX }, xmlText(text)),
  );
  const x = side < 0 ? 24 : panel.rightPx + 62;
  const y = (panel.topPx + panel.bottomPx) / 2;
  return svgElement(
    "g",
    { fill: color, "font-size": FONT_PX },
    svgElement("path", { d: marks, stroke: color, "stroke-width": 1, fill: "none" }),
    svgElement("g", { "text-anchor": side < 0 ? "end" : "start" }, ...texts),
    svgElement(
      "text",
      { "text-anchor": "middle", transform: `translate(${x} ${round(y)}) rotate(${side < 0 ? -90 : 90})` },
      xmlText(label),
    ),
  );
}

/** The border of a panel. */
export function frame(panel: Panel): string {
  return svgElement("rect", { ...box(panel), fill: "none", stroke: INK.frame, "stroke-width": 1 });
}

/** Place and size of a panel as attributes of a rectangle or an image. */
export function box({ leftPx, rightPx, topPx, bottomPx }: Panel): Record<"x" | "y" | "width" | "height", number> {
  return { x: leftPx, y: topPx, width: rightPx - leftPx, height: bottomPx - topPx };
}

/** Fine lines at the time ticks, behind a panel's content. */
export function timeGrid({ topPx, bottomPx }: Panel, ticks: Ticks, timeX: Scale): string {
  const d = ticks.values.map((time) => `M${round(timeX(time))} ${topPx}V${bottomPx}`).join("");
  return svgElement("path", { d, stroke: INK.grid, "stroke-width": 1, fill: "none" });
}

/** The shared time axis, below the last panel. */
export function timeAxis(ticks: Ticks, timeX: Scale): string {
  const { leftPx, rightPx, bottomPx } = PANELS.centroid;
  const mark = (time: number, lengthPx: number) => `M${round(timeX(time))} ${bottomPx}v${lengthPx}`;
  const marks =
    ticks.values.map((time) => mark(time, TICK_PX)).join("") + ticks.between.map((time) => mark(time, 3)).join("");
  const texts = ticks.values.map((time) =>
    svgElement("text", { x: timeX(time), y: bottomPx + TICK_PX + 15 }, time.toFixed(ticks.decimals)),
  );
  return svgElement(
    "g",
    { id: "time", fill: INK.text, "font-size": FONT_PX, "text-anchor": "middle" },
    svgElement("path", { d: marks, stroke: INK.text, "stroke-width": 1, fill: "none" }),
    ...texts,
    svgElement("text", { x: (leftPx + rightPx) / 2, y: bottomPx + TICK_PX + 37 }, "time (s)"),
  );
}

const round = (value: number) => Math.round(value * 100) / 100;
