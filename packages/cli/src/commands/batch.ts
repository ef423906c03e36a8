import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join, relative, resolve } from "node:path";
import { Command, InvalidArgumentError, Option } from "commander";
import {
  CUT_DEFAULTS,
  CUTS,
  type CutOptions,
  checkGemOptions,
  type FabricateGemOptions,
  GEM_FORMATS,
  type GemFormat,
} from "vocalith";
import { batchProgress, withoutControls } from "../batch/batch-progress.js";
import type { Cutting } from "../batch/cutting.js";
import { findUnchanged } from "../batch/do-batch-job.js";
import { mergeSummaries } from "../batch/merge-summaries.js";
import { type BatchOptions, planBatch, runBatch } from "../batch/run-batch.js";
import { parseShard, type Shard } from "../batch/shard.js";
import type { BatchSummary } from "../batch/summary.js";
import { WorkerPool } from "../batch/worker-pool.js";
import { EXIT_INPUT, EXIT_OK } from "../exit-code.js";
import { OutputError } from "../output-path.js";

/** What a shell reports of a program that a signal ended. */
const SIGNAL_EXIT_CODES = { SIGINT: 130, SIGTERM: 143 } as const;

interface BatchCommandOptions {
  readonly output: string;
  readonly format: readonly GemFormat[];
  readonly size: number;
  readonly cut: NonNullable<CutOptions["cut"]>;
  readonly flat?: boolean;
  readonly bail?: boolean;
  readonly hole?: boolean;
  readonly hollow?: number;
  readonly engrave?: boolean;
  readonly thumbnails?: boolean;
  readonly jobs: number;
  readonly shard?: Shard;
  readonly retryFailed?: boolean;
  readonly dryRun?: boolean;
  readonly merge?: boolean;
  readonly quiet?: boolean;
  readonly json?: boolean;
}

/** `vocalith batch`: a folder of recordings in, a folder of gems and a summary out. */
export function batchCommand(): Command {
  return new Command("batch")
    .description("Cut every recording in a folder, on all cores; run it again to go on where it stopped.")
    .argument("<folder>", "folder of recordings, with all folders in it; for --merge the folder of the gems")
    .option("-o, --output <folder>", "folder for the gems and the summary", "gems")
    .option("--format <list>", `files to write, by commas: ${GEM_FORMATS.join(", ")}`, parseFormats, ["stl"] as const)
    .option("--size <mm>", "length of the longest side in millimetres", parseNumber, CUT_DEFAULTS.sizeMm)
    .addOption(new Option("--cut <name>", "way of cutting").choices(Object.keys(CUTS)).default(CUT_DEFAULTS.cut))
    .option("--thumbnails", "draw a picture into every 3MF, as cut does: takes about twice the time")
    .optionsGroup("Fabrication, of every stone; see cut --help:")
    .option("--flat", "cut a flat to stand on")
    .option("--bail", "add a ring for a chain")
    .addOption(new Option("--hole", "drill a hole for a cord").conflicts("bail"))
    .option("--hollow <mm>", "hollow it to a wall so thick, with drain holes", parseNumber)
    .option("--engrave", "engrave its catalogue number below it")
    .optionsGroup("Options:")
    .option("-j, --jobs <count>", "recordings at one time (default: one a core)", parseJobs, availableParallelism())
    .option("--shard <i/n>", "do the i-th of n parts only, 1/n to n/n, each on a machine of its own", parseShardOption)
    .option("--merge", "join the summaries of all parts into one")
    .option("--retry-failed", "also cut again what failed before and has not changed")
    .option("--dry-run", "say what would be cut, and cut nothing")
    .option("-q, --quiet", "say nothing but faults")
    .option("--json", "print one JSON object about the outcome")
    .addHelpText(
      "after",
      "\nExamples:\n  vocalith batch recordings/ -o gems/\n  vocalith batch recordings/ -o gems/ --shard 3/8\n  vocalith batch --merge gems/",
    )
    .action(batch);
}

