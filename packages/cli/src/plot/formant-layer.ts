import type { VoiceFeatures } from "@vocalith/dsp";
import { INK, PANEL_WIDTH_PX, PANELS } from "./plot-layout.js";
import { linearScale, type Scale } from "./scale.js";
import { svgElement, svgNumber } from "./svg-element.js";
import { thinTrack } from "./thin-track.js";

const FORMANTS = 4;
/** Dots lie at least this far apart, so that four formants stay four rows of dots. */
const DOT_DISTANCE_PX = 1.8;
const MEDIAN_LINE_PX = 88;

/**
 * Formants F1 to F4 over the spectrogram: a dot for each frame in which one was found, and the speaker's medians by name at the end
 * where the voice is silent for longer.
 *
 * @returns Nothing for a voice in which none was found.
 */
export function formantLayer(features: VoiceFeatures, topHz: number, timeX: Scale): string {
  const panel = PANELS.spectrogram;
  const frequencyY = linearScale(0, topHz, panel.bottomPx, panel.topPx);
  const dots = formantDots(features, topHz, timeX, frequencyY);
  const medians = medianMarks(features, topHz, frequencyY);
  if (dots === "" && medians.length === 0) return "";
  const row = { d: dots, fill: "none", "stroke-linecap": "round" };
  return svgElement(
    "g",
    { id: "formants", "font-size": 12, "font-weight": 600 },
    svgElement("path", { ...row, stroke: "#fff", "stroke-width": 4.6, "stroke-opacity": 0.7 }),
    svgElement("path", { ...row, stroke: INK.formant, "stroke-width": 2.8 }),
    ...medians,
  );
}

/** Path data of lines without length, which round caps make dots. */
function formantDots({ pitch, formants }: VoiceFeatures, topHz: number, timeX: Scale, frequencyY: Scale): string {
  let d = "";
  for (let formant = 0; formant < FORMANTS; formant++) {
    const track = pitch.timeSeconds.map((_, i) => formants.frequencyHz[i * FORMANTS + formant]);
    const { timeSeconds, values } = thinTrack(pitch.timeSeconds, track, Math.floor(PANEL_WIDTH_PX / DOT_DISTANCE_PX));
    values.forEach((frequency, i) => {
      if (frequency < topHz) d += `M${svgNumber(timeX(timeSeconds[i]))} ${svgNumber(frequencyY(frequency))}h0`;
    });
  }
  return d;
}

function medianMarks(features: VoiceFeatures, topHz: number, frequencyY: Scale): string[] {
  const { leftPx, rightPx } = PANELS.spectrogram;
  const { syllables, durationSeconds, summary } = features;
  const last = syllables[syllables.length - 1];
  const atEnd = last !== undefined && durationSeconds - last.endSeconds > syllables[0].startSeconds;
  const place = atEnd ? { x: rightPx - 6, "text-anchor": "end" } : { x: leftPx + 6 };
  const fromPx = atEnd ? rightPx - MEDIAN_LINE_PX : leftPx;
  return summary.speaker.formantHz.flatMap((frequency, i) => {
    if (!(frequency < topHz)) return [];
    const y = frequencyY(frequency);
    const d = `M${fromPx} ${svgNumber(y)}h${MEDIAN_LINE_PX}`;
    const label = { ...place, y: y - 4 };
    const text = `F${i + 1} ${Math.round(frequency)} Hz`;
    return [
      svgElement("path", { d, stroke: "#fff", "stroke-opacity": 0.7, "stroke-width": 3.5 }),
      svgElement("path", { d, stroke: INK.formant, "stroke-width": 1.5 }),
      svgElement("text", { ...label, stroke: "#fff", "stroke-width": 4, "stroke-linejoin": "round" }, text),
      svgElement("text", { ...label, fill: INK.formant }, text),
    ];
  });
}
