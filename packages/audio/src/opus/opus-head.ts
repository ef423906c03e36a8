import { checkStreamShape } from "../accepted-ranges.js";
import { nothingDecodable } from "../stream/damage.js";

/** The identification header of an Opus stream (RFC 7845, section 5.1). */
export interface OpusHead {
  readonly channelCount: number;
  /** Samples at 48 kHz to leave out at the start: the encoder's look-ahead. */
  readonly preSkip: number;
  /** Factor on every sample, from the header's gain in dB (20 log). */
  readonly gain: number;
  readonly streamCount: number;
  readonly coupledStreamCount: number;
  /** Which decoded channel each channel comes from. */
  readonly mapping: readonly number[];
}

/** In place of a decoded channel: the channel is silent. */
const SILENT = 255;

/** Reads the header as Ogg and WebM have it, little-endian and beginning with `OpusHead`. */
export function readOpusHead(packet: Uint8Array): OpusHead {
  return readFields(packet.subarray(8), true);
}

/** Reads the header as MP4 has it in a `dOps` box: without its name, and big-endian. */
export function readOpusBox(content: Uint8Array): OpusHead {
  return readFields(content, false);
}

function readFields(fields: Uint8Array, littleEndian: boolean): OpusHead {
  if (fields.length < 11) throw nothingDecodable("an Opus file");
  const view = new DataView(fields.buffer, fields.byteOffset, fields.byteLength);
  const channelCount = view.getUint8(1);
  checkStreamShape("Opus", channelCount, 48_000);
  const family = view.getUint8(10);
  if (family === 0 ? channelCount > 2 : fields.length < 13 + channelCount) throw nothingDecodable("an Opus file");
  const isMono = channelCount === 1;
  const streamCount = family === 0 ? 1 : view.getUint8(11);
  const coupledStreamCount = family === 0 ? (isMono ? 0 : 1) : view.getUint8(12);
  const mapping = family === 0 ? (isMono ? [0] : [0, 1]) : Array.from(fields.subarray(13, 13 + channelCount));
  const isMapped = mapping.every((channel) => channel < streamCount + coupledStreamCount || channel === SILENT);
  if (streamCount === 0 || coupledStreamCount > streamCount || !isMapped) throw nothingDecodable("an Opus file");
  return {
    channelCount,
    preSkip: view.getUint16(2, littleEndian),
    gain: 10 ** (view.getInt16(8, littleEndian) / (20 * 256)),
    streamCount,
    coupledStreamCount,
    mapping,
  };
}
