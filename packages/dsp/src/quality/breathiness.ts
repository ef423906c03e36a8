import { quantile } from "../signal/quantile.js";
import type { GlottalCycles } from "../voice-features.js";

/**
 * Breathiness: share of noise in the glottal excitation from about 2 to 6 kHz, 0 (every cycle like the last) to 1 (noise alone): one
 * less the median correlation of neighbouring cycles there, inverse-filtered and aligned at their closures. After the
 * autocorrelation peak of the high-passed voice, the best acoustic predictor of breathiness in Hillenbrand, Cleveland and Erickson (1994),
 * and the noise in the region of the third formant of Klatt and Klatt (1990); aligned by cycle, so that jitter is not taken for breath.
 *
 * @returns NaN where no cycle has another of its voiced stretch before it.
 */
export function breathinessOf(cycles: GlottalCycles): number {
  return Math.max(0, Math.min(1, 1 - quantile(cycles.brightCorrelation, 0.5)));
}
