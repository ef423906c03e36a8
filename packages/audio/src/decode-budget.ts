import { AudioLimitError } from "./audio-decode-error.js";
import { DECODE_DEFAULTS, type DecodeOptions } from "./decode-options.js";

/** Input bytes between two pauses: some 30 ms of work on a slow machine. */
const BYTES_PER_TURN = 1 << 21;

/**
 * What one call of `decode` may still spend. Every decoder reports to it what it is about to make, so that no file can
 * ask for more memory than the options allow, and passes by it often enough to be cancelled.
 */
export class DecodeBudget {
  readonly #signal: AbortSignal | undefined;
  readonly #maximumDurationSeconds: number;
  readonly #maximumSamples: number;
  #bytesSincePause = 0;

  constructor(options: DecodeOptions) {
    this.#signal = options.signal;
    this.#maximumDurationSeconds = positive(
      "maximumDurationSeconds",
      options.maximumDurationSeconds ?? DECODE_DEFAULTS.maximumDurationSeconds,
    );
    this.#maximumSamples = positive("maximumSamples", options.maximumSamples ?? DECODE_DEFAULTS.maximumSamples);
    this.#signal?.throwIfAborted();
  }

  /** Most frames (samples of one channel) that may be made at this channel count and rate. */
  maximumFrames(channelCount: number, sampleRateHz: number): number {
    return Math.floor(Math.min(this.#maximumDurationSeconds * sampleRateHz, this.#maximumSamples / channelCount));
  }

  /** Throws when sound of so many frames is over the limits. */
  checkFrames(frames: number, channelCount: number, sampleRateHz: number): void {
    if (frames <= this.maximumFrames(channelCount, sampleRateHz)) return;
    const seconds = (frames / sampleRateHz).toFixed(1);
    throw new AudioLimitError({
      found: `at least ${seconds} s of sound in ${channelCount} channel(s), ${frames * channelCount} samples`,
      accepted: `up to ${this.#maximumDurationSeconds} s and ${this.#maximumSamples} samples over all channels`,
      remedy: "Cut the recording, or raise maximumDurationSeconds and maximumSamples.",
    });
  }

  /** Says that so many input bytes were worked through; now and then gives the event loop a turn and looks at the signal. */
  async spend(bytes: number): Promise<void> {
    this.#signal?.throwIfAborted();
    this.#bytesSincePause += bytes;
    if (this.#bytesSincePause < BYTES_PER_TURN) return;
    this.#bytesSincePause = 0;
    await new Promise<void>((resolve) => {
      setTimeout(resolve, 0);
    });
    this.#signal?.throwIfAborted();
  }
}

function positive(option: string, value: number): number {
  if (value > 0) return value;
  throw new AudioLimitError({
    found: `the option ${option} with the value ${value}`,
    accepted: "a number above 0, or Infinity",
    remedy: "Leave the option out to get its default.",
  });
}
