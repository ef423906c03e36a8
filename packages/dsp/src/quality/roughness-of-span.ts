import { quantile } from "../signal/quantile.js";
import type { PitchTrack } from "../voice-features.js";
import type { VoiceQuality } from "./voice-quality.js";

/** Harmonics-to-noise ratio at which a voice counts as a clean tone. */
const CLEAN_DB = 25;

/**
 * Roughness of a span of time, a syllable say: `1 - HNR / 25 dB` of the median harmonics-to-noise ratio within it, 0 (a clean tone) to
 * 1 (as much noise as tone, or more). Irregular cycles count as noise in that ratio.
 *
 * @returns 1 where no frame of the span has a ratio.
 *
 * @example
 * ```ts
 * roughnessOfSpan(quality, features.pitch, syllable.startSeconds, syllable.endSeconds);
 * ```
 */
export function roughnessOfSpan(
  quality: VoiceQuality,
  pitch: PitchTrack,
  startSeconds: number,
  endSeconds: number,
): number {
  const inside = quality.harmonicsToNoiseDb.filter(
    (_, i) => pitch.timeSeconds[i] >= startSeconds && pitch.timeSeconds[i] <= endSeconds,
  );
  const ratioDb = quantile(inside, 0.5);
  return Number.isNaN(ratioDb) ? 1 : Math.max(0, Math.min(1, 1 - ratioDb / CLEAN_DB));
}
