import type { VoiceFeatures } from "@vocalith/dsp";
import colors from "picocolors";
import { describeVoice } from "./describe-voice.js";

/** Units by the ending of a field's name, the longest first; a share is shown in per cent. */
const UNITS: readonly (readonly [ending: string, unit: string, factor: number])[] = [
  ["DbPerOctave", "dB an octave", 1],
  ["PerSecond", "a second", 1],
  ["Semitones", "semitones", 1],
  ["Fraction", "%", 100],
  ["Seconds", "s", 1],
  ["Cents", "cents", 1],
  ["Lufs", "LUFS", 1],
  ["Hz", "Hz", 1],
  ["Db", "dB", 1],
  ["Mm", "mm", 1],
];

/** Words and units of fields whose name alone does not say them well. */
const WORDS: Readonly<Record<string, { label: string; unit?: string; factor?: number; isFine?: boolean }>> = {
  pitchBaseHz: { label: "low tone" },
  pitchMedianHz: { label: "median pitch" },
  formantHz: { label: "formants F1 to F4" },
  formantDispersionHz: { label: "formant spacing" },
  vocalTractLengthMm: { label: "vocal tract" },
  melCepstrumMean: { label: "mel cepstrum c1 to c12", unit: "dB" },
  melCepstrumDeviation: { label: "its deviation", unit: "dB" },
  centroidHz: { label: "spectral centroid" },
  harmonicsToNoiseDb: { label: "harmonics to noise" },
  cepstralPeakProminenceDb: { label: "cepstral peak" },
  jitterLocal: { label: "jitter, local", unit: "%", factor: 100, isFine: true },
  jitterRap: { label: "jitter, RAP", unit: "%", factor: 100, isFine: true },
  jitterPpq5: { label: "jitter, PPQ5", unit: "%", factor: 100, isFine: true },
  shimmerLocal: { label: "shimmer, local", unit: "%", factor: 100, isFine: true },
  shimmerApq3: { label: "shimmer, APQ3", unit: "%", factor: 100, isFine: true },
  shimmerApq5: { label: "shimmer, APQ5", unit: "%", factor: 100, isFine: true },
  breathiness: { label: "breath", unit: "%", factor: 100 },
  creak: { label: "creak", unit: "%", factor: 100 },
  syllablesPerSecond: { label: "syllables" },
  pauseFraction: { label: "pauses" },
  voicedFraction: { label: "voiced" },
  levelDb: { label: "level re full scale" },
  arousal: { label: "arousal", unit: "%", factor: 100 },
};

const LABEL_WIDTH = 24;
const NUMBER_WIDTH = 7;
/** More numbers than this get a line of their own. */
const MOST_ON_A_LINE = 4;

/** One screen on one voice: what lasts in the speaker, what was said this once and how the voice sounds, every number with its unit. */
export function formatAnalysis(name: string, features: VoiceFeatures): string {
  const { durationSeconds, sampleRateHz, syllables, summary } = features;
  const { register: _shownInWords, ...speaker } = summary.speaker;
  const count = `${syllables.length} ${syllables.length === 1 ? "syllable" : "syllables"}`;
  const lines = [
    `${colors.bold(name)}  ${describeVoice(features)}`,
    colors.dim(`${durationSeconds.toFixed(2)} s at ${sampleRateHz / 1000} kHz, ${count}`),
    "",
    colors.bold("The speaker: what lasts"),
    ...rows(speaker),
    "",
    colors.bold("The utterance: what was said this once"),
    ...rows(summary.utterance),
  ];
  const { harmonicsToNoiseDb: _shownAbove, ...steadiness } = features.quality.summary;
  // An animal and a whisper have no glottal cycles to tell of.
  if (Object.values(steadiness).some((value) => !Number.isNaN(value))) {
    lines.push("", colors.bold("The voice: how steady and clear"), ...rows(steadiness));
  }
  return lines.join("\n");
}

function rows(traits: object): string[] {
  return Object.entries(traits).map(([field, value]: [string, unknown]) => {
    const { label, unit, factor, isFine } = wordsOf(field);
    const shown = Array.isArray(value) ? numbers(value) : one(value, factor, isFine);
    const ending = unit === "" || shown.trim() === NOT_FOUND ? "" : ` ${colors.dim(unit)}`;
    return `  ${label.padEnd(LABEL_WIDTH)}${shown}${ending}`;
  });
}

/** A field's name in words, its unit, what its value is multiplied by to be in that unit, and whether it is then told to three figures. */
function wordsOf(field: string): { label: string; unit: string; factor: number; isFine: boolean } {
  const [ending, unit, factor] = UNITS.find(([candidate]) => field.endsWith(candidate)) ?? ["", "", 1];
  const spelled = field
    .slice(0, field.length - ending.length)
    .replace(/[A-Z]+/g, (capital) => ` ${capital.toLowerCase()}`)
    .trim();
  const words = WORDS[field];
  const scale = words?.factor ?? factor;
  const isFine = words?.isFine ?? scale === 1;
  return { label: words?.label ?? spelled, unit: words?.unit ?? unit, factor: scale, isFine };
}

const NOT_FOUND = "not found";

function one(value: unknown, factor: number, isFine: boolean): string {
  if (typeof value !== "number") return String(value);
  if (!Number.isFinite(value)) return NOT_FOUND;
  return (isFine ? threeFigures(factor * value) : String(Math.round(factor * value))).padStart(NUMBER_WIDTH);
}

function numbers(values: readonly unknown[]): string {
  const shown = values.map((value) => (Number.isFinite(value) ? threeFigures(Number(value)) : "\u2013"));
  if (shown.every((value) => value === "\u2013")) return NOT_FOUND;
  return values.length > MOST_ON_A_LINE ? shown.join(" ") : shown.map((value) => value.padStart(NUMBER_WIDTH)).join("");
}

/** Three figures, or all before the point: nothing here is known better. */
function threeFigures(value: number): string {
  const size = Math.abs(value);
  return value.toFixed(size >= 99.95 ? 0 : size >= 9.995 ? 1 : 2).replace(/^-/, "\u2212");
}
