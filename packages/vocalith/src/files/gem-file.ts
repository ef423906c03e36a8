/** Formats that gems are written in. */
export const GEM_FORMATS = ["stl"] as const;

/** The name of a format that gems are written in. */
export type GemFormat = (typeof GEM_FORMATS)[number];

/** One file of a gem, before it has a place. */
export interface GemFile {
  /** The format that it was asked for as. */
  readonly format: GemFormat;
  /** What follows the name that all files of the gem share, such as `.stl` or `-views.svg`. */
  readonly suffix: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Its media type (RFC 6838), such as `model/stl`. */
  readonly mediaType: string;
}
