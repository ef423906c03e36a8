import type { VoiceFeatures } from "@vocalith/dsp";
import { frame, leftAxis, ticksAt, timeGrid } from "./axes.js";
import { INK, PANEL_WIDTH_PX, PANELS } from "./plot-layout.js";
import { linearScale, type Scale } from "./scale.js";
import { svgElement } from "./svg-element.js";
import { thinTrack } from "./thin-track.js";
import { linearTicks, type Ticks } from "./ticks.js";
import { trackPath } from "./track-path.js";

/** Spectral centroid where there is a voice; elsewhere it is the room's. */
export function centroidLayer(features: VoiceFeatures, ticks: Ticks, timeX: Scale): string {
  const panel = PANELS.centroid;
  const centroidHz = ofVoice(features);
  const topHz = 1.1 * centroidHz.filter((value) => value > 0).reduce((a, b) => Math.max(a, b), 100);
  const centroidY = linearScale(0, topHz, panel.bottomPx, panel.topPx);
  const inKilohertz = topHz > 2000;
  return svgElement(
    "g",
    { id: "centroid" },
    timeGrid(panel, ticks, timeX),
    svgElement("path", {
      d: trackPath(thinTrack(features.pitch.timeSeconds, centroidHz, 2 * PANEL_WIDTH_PX), timeX, centroidY),
      fill: "none",
      stroke: INK.centroid,
      "stroke-width": 2,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
    }),
    leftAxis(panel, {
      label: `centroid (${inKilohertz ? "kHz" : "Hz"})`,
      color: INK.centroid,
      ticks: ticksAt(linearTicks(0, topHz, 5).values, centroidY, (value) => String(inKilohertz ? value / 1000 : value)),
    }),
    frame(panel),
  );
}

/** Voiced frames; of a voice without any, such as a whisper, those of its syllables. */
function ofVoice({ pitch, timbre, syllables }: VoiceFeatures): Float32Array {
  const { timeSeconds, frequencyHz } = pitch;
  if (frequencyHz.some((frequency) => frequency > 0)) {
    return timbre.centroidHz.map((value, i) => (frequencyHz[i] > 0 ? value : Number.NaN));
  }
  let next = 0;
  return timbre.centroidHz.map((value, i) => {
    while (next < syllables.length && syllables[next].endSeconds < timeSeconds[i]) next++;
    return next < syllables.length && syllables[next].startSeconds <= timeSeconds[i] ? value : Number.NaN;
  });
}
