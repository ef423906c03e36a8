/**
 * Root of what `analyzeVoice` throws when a recording cannot be analysed: it says what was found, what is accepted and what to do.
 *
 * @example
 * ```ts
 * import { fromSamples } from "@vocalith/audio";
 * import { analyzeVoice, VoiceAnalysisError } from "@vocalith/dsp";
 *
 * try {
 *   analyzeVoice(fromSamples([new Float32Array(16_000)], 16_000));
 * } catch (error) {
 *   if (error instanceof VoiceAnalysisError) console.error(error.found, error.accepted);
 * }
 * ```
 */
export class VoiceAnalysisError extends Error {
  override readonly name: string = "VoiceAnalysisError";
  /** What the recording or option was, as text for a person. */
  readonly found: string;
  /** What would have been accepted. */
  readonly accepted: string;

  constructor(found: string, accepted: string, advice: string) {
    super(`${found}; accepted is ${accepted}. ${advice}`);
    this.found = found;
    this.accepted = accepted;
  }
}

/** The recording is not sound: no channel, no samples, channels of unequal length, a sample rate or sample that is no number. */
export class InvalidRecordingError extends VoiceAnalysisError {
  override readonly name = "InvalidRecordingError";
}

/** An option lies outside of its range. */
export class InvalidOptionError extends VoiceAnalysisError {
  override readonly name = "InvalidOptionError";
}

/** The recording is shorter than 0.3 s: too short for a voice to show what it is. */
export class RecordingTooShortError extends VoiceAnalysisError {
  override readonly name = "RecordingTooShortError";
}

/** No frame of the recording reaches -100 dB re full scale. */
export class SilentRecordingError extends VoiceAnalysisError {
  override readonly name = "SilentRecordingError";
}

/** There is sound, but nothing in it is periodic like a voice or beats like whispered syllables. */
export class NoVoiceFoundError extends VoiceAnalysisError {
  override readonly name = "NoVoiceFoundError";
}

/** A `VoiceAnalyzer` that has finished was asked for more. */
export class AnalyzerFinishedError extends VoiceAnalysisError {
  override readonly name = "AnalyzerFinishedError";
}
