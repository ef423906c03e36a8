import { readdir, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { OutputError } from "../output-path.js";
import { compareNaturally } from "./compare-naturally.js";

/** Endings of the files that `decode` reads; what is in them it tells by their content. */
export const RECORDING_ENDINGS: readonly string[] = [
  "aac",
  "bwf",
  "flac",
  "m4a",
  "m4b",
  "mka",
  "mkv",
  "mov",
  "mp2",
  "mp3",
  "mp4",
  "oga",
  "ogg",
  "opus",
  "rf64",
  "wav",
  "wave",
  "weba",
  "webm",
];

/**
 * Every recording under a folder, as paths relative to it with slashes, in natural order. Hidden files and folders are passed over (`._a.wav` of a Mac
 * is no recording), and so is the folder that the gems go to. Links to files are followed, links to folders are not: they may lead in circles.
 *
 * @throws {@link OutputError} where there is none.
 */
export async function listRecordings(folder: string, output: string): Promise<string[]> {
  const found: string[] = [];
  const walk = async (inside: string): Promise<void> => {
    for (const entry of await readdir(inside, { withFileTypes: true })) {
      const path = join(inside, entry.name);
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory()) {
        if (path !== output) await walk(path);
      } else if (isRecordingName(entry.name) && (entry.isFile() || (await isLinkToFile(path)))) {
        found.push(relative(folder, path).split(sep).join("/"));
      }
    }
  };
  await walk(folder);
  if (found.length === 0) {
    throw new OutputError(
      `${folder}: no recordings in it; accepted: files that end in ${RECORDING_ENDINGS.join(", ")}. Name the folder that holds them.`,
    );
  }
  return found.sort(compareNaturally);
}

/** Whether a file is called as recordings are. */
export function isRecordingName(name: string): boolean {
  const dot = name.lastIndexOf(".");
  return dot > 0 && RECORDING_ENDINGS.includes(name.slice(dot + 1).toLowerCase());
}

async function isLinkToFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile();
  } catch {
    // A link that leads nowhere.
    return false;
  }
}
