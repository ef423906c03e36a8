import exp from "@stdlib/math-base-special-exp";
import { seededRandom } from "./seeded-random.js";

/** Amplitude of a level of 20 log10 dB re 1. */
export function amplitudeOfDb(levelDb: number): number {
  return exp((levelDb * Math.LN10) / 20);
}

/**
 * Brings samples to a root-mean-square level, lower where a peak would pass 0.98, and adds the noise of a room: white noise
 * and the same after a one-pole low pass at about 150 Hz, half of the power each.
 *
 * @param samples any scale; silence stays silence
 * @param levelDb level wanted, 20 log10 re full scale
 * @param background level of the noise in dB and its seed
 * @example
 * ```ts
 * import { levelSamples } from "@vocalith/testkit";
 * const quiet = levelSamples(Float64Array.of(0.5, -0.5, 0.5), -40);
 * ```
 */
export function levelSamples(
  samples: Float64Array,
  levelDb: number,
  background?: { readonly levelDb: number; readonly seed: number; readonly sampleRateHz: number },
): Float32Array {
  let energy = 0;
  let peak = 0;
  for (const sample of samples) {
    energy += sample * sample;
    peak = Math.max(peak, Math.abs(sample));
  }
  const gain = peak === 0 ? 0 : Math.min(amplitudeOfDb(levelDb) / Math.sqrt(energy / samples.length), 0.98 / peak);
  const out = Float32Array.from(samples, (sample) => sample * gain);
  if (background === undefined) return out;
  const random = seededRandom(background.seed);
  const amplitude = amplitudeOfDb(background.levelDb);
  const pole = exp((-2 * Math.PI * 150) / background.sampleRateHz);
  const lowGain = Math.sqrt(0.5 * (1 - pole * pole));
  let low = 0;
  for (let i = 0; i < out.length; i++) {
    low = pole * low + random.normal();
    out[i] = (out[i] ?? 0) + amplitude * (lowGain * low + Math.SQRT1_2 * random.normal());
  }
  return out;
}
