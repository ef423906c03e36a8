import type { VoiceFeatures } from "@vocalith/dsp";
import { frame, leftAxis, ticksAt, timeGrid } from "./axes.js";
import { INK, PANEL_WIDTH_PX, PANELS } from "./plot-layout.js";
import { linearScale, type Scale } from "./scale.js";
import { svgElement } from "./svg-element.js";
import { thinTrack } from "./thin-track.js";
import { linearTicks, type Ticks } from "./ticks.js";
import { trackPath } from "./track-path.js";

/** From the loudest frame down; pauses below lie on the floor. */
const LEVEL_SPAN_DB = 60;

/** Level of every frame in dB re full scale. */
export function levelLayer({ levelDb, pitch }: VoiceFeatures, ticks: Ticks, timeX: Scale): string {
  const panel = PANELS.level;
  const highestDb = Math.ceil(levelDb.reduce((a, b) => Math.max(a, b)) / 10 + 0.2) * 10;
  const lowestDb = highestDb - LEVEL_SPAN_DB;
  const levelY = linearScale(lowestDb, highestDb, panel.bottomPx, panel.topPx);
  const held = levelDb.map((value) => Math.max(value, lowestDb));
  return svgElement(
    "g",
    { id: "level" },
    timeGrid(panel, ticks, timeX),
    svgElement("path", {
      d: trackPath(thinTrack(pitch.timeSeconds, held, 2 * PANEL_WIDTH_PX), timeX, levelY),
      fill: "none",
      stroke: INK.level,
      "stroke-width": 2,
      "stroke-linejoin": "round",
    }),
    leftAxis(panel, {
      label: "level (dB)",
      color: INK.level,
      ticks: ticksAt(linearTicks(lowestDb, highestDb, 4).values, levelY, (value) =>
        String(value).replace("-", "\u2212"),
      ),
    }),
    frame(panel),
  );
}
