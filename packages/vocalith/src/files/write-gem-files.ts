import { type SolidDocument, writeSTL } from "@vocalith/formats";
import type { Gem } from "../gem.js";
import { GEM_FORMATS, type GemFile, type GemFormat } from "./gem-file.js";
import { GemFormatError } from "./gem-format-error.js";
import { type SolidDocumentOptions, solidDocumentOf } from "./solid-document-of.js";

/** What the files of a gem say beside what the gem knows. */
export interface WriteGemFilesOptions extends SolidDocumentOptions {
  /** The name that the files will share, without folder and ending: files that name one another need it. Default `gem`. */
  readonly name?: string;
}

/** What `writeGemFiles` takes where nothing is given. */
export const WRITE_GEM_FILES_DEFAULTS = { name: "gem" } as const;

/** What a format is written from. */
interface Source {
  readonly gem: Gem;
  readonly document: SolidDocument;
  readonly name: string;
}

type Part = Omit<GemFile, "format">;

const WRITERS: Readonly<Record<GemFormat, (source: Source) => readonly Part[]>> = {
  stl: ({ document }) => [{ suffix: ".stl", bytes: writeSTL(document.mesh), mediaType: "model/stl" }],
};

/**
 * Writes a gem in any of the formats that we know. The same gem and options give the same bytes on every machine.
 *
 * @param formats - Names out of {@link GEM_FORMATS}; a name given twice is written once.
 * @returns The files in the order of the formats; some formats are more than one file.
 * @throws {@link GemFormatError} for a format that is not known, or that the gem cannot be written in.
 *
 * @example
 * ```ts
 * import { type Gem, writeGemFiles } from "vocalith";
 * declare const gem: Gem;
 *
 * for (const { suffix, bytes } of writeGemFiles(gem, ["stl"], { name: "ana" })) {
 *   console.log(`ana${suffix}`, bytes.length);
 * }
 * ```
 */
export function writeGemFiles(
  gem: Gem,
  formats: readonly GemFormat[],
  options: WriteGemFilesOptions = {},
): readonly GemFile[] {
  const unknown = formats.find((format) => !Object.hasOwn(WRITERS, format));
  if (unknown !== undefined) {
    throw new GemFormatError(`format "${unknown}"`, GEM_FORMATS.join(", "), "Choose one of these.");
  }
  const source = { gem, document: solidDocumentOf(gem, options), name: options.name ?? WRITE_GEM_FILES_DEFAULTS.name };
  return [...new Set(formats)].flatMap((format) => WRITERS[format](source).map((part) => ({ format, ...part })));
}
