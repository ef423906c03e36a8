/**
 * Formats that gems are written in:
 * - `stl`, `stl-ascii`: shape alone, for printers;
 * - `3mf`: shape, colours, provenance and a picture, for printers;
 * - `obj` with its `.mtl`, `ply`, `glb`: shape and colours, for programs that draw;
 * - `asc`, `gem`: GemCad's files for faceting machines, of a single brilliant alone;
 * - `svg`: three dimensioned views, of a single brilliant its facet diagram beside them.
 */
export const GEM_FORMATS = ["stl", "stl-ascii", "3mf", "obj", "ply", "glb", "asc", "gem", "svg"] as const;

/** The name of a format that gems are written in. */
export type GemFormat = (typeof GEM_FORMATS)[number];

/** One file of a gem, before it has a place. */
export interface GemFile {
  /** The format that it was asked for as. */
  readonly format: GemFormat;
  /** What follows the name that all files of the gem share, such as `.stl` or `-views.svg`. */
  readonly suffix: string;
  readonly bytes: Uint8Array;
  /** Its media type (RFC 6838), such as `model/stl`. */
  readonly mediaType: string;
}
