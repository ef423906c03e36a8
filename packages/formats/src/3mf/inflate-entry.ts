import { Inflate } from "fflate";
import { crc32 } from "./crc32.js";
import { ThreeMfError } from "./three-mf-error.js";
import type { ZipEntry } from "./zip-directory.js";

/** How much may still be inflated. */
export interface InflateBudget {
  /** Bytes left, over all parts; counts down. */
  remainingBytes: number;
  /** Most bytes that one packed byte may become. */
  readonly maximumRatio: number;
}

/** Deflate makes at most 1032 bytes of one: so much packed is at most 4 MiB inflated at once. */
const SLICE_BYTES = 4096;

/** Below this a high ratio harms nobody. */
const HARMLESS_BYTES = 1 << 20;

/**
 * Inflates a file of an archive piece by piece; a piece is valid during the call only.
 *
 * @throws {@link ThreeMfError} as soon as a limit is passed, and for damaged data.
 */
export function inflateEntry(entry: ZipEntry, budget: InflateBudget, take: (piece: Uint8Array) => void): void {
  const { packed } = entry;
  const shown = JSON.stringify(entry.name);
  let size = 0;
  let crc = 0;
  const check = (piece: Uint8Array): void => {
    size += piece.length;
    budget.remainingBytes -= piece.length;
    if (budget.remainingBytes < 0 || (size > HARMLESS_BYTES && size > budget.maximumRatio * packed.length)) {
      const limit =
        budget.remainingBytes < 0
          ? "the limit maximumInflatedBytes"
          : `${budget.maximumRatio} bytes for each packed one`;
      throw new ThreeMfError(
        `${shown}, more than ${size} bytes packed in ${packed.length}`,
        `no more than ${limit}`,
        "It may be made to fill your memory. If you trust it, raise the limit.",
      );
    }
    crc = crc32(piece, crc);
    take(piece);
  };
  if (entry.method === 0) check(packed);
  else inflate(packed, check, shown);
  if (size !== entry.size || crc !== entry.crc)
    throw damaged(`${shown} with another length or check sum than it claims`);
}

function inflate(packed: Uint8Array, check: (piece: Uint8Array) => void, shown: string): void {
  // Errors of the taker are the taker's own: they wait here until fflate is left.
  let thrown: { readonly error: unknown } | undefined;
  const inflater = new Inflate((piece) => {
    if (thrown !== undefined) return;
    try {
      check(piece);
    } catch (error) {
      thrown = { error };
    }
  });
  let at = 0;
  do {
    const end = Math.min(at + SLICE_BYTES, packed.length);
    try {
      inflater.push(packed.subarray(at, end), end === packed.length);
    } catch {
      throw damaged(`${shown} with packed data that cannot be inflated`);
    }
    if (thrown !== undefined) throw thrown.error;
    at = end;
  } while (at < packed.length);
}

function damaged(found: string): ThreeMfError {
  return new ThreeMfError(
    found,
    "files packed by deflate, whole and unchanged",
    "Is the file damaged? Copy or export it again.",
  );
}
