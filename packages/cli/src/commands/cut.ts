import { basename, dirname, extname, join, resolve } from "node:path";
import { INSPECT_MESH_DEFAULTS, MATERIAL_PROFILES, type MaterialName } from "@vocalith/geometry";
import { Command, InvalidArgumentError, Option } from "commander";
import {
  type CreateGemOptions,
  CUT_DEFAULTS,
  CUTS,
  checkGemFormats,
  checkGemOptions,
  type FabricateGemOptions,
  GEM_FORMATS,
  type GemFormat,
  type ProvenanceStatement,
} from "vocalith";
import { type CutJob, type CutOutput, cutRecording, gemFilesOutput } from "../cut-recording.js";
import { EXIT_FAULT, exitCodeOf, messageOf } from "../exit-code.js";
import { jobSheetOutput, pictureOutput, SHEET_FORMATS, type SheetFormat } from "../job-sheet/sheet-outputs.js";
import { OutputError, outputStems } from "../output-path.js";
import { progressLine } from "../progress-line.js";
import type { CutReport } from "../reports/cut-report.js";
import { formatCutReport } from "../reports/format-cut-report.js";

/** The options of `cut` as commander gives them. */
export interface CutCommandOptions {
  readonly output?: string;
  readonly format: readonly GemFormat[];
  readonly size: number;
  readonly cut: NonNullable<CreateGemOptions["cut"]>;
  readonly twin?: boolean;
  readonly speakers: 1 | 2;
  readonly flat?: true | number;
  readonly bail?: true | number;
  readonly hole?: true | number;
  readonly hollow?: number;
  readonly engrave?: true | string;
  readonly picture?: true | string;
  readonly jobSheet?: true | readonly SheetFormat[];
  readonly material: MaterialName;
  readonly quantity: number;
  readonly date?: string;
  readonly speaker?: readonly string[];
  readonly recorded?: readonly string[];
  readonly place?: readonly string[];
  readonly licence?: readonly string[];
  readonly note?: readonly string[];
  readonly consent?: boolean;
  readonly consentBy?: readonly string[];
  readonly consentOn?: readonly string[];
  readonly consentScope?: readonly string[];
  readonly requireConsent?: boolean;
  readonly json?: boolean;
}

const EXAMPLES = `
Examples:
  vocalith cut voice.wav --size 30 -o gems/
  vocalith cut voice.wav --format 3mf,stl --flat --hollow 1.5 --engrave
  vocalith cut voice.wav --picture --job-sheet pdf --material silver
  vocalith cut voice.wav --size 25 --bail --format stl      a pendant
  vocalith cut voice.wav --cut brilliant --format asc,svg   for a faceting machine
  vocalith cut ana.wav ben.wav --twin --speaker Ana --speaker Ben
  vocalith cut talk.wav --speakers 2                        one speaker a channel
  vocalith cut voice.wav --speaker "Ana Lima" --recorded 2026-05-01 --licence CC-BY-4.0 --consent --require-consent

A value in brackets may be left out; write such options after the recordings.
What is stated of a voice is kept in the files (3mf, glb and the texts). State it once for all voices, or of a twin once for each.`;

/** `vocalith cut`: recordings in, gems out. */
export function cutCommand(): Command {
  return new Command("cut")
    .description("Cut recordings of voices into gems and write files that print.")
    .argument("<recording...>", "sound files: WAV, MP3, FLAC, Ogg Vorbis, Opus or M4A")
    .option("-o, --output <path>", "file for one recording, folder for several (default: the current folder)")
    .option(
      "--format <list>",
      `files to write, by commas: ${GEM_FORMATS.join(", ")}; gemcad is asc and gem`,
      parseFormats,
      ["stl"] as const,
    )
    .option("--size <mm>", "length of the longest side, 5 to 500", millimetres(5, 500), CUT_DEFAULTS.sizeMm)
    .addOption(new Option("--cut <name>", "way of cutting").choices(Object.keys(CUTS)).default(CUT_DEFAULTS.cut))
    .option("--twin", "grow two recordings through one another, who speaks first in front")
    .option("--speakers <count>", "2: a twin of one recording with a speaker on each channel", parseSpeakers, 1)
    .optionsGroup("Fabrication:")
    .option("--flat [mm]", "cut a flat to stand on, at least so wide (default: 5)", millimetres(0.5, 200))
    .option("--bail [mm]", "add a ring for a chain so thick (default: 3.5)", millimetres(1, 20))
    .option("--hole [mm]", "drill a hole for a cord so thick (default: 2)", millimetres(0.5, 50))
    .option("--hollow <mm>", "hollow it to a wall so thick, with drain holes", millimetres(0.4, 20))
    .option("--engrave [text]", "engrave a text below it (default: its catalogue number)", parseEngraving)
    .optionsGroup("For people:")
    .option("--picture [file]", "draw the stone (default: a .png beside the other files)", parsePicture)
    .option("--job-sheet [list]", "write a page for the laboratory: html, pdf (default: both)", parseSheets)
    .addOption(
      new Option("--material <name>", "what it is to be made of, on the job sheet")
        .choices(Object.keys(MATERIAL_PROFILES))
        .default(INSPECT_MESH_DEFAULTS.material),
    )
    .option("--quantity <count>", "how many are to be made, on the job sheet", parseQuantity, 1)
    .option("--date <text>", "date of the job sheet (default: none)")
    .optionsGroup("Provenance, kept in the files:")
    .option("--speaker <name>", "who speaks", collect)
    .option("--recorded <date>", "when, such as 1961, 1961-01-20 or 1961-01-20T12:52-05:00", collect)
    .option("--place <place>", "where", collect)
    .option("--licence <terms>", "on what terms, such as CC-BY-4.0", collect)
    .option("--note <text>", "anything else", collect)
    .option("--consent", "the speaker agreed")
    .option("--consent-by <name>", "who agreed, where it was not the speaker", collect)
    .option("--consent-on <date>", "the day they agreed", collect)
    .option("--consent-scope <text>", "what they agreed to", collect)
    .option("--require-consent", "refuse to cut without --consent")
    .optionsGroup("Options:")
    .option("--json", "print one JSON object instead of the report")
    .addHelpText("after", EXAMPLES)
    .action(cut);
}

