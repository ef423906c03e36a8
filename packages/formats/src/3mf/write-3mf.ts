import { type Zippable, zipSync } from "fflate";
import type { SolidDocument } from "../solid-document.js";
import {
  CONTENT_TYPES_NAMESPACE,
  MODEL_CONTENT,
  RELATIONSHIPS_CONTENT,
  RELATIONSHIPS_NAMESPACE,
  START_PART_TYPE,
  THUMBNAIL_TYPE,
} from "./three-mf-names.js";
import { ThreeMfWriteError } from "./three-mf-write-error.js";
import { writeModelPart } from "./write-model-part.js";

/** How `write3MF` packs a file. */
export interface Write3mfOptions {
  /** Effort of compression, 0 (none) to 9; more is slower and smaller. Default 5: within 1 % of the size of 6 in half its time. */
  readonly compressionLevel?: 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
}

/** The options `write3MF` uses where none are given. */
export const WRITE_3MF_DEFAULTS = { compressionLevel: 5 } as const satisfies Required<Write3mfOptions>;

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

/**
 * A solid as a 3MF file (3MF Consortium, Core Specification 1.3 and Materials and Properties Extension 1.2): millimetres, one object,
 * one item to build. Metadata stand under the names of the specification where it has them (Title, Designer, ...), else in a name
 * space of our own, the code among them; each body has its colour, as sRGB bytes; the picture is the package's thumbnail.
 * Coordinates are the shortest decimals that give the same float32 back. The same solid gives the same bytes on every
 * run, engine and time zone: ZIP times are fixed to noon of 1 January 1980.
 *
 * @param document - The solid; at least four triangles.
 * @returns The file's bytes.
 * @throws {@link ThreeMfWriteError} for coordinates that are not finite, fewer than four triangles, metadata whose names are no XML names or come twice, text with
 * control characters, or a picture that is not a PNG.
 *
 * @example
 * ```ts
 * import { type SolidDocument, write3MF } from "@vocalith/formats";
 * declare const solid: SolidDocument;
 * const bytes: Uint8Array = write3MF(solid);
 * ```
 */
export function write3MF(document: SolidDocument, options: Write3mfOptions = {}): Uint8Array<ArrayBuffer> {
  const { mesh, thumbnail } = document;
  if (mesh.triangles.length < 12)
    throw new ThreeMfWriteError(`${mesh.triangles.length / 3} triangles`, "four or more, as every solid has");
  if (thumbnail !== undefined && !PNG_SIGNATURE.every((byte, i) => thumbnail[i] === byte)) {
    throw new ThreeMfWriteError("a thumbnail with other first bytes than a PNG's", "the bytes of a PNG file");
  }
  const level = options.compressionLevel ?? WRITE_3MF_DEFAULTS.compressionLevel;
  const hasThumbnail = thumbnail !== undefined;
  const parts: Zippable = {
    "[Content_Types].xml": new TextEncoder().encode(contentTypes(hasThumbnail)),
    "_rels/.rels": new TextEncoder().encode(relationships(hasThumbnail)),
    "3D/3dmodel.model": writeModelPart(document),
  };
  // A PNG is compressed already.
  if (hasThumbnail) parts["Metadata/thumbnail.png"] = [thumbnail, { level: 0 }];
  // ZIP times are local times: what the parts of this date are in the local zone is what is written, everywhere.
  return zipSync(parts, { level, mtime: new Date(1980, 0, 1, 12) });
}

function contentTypes(hasThumbnail: boolean): string {
  const types = [
    `<Default Extension="rels" ContentType="${RELATIONSHIPS_CONTENT}"/>`,
    `<Default Extension="model" ContentType="${MODEL_CONTENT}"/>`,
    ...(hasThumbnail ? ['<Default Extension="png" ContentType="image/png"/>'] : []),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Types xmlns="${CONTENT_TYPES_NAMESPACE}">\n${types.join("\n")}\n</Types>\n`;
}

function relationships(hasThumbnail: boolean): string {
  const targets = [
    `<Relationship Id="rel0" Target="/3D/3dmodel.model" Type="${START_PART_TYPE}"/>`,
    ...(hasThumbnail ? [`<Relationship Id="rel1" Target="/Metadata/thumbnail.png" Type="${THUMBNAIL_TYPE}"/>`] : []),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<Relationships xmlns="${RELATIONSHIPS_NAMESPACE}">\n${targets.join("\n")}\n</Relationships>\n`;
}
