import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, extname, join } from "node:path";
import { CRYSTAL_SYSTEMS, createGem, fabricateGem, type Gem, parseGemCode, writeGemFiles } from "vocalith";
import { type MadeFile, madeFile } from "../cut-recording.js";
import { EXIT_FAULT, exitCodeOf, messageOf } from "../exit-code.js";
import { cutReport, type WrittenFile } from "../reports/cut-report.js";
import type { BatchJob, BatchReply } from "./batch-job.js";
import { type BatchRow, rowWithoutGem } from "./batch-row.js";
import type { JournalEntry } from "./journal.js";
import { writeWholeFiles } from "./write-whole-files.js";

/** Does one job: nothing where it is done already, else from recording to files. Never rejects. */
export async function doBatchJob(job: BatchJob): Promise<BatchReply> {
  const clock = performance.now();
  const processor = process.cpuUsage();
  const path = join(job.folder, job.recording);
  try {
    const bytes = await readFile(path);
    const recordingSha256 = sha256(bytes);
    const before = await findUnchanged(job, recordingSha256);
    if (before !== undefined) return { kind: "done", entry: before, isNew: false };
    const row = await cutRow(job, bytes);
    const { user, system } = process.cpuUsage(processor);
    const entry: JournalEntry = {
      recordingSha256,
      fingerprint: job.fingerprint,
      stem: job.stem,
      row,
      seconds: round((performance.now() - clock) / 1000),
      processorSeconds: round((user + system) / 1e6),
    };
    return { kind: "done", entry, isNew: true };
  } catch (error) {
    const isFault = exitCodeOf(error) === EXIT_FAULT;
    return { kind: "failed", message: plainMessage(error), ...(isFault && { fault: messageOf(error) }) };
  }
}

/** What an earlier run remembers, if neither the recording nor its files changed since. */
export async function findUnchanged(
  { known, stem, output, retryFailed }: BatchJob,
  recordingSha256: string,
): Promise<JournalEntry | undefined> {
  for (const entry of known) {
    if (entry.recordingSha256 !== recordingSha256 || entry.stem !== stem) continue;
    if (entry.row.status === "failed" ? !retryFailed : await areWhole(entry.row.files, output)) return entry;
  }
  return undefined;
}

async function areWhole(files: readonly WrittenFile[], output: string): Promise<boolean> {
  for (const file of files) {
    try {
      if (sha256(await readFile(join(output, file.path))) !== file.sha256) return false;
    } catch {
      return false;
    }
  }
  return true;
}

/** The row of a recording with its files written, or of one that holds no voice to cut. */
async function cutRow(job: BatchJob, bytes: Uint8Array): Promise<BatchRow> {
  const { cutting, recording, output } = job;
  let gem: Gem;
  let made: readonly MadeFile[];
  try {
    gem = await createGem(bytes, { sizeMm: cutting.sizeMm, cut: cutting.cut });
    if (Object.keys(cutting.fabrication).length > 0) gem = await fabricateGem(gem, cutting.fabrication);
    made = writeGemFiles(gem, cutting.formats, {
      name: basename(job.stem),
      title: basename(recording, extname(recording)),
      ...(!cutting.thumbnails && { thumbnail: false }),
    }).map(({ suffix, format, bytes: content }) => madeFile(`${job.stem}${suffix}`, format, content));
  } catch (error) {
    if (exitCodeOf(error) === EXIT_FAULT) throw error;
    return rowWithoutGem(recording, "failed", plainMessage(error));
  }
  await writeWholeFiles(
    job.partFolder,
    made.map(({ path, content }) => ({ path: join(output, path), bytes: content })),
  );
  const files = made.map(({ path, format, sha256, bytes: length }) => ({ path, format, sha256, bytes: length }));
  const { catalogueNumber, measure, printable } = cutReport(recording, gem, files);
  return {
    recording,
    status: "cut",
    code: gem.code,
    catalogueNumber,
    system: CRYSTAL_SYSTEMS[parseGemCode(gem.code).species.system],
    durationSeconds: gem.provenance?.voices[0]?.recording?.durationSeconds ?? null,
    sizeMm: measure.sizeMm,
    volumeMm3: measure.volumeMm3,
    areaMm2: measure.areaMm2,
    crystals: measure.crystals,
    facets: measure.facets,
    triangles: measure.triangles,
    printable: printable.sound,
    files,
    error: null,
  };
}

/** One line without the path: the row names it already, as the user does. */
function plainMessage(error: unknown): string {
  const path = error instanceof Error && "path" in error && typeof error.path === "string" ? error.path : undefined;
  const message = exitCodeOf(error) === EXIT_FAULT ? String(error) : messageOf(error);
  const bare = path !== undefined && message.startsWith(`${path}: `) ? message.slice(path.length + 2) : message;
  return bare.replace(/\s+/g, " ").trim();
}

function sha256(bytes: Uint8Array): string {
  return createHash("sha256").update(bytes).digest("hex");
}

/** To a tenth of a millisecond. */
function round(seconds: number): number {
  return Math.round(1e4 * seconds) / 1e4;
}
