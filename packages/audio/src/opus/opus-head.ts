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

/** Reads the header as Ogg and WebM have it, little-endian and beginning with `OpusHead`. */
export function readOpusHead(packet: Uint8Array): OpusHead {
  if (packet.length < 19) throw nothingDecodable("an Opus file");
  const view = new DataView(packet.buffer, packet.byteOffset, packet.byteLength);
  const channelCount = view.getUint8(9);
  checkStreamShape("Opus", channelCount, 48_000);
  const family = view.getUint8(18);
  if (family !== 0 && packet.length < 21 + channelCount) throw nothingDecodable("an Opus file");
  const mono = channelCount === 1;
  return {
    channelCount,
    preSkip: view.getUint16(10, true),
    gain: 10 ** (view.getInt16(16, true) / (20 * 256)),
    streamCount: family === 0 ? 1 : view.getUint8(19),
    coupledStreamCount: family === 0 ? (mono ? 0 : 1) : view.getUint8(20),
    mapping: family === 0 ? (mono ? [0] : [0, 1]) : Array.from(packet.subarray(21, 21 + channelCount)),
  };
}
