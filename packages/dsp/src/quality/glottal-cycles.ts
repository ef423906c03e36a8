import { quantile } from "../signal/quantile.js";
import { alignCycles } from "./align-cycles.js";
import { closurePolarity, findClosures } from "./find-closures.js";
import { type Excitation, inverseFilter } from "./inverse-filter.js";
import type { VoicedStretch } from "./voiced-stretches.js";

/** Every cycle of the glottis that was found, in order of time. The arrays have one length. */
export interface GlottalCycles {
  /** Instant of main excitation, where the glottis closes, in seconds. */
  readonly closureSeconds: Float64Array;
  /** Time since the closure before in seconds; NaN for the first of a voiced stretch. */
  readonly periodSeconds: Float64Array;
  /** Strength of the excitation, linear, in units that follow the recording's gain. */
  readonly strength: Float64Array;
  /** Correlation with the cycle before above 2 kHz, after inverse filtering, -1 to 1; NaN for the first of a voiced stretch. */
  readonly brightCorrelation: Float64Array;
}

/**
 * Cycles of the glottis: pulses of the inverse-filtered sound, chosen by dynamic programming along the pitch track and aligned with
 * the mean pulse of their neighbours. Inverse filtering is what takes the formants' ringing from one cycle into the next away.
 */
export function glottalCycles(
  sound: Float32Array,
  sampleRateHz: number,
  stretches: readonly VoicedStretch[],
  timeSeconds: Float64Array,
  frequencyHz: Float64Array,
  hopSeconds: number,
): GlottalCycles {
  const along = [timeSeconds, frequencyHz, hopSeconds] as const;
  const samples = new Float64Array(sound.length);
  const pilots = pilotStretches(stretches, hopSeconds);
  const noisePower = noisePowerOf(
    inverseFilter(sound, sampleRateHz, pilots, timeSeconds, 0, samples),
    pilots,
    ...along,
  );
  const excitation = inverseFilter(sound, sampleRateHz, stretches, timeSeconds, noisePower, samples);
  const polarity = closurePolarity(excitation.samples);
  const parts = stretches.map((stretch) =>
    alignCycles(excitation.samples, findClosures(excitation, polarity, stretch, ...along)),
  );
  const count = parts.reduce((sum, part) => sum + part.at.length, 0);
  const cycles = {
    closureSeconds: new Float64Array(count),
    periodSeconds: new Float64Array(count).fill(Number.NaN),
    strength: new Float64Array(count),
    brightCorrelation: new Float64Array(count),
  };
  let from = 0;
  for (const { at, strength, brightCorrelation } of parts) {
    cycles.strength.set(strength, from);
    cycles.brightCorrelation.set(brightCorrelation, from);
    for (let i = 0; i < at.length; i++) {
      cycles.closureSeconds[from + i] = at[i] / sampleRateHz;
      if (i > 0) cycles.periodSeconds[from + i] = (at[i] - at[i - 1]) / sampleRateHz;
    }
    from += at.length;
  }
  return cycles;
}

/** Voiced stretches from which the recording's noise is told, and how much of each. */
const PILOTS = 4;
const PILOT_SECONDS = 0.3;

/** The middles of the longest stretches. */
function pilotStretches(stretches: readonly VoicedStretch[], hopSeconds: number): VoicedStretch[] {
  const frames = Math.round(PILOT_SECONDS / hopSeconds);
  return [...stretches]
    .sort((a, b) => b.lastFrame - b.firstFrame - (a.lastFrame - a.firstFrame))
    .slice(0, PILOTS)
    .map(({ firstFrame, lastFrame }) => {
      const spare = Math.max(0, lastFrame - firstFrame - frames);
      return { firstFrame: firstFrame + Math.floor(spare / 2), lastFrame: lastFrame - Math.ceil(spare / 2) };
    })
    .sort((a, b) => a.firstFrame - b.firstFrame);
}

/**
 * Power of the noise about the voice, as if white: what of the excitation above 2 kHz does not repeat in aligned cycles, led back through
 * the inverse filter. Jitter does not count, as it would between the harmonics of a spectrum. 0 where there are no cycles.
 */
function noisePowerOf(
  excitation: Excitation,
  pilots: readonly VoicedStretch[],
  timeSeconds: Float64Array,
  frequencyHz: Float64Array,
  hopSeconds: number,
): number {
  const { samples, sampleRateHz, brightNoiseGain } = excitation;
  const polarity = closurePolarity(samples);
  const correlations: number[] = [];
  let power = 0;
  let count = 0;
  for (const pilot of pilots) {
    const closures = findClosures(excitation, polarity, pilot, timeSeconds, frequencyHz, hopSeconds);
    const cycles = alignCycles(samples, closures);
    correlations.push(...cycles.brightCorrelation);
    const to = Math.min(samples.length - 1, Math.floor(timeSeconds[pilot.lastFrame] * sampleRateHz));
    for (let n = Math.max(1, Math.ceil(timeSeconds[pilot.firstFrame] * sampleRateHz)); n < to; n++) {
      const bright = 2 * samples[n] - samples[n - 1] - samples[n + 1];
      power += bright * bright;
      count++;
    }
  }
  const noise = (Math.max(0, 1 - quantile(correlations, 0.5)) * power) / count / brightNoiseGain;
  return Number.isFinite(noise) ? noise : 0;
}
