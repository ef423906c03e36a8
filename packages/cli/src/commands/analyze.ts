import { readFile } from "node:fs/promises";
import { decode } from "@vocalith/audio";
import { analyzeVoice } from "@vocalith/dsp";
import { Command } from "commander";
import { analysisReport } from "../reports/analysis-report.js";
import { describeVoice } from "../reports/describe-voice.js";

/** `vocalith analyze`: what was heard in a recording. */
export function analyzeCommand(): Command {
  return new Command("analyze")
    .description("Measure a voice: pitch, timbre, syllables and what they say together.")
    .argument("<recording>", "sound file: WAV, MP3, FLAC, Ogg Vorbis, Opus or M4A")
    .option("--json", "print everything measured, frame by frame, as one JSON object")
    .action(analyze);
}

async function analyze(path: string, options: { json?: boolean }): Promise<void> {
  const features = analyzeVoice(await decode(await readFile(path)));
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
