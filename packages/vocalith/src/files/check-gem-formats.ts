import type { Gem } from "../gem.js";
import { GEM_FORMATS, type GemFormat } from "./gem-file.js";
import { GemFormatError } from "./gem-format-error.js";

/** Formats that say how to cut a single stone on a faceting machine. */
const FACETING_FORMATS: readonly GemFormat[] = ["asc", "gem"];

/** What of a stone decides which formats it can be written in. */
export interface FormatStone {
  readonly cut: Gem["cut"];
  /** 1, or 2 for a twin. */
  readonly voices: number;
}

/**
 * Checks whether a gem can be written in formats: for programs that want to say so before they cut it.
 *
 * @param formats - Names out of `GEM_FORMATS`.
 * @throws {@link GemFormatError} for a format that is not known, and for one that a stone of this kind cannot be written in.
 *
 * @example
 * ```ts
 * import { checkGemFormats } from "vocalith";
 * checkGemFormats(["3mf", "asc"], { cut: "brilliant", voices: 1 });
 * ```
 */
export function checkGemFormats(formats: readonly GemFormat[], stone: FormatStone): void {
  const { cut, voices } = stone;
  for (const format of formats) {
    if (!GEM_FORMATS.includes(format)) {
      throw new GemFormatError(`format "${format}"`, GEM_FORMATS.join(", "), "Choose one of these.");
    }
    if (!FACETING_FORMATS.includes(format) || isFaceted(stone)) continue;
    throw new GemFormatError(
      `${format} of ${voices > 1 ? "a twin" : `the cut ${cut}`}`,
      "a stone of one voice with the cut brilliant",
      "Cut it as a brilliant, or choose another format.",
    );
  }
}

/** Whether a faceter can cut a stone: it is one brilliant. */
export function isFaceted({ cut, voices }: FormatStone): boolean {
  return cut === "brilliant" && voices === 1;
}
