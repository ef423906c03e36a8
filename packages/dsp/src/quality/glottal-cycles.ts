import type { GlottalCycles } from "../voice-features.js";
import { alignCycles } from "./align-cycles.js";
import { findClosures } from "./find-closures.js";
import { inverseFilter } from "./inverse-filter.js";
import type { VoicedSound } from "./voiced-sound.js";
import type { VoicedStretch } from "./voiced-stretches.js";

/** What a recording's cycles have in common, told from a few of its voiced stretches. */
export interface GlottalSetting {
  /** Power of the noise about the voice, as if white. */
  readonly noisePower: number;
  /** 1 where closures leave positive pulses in the excitation, -1 where negative. */
  readonly polarity: 1 | -1;
}

/** Cycles with what noise does to them. */
export interface MeasuredCycles extends GlottalCycles {
  /** Variance of each closure by noise, in squared seconds; NaN where not told. */
  readonly closureVariance: Float64Array;
  /** Variance of each strength by noise, as a share of its square; NaN where not told. */
  readonly strengthVariance: Float64Array;
}

/**
 * Cycles of the glottis: pulses of the inverse-filtered sound, chosen by dynamic programming along the pitch track and aligned with
 * the mean pulse of their neighbours. Inverse filtering is what takes the formants' ringing from one cycle into the next away.
 */
export function glottalCycles(
  { sampleRateHz, samples, pitch }: VoicedSound,
  { noisePower, polarity }: GlottalSetting,
  stretches: readonly VoicedStretch[],
): MeasuredCycles {
  const excitation = inverseFilter(samples, sampleRateHz, stretches, pitch.timeSeconds, noisePower);
  return joinedCycles(
    stretches.map((stretch) => {
      const { at, strength, brightCorrelation, placeVariance, strengthVariance } = alignCycles(
        excitation.samples,
        findClosures(excitation, polarity, stretch, pitch),
      );
      const periodSeconds = new Float64Array(at.length).fill(Number.NaN);
      for (let i = 1; i < at.length; i++) periodSeconds[i] = (at[i] - at[i - 1]) / sampleRateHz;
      for (let i = 0; i < at.length; i++) {
        at[i] /= sampleRateHz;
        placeVariance[i] /= sampleRateHz * sampleRateHz;
      }
      return {
        closureSeconds: at,
        periodSeconds,
        strength,
        brightCorrelation,
        closureVariance: placeVariance,
        strengthVariance,
      };
    }),
  );
}

/** Cycles of several stretches as those of one recording. */
export function joinedCycles(parts: readonly MeasuredCycles[]): MeasuredCycles {
  const join = (name: keyof MeasuredCycles) => {
    const whole = new Float64Array(parts.reduce((sum, part) => sum + part[name].length, 0));
    let from = 0;
    for (const part of parts) {
      whole.set(part[name], from);
      from += part[name].length;
    }
    return whole;
  };
  return {
    closureSeconds: join("closureSeconds"),
    periodSeconds: join("periodSeconds"),
    strength: join("strength"),
    brightCorrelation: join("brightCorrelation"),
    closureVariance: join("closureVariance"),
    strengthVariance: join("strengthVariance"),
  };
}