async function cut(recordings: string[], options: CutCommandOptions): Promise<void> {
  const jobs = await jobsOf(recordings, options);
  const reports: CutReport[] = [];
  const failures: { recording: string; message: string }[] = [];
  for (const job of jobs) {
    const name = job.recordings.map((path) => basename(path)).join(" and ");
    const line = progressLine(name);
    try {
      const { gem, report } = await cutRecording({ ...job, gem: { ...job.gem, onProgress: line.show } });
      line.clear();
      if (options.json) reports.push(report);
      else process.stdout.write(formatCutReport(report, gem));
    } catch (error) {
      line.clear();
      // One bad recording does not cost the others their gems.
      if (jobs.length === 1 || exitCodeOf(error) === EXIT_FAULT) throw error;
      const recording = job.recordings.join(" + ");
      const message = messageOf(error);
      failures.push({ recording, message });
      process.stderr.write(`${recording}: ${message}\n`);
      process.exitCode = exitCodeOf(error);
    }
  }
  if (options.json) {
    const printed = jobs.length === 1 ? reports[0] : { gems: reports, failures };
    process.stdout.write(`${JSON.stringify(printed, undefined, 2)}\n`);
  }
}

/** What is to be made of the recordings; all options are checked before anything is read. */
async function jobsOf(recordings: readonly string[], options: CutCommandOptions): Promise<CutJob[]> {
  const { twin, speakers } = options;
  if (twin && recordings.length !== 2) {
    throw new OutputError(
      `--twin: found ${recordings.length} recordings; accepted: two. Name both, who speaks first in front.`,
    );
  }
  if (twin && speakers === 2) {
    throw new OutputError("--twin takes two recordings and --speakers 2 takes one; choose one of them");
  }
  const gem: CreateGemOptions = {
    sizeMm: options.size,
    cut: options.cut,
    speakers,
    provenance: statementsOf(options, twin || speakers === 2 ? 2 : 1),
    requireConsent: options.requireConsent,
  };
  if (typeof options.picture === "string" && recordings.length > 1 && !twin) {
    throw new OutputError(
      `--picture ${options.picture}: found ${recordings.length} recordings; accepted: one. Leave the name out.`,
    );
  }
  checkGemOptions(gem, twin ? 2 : 1);
  checkGemFormats(options.format, { cut: options.cut, voices: twin || speakers === 2 ? 2 : 1 });
  const common = { gem, fabrication: fabricationOf(options), outputs: outputsOf(options) };
  if (twin) {
    const [first, second] = recordings;
    const [stem] = await outputStems([twinPath(first, second)], options.output);
    return [{ ...common, recordings: [first, second], stem }];
  }
  const stems = await outputStems(recordings, options.output);
  return recordings.map((recording, i) => ({ ...common, recordings: [recording], stem: stems[i] }));
}

/** What is written of each gem, in this order. */
function outputsOf({ format, picture, jobSheet, material, quantity, date }: CutCommandOptions): CutOutput[] {
  const outputs = [gemFilesOutput(format)];
  if (picture !== undefined) outputs.push(pictureOutput(picture === true ? undefined : resolve(picture)));
  if (jobSheet !== undefined) {
    outputs.push(jobSheetOutput(jobSheet === true ? SHEET_FORMATS : jobSheet, { material, quantity, date }));
  }
  return outputs;
}

/** A name for the files of a twin, beside the first recording. */
function twinPath(first: string, second: string): string {
  const [front, back] = [first, second].map((path) => basename(path, extname(path)));
  return join(dirname(first), `${front}-${back}${extname(first)}`);
}

