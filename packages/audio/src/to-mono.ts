import type { Recording } from "./recording.js";

/** Power of the mean, over that of the mean of unrelated channels, below which channels cancel each other (-10 dB). */
const CANCELLED_POWER_RATIO = 0.1;

/**
 * One channel from all: their mean, `(c1 + ... + cn) / n`, sample by sample. Where the channels cancel each other (one
 * is wired in antiphase, so that the mean holds less than a tenth of the power that unrelated channels would leave in
 * it), the mean would be the room without the voice; the channel with the most energy is taken instead.
 *
 * @returns A new array as long as a channel; full scale is -1 to 1.
 * @example
 * ```ts
 * import { fromSamples, toMono } from "@vocalith/audio";
 *
 * toMono(fromSamples([[0.2, 0.4], [0.4, 0.6]], 48_000)); // 0.3, 0.5
 * ```
 */
export function toMono(recording: Recording): Float32Array {
  const { channels } = recording;
  const frames = channels[0]?.length ?? 0;
  const mean = new Float32Array(frames);
  let loudest = channels[0] ?? mean;
  let loudestEnergy = -1;
  let energySum = 0;
  for (const samples of channels) {
    let energy = 0;
    for (let frame = 0; frame < frames; frame++) {
      const value = samples[frame] as number;
      energy += value * value;
      mean[frame] = (mean[frame] as number) + value / channels.length;
    }
    energySum += energy;
    if (energy > loudestEnergy) {
      loudestEnergy = energy;
      loudest = samples;
    }
  }
  let meanEnergy = 0;
  for (const value of mean) meanEnergy += value * value;
  // Unrelated channels, and one live channel among silent ones, leave this much: no cancellation.
  const expected = energySum / (channels.length * channels.length);
  return meanEnergy < CANCELLED_POWER_RATIO * expected ? Float32Array.from(loudest) : mean;
}
