import type { VoiceFeatures } from "@vocalith/dsp";
import { INK, PANELS } from "./plot-layout.js";
import { linearScale } from "./scale.js";
import { svgElement, svgNumber } from "./svg-element.js";

/** The speaker's median formants F1 to F4 as lines across the spectrogram; those that were not found are left out. */
export function formantLayer({ summary }: VoiceFeatures, topHz: number): string {
  const panel = PANELS.spectrogram;
  const frequencyY = linearScale(0, topHz, panel.bottomPx, panel.topPx);
  const lines = summary.speaker.formantHz.flatMap((frequency, i) => {
    if (!(frequency < topHz)) return [];
    const y = frequencyY(frequency);
    const label = { x: panel.leftPx + 6, y: y - 4 };
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
