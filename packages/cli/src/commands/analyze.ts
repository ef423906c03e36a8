import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import { decode } from "@vocalith/audio";
import { analyzeVoice } from "@vocalith/dsp";
import { Command } from "commander";
import { OutputError } from "../output-path.js";
import { plotVoice } from "../plot/plot-voice.js";
import { analysisReport } from "../reports/analysis-report.js";
import { formatAnalysis } from "../reports/format-analysis.js";
import { writeFilesAtomically } from "../write-files-atomically.js";

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
  const name = basename(path);
  const recording = await decode(await readFile(path));
  const features = analyzeVoice(recording);
  const lines = options.json ? [JSON.stringify(analysisReport(features))] : [formatAnalysis(name, features)];
  if (options.plot !== undefined) {
    const svg = Buffer.from(plotVoice(recording, features, name));
    await writePlot(options.plot, svg);
    if (!options.json) lines.push("", `Drawn in ${options.plot} (${Math.round(svg.length / 1000)} kB)`);
  }
  process.stdout.write(`${lines.join("\n")}\n`);
}

async function writePlot(path: string, svg: Uint8Array): Promise<void> {
  try {
    await writeFilesAtomically([{ path, bytes: svg }]);
  } catch (error) {
    if (!(error instanceof Error && "code" in error)) throw error;
    throw new OutputError(`${path}: cannot be written (${error.code}); name a file in a folder that you may write to`);
  }
}
