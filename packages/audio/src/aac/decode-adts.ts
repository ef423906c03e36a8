import type { DecodeBudget } from "../decode-budget.js";
import type { DecodedSound } from "../decoded-sound.js";
import { findMpegFrame, walkMpegFrames } from "../mpeg/mpeg-frames.js";
import { nothingDecodable } from "../stream/damage.js";
import { aacConfig, unsupported } from "./audio-specific-config.js";
import { decodeAacPackets } from "./decode-aac-packets.js";
import { AAC_SAMPLE_RATES_HZ } from "./scale-factor-bands.js";

/** Decodes an ADTS stream: AAC frames, each behind a header of its own (ISO/IEC 13818-7, 6.2). */
export async function decodeAdts(bytes: Uint8Array, budget: DecodeBudget): Promise<DecodedSound> {
  const first = findMpegFrame(bytes, 0);
  if (first === undefined) throw nothingDecodable("an AAC file");
  const profile = (bytes[first.offset + 2] as number) >> 6;
  if (profile !== 1) throw unsupported(["AAC Main", "", "AAC SSR", "AAC LTP"][profile] ?? "AAC");
  const packets: Uint8Array[] = [];
  for (const { offset, header } of walkMpegFrames(bytes, first)) {
    // A checksum follows the header where its last bit of the second byte is 0.
    const headerBytes = ((bytes[offset + 1] as number) & 1) === 1 ? 7 : 9;
    packets.push(bytes.subarray(offset + headerBytes, offset + header.frameBytes));
    await budget.spend(header.frameBytes);
  }
  const rateIndex = AAC_SAMPLE_RATES_HZ.indexOf(first.header.sampleRateHz);
  const config = aacConfig(rateIndex, first.header.channelCount, false);
  return await decodeAacPackets("adts", config, packets, { skip: 0, frames: undefined }, budget);
}
