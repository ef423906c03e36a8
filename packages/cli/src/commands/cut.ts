import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import { CUT_DEFAULTS, CUTS, type CutOptions, createGem, type Gem } from "vocalith";
import { EXIT_FAULT, exitCodeOf, messageOf } from "../exit-code.js";
import { outputStems } from "../output-path.js";
import { progressLine } from "../progress-line.js";
import { type CutReport, cutReport } from "../reports/cut-report.js";
import { formatCutReport } from "../reports/format-cut-report.js";
import { writeFileAtomically } from "../write-file-atomically.js";

/** Writers by the name of their format. */
const FORMATS: Readonly<Record<string, (gem: Gem) => Uint8Array>> = {
  stl: (gem) => gem.toSTL(),
};

interface CutCommandOptions {
  readonly output?: string;
  readonly format: readonly string[];
  readonly size: number;
  readonly cut: NonNullable<CutOptions["cut"]>;
  readonly json?: boolean;
}

/** `vocalith cut`: recordings in, gems out. */
export function cutCommand(): Command {
  return new Command("cut")
    .description("Cut recordings of voices into gems and write files that print.")
    .argument("<recording...>", "sound files: WAV, MP3, FLAC, Ogg Vorbis, Opus or M4A")
    .option("-o, --output <path>", "file for one recording, folder for several (default: the current folder)")
    .option("--format <list>", `files to write, by commas: ${Object.keys(FORMATS).join(", ")}`, parseFormats, ["stl"])
    .option("--size <mm>", "length of the longest side in millimetres", parseNumber, CUT_DEFAULTS.sizeMm)
    .addOption(new Option("--cut <name>", "way of cutting").choices(Object.keys(CUTS)).default(CUT_DEFAULTS.cut))
    .option("--json", "print one JSON object instead of the report")
    .addHelpText("after", "\nExample:\n  vocalith cut voice.wav --size 30 -o gems/")
    .action(cut);
}

async function cut(recordings: string[], options: CutCommandOptions): Promise<void> {
  const stems = await outputStems(recordings, options.output);
  const reports: CutReport[] = [];
  const failures: { recording: string; message: string }[] = [];
  for (const [i, recording] of recordings.entries()) {
    const line = progressLine(basename(recording));
    try {
      const gem = await createGem(await readFile(recording), {
        sizeMm: options.size,
        cut: options.cut,
        onProgress: line.show,
      });
      const files = [];
      for (const format of options.format) {
        const bytes = FORMATS[format](gem);
        const path = `${stems[i]}.${format}`;
        await writeFileAtomically(path, bytes);
        files.push({ path, format, sha256: createHash("sha256").update(bytes).digest("hex"), bytes: bytes.length });
      }
      const report = cutReport(recording, gem, files);
      line.clear();
      if (options.json) reports.push(report);
      else process.stdout.write(formatCutReport(report, gem));
    } catch (error) {
      line.clear();
      // One bad recording does not cost the others their gems.
      if (recordings.length === 1 || exitCodeOf(error) === EXIT_FAULT) throw error;
      const message = messageOf(error);
      failures.push({ recording, message });
      process.stderr.write(`${recording}: ${message}\n`);
      process.exitCode = exitCodeOf(error);
    }
  }
  if (options.json) {
    const printed = recordings.length === 1 ? reports[0] : { gems: reports, failures };
    process.stdout.write(`${JSON.stringify(printed, undefined, 2)}\n`);
  }
}

function parseFormats(list: string): string[] {
  const formats = list.split(",").map((name) => name.trim().toLowerCase());
  const unknown = formats.find((name) => !Object.hasOwn(FORMATS, name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`"${unknown}" is not written; accepted: ${Object.keys(FORMATS).join(", ")}.`);
  }
  return [...new Set(formats)];
}

function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("Give a number, such as 40.");
  return value;
}
