import { frame, leftAxis, ticksAt, timeGrid } from "./axes.js";
import { INK, PANEL_WIDTH_PX, PANELS } from "./plot-layout.js";
import { linearScale, type Scale } from "./scale.js";
import { svgElement, svgNumber } from "./svg-element.js";
import type { Ticks } from "./ticks.js";

/** The sound's outline: for every pixel of time the span between its lowest and its highest sample. */
export function waveformLayer(sound: Float32Array, ticks: Ticks, timeX: Scale): string {
  const panel = PANELS.waveform;
  const lows = new Float64Array(PANEL_WIDTH_PX);
  const highs = new Float64Array(PANEL_WIDTH_PX);
  let peak = 0;
  for (let column = 0; column < PANEL_WIDTH_PX; column++) {
    const from = Math.floor((column * sound.length) / PANEL_WIDTH_PX);
    const to = Math.max(from + 1, Math.ceil(((column + 1) * sound.length) / PANEL_WIDTH_PX));
    let low = Infinity;
    let high = -Infinity;
    for (let i = from; i < to && i < sound.length; i++) {
      low = Math.min(low, sound[i]);
      high = Math.max(high, sound[i]);
    }
    lows[column] = low;
    highs[column] = high;
    peak = Math.max(peak, Math.abs(low), Math.abs(high));
  }
  const limit = 1.2 * peak;
  const valueY = linearScale(limit, -limit, panel.topPx, panel.bottomPx);
  const point = (column: number, value: number) =>
    `${svgNumber(panel.leftPx + column + 0.5)} ${svgNumber(valueY(value))}`;
  const there = Array.from(highs, (value, column) => point(column, value));
  const back = Array.from(lows, (value, column) => point(column, value)).reverse();
  return svgElement(
    "g",
    { id: "waveform" },
    timeGrid(panel, ticks, timeX),
    svgElement("path", {
      d: `M${there.join("L")}L${back.join("L")}Z`,
      fill: INK.waveform,
      stroke: INK.waveform,
      "stroke-width": 0.5,
      "stroke-linejoin": "round",
    }),
    leftAxis(panel, {
      label: "amplitude",
      ticks: ticksAt([peak, 0, -peak], valueY, (value) =>
        value === 0 ? "0" : value.toFixed(2).replace("-", "\u2212"),
      ),
    }),
    frame(panel),
  );
}
