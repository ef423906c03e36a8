import type { DecodeBudget } from "../decode-budget.js";
import type { DecodedSound } from "../decoded-sound.js";
import type { RecordingSource } from "../recording.js";
import { damageWarning } from "../stream/damage.js";
import { decodeBatches, inBatches } from "../stream/decode-batches.js";
import { totalBytes } from "../stream/join-bytes.js";
import { SampleCollector } from "../stream/sample-collector.js";
import type { FlacStreamInfo } from "./stream-info.js";

/** Frames decoded at a time: about a second of sound. */
const BATCH_FRAMES = 16;

/** Decodes FLAC frames by libFLAC: those of an Ogg or MP4 file, or of a native one that has been cut into frames. */
export async function decodeFlacFrames(
  container: RecordingSource["container"],
  info: FlacStreamInfo,
  flacFrames: readonly Uint8Array[],
  budget: DecodeBudget,
): Promise<DecodedSound> {
  const { FLACDecoder } = await import("@wasm-audio-decoders/flac");
  const decoder = new FLACDecoder();
  await decoder.ready;
  const collector = new SampleCollector(info.channelCount, info.sampleRateHz, budget);
  const errors = await decodeBatches(
    inBatches(flacFrames, BATCH_FRAMES),
    { decode: (batch) => decoder.decodeFrames([...batch]), free: () => decoder.free() },
    (batch) => 4 * totalBytes(batch),
    collector,
    budget,
    "a FLAC file",
  );
  const channels = collector.join();
  restoreScale(channels, info.bitsPerSample);
  return {
    channels,
    sampleRateHz: info.sampleRateHz,
    source: { container, codec: "flac", bitsPerSample: info.bitsPerSample },
    metadata: {},
    warnings: [...damageWarning(errors, "frame"), ...lengthWarning(collector.frames, info)],
  };
}

/**
 * The decoder divides integers by `2^(bits - 1) - 1`, so that its lowest sample is below -1. WAV samples are divided by
 * `2^(bits - 1)`; going back to the integers makes a FLAC file and the WAV file it was made from the same recording.
 */
function restoreScale(channels: readonly Float32Array[], bitsPerSample: number): void {
  const fullScale = 2 ** (bitsPerSample - 1);
  for (const samples of channels) {
    for (let frame = 0; frame < samples.length; frame++) {
      samples[frame] = Math.round((samples[frame] as number) * (fullScale - 1)) / fullScale;
    }
  }
}

function lengthWarning(frames: number, info: FlacStreamInfo): string[] {
  if (info.frames === 0 || frames >= info.frames) return [];
  const seconds = (count: number): string => (count / info.sampleRateHz).toFixed(2);
  return [`The header says ${seconds(info.frames)} s of sound; ${seconds(frames)} s could be decoded.`];
}
