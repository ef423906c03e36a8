import type { VoiceFeatures } from "@vocalith/dsp";
import { INK, PANELS } from "./plot-layout.js";
import { linearScale } from "./scale.js";
import { svgElement, svgNumber } from "./svg-element.js";

/** The speaker's median formants F1 to F4 as lines across the spectrogram; those that were not found are left out. */
export function formantLayer({ summary, syllables, durationSeconds }: VoiceFeatures, topHz: number): string {
  const panel = PANELS.spectrogram;
  const frequencyY = linearScale(0, topHz, panel.bottomPx, panel.topPx);
  // Their names stand at the end where the voice is silent for longer.
  const last = syllables[syllables.length - 1];
  const atEnd = last !== undefined && durationSeconds - last.endSeconds > syllables[0].startSeconds;
  const place = atEnd ? { x: panel.rightPx - 6, "text-anchor": "end" } : { x: panel.leftPx + 6 };
  const lines = summary.speaker.formantHz.flatMap((frequency, i) => {
    if (!(frequency < topHz)) return [];
    const y = frequencyY(frequency);
    const label = { ...place, y: y - 4 };
    const text = `F${i + 1} ${Math.round(frequency)} Hz`;
    const d = `M${panel.leftPx} ${svgNumber(y)}H${panel.rightPx}`;
    return [
      svgElement("path", { d, stroke: "#fff", "stroke-opacity": 0.6, "stroke-width": 3 }),
      svgElement("path", { d, stroke: INK.formant, "stroke-width": 1.25, "stroke-dasharray": "7 5" }),
      svgElement("text", { ...label, stroke: "#fff", "stroke-width": 4, "stroke-linejoin": "round" }, text),
      svgElement("text", { ...label, fill: INK.formant }, text),
    ];
  });
  if (lines.length === 0) return "";
  return svgElement("g", { id: "formants", "font-size": 12, "font-weight": 600, fill: INK.formant }, ...lines);
}
