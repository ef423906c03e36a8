import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename, extname } from "node:path";
import {
  type CreateGemOptions,
  createGem,
  type FabricateGemOptions,
  fabricateGem,
  type Gem,
  type GemFormat,
  writeGemFiles,
} from "vocalith";
import { type CutReport, cutReport, type WrittenFile } from "./reports/cut-report.js";
import { writeFilesAtomically } from "./write-files-atomically.js";

/** What is to be made of one recording, or of two as a twin. */
export interface CutJob {
  /** Paths of the sound files: one, or two that become a twin. */
  readonly recordings: readonly [string] | readonly [string, string];
  /** Path of the files that are written, without ending. */
  readonly stem: string;
  /** How the gem is made. */
  readonly gem?: CreateGemOptions;
  /** What is done to the stone. */
  readonly fabrication?: FabricateGemOptions;
  /** What is written, in this order; each sees what those before it have made. */
  readonly outputs: readonly CutOutput[];
}

/** Makes files of a gem. */
export type CutOutput = (source: CutSource) => readonly MadeFile[] | Promise<readonly MadeFile[]>;

/** What an output is made from. */
export interface CutSource {
  readonly job: CutJob;
  readonly gem: Gem;
  /** The files that earlier outputs have made. */
  readonly made: readonly MadeFile[];
}

/** A file that will be written once all are made. */
export interface MadeFile extends WrittenFile {
  readonly content: Uint8Array;
}

/** What came of a job. */
export interface CutResult {
  readonly gem: Gem;
  readonly report: CutReport;
}

/**
 * One recording, or two as a twin, to files: reads, cuts, machines, then writes all files or none.
 *
 * @throws the errors of `createGem`, `fabricateGem`, `writeGemFiles` and of the file system; no file is then written or changed.
 */
export async function cutRecording(job: CutJob): Promise<CutResult> {
  const [first, second] = job.recordings;
  const bytes = await readFile(first);
  const input = second === undefined ? bytes : ([bytes, await readFile(second)] as const);
  const cut = await createGem(input, job.gem);
  const gem =
    job.fabrication && Object.keys(job.fabrication).length > 0 ? await fabricateGem(cut, job.fabrication) : cut;
  const made: MadeFile[] = [];
  for (const output of job.outputs) made.push(...(await output({ job, gem, made })));
  await writeFilesAtomically(made.map(({ path, content }) => ({ path, bytes: content })));
  const files = made.map(({ path, format, sha256, bytes: length }) => ({ path, format, sha256, bytes: length }));
  return { gem, report: cutReport(job.recordings.join(" + "), gem, files) };
}

/** A file of these bytes, with its check sum. */
export function madeFile(path: string, format: string, content: Uint8Array): MadeFile {
  return { path, format, sha256: createHash("sha256").update(content).digest("hex"), bytes: content.length, content };
}

/** The output that writes a gem in formats of meshes and drawings, beside one another under the job's stem. */
export function gemFilesOutput(formats: readonly GemFormat[]): CutOutput {
  return ({ gem, job: { recordings, stem } }) => {
    const title = recordings.map((path) => basename(path, extname(path))).join(" and ");
    return writeGemFiles(gem, formats, { name: basename(stem), title }).map(({ suffix, format, bytes }) =>
      madeFile(`${stem}${suffix}`, format, bytes),
    );
  };
}
