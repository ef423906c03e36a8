import { BitReader, BitWriter } from "./bits.js";
import {
  FIELD_MAXIMA,
  FORM_COUNT,
  type FormCode,
  type GemCode,
  MAXIMUM_SYLLABLES,
  type SpeciesCode,
  type SpecimenCode,
  type SyllableCode,
} from "./gem-code.js";
import { GemCodeError } from "./gem-code-error.js";

const PREFIX = "vl0.";
const ACCEPTED = "vl0. followed by the base64url text that vocalith prints with a gem";
const CHECKSUM_BYTES = 2;
/** Longest text a code can have, so that a parser may refuse a longer one unread. */
const MAXIMUM_TEXT_LENGTH = 600;

const bitWidth = (maximum: number) => 32 - Math.clz32(maximum);

/**
 * The canonical text of a code: `vl0.` and base64url (RFC 4648, section 5, no padding) of the fields, most significant bit
 * first in the order of {@link FIELD_MAXIMA}, then a CRC-16 (CCITT, polynomial 0x1021, start 0xFFFF). At most 188 characters.
 *
 * @throws {@link GemCodeError} for a field that is not an integer in its range, or no syllable, or too many.
 *
 * @example
 * ```ts
 * import { formatGemCode, parseGemCode } from "vocalith";
 * declare const text: string;
 * formatGemCode(parseGemCode(text)) === text; // true for every valid text
 * ```
 */
export function formatGemCode(code: GemCode): string {
  const writer = new BitWriter();
  const writeFields = <Fields extends object>(fields: Fields, maxima: Record<keyof Fields, number>) => {
    for (const name of Object.keys(maxima) as (keyof Fields & string)[]) {
      const value = Number(fields[name]);
      if (!Number.isInteger(value) || value < 0 || value > maxima[name]) {
        throw new GemCodeError(`${name} = ${value}`, `an integer from 0 to ${maxima[name]}`, "Encode the voice again.");
      }
      writer.write(value, bitWidth(maxima[name]));
    }
  };
  const { species, specimen } = code;
  writeFields<Omit<SpeciesCode, "forms">>(species, FIELD_MAXIMA.species);
  if (species.forms.length !== FORM_COUNT) {
    throw new GemCodeError(`${species.forms.length} forms`, `${FORM_COUNT}`, "Encode the voice again.");
  }
  for (const form of species.forms) writeFields<FormCode>(form, FIELD_MAXIMA.form);
  writeFields<Omit<SpecimenCode, "syllables">>(specimen, FIELD_MAXIMA.specimen);
  const count = specimen.syllables.length;
  if (count < 1 || count > MAXIMUM_SYLLABLES) {
    throw new GemCodeError(`${count} syllables`, `1 to ${MAXIMUM_SYLLABLES}`, "Encode the voice again.");
  }
  writer.write(count - 1, bitWidth(MAXIMUM_SYLLABLES - 1));
  for (const syllable of specimen.syllables) writeFields<SyllableCode>(syllable, FIELD_MAXIMA.syllable);

  const body = writer.bytes();
  const bytes = new Uint8Array(body.length + CHECKSUM_BYTES);
  bytes.set(body);
  const checksum = crc16(body);
  bytes[body.length] = checksum >> 8;
  bytes[body.length + 1] = checksum & 255;
  return PREFIX + toBase64Url(bytes);
}

/**
 * Reads a code's text. Every text that is not exactly what {@link formatGemCode} writes for some code is refused.
 *
 * @throws {@link GemCodeError} for another version, a wrong character, a wrong check sum, a field out of range, or bits left over.
 *
 * @example
 * ```ts
 * import { parseGemCode } from "vocalith";
 * declare const text: string;
 * const crystalsAtMost = parseGemCode(text).specimen.syllables.length + 1;
 * ```
 */
export function parseGemCode(text: string): GemCode {
  const refuse = (found: string, advice = "Copy the whole code again, from the first letter to the last.") =>
    new GemCodeError(found, ACCEPTED, advice);
  if (text.length > MAXIMUM_TEXT_LENGTH) throw refuse(`${text.length} characters`);
  if (!text.startsWith(PREFIX)) {
    const version = /^vl\d+\./.exec(text)?.[0];
    if (version) throw refuse(`version ${version.slice(0, -1)}`, "This version of vocalith reads vl0; update it.");
    throw refuse(`text that begins with ${JSON.stringify(text.slice(0, 8))}`);
  }
  const bytes = fromBase64Url(text.slice(PREFIX.length));
  if (!bytes) {
    const isTwin = text.split(".").length === 4;
    if (isTwin) throw refuse("the code of a twin", "Read it with parseTwinCode, or cut it with cutGem.");
    throw refuse("characters or a length that base64url does not have");
  }
  if (bytes.length <= CHECKSUM_BYTES) throw refuse("too few characters");
  const body = bytes.subarray(0, bytes.length - CHECKSUM_BYTES);
  const checksum = (bytes[body.length] << 8) | bytes[body.length + 1];
  if (crc16(body) !== checksum) throw refuse("a check sum that does not fit");

  const reader = new BitReader(body);
  const readFields = <Fields extends object>(maxima: Record<keyof Fields, number>): Fields => {
    const fields: Partial<Record<keyof Fields, number>> = {};
    for (const name of Object.keys(maxima) as (keyof Fields & string)[]) {
      const value = reader.read(bitWidth(maxima[name]));
      if (value > maxima[name]) throw refuse(`${name} = ${value}, above ${maxima[name]}`);
      fields[name] = value;
    }
    return fields as Fields;
  };
  const nature = readFields<Omit<SpeciesCode, "forms">>(FIELD_MAXIMA.species);
  const forms = Array.from({ length: FORM_COUNT }, () => readFields<FormCode>(FIELD_MAXIMA.form));
  const growth = readFields<Omit<SpecimenCode, "syllables">>(FIELD_MAXIMA.specimen);
  const count = reader.read(bitWidth(MAXIMUM_SYLLABLES - 1)) + 1;
  const syllables = Array.from({ length: count }, () => readFields<SyllableCode>(FIELD_MAXIMA.syllable));
  if (reader.overrun) throw refuse("fewer syllables than announced");
  const code: GemCode = { version: "vl0", species: { ...nature, forms }, specimen: { ...growth, syllables } };
  if (formatGemCode(code) !== text) throw refuse("something after the last syllable");
  return code;
}

/** CRC-16 (CCITT, polynomial 0x1021, start 0xFFFF). */
export function crc16(bytes: Uint8Array): number {
  let remainder = 0xffff;
  for (const byte of bytes) {
    remainder ^= byte << 8;
    for (let bit = 0; bit < 8; bit++) {
      remainder = ((remainder << 1) ^ (remainder & 0x8000 ? 0x1021 : 0)) & 0xffff;
    }
  }
  return remainder;
}

/** Base64url without padding (RFC 4648, section 5). */
export function toBase64Url(bytes: Uint8Array): string {
  const base64 = btoa(String.fromCharCode(...bytes));
  return base64.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/** The bytes, or undefined for characters or a length that base64url does not have. */
function fromBase64Url(text: string): Uint8Array | undefined {
  if (!/^[\w-]*$/.test(text) || text.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0));
}
