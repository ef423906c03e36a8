import type { GemCode } from "../code/gem-code.js";
import { GemCodeError } from "../code/gem-code-error.js";
import { crc16, formatGemCode, parseGemCode, toBase64Url } from "../code/gem-code-text.js";

/** Two voices in one stone: all that is needed to cut a twin. */
export interface TwinCode {
  /** The codes of both, who speaks first in front. */
  readonly individuals: readonly [first: GemCode, second: GemCode];
}

const ACCEPTED = "vl0. and three groups of base64url text between full stops, as vocalith prints them with a twin";

/**
 * The canonical text of a twin's code: the text of the first code, a full stop, that of the second without its `vl0.`, a full stop, and the
 * base64url of a CRC-16 over all that stands before, which holds the two together and in their order: as long as both texts together, and at most 600 characters.
 *
 * @throws {@link GemCodeError} for a code that {@link formatGemCode} refuses.
 *
 * @example
 * ```ts
 * import { formatTwinCode, parseGemCode } from "vocalith";
 * declare const [mine, yours]: string[];
 * const ours = formatTwinCode({ individuals: [parseGemCode(mine), parseGemCode(yours)] });
 * ```
 */
export function formatTwinCode({ individuals: [first, second] }: TwinCode): string {
  const [front, back] = [formatGemCode(first), formatGemCode(second)];
  const text = `${front}.${back.slice(back.indexOf(".") + 1)}`;
  const checksum = crc16(Uint8Array.from(text, (character) => character.charCodeAt(0)));
  return `${text}.${toBase64Url(Uint8Array.of(checksum >> 8, checksum & 255))}`;
}

/**
 * Reads a twin's code. Every text that is not exactly what {@link formatTwinCode} writes for some pair is refused: halves of two twins, or
 * those of one the other way round.
 *
 * @throws {@link GemCodeError} for a text of another form, a wrong check sum, or a half that {@link parseGemCode} refuses.
 *
 * @example
 * ```ts
 * import { parseTwinCode } from "vocalith";
 * declare const text: string;
 * const [first, second] = parseTwinCode(text).individuals;
 * const sameMineral = first.species.system === second.species.system;
 * ```
 */
export function parseTwinCode(text: string): TwinCode {
  const advice = "Copy the whole code again, from the first letter to the last.";
  const parts = text.slice(0, 601).split(".");
  if (parts.length !== 4) throw new GemCodeError(`${parts.length} groups between full stops`, ACCEPTED, advice);
  const [version, front, back] = parts;
  const code: TwinCode = { individuals: [parseGemCode(`${version}.${front}`), parseGemCode(`${version}.${back}`)] };
  if (formatTwinCode(code) !== text) throw new GemCodeError("a check sum that does not fit", ACCEPTED, advice);
  return code;
}

/** The codes of a stone's voices, one or two, from its text. */
export function parseVoices(text: string): readonly GemCode[] {
  return text.split(".", 4).length === 4 ? parseTwinCode(text).individuals : [parseGemCode(text)];
}
