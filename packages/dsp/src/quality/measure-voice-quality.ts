import { quantile } from "../signal/quantile.js";
import { resample } from "../signal/resample.js";
import type { PitchTrack } from "../voice-features.js";
import { breathinessOf } from "./breathiness.js";
import { cepstralPeakProminence } from "./cepstral-peak-prominence.js";
import { creakOf } from "./creak.js";
import { type GlottalCycles, glottalCycles } from "./glottal-cycles.js";
import { harmonicsToNoise } from "./harmonics-to-noise.js";
import { PERTURBATION_LIMITS, perturbationQuotient, strengthsFreeOfPeriods } from "./perturbation.js";
import type { VoiceQuality, VoiceQualitySummary } from "./voice-quality.js";
import { voicedStretches } from "./voiced-stretches.js";

/** Cycles are looked for at no more than this rate. */
const CYCLE_RATE_HZ = 16_000;
const CEPSTRUM_RATE_HZ = 8000;
/** Pitches with a glottal cycle that can be told from the next. */
const PITCH_RANGE_HZ: readonly [number, number] = [15, 1200];

/**
 * Voice quality: glottal cycles with jitter and shimmer, harmonics-to-noise ratio, cepstral peak prominence, breathiness and creak, along a
 * pitch track. Nothing depends on the recording's gain; DC and rumble below half the pitch are left out.
 *
 * @param samples - One channel, finite numbers.
 * @param pitch - Frames at one distance from each other; frequency NaN where not voiced.
 * @param soundAt - The same sound at another rate, for callers that have it; resampled here otherwise.
 * @returns Tracks on the frames of `pitch`; NaN wherever there is too little voice.
 *
 * @example
 * ```ts
 * const { summary } = measureVoiceQuality(samples, 48_000, features.pitch);
 * console.log(`jitter ${(100 * summary.jitterLocal).toFixed(2)} %`);
 * ```
 */
export function measureVoiceQuality(
  samples: Float32Array,
  sampleRateHz: number,
  pitch: PitchTrack,
  soundAt?: (rateHz: number) => Float32Array,
): VoiceQuality {
  const { timeSeconds, frequencyHz } = pitch;
  const stretches = voicedStretches(frequencyHz, PITCH_RANGE_HZ);
  const hopSeconds = timeSeconds.length > 1 ? timeSeconds[1] - timeSeconds[0] : 0.01;
  const cycleRateHz = Math.min(sampleRateHz, CYCLE_RATE_HZ);
  const cepstrumRateHz = Math.min(sampleRateHz, CEPSTRUM_RATE_HZ);
  const along = [stretches, timeSeconds, frequencyHz, hopSeconds] as const;
  // Nothing is resampled for a whisper.
  const isVoiced = stretches.length > 0;
  const at = (rateHz: number, from: Float32Array, fromHz: number) =>
    isVoiced ? (soundAt?.(rateHz) ?? resample(from, fromHz, rateHz)) : new Float32Array(0);
  const cycleSound = cycleRateHz === sampleRateHz ? samples : at(cycleRateHz, samples, sampleRateHz);
  const cepstrumSound = cepstrumRateHz === sampleRateHz ? samples : at(cepstrumRateHz, cycleSound, cycleRateHz);
  const cycles = glottalCycles(cycleSound, cycleRateHz, ...along);
  const harmonicsToNoiseDb = harmonicsToNoise(samples, sampleRateHz, ...along);
  const cepstralPeakProminenceDb = cepstralPeakProminence(cepstrumSound, cepstrumRateHz, ...along);
  return {
    harmonicsToNoiseDb,
    cepstralPeakProminenceDb,
    cycles,
    summary: {
      ...perturbations(cycles),
      harmonicsToNoiseDb: quantile(harmonicsToNoiseDb, 0.5),
      cepstralPeakProminenceDb: quantile(cepstralPeakProminenceDb, 0.5),
      breathiness: breathinessOf(cycles),
      creak: creakOf(cycles),
    },
  };
}

type Perturbations = Omit<
  VoiceQualitySummary,
  "harmonicsToNoiseDb" | "cepstralPeakProminenceDb" | "breathiness" | "creak"
>;

function perturbations(cycles: GlottalCycles): Perturbations {
  const { periodSeconds, periodFactor, strengthFactor } = PERTURBATION_LIMITS;
  const periods = cycles.periodSeconds.map((period) =>
    period >= periodSeconds[0] && period <= periodSeconds[1] ? period : Number.NaN,
  );
  const strengths = strengthsFreeOfPeriods(cycles.strength, periods).map((strength, i) =>
    periods[i] > 0 ? strength : Number.NaN,
  );
  return {
    jitterLocal: perturbationQuotient(periods, 2, periodFactor),
    jitterRap: perturbationQuotient(periods, 3, periodFactor),
    jitterPpq5: perturbationQuotient(periods, 5, periodFactor),
    shimmerLocal: perturbationQuotient(strengths, 2, strengthFactor),
    shimmerApq3: perturbationQuotient(strengths, 3, strengthFactor),
    shimmerApq5: perturbationQuotient(strengths, 5, strengthFactor),
  };
}
