import type { Recording } from "@vocalith/audio";
import type { AnalyzeOptions } from "./analyze-options.js";
import { checkRecording } from "./check-recording.js";
import { VoiceAnalyzer } from "./voice-analyzer.js";
import type { VoiceFeatures } from "./voice-features.js";

/** Time between two looks at the signal. */
const PIECE_SECONDS = 1;
/** Share of the work that is done while the sound comes in; the rest needs all of it. */
const LISTENING_SHARE = 0.7;

/**
 * Everything that can be measured in a voice: pitch, timbre and level over time, syllables, and a summary that keeps what lasts in
 * the speaker apart from what was said this once. The channels are mixed to one; any sample rate will do.
 *
 * A whisper is a voice: it comes back with pitch NaN throughout (`summary.speaker.pitchBaseHz` and `pitchMedianHz` too) and its
 * syllables. Steady noise is not.
 *
 * @throws InvalidRecordingError - No samples, unequal channels, a sample that is not finite, an impossible rate.
 * @throws InvalidOptionError - An option out of its range.
 * @throws RecordingTooShortError - Under 0.3 s.
 * @throws SilentRecordingError - Nothing above -100 dB re full scale.
 * @throws NoVoiceFoundError - Sound without a voice.
 * @throws The reason of `options.signal` once it is aborted.
 *
 * @example
 * ```ts
 * import { fromSamples } from "@vocalith/audio";
 * import { analyzeVoice } from "@vocalith/dsp";
 *
 * const hum = Float32Array.from({ length: 16_000 }, (_, i) => (((i * 120) / 16_000) % 1) - 0.5);
 * const features = analyzeVoice(fromSamples([hum], 16_000));
 * console.log(features.summary.speaker.pitchMedianHz); // 120
 * ```
 */
export function analyzeVoice(recording: Recording, options: AnalyzeOptions = {}): VoiceFeatures {
  const { signal, onProgress, ...listening } = options;
  const report = (share: number) => {
    signal?.throwIfAborted();
    onProgress?.(share);
  };
  const { channels, sampleRateHz } = recording;
  checkRecording(recording);
  const analyzer = new VoiceAnalyzer({ ...listening, sampleRateHz, channels: channels.length });
  report(0);
  const { length } = channels[0];
  const piece = Math.ceil(PIECE_SECONDS * sampleRateHz);
  for (let from = 0; from < length; from += piece) {
    analyzer.push(channels.map((channel) => channel.subarray(from, from + piece)));
    report((LISTENING_SHARE * Math.min(length, from + piece)) / length);
  }
  return analyzer.finish((share) => report(LISTENING_SHARE + (1 - LISTENING_SHARE) * share));
}
