import { randomUUID } from "node:crypto";
import { copyFile, link, mkdir, open, rename, rm, stat } from "node:fs/promises";
import { dirname } from "node:path";

/** A file to be written. */
export interface FileToWrite {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/**
 * Writes files all or none. At every moment each path holds either what it held before or the whole of its new bytes; where one of them cannot
 * be written, all paths hold what they held before. Every file is first written beside its place and onto the disk, then all are renamed; what was
 * there is kept under another name until the last one is in place. Folders on the way are made.
 */
export async function writeFilesAtomically(files: readonly FileToWrite[]): Promise<void> {
  const placed: { readonly path: string; readonly former?: string }[] = [];
  // A name of its own for every call: process numbers come again in every container, and a killed process leaves its files behind.
  const call = randomUUID();
  const partOf = (path: string) => `${path}.${call}.part`;
  try {
    for (const { path, bytes } of files) {
      await mkdir(dirname(path), { recursive: true });
      await writeToDisk(partOf(path), bytes);
    }
    for (const { path } of files) {
      const former = await keepFormer(path, `${path}.${call}.former`);
      placed.push({ path, former });
      await rename(partOf(path), path);
    }
  } catch (error) {
    for (const { path, former } of placed.reverse()) await restore(path, former);
    throw error;
  } finally {
    for (const { path } of files) await rm(partOf(path), { force: true });
    for (const { former } of placed) if (former !== undefined) await rm(former, { force: true });
  }
}

async function writeToDisk(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives what a path holds a second name; undefined where it holds no file. */
async function keepFormer(path: string, former: string): Promise<string | undefined> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) return undefined;
  // Some file systems know no second names.
  await link(path, former).catch(() => copyFile(path, former));
  return former;
}

/** Puts back what a path held before it was, or was going to be, replaced. */
async function restore(path: string, former: string | undefined): Promise<void> {
  if (former !== undefined) await rename(former, path);
  else if ((await stat(path).catch(() => undefined))?.isFile()) await rm(path);
}
