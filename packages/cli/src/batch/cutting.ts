import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import type { CutOptions, FabricateGemOptions, GemFormat } from "vocalith";

/** How every recording of a batch is cut. */
export interface Cutting {
  /** What is written, in the order of `GEM_FORMATS`. */
  readonly formats: readonly GemFormat[];
  readonly sizeMm: number;
  readonly cut: NonNullable<CutOptions["cut"]>;
  /** What is done to every stone; empty for nothing. */
  readonly fabrication: FabricateGemOptions;
  /** Whether formats that hold a picture get one: drawing it takes longer than everything else. */
  readonly thumbnails: boolean;
}

const manifest: { version: string } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

/** The version whose law, formats and judgement the files have. */
export const CUTTING_VERSION = manifest.version;

/** One value for everything that decides the bytes beside the recording: with another, nothing that was cut before is used again. */
export function cuttingFingerprint({ formats, sizeMm, cut, fabrication, thumbnails }: Cutting): string {
  return createHash("sha256")
    .update(JSON.stringify([CUTTING_VERSION, formats, sizeMm, cut, fabrication, thumbnails]))
    .digest("hex");
}
