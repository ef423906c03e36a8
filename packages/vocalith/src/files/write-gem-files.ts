import {
  type SolidDocument,
  write3MF,
  writeAsciiSTL,
  writeDimensionedViews,
  writeFacetDiagram,
  writeGemCadAsc,
  writeGemCadGem,
  writeGLB,
  writeOBJ,
  writePLY,
  writeSTL,
} from "@vocalith/formats";
import { parseGemCode } from "../code/gem-code-text.js";
import { facetingDesign } from "../cuts/brilliant/faceting-design.js";
import type { Gem } from "../gem.js";
import { checkGemFormats, isFaceted } from "./check-gem-formats.js";
import { drawThumbnail } from "./draw-thumbnail.js";
import type { GemFile, GemFormat } from "./gem-file.js";
import { GemFormatError } from "./gem-format-error.js";
import { type SolidDocumentOptions, solidDocumentOf } from "./solid-document-of.js";

/** What the files of a gem say beside what the gem knows. */
export interface WriteGemFilesOptions extends Omit<SolidDocumentOptions, "thumbnail"> {
  /** A picture of the gem for formats that hold one (3mf), as the bytes of a PNG file; false for none. Default a small one that is drawn, in .2 to .5 s. */
  readonly thumbnail?: Uint8Array | false;
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
  readonly thumbnail: Uint8Array | false | undefined;
}

type Part = Omit<GemFile, "format">;

const WRITERS: Readonly<Record<GemFormat, (source: Source) => readonly Part[]>> = {
  stl: ({ document }) => [{ suffix: ".stl", bytes: writeSTL(document), mediaType: "model/stl" }],
  "stl-ascii": ({ document }) => [{ suffix: ".ascii.stl", bytes: writeAsciiSTL(document), mediaType: "model/stl" }],
  "3mf": ({ gem, document, thumbnail = drawThumbnail(gem) }) => [
    {
      suffix: ".3mf",
      bytes: write3MF(thumbnail === false ? document : { ...document, thumbnail }),
      mediaType: "model/3mf",
    },
  ],
  obj: ({ document, name }) => {
    const { obj, mtl } = writeOBJ(document, { materialFile: materialFile(name) });
    return [
      { suffix: ".obj", bytes: obj, mediaType: "model/obj" },
      { suffix: ".mtl", bytes: mtl, mediaType: "model/mtl" },
    ];
  },
  ply: ({ document }) => [{ suffix: ".ply", bytes: writePLY(document), mediaType: "application/octet-stream" }],
  glb: ({ document }) => [{ suffix: ".glb", bytes: writeGLB(document), mediaType: "model/gltf-binary" }],
  asc: (source) => [
    { suffix: ".asc", bytes: writeGemCadAsc(designOf(source.gem), notesOf(source)), mediaType: "text/plain" },
  ],
  gem: (source) => [
    {
      suffix: ".gem",
      bytes: writeGemCadGem(designOf(source.gem), notesOf(source)),
      mediaType: "application/octet-stream",
    },
  ],
  svg: ({ gem, document: { mesh, title } }) => [
    { suffix: "-views.svg", bytes: textBytes(writeDimensionedViews(mesh, { title })), mediaType: "image/svg+xml" },
    ...(isFaceted({ cut: gem.cut, voices: gem.individuals.length })
      ? [{ suffix: "-diagram.svg", bytes: diagramOf(gem, title), mediaType: "image/svg+xml" }]
      : []),
  ],
};

function diagramOf(gem: Gem, title: string): Uint8Array {
  return textBytes(writeFacetDiagram(designOf(gem), { title, code: gem.code, sizeMm: gem.sizeMm }));
}

const textBytes = (text: string) => new TextEncoder().encode(text);

/** The longest title that GemCad's headings hold. */
const LONGEST_TITLE = 200;

const notesOf = ({ gem, document: { title } }: Source) => ({ title: title.slice(0, LONGEST_TITLE), code: gem.code });

const designOf = ({ code }: Gem) => facetingDesign(parseGemCode(code));

/** The name of the materials beside an OBJ file, which names them in a line. */
function materialFile(name: string): string {
  const file = `${name}.mtl`;
  if (/^[^\p{Cc}\s][^\p{Cc}]*$/u.test(file)) return file;
  throw new GemFormatError(
    `obj under the name ${JSON.stringify(name)}`,
    "a name of one line that does not begin with a space",
    "Choose another name.",
  );
}

/**
 * Writes a gem in any of the formats that we know. The same gem and options give the same bytes on every machine.
 *
 * @param formats - Names out of `GEM_FORMATS`; a name given twice is written once.
 * @returns The files in the order of the formats; some formats are more than one file.
 * @throws GemFormatError for a format that is not known, or that the gem cannot be written in.
 *
 * @example
 * ```ts
 * import { type Gem, writeGemFiles } from "vocalith";
 * declare const gem: Gem;
 *
 * for (const { suffix, bytes } of writeGemFiles(gem, ["3mf", "obj"], { name: "ana" })) {
 *   console.log(`ana${suffix}`, bytes.length);
 * }
 * ```
 */
export function writeGemFiles(
  gem: Gem,
  formats: readonly GemFormat[],
  options: WriteGemFilesOptions = {},
): readonly GemFile[] {
  checkGemFormats(formats, { cut: gem.cut, voices: gem.individuals.length });
  const { title, thumbnail, name = WRITE_GEM_FILES_DEFAULTS.name } = options;
  const source = { gem, document: solidDocumentOf(gem, { title }), name, thumbnail };
  return [...new Set(formats)].flatMap((format) => WRITERS[format](source).map((part) => ({ format, ...part })));
}
