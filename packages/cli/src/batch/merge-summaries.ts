import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { OutputError } from "../output-path.js";
import { holdBatch, partFolderOf } from "./batch-state.js";
import { compareNaturally } from "./compare-naturally.js";
import { type BatchSummary, countRows, summaryFiles } from "./summary.js";
import { writeWholeFiles } from "./write-whole-files.js";

/**
 * Joins the summaries of all parts of a split batch into the one that a single run would have written, byte for byte.
 *
 * @param output Folder with `summary-1-of-n.json` to `summary-n-of-n.json`.
 * @throws {@link OutputError} where a part is missing, or parts do not belong together.
 */
export async function mergeSummaries(output: string): Promise<{ summary: BatchSummary; summaryPaths: string[] }> {
  const names = (await readdir(output))
    .filter((name) => /^summary-\d+-of-\d+\.json$/.test(name))
    .sort(compareNaturally);
  const splits = [...new Set(names.map((name) => Number(/-of-(\d+)/.exec(name)?.[1])))];
  if (splits.length !== 1) {
    const found =
      splits.length === 0 ? "no summary-i-of-n.json in it" : `summaries of ${splits.join(" and of ")} parts`;
    throw new OutputError(
      `${output}: ${found}; accepted: the summaries of all parts of one batch. Name the folder that the parts wrote to, and remove those of another split.`,
    );
  }
  const [of] = splits;
  const missing = Array.from({ length: of }, (_, i) => i + 1).filter(
    (i) => !names.includes(`summary-${i}-of-${of}.json`),
  );
  if (missing.length > 0) {
    throw new OutputError(
      `${output}: ${missing.length} of ${of} parts are missing: ${missing.slice(0, 20).join(", ")}${missing.length > 20 ? ", ..." : ""}. Run them with --shard ${missing[0]}/${of} and so on, then merge again.`,
    );
  }
  const parts = await Promise.all(names.map((name) => readSummary(join(output, name))));
  const optionsOf = ({ vocalith, formats, sizeMm, cut, fabrication, thumbnails }: BatchSummary) =>
    [
      `version ${vocalith}`,
      formats.join(","),
      `${sizeMm} mm`,
      cut,
      ...fabricationWords({ ...fabrication, ...(thumbnails && { thumbnails }) }),
    ].join(", ");
  const different = parts.findIndex((part) => optionsOf(part) !== optionsOf(parts[0]));
  if (different > 0) {
    throw new OutputError(
      `${join(output, names[different])}: cut with ${optionsOf(parts[different])}, but ${names[0]} with ${optionsOf(parts[0])}. Run all parts with the same options and version.`,
    );
  }
  const recordings = parts
    .flatMap((part) => part.recordings)
    .sort((a, b) => compareNaturally(a.recording, b.recording));
  const summary: BatchSummary = { ...parts[0], shard: null, counts: countRows(recordings), recordings };
  const release = await holdBatch(output, undefined);
  try {
    const files = summaryFiles(output, summary);
    await writeWholeFiles(partFolderOf(output, undefined), files);
    return { summary, summaryPaths: files.map(({ path }) => path) };
  } finally {
    await release();
  }
}

function fabricationWords(fabrication: object): string[] {
  return Object.entries(fabrication).map(([name, how]) => (how === true ? name : `${name} ${JSON.stringify(how)}`));
}

async function readSummary(path: string): Promise<BatchSummary> {
  const text = await readFile(path, "utf8");
  try {
    const summary: BatchSummary = JSON.parse(text);
    if (Array.isArray(summary.recordings) && Array.isArray(summary.formats) && summary.fabrication) return summary;
  } catch {
    // Said below, as for JSON of another kind.
  }
  throw new OutputError(`${path}: it is no summary of a batch; run its part again.`);
}
