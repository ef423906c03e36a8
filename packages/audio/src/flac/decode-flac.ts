import type { DecodeBudget } from "../decode-budget.js";
import type { DecodedSound } from "../decoded-sound.js";
import { ByteReader } from "../stream/byte-reader.js";
import { damageWarning, nothingDecodable } from "../stream/damage.js";
import { decodeFlacFrames } from "./decode-flac-frames.js";
import { splitFlacFrames } from "./split-flac-frames.js";
import { type FlacStreamInfo, readStreamInfo } from "./stream-info.js";

/** Decodes a native FLAC file: `fLaC`, metadata blocks of which the first is STREAMINFO, then frames. */
export async function decodeFlac(bytes: Uint8Array, budget: DecodeBudget): Promise<DecodedSound> {
  const reader = new ByteReader(bytes);
  let info: FlacStreamInfo | undefined;
  let at = 4;
  for (let isLast = false; !isLast && at + 4 <= reader.length; ) {
    const type = reader.uint8(at);
    const size = reader.uint24(at + 1);
    if ((type & 0x7f) === 0) info ??= readStreamInfo(reader.part(at + 4, size));
    isLast = (type & 0x80) !== 0;
    at += 4 + size;
  }
  if (info === undefined) throw nothingDecodable("a FLAC file without its STREAMINFO block");
  const { frames, damaged } = splitFlacFrames(bytes.subarray(Math.min(at, bytes.length)));
  const sound = await decodeFlacFrames("flac", info, frames, budget);
  return { ...sound, warnings: [...damageWarning(damaged, "frame"), ...sound.warnings] };
}
