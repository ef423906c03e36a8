import type { ByteReader } from "../stream/byte-reader.js";
import { childBox, type Mp4Box } from "./boxes.js";

/** What the `esds` box of an `mp4a` entry says (ISO/IEC 14496-1, 7.2.6). */
export interface ElementaryStream {
  /** Object type indication: 0x40 and 0x66 to 0x68 for AAC, 0x69 and 0x6b for MP3. */
  readonly objectType: number;
  /** The coding's own configuration; empty where it has none. */
  readonly config: Uint8Array;
}

const STREAM_DESCRIPTOR = 3;
const DECODER_DESCRIPTOR = 4;
const DECODER_SPECIFIC = 5;

/** Reads the descriptors, one inside the other. */
export function readElementaryStream(reader: ByteReader, entry: Mp4Box): ElementaryStream | undefined {
  const box = childBox(reader, entry, "esds");
  if (box === undefined) return undefined;
  const stream = descriptor(reader, box.start + 4, box.end);
  if (stream?.tag !== STREAM_DESCRIPTOR || stream.start + 3 > stream.end) return undefined;
  const flags = reader.uint8(stream.start + 2);
  let at = stream.start + 3;
  if (flags & 0x80) at += 2;
  if (flags & 0x40) at += 1 + (at < stream.end ? reader.uint8(at) : 0);
  if (flags & 0x20) at += 2;
  const decoder = descriptor(reader, at, stream.end);
  if (decoder?.tag !== DECODER_DESCRIPTOR || decoder.start + 13 > decoder.end) return undefined;
  const specific = descriptor(reader, decoder.start + 13, decoder.end);
  const hasConfig = specific?.tag === DECODER_SPECIFIC;
  return {
    objectType: reader.uint8(decoder.start),
    config: hasConfig ? reader.part(specific.start, specific.end - specific.start) : new Uint8Array(0),
  };
}

function descriptor(
  reader: ByteReader,
  at: number,
  end: number,
): { tag: number; start: number; end: number } | undefined {
  let size = 0;
  for (let byte = 1; byte <= 4 && at + byte < end; byte++) {
    const part = reader.uint8(at + byte);
    size = size * 128 + (part & 0x7f);
    if (part < 0x80) {
      const start = at + byte + 1;
      return { tag: reader.uint8(at), start, end: Math.min(end, start + size) };
    }
  }
  return undefined;
}
