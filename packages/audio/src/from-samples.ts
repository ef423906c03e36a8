import { InvalidSamplesError } from "./audio-decode-error.js";
import { finishRecording } from "./finish-recording.js";
import type { Recording } from "./recording.js";

/**
 * Makes a recording of samples that the caller already has: from an `AudioBuffer` (one `getChannelData` a channel), an
 * audio worklet, or a synthesiser. The samples are copied, so the caller may go on using its arrays.
 *
 * @param channels One array a channel, all of the same length, at least one sample long, finite; full scale is -1 to 1.
 * @param sampleRateHz Samples a second, above 0 and finite.
 * @returns The recording, with `source.container` `samples`.
 * @throws InvalidSamplesError for no channels, unequal lengths, a value that is not finite or a rate that is not a
 * positive number; EmptyAudioError for channels without samples.
 * @example
 * ```ts
 * import { fromSamples } from "@vocalith/audio";
 *
 * const tone = Float32Array.from({ length: 48_000 }, (_, i) => 0.5 * Math.sin((2 * Math.PI * 220 * i) / 48_000));
 * const recording = fromSamples([tone], 48_000);
 * console.log(recording.durationSeconds); // 1
 * ```
 */
export function fromSamples(channels: readonly (Float32Array | readonly number[])[], sampleRateHz: number): Recording {
  if (!(sampleRateHz > 0) || sampleRateHz === Number.POSITIVE_INFINITY) {
    throw new InvalidSamplesError({
      found: `a sample rate of ${sampleRateHz} Hz`,
      accepted: "a finite number above 0",
      remedy: "Pass the rate that the samples were taken at, such as audioBuffer.sampleRate.",
    });
  }
  const lengths = channels.map((channel) => channel.length);
  if (lengths.length === 0 || lengths.some((length) => length !== lengths[0])) {
    throw new InvalidSamplesError({
      found: lengths.length === 0 ? "no channels" : `channels of ${lengths.join(", ")} samples`,
      accepted: "at least one channel, all of the same length",
      remedy: "Pass one array for each channel, cut to the same length.",
    });
  }
  return finishRecording({
    channels: channels.map((channel) => Float32Array.from(channel)),
    sampleRateHz,
    source: { container: "samples", codec: "float32", bitsPerSample: 32 },
    metadata: {},
    warnings: [],
  });
}
