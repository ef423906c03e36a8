import type { DecodeBudget } from "../decode-budget.js";
import type { DecodedSound } from "../decoded-sound.js";
import type { RecordingSource } from "../recording.js";
import { damageWarning, nothingDecodable } from "../stream/damage.js";
import { SampleCollector } from "../stream/sample-collector.js";
import type { AlacConfig } from "./alac-config.js";

/** Decodes Apple Lossless frames, one after another. Damaged ones are left out. */
export async function decodeAlacPackets(
  container: RecordingSource["container"],
  config: AlacConfig,
  packets: readonly Uint8Array[],
  budget: DecodeBudget,
): Promise<DecodedSound> {
  const { AlacDecoder } = await import("./alac-decoder.js");
  const decoder = new AlacDecoder(config);
  const collector = new SampleCollector(config.channelCount, config.sampleRateHz, budget);
  let damaged = 0;
  for (const packet of packets) {
    const decoded = decoder.decodeFrame(packet);
    if (decoded === undefined) damaged++;
    else collector.append(decoded, decoded[0]?.length ?? 0);
    await budget.spend(4 * packet.length);
  }
  if (collector.frames === 0) throw nothingDecodable("an ALAC file");
  return {
    channels: collector.join(),
    sampleRateHz: config.sampleRateHz,
    source: { container, codec: "alac", bitsPerSample: config.bitsPerSample },
    metadata: {},
    warnings: damageWarning(damaged, "frame"),
  };
}
