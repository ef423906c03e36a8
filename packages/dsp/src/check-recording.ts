import type { Recording } from "@vocalith/audio";
import { InvalidRecordingError, RecordingTooShortError } from "./voice-analysis-error.js";

/** Shortest recording that is analysed, in seconds. */
export const SHORTEST_SECONDS = 0.3;
const LOWEST_RATE_HZ = 4000;
const HIGHEST_RATE_HZ = 1_000_000;

/**
 * Throws unless a recording is sound that can be analysed: channels of one length, at least 0.3 s of finite samples, a rate of 4 kHz to 1 MHz.
 *
 * @throws InvalidRecordingError, RecordingTooShortError
 *
 * @example
 * ```ts
 * checkRecording(recording);
 * ```
 */
export function checkRecording(recording: Recording): void {
  const { channels, sampleRateHz } = recording;
  const advice = "Decode the file again, or build the recording from finite samples.";
  const length = channels[0]?.length ?? 0;
  if (length === 0) throw new InvalidRecordingError("The recording has no samples", "at least 0.3 s of sound", advice);
  if (!(sampleRateHz >= LOWEST_RATE_HZ && sampleRateHz <= HIGHEST_RATE_HZ)) {
    throw new InvalidRecordingError(`The sample rate is ${sampleRateHz} Hz`, "4,000 to 1,000,000 Hz", advice);
  }
  for (const channel of channels) {
    if (channel.length !== length) {
      const found = `One channel has ${length} samples and another ${channel.length}`;
      throw new InvalidRecordingError(found, "channels of one length", advice);
    }
    for (let i = 0; i < length; i++) {
      if (!Number.isFinite(channel[i])) {
        throw new InvalidRecordingError(`Sample ${i} is ${channel[i]}`, "finite samples", advice);
      }
    }
  }
  const seconds = length / sampleRateHz;
  if (seconds < SHORTEST_SECONDS) {
    const found = `The recording lasts ${seconds.toFixed(3)} s`;
    throw new RecordingTooShortError(found, `${SHORTEST_SECONDS} s or more`, "Record a word or a longer tone.");
  }
}
