import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { decode } from "@vocalith/audio";
import { analyzeVoice } from "@vocalith/dsp";
import { Command } from "commander";
import { OutputError } from "../output-path.js";
import { plotVoice } from "../plot/plot-voice.js";
import { analysisReport } from "../reports/analysis-report.js";
import { describeVoice } from "../reports/describe-voice.js";
import { writeFileAtomically } from "../write-file-atomically.js";

/** `vocalith analyze`: what was heard in a recording. */
export function analyzeCommand(): Command {
  return new Command("analyze")
    .description("Measure a voice: pitch, timbre, syllables and what they say together.")
    .argument("<recording>", "sound file: WAV, MP3, FLAC, Ogg Vorbis, Opus or M4A")
    .option("--json", "print everything measured, frame by frame, as one JSON object")
    .option("--plot <file.svg>", "draw waveform, spectrogram, pitch, formants and syllables")
    .addHelpText("after", "\nExample:\n  vocalith analyze voice.wav --plot voice.svg")
    .action(analyze);
}

async function analyze(path: string, options: { json?: boolean; plot?: string }): Promise<void> {
  if (options.plot !== undefined && extname(options.plot).toLowerCase() !== ".svg") {
    throw new OutputError(`${options.plot}: the drawing is an SVG file; name one that ends in .svg`);
  }
  const recording = await decode(await readFile(path));
  const features = analyzeVoice(recording);
  if (options.plot !== undefined) {
    await writeFileAtomically(options.plot, Buffer.from(plotVoice(recording, features, basename(path))));
  }
  const report = analysisReport(features);
  if (options.json) {
    process.stdout.write(`${JSON.stringify(report)}\n`);
    return;
  }
  const lines = [describeVoice(features), ""];
  for (const [part, traits] of Object.entries(report.summary)) {
    lines.push(part);
    for (const [name, value] of Object.entries(traits)) lines.push(`  ${name.padEnd(28)} ${show(value)}`);
  }
  process.stdout.write(`${lines.join("\n")}\n`);
}

function show(value: unknown): string {
  if (Array.isArray(value)) return value.map(show).join("  ");
  if (typeof value === "number") return String(Number(value.toPrecision(4)));
  return value === null ? "not found" : String(value);
}
