import { join } from "node:path";
import type { BatchJob, BatchReply } from "./batch-job.js";
import type { BatchProgress } from "./batch-progress.js";
import { type BatchRow, rowWithoutGem } from "./batch-row.js";
import { holdBatch, partFolderOf, withShard } from "./batch-state.js";
import { type Cutting, cuttingFingerprint } from "./cutting.js";
import { Journal, type JournalEntry, readJournals } from "./journal.js";
import { listRecordings } from "./list-recordings.js";
import { nameOutputs } from "./name-outputs.js";
import { isInShard, type Shard } from "./shard.js";
import { type BatchSummary, pathCell, summarize, summaryFiles, toCsv } from "./summary.js";
import type { WorkerPool } from "./worker-pool.js";
import { writeWholeFiles } from "./write-whole-files.js";

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
      partFolder: partFolderOf(output, shard),
      cutting,
      fingerprint,
      known: known.get(recording) ?? [],
      retryFailed,
    }));
}

/**
 * Cuts every recording of a folder, each in a worker process, and writes the summary. A finished recording is in the journal before the next begins,
 * and files get their names when they are whole: however this ends, the next run goes on from there.
 */
export async function runBatch(options: BatchOptions, progress: BatchProgress, pool: WorkerPool): Promise<BatchResult> {
  const { output, cutting, shard } = options;
  const jobs = await planBatch(options);
  const rows: BatchRow[] = jobs.map(({ recording }) => rowWithoutGem(recording, "pending", null));
  const times: (JournalEntry | undefined)[] = jobs.map(() => undefined);
  const faults: { recording: string; fault: string }[] = [];
  let done = 0;
  let failed = 0;
  let unchanged = 0;

  const release = await holdBatch(output, shard);
  const settle = async (job: BatchJob, reply: BatchReply, journal: Journal) => {
    if (reply.kind === "failed") {
      rows[job.number] = rowWithoutGem(job.recording, "failed", reply.message);
      if (reply.fault !== undefined) faults.push({ recording: job.recording, fault: reply.fault });
    } else {
      rows[job.number] = reply.entry.row;
      times[job.number] = reply.entry;
      if (reply.isNew) await journal.append(reply.entry);
      else unchanged++;
    }
    done++;
    if (rows[job.number].status === "failed") failed++;
    progress.finished(rows[job.number], { total: jobs.length, done, failed });
  };
  try {
    const journal = await Journal.open(output, shard);
    progress.begin(jobs.length);
    try {
      await pool.run(jobs.values(), (job, reply) => settle(job, reply, journal));
    } finally {
      progress.clear();
      await journal.close();
    }
    const summary = summarize(rows, cutting, shard);
    const files = summaryFiles(output, summary);
    await writeWholeFiles(partFolderOf(output, shard), [...files, timesFile(output, shard, times)]);
    return { summary, summaryPaths: files.map(({ path }) => path), unchanged, faults };
  } finally {
    await release();
  }
}

/** How long each recording took: beside the summary, which no clock may touch. */
function timesFile(
  output: string,
  shard: Shard | undefined,
  times: readonly (JournalEntry | undefined)[],
): { path: string; bytes: Uint8Array } {
  const rows = times.flatMap((entry) =>
    entry === undefined ? [] : [[pathCell(entry.row.recording), entry.seconds, entry.processorSeconds]],
  );
  const csv = toCsv([["recording", "seconds", "processorSeconds"], ...rows]);
  return { path: join(output, `${withShard("times", shard)}.csv`), bytes: new TextEncoder().encode(csv) };
}
