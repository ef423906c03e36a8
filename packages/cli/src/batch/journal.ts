import { createReadStream } from "node:fs";
import { type FileHandle, mkdir, open, readdir } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { BatchRow } from "./batch-row.js";
import { stateFolder, withShard } from "./batch-state.js";
import type { Shard } from "./shard.js";

/** What is remembered of one recording that was finished. */
export interface JournalEntry {
  /** SHA-256 of the recording's bytes. */
  readonly recordingSha256: string;
  /** What it was cut with: see `cuttingFingerprint`. */
  readonly fingerprint: string;
  /** Where its files went. */
  readonly stem: string;
  readonly row: BatchRow;
  /** Time it took: by the clock and by the processor. */
  readonly seconds: number;
  readonly processorSeconds: number;
}

/**
 * What is remembered of all runs into an output folder, in all their parts, by recording. Only entries of the same options and version: others
 * cannot be used again. A last line that a killed run left half-written is no entry.
 */
export async function readJournals(output: string, fingerprint: string): Promise<Map<string, JournalEntry[]>> {
  const entries = new Map<string, JournalEntry[]>();
  for (const name of await journalNames(output)) {
    const lines = createInterface({ input: createReadStream(join(stateFolder(output), name)), crlfDelay: Infinity });
    for await (const line of lines) {
      const entry = parseEntry(line);
      if (entry?.fingerprint !== fingerprint) continue;
      const same = entries.get(entry.row.recording);
      if (same === undefined) entries.set(entry.row.recording, [entry]);
      else same.push(entry);
    }
  }
  return entries;
}

/** One run's journal: a line for each finished recording, on the disk before the next is begun. Each part has a file of its own. */
export class Journal {
  /** The entry before; one is written after the other. */
  private last: Promise<void> = Promise.resolve();

  private constructor(private readonly file: FileHandle) {}

  static async open(output: string, shard: Shard | undefined): Promise<Journal> {
    const folder = stateFolder(output);
    await mkdir(folder, { recursive: true });
    const file = await open(join(folder, journalName(shard)), "a+");
    const journal = new Journal(file);
    // What a killed run left half-written gets its end, so that the next entry stands on a line of its own.
    const { size } = await file.stat();
    if (size > 0) {
      const last = Buffer.alloc(1);
      await file.read(last, 0, 1, size - 1);
      if (last.toString() !== "\n") await file.appendFile("\n");
    }
    return journal;
  }

  append(entry: JournalEntry): Promise<void> {
    this.last = this.last.then(async () => {
      await this.file.appendFile(`${JSON.stringify(entry)}\n`);
      await this.file.datasync();
    });
    return this.last;
  }

  close(): Promise<void> {
    return this.file.close();
  }
}

function journalName(shard: Shard | undefined): string {
  return `${withShard("journal", shard)}.jsonl`;
}

async function journalNames(output: string): Promise<string[]> {
  try {
    return (await readdir(stateFolder(output))).filter((name) => /^journal.*\.jsonl$/.test(name)).sort();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return [];
    throw error;
  }
}

function parseEntry(line: string): JournalEntry | undefined {
  try {
    const entry: JournalEntry = JSON.parse(line);
    return typeof entry.row.recording === "string" && typeof entry.recordingSha256 === "string" ? entry : undefined;
  } catch {
    return undefined;
  }
}
