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
  try {
    for (const { path, bytes } of files) {
      await mkdir(dirname(path), { recursive: true });
      await writeToDisk(partOf(path), bytes);
    }
    for (const { path } of files) {
      const former = await keepFormer(path);
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

const partOf = (path: string) => `${path}.${process.pid}.part`;
const formerOf = (path: string) => `${path}.${process.pid}.former`;

async function writeToDisk(path: string, bytes: Uint8Array): Promise<void> {
  const file = await open(path, "wx");
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** A second name for what a path holds; none where it holds no file. */
async function keepFormer(path: string): Promise<string | undefined> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  if (!isFile) return undefined;
  const former = formerOf(path);
  // Some file systems know no second names.
  await link(path, former).catch(() => copyFile(path, former));
  return former;
}

/** Puts back what a path held before it was, or was going to be, replaced. */
async function restore(path: string, former: string | undefined): Promise<void> {
  if (former !== undefined) await rename(former, path);
  else if ((await stat(path).catch(() => undefined))?.isFile()) await rm(path);
}
