import type { Recording } from "@vocalith/audio";
import type { VoiceFeatures } from "@vocalith/dsp";
import { describeVoice } from "../reports/describe-voice.js";
import { timeAxis } from "./axes.js";
import { centroidLayer } from "./centroid-layer.js";
import { formantLayer } from "./formant-layer.js";
import { levelLayer } from "./level-layer.js";
import { pitchLayer } from "./pitch-layer.js";
import { FONT, INK, PAGE, PANELS } from "./plot-layout.js";
import { plottedSound } from "./plotted-sound.js";
import { qualityLayer } from "./quality-layer.js";
import { linearScale } from "./scale.js";
import { spectrogramLayer, spectrogramTopHz } from "./spectrogram-layer.js";
import { type SvgAttributes, svgElement, xmlText } from "./svg-element.js";
import { syllableLayer } from "./syllable-layer.js";
import { linearTicks } from "./ticks.js";
import { voicingLayer } from "./voicing-layer.js";
import { waveformLayer } from "./waveform-layer.js";

/**
 * A voice as one drawing, as a phonetician looks at it: waveform, spectrogram with pitch and formants, syllables, voicing, clarity and creak, level and
 * centroid over one time axis, and how steady the voice is in numbers at the foot. A standalone SVG 1.1 without scripts, links or fonts of its own; the same sound and features give
 * the same text.
 *
 * @param name - The recording's name, as its title says it.
 *
 * @example
 * ```ts
 * const recording = await decode(bytes);
 * const svg = plotVoice(recording, analyzeVoice(recording), "voice.wav");
 * ```
 */
export function plotVoice(recording: Recording, features: VoiceFeatures, name: string): string {
  const { durationSeconds, sampleRateHz, pitch, syllables } = features;
  const { register } = features.summary.speaker;
  const { leftPx, rightPx } = PANELS.waveform;
  const sound = plottedSound(recording.channels);
  const timeX = linearScale(0, durationSeconds, leftPx, rightPx);
  const ticks = linearTicks(0, durationSeconds, 12);
  const highestPitchHz = pitch.frequencyHz.filter((f) => f > 0).reduce((a, b) => Math.max(a, b), 0);
  const topHz = spectrogramTopHz(register, highestPitchHz, sampleRateHz);
  const svg = svgElement(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      "xmlns:xlink": "http://www.w3.org/1999/xlink",
      version: "1.1",
      width: PAGE.widthPx,
      height: PAGE.heightPx,
      viewBox: `0 0 ${PAGE.widthPx} ${PAGE.heightPx}`,
      "font-family": FONT,
    },
    ...heading(features, name),
    waveformLayer(sound, ticks, timeX),
    spectrogramLayer(sound, sampleRateHz, register, topHz),
    formantLayer(features, topHz, timeX),
    pitchLayer(pitch, register, topHz, timeX),
    syllableLayer(syllables, timeX),
    voicingLayer(pitch, ticks, timeX),
    qualityLayer(features, ticks, timeX),
    levelLayer(features, ticks, timeX),
    centroidLayer(features, ticks, timeX),
    timeAxis(ticks, timeX),
    foot(features),
  );
  return `<?xml version="1.0" encoding="UTF-8"?>\n${svg}\n`;
}

/** What is seen, for people and for screen readers, on white paper. */
function heading(features: VoiceFeatures, name: string): string[] {
  const words = describeVoice(features);
  const figures = keyFigures(features);
  const left = PANELS.waveform.leftPx;
  return [
    svgElement("title", {}, xmlText(`${name}: ${words}`)),
    svgElement(
      "desc",
      {},
      xmlText(
        `Waveform, spectrogram, pitch, formants, syllables, voicing, clarity, level and centroid over time. ${figures}`,
      ),
    ),
    svgElement("rect", { width: PAGE.widthPx, height: PAGE.heightPx, fill: "#fff" }),
    svgElement(
      "text",
      { x: left, y: 32, "font-size": 20, fill: INK.text },
      svgElement("tspan", { "font-weight": 700 }, xmlText(name)),
      svgElement("tspan", { dx: 12 }, xmlText(words)),
    ),
    svgElement("text", { x: left, y: 57, "font-size": 13, fill: INK.faint }, xmlText(figures)),
    legend(features),
  ];
}

/** What the lines over the spectrogram are, at the upper right. */
function legend({ summary }: VoiceFeatures): string {
  const y = 32;
  const entries: string[] = [];
  let x = PANELS.waveform.rightPx;
  const add = (text: string, widthPx: number, color: string, line: SvgAttributes) => {
    entries.push(
      svgElement("text", { x, y, fill: color, "text-anchor": "end" }, text),
      svgElement("path", { d: `M${x - widthPx - 30} ${y - 4}h24`, fill: "none", stroke: color, ...line }),
    );
    x -= widthPx + 48;
  };
  if (summary.speaker.formantHz.some((frequency) => frequency > 0)) {
    add("formants, medians by name", 163, INK.formant, {
      "stroke-width": 2.8,
      "stroke-linecap": "round",
      "stroke-dasharray": "0 6",
    });
  }
  if (summary.speaker.pitchMedianHz > 0) add("pitch", 30, INK.pitch, { "stroke-width": 2.5 });
  return svgElement("g", { id: "legend", "font-size": 12 }, ...entries);
}

/** How steady and clear the voice is in a line of numbers, at the bottom; nothing where there are no glottal cycles. */
function foot({ quality }: VoiceFeatures): string {
  const { summary } = quality;
  const figures: string[] = [];
  const add = (label: string, value: number, unit: string, decimals: number) => {
    if (!Number.isNaN(value)) figures.push(`${label} ${value.toFixed(decimals).replace("-", "\u2212")} ${unit}`);
  };
  add("jitter", 100 * summary.jitterLocal, "%", 2);
  add("shimmer", 100 * summary.shimmerLocal, "%", 1);
  add("cepstral peak", summary.cepstralPeakProminenceDb, "dB", 1);
  add("breath", 100 * summary.breathiness, "%", 0);
  add("creak", 100 * summary.creak, "%", 0);
  if (figures.length === 0) return "";
  return svgElement(
    "text",
    { id: "foot", x: PANELS.waveform.leftPx, y: PAGE.heightPx - 14, "font-size": 13, fill: INK.faint },
    xmlText(figures.join("  \u00b7  ")),
  );
}

/** The recording and the voice in a line of numbers. */
function keyFigures({ durationSeconds, sampleRateHz, syllables, summary }: VoiceFeatures): string {
  const { speaker, utterance } = summary;
  const voiced = speaker.pitchMedianHz > 0;
  const figures = [`${durationSeconds.toFixed(2)} s at ${sampleRateHz / 1000} kHz`];
  figures.push(
    voiced
      ? `median pitch ${Math.round(speaker.pitchMedianHz)} Hz over ${utterance.pitchRangeSemitones.toFixed(1)} semitones`
      : "no pitch",
  );
  figures.push(
    `${syllables.length} syllable${syllables.length === 1 ? "" : "s"}, ${utterance.syllablesPerSecond.toFixed(1)} a second`,
  );
  if (voiced) figures.push(`harmonics-to-noise ${speaker.harmonicsToNoiseDb.toFixed(1).replace("-", "\u2212")} dB`);
  if (speaker.vocalTractLengthMm > 0) figures.push(`vocal tract ${Math.round(speaker.vocalTractLengthMm)} mm`);
  figures.push(`arousal ${Math.round(100 * utterance.arousal)} %`);
  return figures.join("  \u00b7  ");
}
