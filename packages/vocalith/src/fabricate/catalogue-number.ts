/** Crockford's base32: no I, L, O or U, which are misread. */
const SIGNS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH = 8;
const FNV_OFFSET = 0xcbf29ce484222325n;
const FNV_PRIME = 0x100000001b3n;

/**
 * A short number for a stone, to be engraved or written on a label: eight signs with a hyphen in the middle, such as `7T2K-M09X`. It is FNV-1a
 * of 64 bits (Fowler, Noll and Vo, 1991; RFC 9923) over the letters of the code, folded to 40 bits by exclusive or of what is above them, in Crockford's
 * base32. It follows from the code; the code does not follow from it. Of ten thousand stones two share a number with a chance of 1 in 20,000.
 *
 * @param code - The text of a GemCode or of a twin's.
 *
 * @example
 * ```ts
 * import { catalogueNumber, type Gem } from "vocalith";
 * declare const gem: Gem;
 * const label: string = catalogueNumber(gem.code);
 * ```
 */
export function catalogueNumber(code: string): string {
  let hash = FNV_OFFSET;
  for (let i = 0; i < code.length; i++) hash = BigInt.asUintN(64, (hash ^ BigInt(code.charCodeAt(i))) * FNV_PRIME);
  let folded = BigInt.asUintN(40, hash ^ (hash >> 40n));
  let signs = "";
  for (let i = 0; i < LENGTH; i++) {
    signs = SIGNS[Number(folded & 31n)] + signs;
    folded >>= 5n;
  }
  return `${signs.slice(0, LENGTH / 2)}-${signs.slice(LENGTH / 2)}`;
}
