import type { DecodeBudget } from "../decode-budget.js";
import type { DecodedSound } from "../decoded-sound.js";
import type { RecordingSource } from "../recording.js";
import { damageWarning, nothingDecodable } from "../stream/damage.js";
import { SampleCollector } from "../stream/sample-collector.js";
import type { OpusHead } from "./opus-head.js";

/** Opus is always decoded at this rate, whatever the sound was before. */
export const OPUS_RATE_HZ = 48_000;

/** Packets decoded at a time: about a second of sound. */
const BATCH_PACKETS = 50;

/**
 * Decodes Opus packets by libopus.
 *
 * @param frames Length of the sound at 48 kHz where the container says it; what is decoded beyond is padding.
 */
export async function decodeOpusPackets(
  container: RecordingSource["container"],
  head: OpusHead,
  packets: readonly Uint8Array[],
  frames: number | undefined,
  budget: DecodeBudget,
): Promise<DecodedSound> {
  const { OpusDecoder } = await import("opus-decoder");
  const decoder = new OpusDecoder({
    channels: head.channelCount,
    streamCount: head.streamCount,
    coupledStreamCount: head.coupledStreamCount,
    channelMappingTable: [...head.mapping],
  });
  await decoder.ready;
  // The decoder's input buffer holds so much; no encoder comes near it.
  const largestPacket = 3840 * head.channelCount;
  const sound = packets.filter((packet) => packet.length > 0 && packet.length <= largestPacket);
  const collector = new SampleCollector(head.channelCount, OPUS_RATE_HZ, budget);
  let errors = packets.length - sound.length;
  try {
    for (let at = 0; at < sound.length; at += BATCH_PACKETS) {
      const batch = sound.slice(at, at + BATCH_PACKETS);
      const decoded = decoder.decodeFrames(batch);
      errors += decoded.errors.length;
      collector.append(decoded.channelData, decoded.samplesDecoded);
      await budget.spend(16 * batch.reduce((sum, packet) => sum + packet.length, 0));
    }
  } finally {
    decoder.free();
  }
  const channels = collector.join(head.preSkip, frames);
  if (channels[0]?.length === 0) throw nothingDecodable("an Opus file");
  return {
    channels: head.gain === 1 ? channels : channels.map((samples) => samples.map((value) => value * head.gain)),
    sampleRateHz: OPUS_RATE_HZ,
    source: { container, codec: "opus" },
    metadata: {},
    warnings: damageWarning(errors, "packet"),
  };
}