async function batch(folder: string, options: BatchCommandOptions): Promise<void> {
  if (options.merge) {
    const { summary, summaryPaths } = await mergeSummaries(resolve(folder));
    return report(summary, summaryPaths, 0, options);
  }
  const batchOptions: BatchOptions = {
    folder: resolve(folder),
    output: resolve(options.output),
    cutting: {
      formats: options.format,
      sizeMm: options.size,
      cut: options.cut,
      fabrication: fabricationOf(options),
      thumbnails: options.thumbnails ?? false,
    },
    jobs: options.jobs,
    shard: options.shard,
    retryFailed: options.retryFailed ?? false,
  };
  checkCutting(batchOptions.cutting);
  if (options.dryRun) return sayPlan(batchOptions);

  const pool = new WorkerPool(options.jobs);
  const progress = batchProgress(process.stderr, options.quiet ?? false);
  let signal: keyof typeof SIGNAL_EXIT_CODES | undefined;
  const onSignal = (name: keyof typeof SIGNAL_EXIT_CODES) => {
    if (signal !== undefined) {
      pool.kill();
      progress.clear();
      process.exit(SIGNAL_EXIT_CODES[name]);
    }
    signal = name;
    pool.stop();
    if (!options.quiet) progress.say("stopping after what is at hand; once more to stop at once");
  };
  process.on("SIGINT", onSignal).on("SIGTERM", onSignal);
  try {
    const { summary, summaryPaths, unchanged, faults } = await runBatch(batchOptions, progress, pool);
    for (const { recording, fault } of faults) {
      process.stderr.write(`${withoutControls(recording)}: a fault of vocalith, please report it:\n${fault}\n`);
    }
    report(summary, summaryPaths, unchanged, options);
    if (signal !== undefined && summary.counts.pending > 0) process.exitCode = SIGNAL_EXIT_CODES[signal];
  } finally {
    process.off("SIGINT", onSignal).off("SIGTERM", onSignal);
  }
}

function report(
  { counts }: BatchSummary,
  summaryPaths: readonly string[],
  unchanged: number,
  { quiet, json }: BatchCommandOptions,
): void {
  if (json) {
    process.stdout.write(`${JSON.stringify({ ...counts, unchanged, summary: summaryPaths }, undefined, 2)}\n`);
  } else if (!quiet) {
    const { recordings, cut, failed, pending } = counts;
    const parts = [`${cut} of ${recordings} recordings are cut`];
    if (unchanged > 0) parts.push(`${unchanged} were done before`);
    if (failed > 0) parts.push(`${failed} failed`);
    if (pending > 0) parts.push(`${pending} are left for the next run`);
    const paths = summaryPaths.map((path) => relative(process.cwd(), path) || path);
    process.stdout.write(`${parts.join(", ")}\n${paths.join("\n")}\n`);
  }
  process.exitCode = counts.failed + counts.pending > 0 ? EXIT_INPUT : EXIT_OK;
}

/** `--dry-run`: a line for each recording and what would become of it. */
async function sayPlan(options: BatchOptions): Promise<void> {
  for (const job of await planBatch(options)) {
    const path = join(job.folder, job.recording);
    const before =
      job.known.length === 0
        ? undefined
        : await findUnchanged(
            job,
            createHash("sha256")
              .update(await readFile(path))
              .digest("hex"),
          );
    const files = options.cutting.formats.map((format) => `${job.stem}.${format}`).join(", ");
    const plan =
      before === undefined
        ? `cut     ${job.recording} -> ${files}`
        : `${before.row.status === "cut" ? "done  " : "failed"}  ${job.recording}`;
    process.stdout.write(`${withoutControls(plan)}\n`);
  }
}

function fabricationOf({ flat, bail, hole, hollow, engrave }: BatchCommandOptions): FabricateGemOptions {
  return {
    ...(flat && { flat }),
    ...(bail && { bail }),
    ...(hole && { hole }),
    ...(hollow !== undefined && { hollow: { wallMm: hollow } }),
    ...(engrave && { text: "code" }),
  };
}

/** What no recording could be cut with is refused before the first is read. */
function checkCutting({ formats, sizeMm, cut }: Cutting): void {
  checkGemOptions({ sizeMm, cut });
  const faceting = formats.find((format) => format === "asc" || format === "gem");
  if (faceting !== undefined && cut !== "brilliant") {
    throw new OutputError(
      `${faceting} of the cut ${cut} is not written; accepted: brilliant. Add --cut brilliant, or choose another format.`,
    );
  }
}

function parseFormats(list: string): readonly GemFormat[] {
  const names = list.split(",").map((name) => name.trim().toLowerCase());
  const unknown = names.find((name) => !GEM_FORMATS.some((format) => format === name));
  if (unknown !== undefined) {
    throw new InvalidArgumentError(`"${unknown}" is not written; accepted: ${GEM_FORMATS.join(", ")}.`);
  }
  return GEM_FORMATS.filter((format) => names.includes(format));
}

function parseNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) throw new InvalidArgumentError("Give a number, such as 40.");
  return value;
}

function parseJobs(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 1024) {
    throw new InvalidArgumentError("Give a whole number from 1 to 1024.");
  }
  return value;
}

function parseShardOption(text: string): Shard {
  const shard = parseShard(text);
  if (shard === undefined) throw new InvalidArgumentError("Give i/n, such as 3/8: i from 1 to n.");
  return shard;
}
