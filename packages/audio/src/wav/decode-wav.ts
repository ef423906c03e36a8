import { CorruptAudioError } from "../audio-decode-error.js";
import type { DecodeBudget } from "../decode-budget.js";
import type { DecodedSound } from "../decoded-sound.js";
import { decodeSamples } from "./decode-samples.js";
import { readWavChunks } from "./read-wav-chunks.js";
import { readWavFormat, wavCodecName } from "./wav-format.js";
import { readWavMetadata } from "./wav-metadata.js";

/** Decodes a WAV file of any of its kinds: RIFF, RIFX, RF64, BW64. */
export async function decodeWav(bytes: Uint8Array, budget: DecodeBudget): Promise<DecodedSound> {
  const chunks = readWavChunks(bytes);
  const format = readWavFormat(chunks);
  const { data, warnings } = chunks;
  if (data === undefined) {
    throw new CorruptAudioError({
      found: "a WAV file without a `data` chunk",
      accepted: "a `data` chunk with the samples",
      remedy: "The file was cut off before its sound, or never got any; copy it again or record again.",
    });
  }
  const blockBytes = format.containerBytes * format.channelCount;
  const frames = Math.floor(data.length / blockBytes);
  budget.checkFrames(frames, format.channelCount, format.sampleRateHz);
  if (data.length % blockBytes !== 0 && frames > 0) {
    warnings.push(`The last ${data.length % blockBytes} byte(s) are not a whole sample and were left out.`);
  }
  return {
    channels: await decodeSamples(format, bytes.subarray(data.offset), frames, budget),
    sampleRateHz: format.sampleRateHz,
    source: { container: "wav", codec: wavCodecName(format), bitsPerSample: format.validBits },
    metadata: readWavMetadata(chunks),
    warnings,
  };
}
