import { basename, relative } from "node:path";
import type { VoiceFeatures } from "@vocalith/dsp";
import colors from "picocolors";
import { CRYSTAL_SYSTEMS, type Gem, parseGemCode } from "vocalith";
import type { CutReport } from "./cut-report.js";
import { describeVoice } from "./describe-voice.js";

/** One screen on one gem: the voice in words and numbers, the stone, the files. */
export function formatCutReport(report: CutReport, gem: Gem): string {
  const lines = [colors.bold(basename(report.recording)), ""];
  if (gem.features) lines.push(...voiceLines(gem.features));
  lines.push(...gemLines(report, gem), ...fileLines(report), "");
  return `${lines.join("\n")}\n`;
}

const row = (label: string, text: string) => `  ${colors.dim(label.padEnd(11))} ${text}`;
const heading = (label: string, text: string) => `  ${colors.bold(label.padEnd(11))} ${text}`;

function voiceLines(features: VoiceFeatures): string[] {
  const { speaker, utterance } = features.summary;
  const syllables = features.syllables.length;
  const lines = [
    heading("Voice", `${describeVoice(features)}, ${features.durationSeconds.toFixed(1)} s`),
    row("pitch", pitchText(speaker.pitchMedianHz, utterance.pitchRangeSemitones)),
    row("rhythm", `${syllables} ${plural("syllable", syllables)}, ${utterance.syllablesPerSecond.toFixed(1)} a second`),
  ];
  if (!Number.isNaN(speaker.vocalTractLengthMm)) {
    lines.push(row("resonance", `as of a vocal tract ${Math.round(speaker.vocalTractLengthMm)} mm long`));
  }
  lines.push(row("excitement", `${bar(utterance.arousal)} ${Math.round(100 * utterance.arousal)} %`), "");
  return lines;
}

function pitchText(medianHz: number, rangeSemitones: number): string {
  if (Number.isNaN(medianHz)) return "none: the voice is whispered";
  return `${Math.round(medianHz)} Hz, over ${rangeSemitones.toFixed(1)} semitones`;
}

function gemLines({ measure, printable }: CutReport, gem: Gem): string[] {
  const [x, y, z] = measure.sizeMm.map((side) => side.toFixed(1));
  const system = CRYSTAL_SYSTEMS[parseGemCode(gem.code).species.system];
  const shape = measure.crystals === 1 ? "one whole stone" : `${measure.crystals} crystals grown together`;
  const verdict = printable.sound ? "yes: closed, one piece, no face cuts another" : colors.red("no; please report it");
  return [
    heading("Gem", `${swatch(gem.color.linearSrgb)}${system}, ${shape}`),
    row("size", `${x} x ${y} x ${z} mm, ${(measure.volumeMm3 / 1000).toFixed(2)} cm3`),
    row("facets", `${measure.facets} (${measure.triangles} triangles)`),
    row("printable", verdict),
    row("code", gem.code),
    "",
  ];
}

function fileLines({ files }: CutReport): string[] {
  return files.map(({ path, format, sha256, bytes }, i) => {
    const shown = relative(process.cwd(), path);
    const place = shown === "" || shown.startsWith("..") ? path : shown;
    return `  ${colors.bold((i === 0 ? "Files" : "").padEnd(11))} ${place}\n${row(
      format.toUpperCase(),
      `${(bytes / 1000).toFixed(1)} kB, SHA-256 ${sha256}`,
    )}`;
  });
}

const plural = (word: string, count: number) => (count === 1 ? word : `${word}s`);

function bar(share: number): string {
  const width = 16;
  const filled = Math.round(width * share);
  return "█".repeat(filled) + colors.dim("░".repeat(width - filled));
}

/** The body colour as a patch, on terminals that show colours. */
function swatch(linearSrgb: readonly [number, number, number]): string {
  if (!colors.isColorSupported) return "";
  const [red, green, blue] = linearSrgb.map((linear) =>
    Math.round(255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055)),
  );
  return `\u001b[38;2;${red};${green};${blue}m██\u001b[39m `;
}
