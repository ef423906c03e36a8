import type { VoiceQualitySummary } from "../voice-features.js";
import type { MeasuredCycles } from "./glottal-cycles.js";
import {
  noiseOfPeriods,
  noiseOfStrengths,
  PERTURBATION_LIMITS,
  perturbationQuotients,
  strengthsFreeOfPeriods,
} from "./perturbation.js";

/** A closure is faint below this share of the strongest among so many cycles on either side. */
const FAINT_SHARE = 0.3;
const FAINT_NEIGHBOURS = 4;

/** What the cycles alone say. */
type Perturbations = Omit<
  VoiceQualitySummary,
  "harmonicsToNoiseDb" | "cepstralPeakProminenceDb" | "breathiness" | "creak"
>;

/**
 * Jitter and shimmer of a recording's cycles.
 *
 * @param cycles - Their `strengthVariance` is written over.
 */
export function perturbationsOf(cycles: MeasuredCycles): Perturbations {
  const { periodSeconds, periodFactor, strengthFactor } = PERTURBATION_LIMITS;
  const { closureVariance, strength, strengthVariance } = cycles;
  const all = periodsWithin(cycles.periodSeconds, periodSeconds);
  const periods = withoutFaint(all, faintCycles(strength));
  const strengths = strengthsOfPeriods(strengthsFreeOfPeriods(strength, all), all);
  scaleBySquares(strengthVariance, strengths);
  const jitter = perturbationQuotients(periods, periodFactor, noiseOfPeriods(closureVariance));
  const shimmer = perturbationQuotients(strengths, strengthFactor, noiseOfStrengths(strengthVariance));
  return {
    jitterLocal: jitter.two,
    jitterRap: jitter.three,
    jitterPpq5: jitter.five,
    shimmerLocal: shimmer.two,
    shimmerApq3: shimmer.three,
    shimmerApq5: shimmer.five,
  };
}

// One loop each: an engine that learns a loop while it runs forgets it at the next one of the same function, so that each took 10 ms for .4.

/** NaN of the periods that are none. */
function periodsWithin(periodSeconds: Float64Array, [least, most]: readonly [number, number]): Float64Array {
  // Not by `map`, which makes an object of every number: an hour has half a million cycles.
  const kept = periodSeconds.slice();
  for (let i = 0; i < kept.length; i++) if (!(kept[i] >= least && kept[i] <= most)) kept[i] = Number.NaN;
  return kept;
}

/** NaN of the periods that begin or end at a faint closure. */
function withoutFaint(periods: Float64Array, isFaint: Uint8Array): Float64Array {
  const kept = periods.slice();
  for (let i = 0; i < kept.length; i++) {
    if (isFaint[i] === 0) continue;
    kept[i] = Number.NaN;
    // What lies beyond an array costs the whole loop dear.
    if (i + 1 < kept.length) kept[i + 1] = Number.NaN;
  }
  return kept;
}

/** NaN of the strengths that end no period; written over. */
function strengthsOfPeriods(strengths: Float64Array, periods: Float64Array): Float64Array {
  for (let i = 0; i < strengths.length; i++) if (!(periods[i] > 0)) strengths[i] = Number.NaN;
  return strengths;
}

function scaleBySquares(values: Float64Array, factors: Float64Array): void {
  for (let i = 0; i < values.length; i++) values[i] *= factors[i] * factors[i];
}

/** Marks the closures that are faint beside the strongest of the cycles about them, where a voice begins or ends: noise moves those at will. */
function faintCycles(strength: Float64Array): Uint8Array {
  const isFaint = new Uint8Array(strength.length);
  for (let i = 0; i < strength.length; i++) {
    let greatest = 0;
    const to = Math.min(strength.length - 1, i + FAINT_NEIGHBOURS);
    for (let j = Math.max(0, i - FAINT_NEIGHBOURS); j <= to; j++) greatest = Math.max(greatest, strength[j]);
    if (strength[i] < FAINT_SHARE * greatest) isFaint[i] = 1;
  }
  return isFaint;
}
