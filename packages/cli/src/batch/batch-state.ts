import { mkdir, open, readFile, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { join } from "node:path";
import { OutputError } from "../output-path.js";
import { type Shard, shardName } from "./shard.js";

/** The batch's own folder inside the output folder: journals, locks, and files that are not whole yet. */
export function stateFolder(output: string): string {
  return join(output, ".vocalith-batch");
}

/** Where the files of one part of a batch are before they are whole. */
export function partFolderOf(output: string, shard: Shard | undefined): string {
  return join(stateFolder(output), withShard("parts", shard));
}

/** A name for one part of a batch: `name`, or `name-3-of-8`. */
export function withShard(name: string, shard: Shard | undefined): string {
  return shard === undefined ? name : `${name}-${shardName(shard)}`;
}

/** Who holds a part of a batch. */
interface Holder {
  readonly host: string;
  readonly pid: number;
  /** When the process began, as the system counts it: a process id is soon another's. */
  readonly started: string | null;
}

/**
 * Takes a part of a batch for this process, with an empty folder for its unfinished files. What a killed process held is free.
 *
 * @returns Gives it back, and clears the folder away.
 * @throws OutputError where another process of this machine is at work on it.
 */
export async function holdBatch(output: string, shard: Shard | undefined): Promise<() => Promise<void>> {
  const parts = partFolderOf(output, shard);
  const lock = join(stateFolder(output), withShard("lock", shard));
  await mkdir(stateFolder(output), { recursive: true });
  const me: Holder = { host: hostname(), pid: process.pid, started: await startOf(process.pid) };
  if (!(await createLock(lock, me))) {
    const holder = await readHolder(lock);
    if (holder !== undefined && (await isAtWork(holder))) {
      throw new OutputError(
        `${output}: another batch is at work there, process ${holder.pid}. Wait for its end, or write to another folder with -o.`,
      );
    }
    await rm(lock, { force: true });
    await createLock(lock, me);
  }
  await rm(parts, { recursive: true, force: true });
  await mkdir(parts, { recursive: true });
  return async () => {
    await rm(parts, { recursive: true, force: true });
    await rm(lock, { force: true });
  };
}

async function createLock(path: string, holder: Holder): Promise<boolean> {
  try {
    const file = await open(path, "wx");
    try {
      await file.writeFile(JSON.stringify(holder));
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

async function readHolder(path: string): Promise<Holder | undefined> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch {
    // Killed while it wrote this, or gone meanwhile.
    return undefined;
  }
}

/** Whether a process still runs. Those of other machines cannot be asked, and count as gone: at worst the same bytes are written twice. */
async function isAtWork({ host, pid, started }: Holder): Promise<boolean> {
  if (host !== hostname() || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    // EPERM: it runs, as another user.
    if (!(error instanceof Error && "code" in error && error.code === "EPERM")) return false;
  }
  return (await startOf(pid)) === started;
}

/** The start of a process in ticks since the machine's, on Linux; null elsewhere. */
async function startOf(pid: number): Promise<string | null> {
  try {
    const stat = await readFile(`/proc/${pid}/stat`, "utf8");
    // The second field is the program's name in parentheses and may hold anything; the start is the 22nd.
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
  } catch {
    return null;
  }
}
