import { mkdir, rm } from "node:fs/promises";
import { join } from "node:path";
import { CutOptionError } from "vocalith";
import { writeFileAtomically } from "../write-file-atomically.js";
import type { BatchJob, BatchReply } from "./batch-job.js";
import type { BatchProgress } from "./batch-progress.js";
import { type BatchRow, rowWithoutGem } from "./batch-row.js";
import { type Cutting, cuttingFingerprint } from "./cutting.js";
import { Journal, type JournalEntry, readJournals, stateFolder } from "./journal.js";
import { listRecordings } from "./list-recordings.js";
import { nameOutputs } from "./name-outputs.js";
import { isInShard, type Shard, shardName } from "./shard.js";
import { type BatchSummary, pathCell, summarize, toCsv, writeSummary } from "./summary.js";
import type { WorkerPool } from "./worker-pool.js";

/** What a batch does. */
export interface BatchOptions {
  /** Folder of the recordings, absolute. */
  readonly folder: string;
  /** Folder of the gems, absolute. */
  readonly output: string;
  readonly cutting: Cutting;
  /** Processes at work at one time. */
  readonly jobs: number;
  readonly shard?: Shard;
  readonly retryFailed: boolean;
}

/** What came of a batch. */
export interface BatchResult {
  readonly summary: BatchSummary;
  readonly summaryPaths: readonly string[];
  /** Recordings that earlier runs had cut, unchanged since. */
  readonly unchanged: number;
  /** Faults of ours that were met, with their stacks. */
  readonly faults: readonly { readonly recording: string; readonly fault: string }[];
}

/** What a batch would do, in its order. */
export async function planBatch(options: BatchOptions): Promise<BatchJob[]> {
  const { folder, output, cutting, shard, retryFailed } = options;
  const recordings = await listRecordings(folder, output);
  // Names are given to all recordings, whatever part of them is cut here: every part must come to the same.
  const stems = nameOutputs(recordings);
  const fingerprint = cuttingFingerprint(cutting);
  const known = await readJournals(output, fingerprint);
  return recordings
    .filter((recording) => shard === undefined || isInShard(recording, shard))
    .map((recording, number) => ({
      number,
      recording,
      folder,
      output,
      stem: stems.get(recording) ?? recording,
      partFolder: join(stateFolder(output), `parts${shard === undefined ? "" : `-${shardName(shard)}`}`),
      cutting,
      fingerprint,
      known: known.get(recording) ?? [],
      retryFailed,
    }));
}

/**
 * Cuts every recording of a folder, each in a worker process, and writes the summary. A finished recording is in the journal before the next begins,
 * and files get their names when they are whole: however this ends, the next run goes on from there.
 *
 * @throws CutOptionError for options that no recording can be cut with.
 */
export async function runBatch(options: BatchOptions, progress: BatchProgress, pool: WorkerPool): Promise<BatchResult> {
  const { output, cutting, shard } = options;
  const jobs = await planBatch(options);
  const rows: BatchRow[] = jobs.map(({ recording }) => rowWithoutGem(recording, "pending", null));
  const times: { entry: JournalEntry; isNew: boolean }[] = [];
  const faults: { recording: string; fault: string }[] = [];
  let done = 0;
  let failed = 0;
  let unchanged = 0;

  const partFolder = jobs[0]?.partFolder;
  if (partFolder !== undefined) {
    // What a killed run left there is half-written.
    await rm(partFolder, { recursive: true, force: true });
    await mkdir(partFolder, { recursive: true });
  }
  const journal = await Journal.open(output, shard);
  const settle = async (job: BatchJob, reply: BatchReply) => {
    if (reply.kind === "refused") throw new CutOptionError(reply.found, reply.accepted);
    if (reply.kind === "failed") {
      rows[job.number] = rowWithoutGem(job.recording, "failed", reply.message);
      if (reply.fault !== undefined) faults.push({ recording: job.recording, fault: reply.fault });
    } else {
      rows[job.number] = reply.entry.row;
      times[job.number] = reply;
      if (reply.isNew) await journal.append(reply.entry);
      else unchanged++;
    }
    done++;
    if (rows[job.number].status === "failed") failed++;
    progress.finished(rows[job.number], { total: jobs.length, done, failed });
  };
  try {
    await pool.run(jobs.values(), settle);
  } finally {
    progress.clear();
    await journal.close();
    if (partFolder !== undefined) await rm(partFolder, { recursive: true, force: true });
  }
  const summary = summarize(rows, cutting, shard);
  const summaryPaths = await writeSummary(output, summary);
  await writeTimes(output, shard, times);
  return { summary, summaryPaths, unchanged, faults };
}

/** How long each recording took: beside the summary, which no clock may touch. */
async function writeTimes(
  output: string,
  shard: Shard | undefined,
  times: readonly ({ readonly entry: JournalEntry } | undefined)[],
): Promise<void> {
  const rows = times.flatMap((time) =>
    time === undefined ? [] : [[pathCell(time.entry.row.recording), time.entry.seconds, time.entry.processorSeconds]],
  );
  const name = shard === undefined ? "times.csv" : `times-${shardName(shard)}.csv`;
  const csv = toCsv([["recording", "seconds", "processorSeconds"], ...rows]);
  await writeFileAtomically(join(output, name), new TextEncoder().encode(csv));
}
