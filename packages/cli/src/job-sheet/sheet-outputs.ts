import { basename, extname } from "node:path";
import type { MaterialName } from "@vocalith/geometry";
import { drawGem, encodePng, type Gem } from "vocalith";
import { type CutOutput, madeFile } from "../cut-recording.js";
import { jobSheetOf } from "./job-sheet.js";
import { jobSheetHtml } from "./job-sheet-html.js";
import { jobSheetPdf } from "./job-sheet-pdf.js";

/** Formats of a job sheet. */
export const SHEET_FORMATS = ["html", "pdf"] as const;

/** The name of a format of a job sheet. */
export type SheetFormat = (typeof SHEET_FORMATS)[number];

/** What is printed on a job sheet beside what the gem knows. */
export interface SheetOptions {
  readonly material: MaterialName;
  readonly quantity: number;
  readonly date?: string;
}

/** The format that a picture is reported as. */
const PICTURE = "png";

/** The output that draws a gem: to `path`, or beside its other files. */
export function pictureOutput(path?: string): CutOutput {
  return ({ gem, job: { stem } }) => [madeFile(path ?? `${stem}.png`, PICTURE, pictureOf(gem))];
}

/** The output that writes a gem's job sheet, which names the files made before it. */
export function jobSheetOutput(formats: readonly SheetFormat[], options: SheetOptions): CutOutput {
  return async ({ gem, job: { recordings, stem }, made }) => {
    const sheet = jobSheetOf(gem, {
      ...options,
      title: recordings.map((recording) => basename(recording, extname(recording))).join(" and "),
      picture: made.find(({ format }) => format === PICTURE)?.content ?? pictureOf(gem),
      files: made,
    });
    return Promise.all(
      formats.map(async (format) =>
        madeFile(
          `${stem}-job-sheet.${format}`,
          format,
          format === "pdf" ? await jobSheetPdf(sheet) : new TextEncoder().encode(jobSheetHtml(sheet)),
        ),
      ),
    );
  };
}

function pictureOf(gem: Gem): Uint8Array {
  return encodePng(drawGem(gem));
}
