import type { Recording } from "@vocalith/audio";
import type { RecordingProvenance } from "./provenance.js";
import { bytesOfSamples, sha256 } from "./sha256.js";

/**
 * What is kept of a recording: its check sums and its format, none of its samples. The sums are WebCrypto's, worked out beside the caller; absent where
 * the engine has none.
 *
 * @param bytes - Of its file, where there were any.
 *
 * @example
 * ```ts
 * import { decode } from "@vocalith/audio";
 * import { traceRecording } from "vocalith";
 * declare const file: Uint8Array;
 * const { fileSha256, durationSeconds } = await traceRecording(await decode(file), file);
 * ```
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
