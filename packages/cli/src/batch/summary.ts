import { join } from "node:path";
import type { BatchRow } from "./batch-row.js";
import { withShard } from "./batch-state.js";
import { CUTTING_VERSION, type Cutting } from "./cutting.js";
import type { Shard } from "./shard.js";

/** What `summary.json` holds. The same recordings and options give the same bytes, however many workers, runs or parts it took. */
export interface BatchSummary {
  /** The version that cut. */
  readonly vocalith: string;
  readonly formats: readonly string[];
  readonly sizeMm: number;
  readonly cut: string;
  /** What was done to every stone. */
  readonly fabrication: Cutting["fabrication"];
  readonly thumbnails: boolean;
  /** Which part of a split batch this is; null for the whole. */
  readonly shard: Shard | null;
  readonly counts: BatchCounts;
  /** In natural order of their paths. */
  readonly recordings: readonly BatchRow[];
}

/** How many recordings came to what. */
export interface BatchCounts {
  readonly recordings: number;
  readonly cut: number;
  readonly failed: number;
  readonly pending: number;
}

/** The summary of rows in their order. */
export function summarize(rows: readonly BatchRow[], cutting: Cutting, shard: Shard | undefined): BatchSummary {
  return {
    vocalith: CUTTING_VERSION,
    formats: cutting.formats,
    sizeMm: cutting.sizeMm,
    cut: cutting.cut,
    fabrication: cutting.fabrication,
    thumbnails: cutting.thumbnails,
    shard: shard ?? null,
    counts: countRows(rows),
    recordings: rows,
  };
}

/** Counts rows by their status. */
export function countRows(rows: readonly BatchRow[]): BatchCounts {
  const count = (status: BatchRow["status"]) => rows.filter((row) => row.status === status).length;
  return { recordings: rows.length, cut: count("cut"), failed: count("failed"), pending: count("pending") };
}

/** The files of a summary: as JSON and as CSV. */
export function summaryFiles(output: string, summary: BatchSummary): { path: string; bytes: Uint8Array }[] {
  const path = join(output, withShard("summary", summary.shard ?? undefined));
  return [
    { path: `${path}.csv`, bytes: new TextEncoder().encode(summaryCsv(summary)) },
    { path: `${path}.json`, bytes: new TextEncoder().encode(`${JSON.stringify(summary, undefined, 1)}\n`) },
  ];
}

/** A summary as RFC 4180 writes tables: UTF-8, a line of names, CRLF. Every file has a column for its path and one for its SHA-256. */
export function summaryCsv({ formats, recordings }: BatchSummary): string {
  const fileColumns = formats.flatMap((format) => fileColumnsOf(format, recordings));
  const names = [
    "recording",
    "status",
    "code",
    "catalogueNumber",
    "system",
    "durationSeconds",
    "sizeXMm",
    "sizeYMm",
    "sizeZMm",
    "volumeMm3",
    "areaMm2",
    "crystals",
    "facets",
    "triangles",
    "printable",
    ...fileColumns.flatMap(({ name }) => [name, `${name}Sha256`]),
    "error",
  ];
  const lines = recordings.map((row) => {
    const files = fileColumns.flatMap(({ format, place }) => {
      const file = filesOf(row, format).at(place);
      return [pathCell(file?.path), file?.sha256];
    });
    const { status, code, catalogueNumber, system, durationSeconds } = row;
    const { volumeMm3, areaMm2, crystals, facets, triangles, printable } = row;
    const told = [pathCell(row.recording), status, code, catalogueNumber, system, durationSeconds];
    const measures = [
      ...(row.sizeMm ?? [null, null, null]),
      volumeMm3,
      areaMm2,
      crystals,
      facets,
      triangles,
      printable,
    ];
    return [...told, ...measures, ...files, row.error];
  });
  return toCsv([names, ...lines]);
}

const filesOf = (row: BatchRow, format: string) => row.files.filter((file) => file.format === format);

/** A format of several files, such as OBJ with its materials, has a column for each. */
function fileColumnsOf(format: string, rows: readonly BatchRow[]): { name: string; format: string; place: number }[] {
  const sample = rows.find(({ status }) => status === "cut");
  const further = sample === undefined ? [] : filesOf(sample, format).slice(1);
  const names = [format, ...further.map(({ path }) => path.slice(path.lastIndexOf(".") + 1))];
  return names.map((name, place) => ({ name, format, place }));
}

/** Rows of cells as CSV; null and undefined are empty. */
export function toCsv(rows: readonly (readonly (string | number | boolean | null | undefined)[])[]): string {
  return rows.map((cells) => `${cells.map((cell) => quoted(String(cell ?? ""))).join(",")}\r\n`).join("");
}

function quoted(cell: string): string {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** A path that begins as a formula does is written `./=...`: the same file, and no spreadsheet computes it. */
export function pathCell(path: string | undefined): string | undefined {
  return path !== undefined && /^[=+\-@\t\r]/.test(path) ? `./${path}` : path;
}
