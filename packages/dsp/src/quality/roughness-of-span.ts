import { quantile } from "../signal/quantile.js";

/** Harmonics-to-noise ratio at which a voice counts as a clean tone. */
const CLEAN_DB = 25;

/**
 * Roughness of a span of time, a syllable say: `1 - HNR / 25 dB` of the median harmonics-to-noise ratio within it, 0 (a clean tone) to
 * 1 (as much noise as tone, or more). Irregular cycles count as noise in that ratio.
 *
 * @param harmonicsToNoiseDb - The track of `VoiceQuality`, on frames at one distance from each other, centred on `timeSeconds`.
 * @returns 1 where no frame of the span has a ratio.
 *
 * @example
 * ```ts
 * import { roughnessOfSpan } from "@vocalith/dsp";
 *
 * const span = { startSeconds: 0.1, endSeconds: 0.3 };
 * roughnessOfSpan(Float64Array.of(20, 10, 5), Float64Array.of(0, 0.2, 0.4), span); // 0.6
 * ```
 */
export function roughnessOfSpan(
  harmonicsToNoiseDb: Float64Array,
  timeSeconds: Float64Array,
  { startSeconds, endSeconds }: { readonly startSeconds: number; readonly endSeconds: number },
): number {
  const hopSeconds = timeSeconds.length > 1 ? timeSeconds[1] - timeSeconds[0] : 1;
  // A span's ends are often frames, and one of those counts however it was rounded.
  const from = Math.max(0, Math.ceil((startSeconds - timeSeconds[0]) / hopSeconds - 1e-6));
  const to = Math.floor((endSeconds - timeSeconds[0]) / hopSeconds + 1e-6);
  const ratioDb = quantile(harmonicsToNoiseDb.subarray(from, Math.max(from, to + 1)), 0.5);
  return Number.isNaN(ratioDb) ? 1 : Math.max(0, Math.min(1, 1 - ratioDb / CLEAN_DB));
}
