import type { Recording } from "@vocalith/audio";
import type { RecordingProvenance } from "./provenance.js";
import { bytesOfSamples, sha256 } from "./sha256.js";

/**
 * What is kept of a recording: its check sums and its format, none of its samples.
 *
 * @param bytes - Of its file, where there were any.
 */
export async function traceRecording(recording: Recording, bytes?: Uint8Array): Promise<RecordingProvenance> {
  const { channels, sampleRateHz, durationSeconds, source } = recording;
  const [samplesSha256, fileSha256] = await Promise.all([sha256(bytesOfSamples(channels)), bytes && sha256(bytes)]);
  return {
    ...(samplesSha256 && { samplesSha256 }),
    ...(fileSha256 && { fileSha256 }),
    channels: channels.length,
    sampleRateHz,
    durationSeconds,
    container: source.container,
    codec: source.codec,
  };
}
