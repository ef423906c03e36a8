import type { PitchTrack } from "@vocalith/dsp";
import { frame, leftAxis, ticksAt, timeGrid } from "./axes.js";
import { INK, PANEL_WIDTH_PX, PANELS } from "./plot-layout.js";
import { linearScale, type Scale } from "./scale.js";
import { svgElement, svgNumber } from "./svg-element.js";
import { thinTrack } from "./thin-track.js";
import type { Ticks } from "./ticks.js";
import { trackPath } from "./track-path.js";

/** How probable it is that the voice is voiced, as an area from 0 to 1. */
export function voicingLayer(pitch: PitchTrack, ticks: Ticks, timeX: Scale): string {
  const panel = PANELS.voicing;
  const probabilityY = linearScale(0, 1, panel.bottomPx, panel.topPx + 2);
  const thin = thinTrack(pitch.timeSeconds, pitch.voicedProbability, 2 * PANEL_WIDTH_PX);
  const line = trackPath(thin, timeX, probabilityY);
  const [first, last] = [thin.timeSeconds[0], thin.timeSeconds[thin.timeSeconds.length - 1]].map(timeX);
  return svgElement(
    "g",
    { id: "voicing" },
    timeGrid(panel, ticks, timeX),
    svgElement("path", {
      d: `${line}L${svgNumber(last)} ${panel.bottomPx}H${svgNumber(first)}Z`,
      fill: INK.pitch,
      "fill-opacity": 0.25,
      stroke: INK.pitch,
      "stroke-width": 1,
    }),
    leftAxis(panel, { label: "voiced", ticks: ticksAt([0, 1], probabilityY, String) }),
    frame(panel),
  );
}
