/** What an audio error is made from. */
export interface AudioDecodeErrorDetails {
  /** What the input was or held, in words with the offending value. */
  readonly found: string;
  /** What would have been accepted, with its range. */
  readonly accepted: string;
  /** What the caller can do about it. */
  readonly remedy: string;
}

/**
 * Root of every error that this package throws for its input's sake. The message holds the same three parts as the
 * fields: what was found, what is accepted, and what to do. A cancelled `decode` does not throw this but the
 * signal's own reason.
 *
 * @example
 * ```ts
 * import { AudioDecodeError, decode } from "@vocalith/audio";
 *
 * try {
 *   await decode(new Uint8Array([1, 2, 3]));
 * } catch (error) {
 *   if (error instanceof AudioDecodeError) console.error(error.found, error.accepted, error.remedy);
 *   else throw error;
 * }
 * ```
 */
export class AudioDecodeError extends Error {
  override readonly name: string = "AudioDecodeError";
  /** What the input was or held, in words with the offending value. */
  readonly found: string;
  /** What would have been accepted, with its range. */
  readonly accepted: string;
  /** What the caller can do about it. */
  readonly remedy: string;

  constructor(details: AudioDecodeErrorDetails, options?: ErrorOptions) {
    super(`Found ${details.found}. Accepted: ${details.accepted}. ${details.remedy}`, options);
    this.found = details.found;
    this.accepted = details.accepted;
    this.remedy = details.remedy;
  }
}

/** The bytes are of no kind of sound file that is known here: no header, an empty file, a picture, plain text. */
export class UnrecognizedAudioError extends AudioDecodeError {
  override readonly name: string = "UnrecognizedAudioError";
}

/** A known kind of sound file, sound as it may be, with a coding or a property that is not read here, such as ADPCM. */
export class UnsupportedAudioError extends AudioDecodeError {
  override readonly name: string = "UnsupportedAudioError";
}

/** A known kind of sound file whose structure contradicts itself or stops before it can be read. */
export class CorruptAudioError extends AudioDecodeError {
  override readonly name: string = "CorruptAudioError";
}

/** A well-formed file, or samples, without a single sample in it. */
export class EmptyAudioError extends AudioDecodeError {
  override readonly name: string = "EmptyAudioError";
}

/** Samples that are no sound: NaN or infinite, channels of unequal length, a rate that is not a positive number. */
export class InvalidSamplesError extends AudioDecodeError {
  override readonly name: string = "InvalidSamplesError";
}

/** The sound is longer, or holds more samples, than the options allow. */
export class AudioLimitError extends AudioDecodeError {
  override readonly name: string = "AudioLimitError";
}
