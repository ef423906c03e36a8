import type { VoiceFeatures } from "@vocalith/dsp";
import { frame, leftAxis, ticksAt, timeGrid } from "./axes.js";
import { INK, PANEL_WIDTH_PX, PANELS } from "./plot-layout.js";
import { linearScale, type Scale } from "./scale.js";
import { svgElement, svgNumber } from "./svg-element.js";
import { thinTrack } from "./thin-track.js";
import type { Ticks } from "./ticks.js";
import { trackPath } from "./track-path.js";

/** Ratios beyond these lie on the edge. */
const LOWEST_DB = 0;
const HIGHEST_DB = 40;
/** A creak is never drawn narrower. */
const LEAST_CREAK_PX = 3;

/** How clear the voice is: harmonics-to-noise ratio and cepstral peak prominence, and where it creaks. */
export function qualityLayer({ pitch, quality }: VoiceFeatures, ticks: Ticks, timeX: Scale): string {
  const panel = PANELS.quality;
  const ratioY = linearScale(LOWEST_DB, HIGHEST_DB, panel.bottomPx, panel.topPx);
  const line = (track: Float64Array | Float32Array, color: string, widthPx: number) => {
    const held = Float64Array.from(track, (value) => Math.min(HIGHEST_DB, Math.max(LOWEST_DB, value)));
    return svgElement("path", {
      d: trackPath(thinTrack(pitch.timeSeconds, held, 2 * PANEL_WIDTH_PX), timeX, ratioY),
      fill: "none",
      stroke: color,
      "stroke-width": widthPx,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    });
  };
  const names: string[] = [];
  const [middleX, middleY] = [(panel.leftPx + panel.rightPx) / 2, (panel.topPx + panel.bottomPx) / 2 + 4];
  let y = panel.topPx + 13;
  const name = (text: string, color: string) => {
    names.push(svgElement("text", { x: panel.rightPx + 8, y, fill: color }, text));
    y += 16;
  };
  const isHeard = quality.harmonicsToNoiseDb.some((value) => !Number.isNaN(value));
  if (isHeard) {
    name("harm./noise", INK.quality);
    name("cepstral", INK.prominence);
    name("peak", INK.prominence);
  }
  if (quality.creaks.length > 0) name("creak", INK.creak);
  return svgElement(
    "g",
    { id: "quality" },
    creaks(quality.creaks, timeX),
    timeGrid(panel, ticks, timeX),
    line(quality.cepstralPeakProminenceDb, INK.prominence, 1.5),
    line(quality.harmonicsToNoiseDb, INK.quality, 2),
    leftAxis(panel, { label: "clarity (dB)", ticks: ticksAt([0, 20, 40], ratioY, String) }),
    frame(panel),
    isHeard
      ? svgElement("g", { "font-size": 12 }, ...names)
      : svgElement(
          "text",
          { x: middleX, y: middleY, "font-size": 12, "text-anchor": "middle", fill: INK.faint },
          "no glottal cycles to judge",
        ),
  );
}

/** Shaded from top to bottom, with a bar at the bottom that shows on grey paper too. */
function creaks(spans: VoiceFeatures["quality"]["creaks"], timeX: Scale): string {
  const { topPx, bottomPx } = PANELS.quality;
  const boxes = (fromPx: number) =>
    spans
      .map(({ startSeconds, endSeconds }) => {
        const from = timeX(startSeconds);
        const to = Math.max(from + LEAST_CREAK_PX, timeX(endSeconds));
        return `M${svgNumber(from)} ${fromPx}H${svgNumber(to)}V${bottomPx}H${svgNumber(from)}Z`;
      })
      .join("");
  if (spans.length === 0) return "";
  return svgElement(
    "g",
    { fill: INK.creak },
    svgElement("path", { d: boxes(topPx), "fill-opacity": 0.18 }),
    svgElement("path", { d: boxes(bottomPx - 5) }),
  );
}
