/** How `decode` reads. Every field may be left out; `undefined` means its value in `DECODE_DEFAULTS`. */
export interface DecodeOptions {
  /** Cancels the work: `decode` then rejects with the signal's reason, at the latest after a few megabytes more. */
  readonly signal?: AbortSignal | undefined;
  /**
   * Longest sound that is taken, in seconds; above 0, `Infinity` allowed. With `maximumSamples` it stops small files that
   * unfold into hours: decoding ends as soon as it is passed. Default 3,600.
   */
  readonly maximumDurationSeconds?: number | undefined;
  /**
   * Most samples that are taken, counted over all channels; a positive number, `Infinity` allowed. Each takes 4 bytes of
   * memory. Default 268,435,456 (2 to the 28th, 1 GiB of samples: 46 minutes of stereo at 48 kHz).
   */
  readonly maximumSamples?: number | undefined;
}

/** What `decode` does where an option is left out. */
export const DECODE_DEFAULTS = {
  maximumDurationSeconds: 3_600,
  maximumSamples: 268_435_456,
} as const satisfies DecodeOptions;
