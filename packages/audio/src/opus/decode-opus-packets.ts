import type { DecodeBudget } from "../decode-budget.js";
import type { DecodedSound } from "../decoded-sound.js";
import type { RecordingSource } from "../recording.js";
import { damageWarning, nothingDecodable } from "../stream/damage.js";
import { decodeBatches, inBatches } from "../stream/decode-batches.js";
import { totalBytes } from "../stream/join-bytes.js";
import { SampleCollector } from "../stream/sample-collector.js";
import type { OpusHead } from "./opus-head.js";

/** Opus is always decoded at this rate, whatever the sound was before. */
export const OPUS_RATE_HZ = 48_000;

/** Bytes of input that the decoder has room for, a channel; no encoder comes near it. */
const LARGEST_PACKET = 3840;

/** Packets decoded at a time, usually 200 ms of sound: what is lost when damage stops the decoder. */
const BATCH_PACKETS = 10;

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
  const sound = packets.filter((packet) => packet.length <= LARGEST_PACKET * head.channelCount && isOpusPacket(packet));
  const collector = new SampleCollector(head.channelCount, OPUS_RATE_HZ, budget);
  const errors = await decodeBatches(
    inBatches(sound, BATCH_PACKETS),
    { decode: (batch) => decoder.decodeFrames([...batch]), free: () => decoder.free() },
    (batch) => 16 * totalBytes(batch),
    collector,
    budget,
    "an Opus file",
  );
  const channels = collector.join(head.preSkip, frames);
  if (channels[0]?.length === 0) throw nothingDecodable("an Opus file");
  return {
    channels: head.gain === 1 ? channels : channels.map((samples) => samples.map((value) => value * head.gain)),
    sampleRateHz: OPUS_RATE_HZ,
    source: { container, codec: "opus" },
    metadata: {},
    warnings: damageWarning(errors + packets.length - sound.length, "packet"),
  };
}

/** Whether a packet's own account of its frames is possible (RFC 6716, section 3): 1 to 48 of them, 120 ms at most. */
function isOpusPacket(packet: Uint8Array): boolean {
  const [contents, count = 0] = packet;
  if (contents === undefined) return false;
  const configuration = contents >> 3;
  const code = contents & 3;
  const frames = code === 3 ? count & 63 : code === 0 ? 1 : 2;
  const milliseconds =
    configuration < 12
      ? [10, 20, 40, 60][configuration & 3]
      : configuration < 16
        ? [10, 20][configuration & 1]
        : [2.5, 5, 10, 20][configuration & 3];
  return frames > 0 && frames * (milliseconds ?? 0) <= 120;
}
