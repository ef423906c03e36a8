import { basename, relative } from "node:path";
import type { VoiceFeatures } from "@vocalith/dsp";
import colors from "picocolors";
import { CRYSTAL_SYSTEMS, type Gem, type GemIndividual, parseGemCode } from "vocalith";
import type { CutReport } from "./cut-report.js";
import { describeVoice } from "./describe-voice.js";

/** One screen on one gem: the voice in words and numbers, the stone, the files. */
export function formatCutReport(report: CutReport, gem: Gem): string {
  const lines = [
    colors.bold(
      report.recording
        .split(" + ")
        .map((path) => basename(path))
        .join(" and "),
    ),
    "",
  ];
  for (const { features } of gem.individuals) if (features) lines.push(...voiceLines(features));
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

function gemLines(report: CutReport, gem: Gem): string[] {
  const { measure, printable } = report;
  const [x, y, z] = measure.sizeMm.map((side) => side.toFixed(1));
  const stones = gem.individuals.map(
    (individual) => `${swatch(individual.color.linearSrgb)}${mineralOf(individual, gem)}`,
  );
  const verdict = printable.sound ? "yes: closed, one piece, no face cuts another" : colors.red("no; please report it");
  return [
    heading("Gem", stones.length === 1 ? stones[0] : `a twin of ${stones[0]}`),
    ...stones.slice(1).map((stone) => row("", `and ${stone}`)),
    row("size", `${x} x ${y} x ${z} mm, ${(measure.volumeMm3 / 1000).toFixed(2)} cm3`),
    row("facets", `${measure.facets} (${measure.triangles} triangles)`),
    ...machiningLines(report),
    row("printable", verdict),
    row("number", report.catalogueNumber),
    row("code", gem.code),
    "",
  ];
}

/** The crystal system of one stone and what it is made of. */
function mineralOf({ code, crystals: [from, to] }: GemIndividual, { cut }: Gem): string {
  const system = CRYSTAL_SYSTEMS[parseGemCode(code).species.system];
  const shape = to - from === 1 ? "one whole stone" : `${to - from} crystals grown together`;
  return `${system}, ${cut === "brilliant" ? "a brilliant" : shape}`;
}

/** What was done to the stone, an operation a line. */
function machiningLines({ machining }: CutReport): string[] {
  if (machining === undefined) return [];
  const { flat, bail, hole, hollow, text } = machining;
  const lines: string[] = [];
  if (flat) {
    lines.push(row("flat", `${flat.widthMm.toFixed(1)} mm wide, ${flat.loweredMm.toFixed(2)} mm cut off below`));
  }
  if (bail) lines.push(row("bail", `for a chain of ${bail.boreMm.toFixed(1)} mm`));
  if (hole) lines.push(row("hole", `for a cord of ${hole.diameterMm.toFixed(1)} mm`));
  if (hollow) {
    const { wallMm, drains, removedMm3 } = hollow;
    const saved = `${(removedMm3 / 1000).toFixed(2)} cm3 saved`;
    lines.push(row("hollow", `wall ${wallMm.toFixed(2)} mm, ${drains.length} drain holes, ${saved}`));
  }
  if (text) lines.push(row("engraved", `${text.text.replaceAll("\n", " / ")}, ${text.heightMm.toFixed(1)} mm high`));
  return lines;
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
