import { stat } from "node:fs/promises";
import { basename, extname, join, resolve } from "node:path";

/** Paths or formats that cannot be written. */
export class OutputError extends Error {
  override readonly name = "OutputError";
}

/**
 * Where the files of each recording go: `-o` names a file for one recording, a folder for several or where it is one already or
 * ends in a slash; without it they go into the current folder under the recording's name.
 *
 * @returns Paths without ending, one a recording.
 * @throws {@link OutputError} where two recordings would write one file.
 */
export async function outputStems(recordings: readonly string[], output: string | undefined): Promise<string[]> {
  const names = recordings.map((path) => basename(path, extname(path)));
  const stems =
    output === undefined
      ? names.map((name) => resolve(name))
      : recordings.length > 1 || (await isFolder(output))
        ? names.map((name) => join(resolve(output), name))
        : [resolve(output.slice(0, output.length - extname(output).length))];
  const seen = new Map<string, string>();
  stems.forEach((stem, i) => {
    const other = seen.get(stem);
    if (other !== undefined) {
      throw new OutputError(
        `${other} and ${recordings[i]} would both be written to ${stem}; rename one, or cut them into two folders with -o`,
      );
    }
    seen.set(stem, recordings[i]);
  });
  return stems;
}

async function isFolder(path: string): Promise<boolean> {
  if (/[/\\]$/.test(path)) return true;
  try {
    return (await stat(path)).isDirectory();
  } catch {
    return false;
  }
}
