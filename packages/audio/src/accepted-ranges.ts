import { CorruptAudioError, UnsupportedAudioError } from "./audio-decode-error.js";

/** Fewest and most samples a second that files may have, in Hz. */
export const SAMPLE_RATE_HZ = { minimum: 8_000, maximum: 384_000 } as const;

/** Most channels that files may have. */
export const MAXIMUM_CHANNELS = 8;

/** A command that turns anything ffmpeg can read into a file that is read here without loss of use. */
export const CONVERT_REMEDY = "Re-save it as PCM: ffmpeg -i input -c:a pcm_s16le output.wav";

/** Throws unless a file's channel count and sample rate are ones that are read here. */
export function checkStreamShape(container: string, channelCount: number, sampleRateHz: number): void {
  if (!(channelCount >= 1)) {
    throw new CorruptAudioError({
      found: `a ${container} header that declares ${channelCount} channels`,
      accepted: `1 to ${MAXIMUM_CHANNELS} channels`,
      remedy: "The header is damaged; export the recording again from where it was made.",
    });
  }
  if (channelCount > MAXIMUM_CHANNELS) {
    throw new UnsupportedAudioError({
      found: `a ${container} header that declares ${channelCount} channels`,
      accepted: `1 to ${MAXIMUM_CHANNELS} channels`,
      remedy: "If that is right, mix it down: ffmpeg -i input -ac 1 -c:a pcm_s16le output.wav",
    });
  }
  if (!(sampleRateHz > 0)) {
    throw new CorruptAudioError({
      found: `a ${container} header that declares a sample rate of ${sampleRateHz} Hz`,
      accepted: `${SAMPLE_RATE_HZ.minimum} to ${SAMPLE_RATE_HZ.maximum} Hz`,
      remedy: "The header is damaged; export the recording again from where it was made.",
    });
  }
  if (sampleRateHz < SAMPLE_RATE_HZ.minimum || sampleRateHz > SAMPLE_RATE_HZ.maximum) {
    throw new UnsupportedAudioError({
      found: `a ${container} header that declares a sample rate of ${sampleRateHz} Hz`,
      accepted: `${SAMPLE_RATE_HZ.minimum} to ${SAMPLE_RATE_HZ.maximum} Hz`,
      remedy: "If that is right, resample it: ffmpeg -i input -ar 48000 -c:a pcm_s16le output.wav",
    });
  }
}
