import { quantile } from "../signal/quantile.js";
import { alignCycles } from "./align-cycles.js";
import { findClosures, pulseSkewness } from "./find-closures.js";
import type { GlottalSetting } from "./glottal-cycles.js";
import { inverseFilter } from "./inverse-filter.js";
import type { VoicedSound } from "./voiced-sound.js";
import type { VoicedStretch } from "./voiced-stretches.js";

/** Voiced stretches from which a recording's setting is told, and how much of each. */
const PILOTS = 4;
const PILOT_SECONDS = 0.3;
/** They begin within so much time from the first one on: a long recording's setting is known long before its end. */
const PILOTS_WITHIN_SECONDS = 60;

/** The middles of the longest stretches of the first minute of voice, in order of time: what `glottalSetting` should hear. */
export function pilotStretches(stretches: readonly VoicedStretch[], hopSeconds: number): VoicedStretch[] {
  const frames = Math.round(PILOT_SECONDS / hopSeconds);
  const end = stretches.length > 0 ? stretches[0].firstFrame + Math.round(PILOTS_WITHIN_SECONDS / hopSeconds) : 0;
  return stretches
    .filter(({ firstFrame }) => firstFrame < end)
    .sort((a, b) => b.lastFrame - b.firstFrame - (a.lastFrame - a.firstFrame))
    .slice(0, PILOTS)
    .map(({ firstFrame, lastFrame }) => {
      const spare = Math.max(0, lastFrame - firstFrame - frames);
      return { firstFrame: firstFrame + Math.floor(spare / 2), lastFrame: lastFrame - Math.ceil(spare / 2) };
    })
    .sort((a, b) => a.firstFrame - b.firstFrame);
}

/**
 * Noise about the voice and sign of its pulses: what of the excitation above 2 kHz does not repeat in aligned cycles, led back through the
 * inverse filter. Jitter does not count as noise, as it would between the harmonics of a spectrum. The sign is that of the
 * excitation's skewness (Drugman and Dutoit 2011), with that noise expected.
 *
 * @param pilots - Each is voiced within its one stretch. No noise where there are no cycles.
 */
export function glottalSetting(pilots: readonly { sound: VoicedSound; stretch: VoicedStretch }[]): GlottalSetting {
  const filtered = (noisePower: number) =>
    pilots.map(({ sound, stretch }) =>
      inverseFilter(sound.samples, sound.sampleRateHz, [stretch], sound.pitch.timeSeconds, noisePower),
    );
  const polarityOf = (excitations: ReturnType<typeof filtered>) =>
    excitations.reduce((sum, { samples }) => sum + pulseSkewness(samples), 0) < 0 ? -1 : 1;
  const excitations = filtered(0);
  const polarity = polarityOf(excitations);
  const correlations: number[] = [];
  let power = 0;
  let count = 0;
  for (const [p, { sound, stretch }] of pilots.entries()) {
    const excitation = excitations[p];
    const { samples, sampleRateHz, brightNoiseGain } = excitation;
    const { timeSeconds } = sound.pitch;
    const cycles = alignCycles(samples, findClosures(excitation, polarity, stretch, sound.pitch));
    correlations.push(...cycles.brightCorrelation);
    const to = Math.min(samples.length - 1, Math.floor(timeSeconds[stretch.lastFrame] * sampleRateHz));
    for (let n = Math.max(1, Math.ceil(timeSeconds[stretch.firstFrame] * sampleRateHz)); n < to; n++) {
      const bright = 2 * samples[n] - samples[n - 1] - samples[n + 1];
      power += (bright * bright) / brightNoiseGain;
      count++;
    }
  }
  const noise = (Math.max(0, 1 - quantile(correlations, 0.5)) * power) / count;
  const noisePower = Number.isFinite(noise) ? noise : 0;
  return { noisePower, polarity: noisePower > 0 ? polarityOf(filtered(noisePower)) : polarity };
}