function fabricationOf({ flat, bail, hole, hollow, engrave }: CutCommandOptions): FabricateGemOptions {
  if (bail !== undefined && hole !== undefined) {
    throw new OutputError("--bail and --hole both hang the stone; choose one of them");
  }
  return {
    ...(flat !== undefined && { flat: flat === true ? true : { minimumWidthMm: flat } }),
    ...(bail !== undefined && { bail: bail === true ? true : { boreMm: bail } }),
    ...(hole !== undefined && { hole: hole === true ? true : { diameterMm: hole } }),
    ...(hollow !== undefined && { hollow: { wallMm: hollow } }),
    ...(engrave !== undefined && { text: engrave === true ? "code" : engrave }),
  };
}

/** What is stated of each voice: of one or of each of two. */
function statementsOf(options: CutCommandOptions, voices: 1 | 2): CreateGemOptions["provenance"] {
  const stated = (name: string, values: readonly string[] | undefined, voice: number): string | undefined => {
    if (values !== undefined && values.length !== 1 && values.length !== voices) {
      throw new OutputError(
        `${name}: found ${values.length} times; accepted: once${voices === 2 ? ", or once for each voice" : ""}. Cut other recordings in a run of their own.`,
      );
    }
    return values?.[values.length === 1 ? 0 : voice];
  };
  const consented = ["consentBy", "consentOn", "consentScope"] as const;
  if (!options.consent && consented.some((name) => options[name] !== undefined)) {
    throw new OutputError("--consent-by, --consent-on and --consent-scope tell more of --consent; add it");
  }
  const statementOf = (voice: number): ProvenanceStatement => ({
    speaker: stated("--speaker", options.speaker, voice),
    recordedAt: stated("--recorded", options.recorded, voice),
    place: stated("--place", options.place, voice),
    licence: stated("--licence", options.licence, voice),
    note: stated("--note", options.note, voice),
    ...(options.consent && {
      consent: {
        given: true,
        by: stated("--consent-by", options.consentBy, voice),
        on: stated("--consent-on", options.consentOn, voice),
        scope: stated("--consent-scope", options.consentScope, voice),
      },
    }),
  });
  return voices === 2 ? [statementOf(0), statementOf(1)] : statementOf(0);
}

function parseFormats(list: string): readonly GemFormat[] {
  const names = list.split(",").map((name) => name.trim().toLowerCase());
  const formats = names.flatMap((name) => (name === "gemcad" ? ["asc", "gem"] : [name]));
  const unknown = formats.find((name) => !GEM_FORMATS.some((format) => format === name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`"${unknown}" is not written; accepted: ${GEM_FORMATS.join(", ")}.`);
  }
  return [...new Set(formats)] as GemFormat[];
}

/** Reads a length within its range. */
function millimetres(least: number, greatest: number): (text: string) => number {
  return (text) => {
    const value = Number(text);
    if (text.trim() !== "" && value >= least && value <= greatest) return value;
    const advice = isSoundFile(text) ? " Write this option after the recordings." : "";
    throw new InvalidArgumentError(`Give a number from ${least} to ${greatest}.${advice}`);
  };
}

function parsePicture(text: string): string {
  if (extname(text).toLowerCase() === ".png") return text;
  const advice = isSoundFile(text) ? "Write this option after the recordings." : "Give a name that ends in .png.";
  throw new InvalidArgumentError(advice);
}

function parseSheets(list: string): readonly SheetFormat[] {
  if (isSoundFile(list)) throw new InvalidArgumentError("Write this option after the recordings.");
  const names = list.split(",").map((name) => name.trim().toLowerCase());
  const unknown = names.find((name) => !SHEET_FORMATS.some((format) => format === name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`"${unknown}" is not written; accepted: ${SHEET_FORMATS.join(", ")}.`);
  }
  return [...new Set(names)] as SheetFormat[];
}

function parseQuantity(text: string): number {
  const count = Number(text);
  if (text.trim() !== "" && Number.isInteger(count) && count >= 1 && count <= 1e6) return count;
  throw new InvalidArgumentError("Give a whole number, 1 or more.");
}

function parseSpeakers(text: string): 1 | 2 {
  if (text === "1" || text === "2") return text === "1" ? 1 : 2;
  throw new InvalidArgumentError("Give 1 or 2.");
}

function parseEngraving(text: string): string {
  if (isSoundFile(text)) throw new InvalidArgumentError("Write this option after the recordings.");
  const capitals = text.toUpperCase().replaceAll("\\N", "\n");
  if (/^[A-Z0-9./ \n-]{1,64}$/.test(capitals) && capitals.trim() !== "") return capitals;
  throw new InvalidArgumentError("Give 1 to 64 of A to Z, 0 to 9, point, hyphen, slash, space and \\n for a new line.");
}

const isSoundFile = (text: string) => /\.(wav|wave|mp3|flac|ogg|oga|opus|m4a|mp4|aac)$/i.test(text);

function collect(text: string, former: readonly string[] = []): readonly string[] {
  return [...former, text];
}
