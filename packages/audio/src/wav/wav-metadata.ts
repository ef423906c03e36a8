import type { BroadcastExtension, RecordingMetadata } from "../recording.js";
import type { ByteReader } from "../stream/byte-reader.js";
import type { WavChunk, WavChunks } from "./read-wav-chunks.js";

/** Bytes of a `bext` chunk up to the end of its time reference (EBU Tech 3285, version 0). */
const BROADCAST_BYTES = 346;

/** What the file carries beside its sound: the `bext` chunk and the `INFO` tags. */
export function readWavMetadata({ reader, littleEndian, broadcast, info }: WavChunks): RecordingMetadata {
  const tags: Record<string, string> = {};
  for (const chunk of info) readInfo(reader, chunk, littleEndian, tags);
  return {
    ...(broadcast !== undefined && broadcast.length >= BROADCAST_BYTES
      ? { broadcast: readBroadcast(reader, broadcast.offset, littleEndian) }
      : {}),
    ...(Object.keys(tags).length > 0 ? { info: tags } : {}),
  };
}

function readBroadcast(reader: ByteReader, at: number, littleEndian: boolean): BroadcastExtension {
  const low = reader.uint32(at + 338, littleEndian);
  const high = reader.uint32(at + 342, littleEndian);
  return {
    description: readText(reader.part(at, 256)),
    originator: readText(reader.part(at + 256, 32)),
    originatorReference: readText(reader.part(at + 288, 32)),
    originationDate: readText(reader.part(at + 320, 10)),
    originationTime: readText(reader.part(at + 330, 8)),
    timeReferenceSamples: high * 2 ** 32 + low,
  };
}

function readInfo(reader: ByteReader, list: WavChunk, littleEndian: boolean, tags: Record<string, string>): void {
  const end = list.offset + list.length;
  let at = list.offset + 4;
  while (at + 8 <= end) {
    const name = reader.letters(at, 4);
    const size = Math.min(reader.uint32(at + 4, littleEndian), end - at - 8);
    const text = readText(reader.part(at + 8, size));
    // The first of two wins, as in the programs that show tags.
    if (/^[A-Z0-9 ]{4}$/.test(name) && text !== "" && !Object.hasOwn(tags, name)) tags[name] = text;
    at += 8 + size + (size % 2);
  }
}

/** Text up to its first zero: UTF-8 where it is that, else Windows' Latin-1, which older recorders write. */
function readText(bytes: Uint8Array): string {
  const zero = bytes.indexOf(0);
  const text = bytes.slice(0, zero < 0 ? bytes.length : zero);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(text).trim();
  } catch {
    return new TextDecoder("windows-1252").decode(text).trim();
  }
}
