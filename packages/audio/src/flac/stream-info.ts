import { checkStreamShape } from "../accepted-ranges.js";
import { nothingDecodable } from "../stream/damage.js";

/** The STREAMINFO block of a FLAC stream (RFC 9639, section 8.2). */
export interface FlacStreamInfo {
  readonly sampleRateHz: number;
  readonly channelCount: number;
  readonly bitsPerSample: number;
  /** Samples of one channel; 0 where the encoder did not know. */
  readonly frames: number;
}

/** Reads the 34 bytes of a STREAMINFO block. */
export function readStreamInfo(block: Uint8Array): FlacStreamInfo {
  if (block.length < 34) throw nothingDecodable("a FLAC file");
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const packed = view.getUint32(10);
  const sampleRateHz = packed >>> 12;
  const channelCount = ((packed >>> 9) & 7) + 1;
  checkStreamShape("FLAC", channelCount, sampleRateHz);
  return {
    sampleRateHz,
    channelCount,
    bitsPerSample: ((packed >>> 4) & 31) + 1,
    frames: (packed & 15) * 2 ** 32 + view.getUint32(14),
  };
}
