import type { DecodeBudget } from "../decode-budget.js";
import type { DecodedSound } from "../decoded-sound.js";
import type { RecordingSource } from "../recording.js";
import { damageWarning, nothingDecodable } from "../stream/damage.js";
import { SampleCollector } from "../stream/sample-collector.js";
import type { AacConfig } from "./audio-specific-config.js";

/** Samples of one frame, for silence in the place of a damaged one. */
const FRAME_SAMPLES = 1024;

/** Which part of the decoded sound is the recording, in samples of the core's rate. */
export interface SoundSpan {
  readonly skip: number;
  readonly frames: number | undefined;
}

/** Decodes AAC frames, one after another. A damaged frame becomes silence, so that what follows keeps its time. */
export async function decodeAacPackets(
  container: RecordingSource["container"],
  config: AacConfig,
  packets: readonly Uint8Array[],
  span: SoundSpan,
  budget: DecodeBudget,
): Promise<DecodedSound> {
  const { AacDecoder } = await import("./aac-decoder.js");
  const decoder = new AacDecoder(config);
  const collector = new SampleCollector(config.channelCount, config.sampleRateHz, budget);
  const silence = Array.from({ length: config.channelCount }, () => new Float32Array(FRAME_SAMPLES));
  let damaged = 0;
  for (const packet of packets) {
    const decoded = decoder.decodeFrame(packet);
    if (decoded === undefined) damaged++;
    collector.append(decoded ?? silence, FRAME_SAMPLES);
    await budget.spend(16 * packet.length);
  }
  const channels = collector.join(span.skip, span.frames);
  if (damaged === packets.length || channels[0]?.length === 0) throw nothingDecodable("an AAC file");
  const isHighEfficiency = config.isHighEfficiency || decoder.hasBandReplication;
  return {
    channels,
    sampleRateHz: config.sampleRateHz,
    source: { container, codec: isHighEfficiency ? "he-aac" : "aac" },
    metadata: {},
    warnings: [
      ...damageWarning(damaged, "frame"),
      ...(isHighEfficiency
        ? [
            `HE-AAC: the sound up to ${config.sampleRateHz / 2} Hz was decoded; what is above it, and a stereo image made of hints, was left out.`,
          ]
        : []),
    ],
  };
}
