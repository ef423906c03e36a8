import { randomUUID } from "node:crypto";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname, join } from "node:path";

/**
 * Writes files so that none is ever seen half-written: all of them into a folder of their own, whole and on the disk, and only then each under its name.
 * What a killed process leaves in that folder nobody mistakes for a result, and the next run clears it away.
 *
 * @param partFolder On the same disk as the paths; it is there.
 */
export async function writeWholeFiles(
  partFolder: string,
  files: readonly { readonly path: string; readonly bytes: Uint8Array }[],
): Promise<void> {
  const parts = files.map(() => join(partFolder, randomUUID()));
  try {
    for (const [i, { bytes }] of files.entries()) {
      const file = await open(parts[i], "wx");
      try {
        await file.writeFile(bytes);
        await file.sync();
      } finally {
        await file.close();
      }
    }
    for (const [i, { path }] of files.entries()) {
      await mkdir(dirname(path), { recursive: true });
      await rename(parts[i], path);
    }
  } catch (error) {
    for (const part of parts) await rm(part, { force: true });
    throw error;
  }
}
