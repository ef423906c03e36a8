import { seededRandom } from "@vocalith/testkit";
import type { KnownPitch } from "./known-pitch.js";

export type NoiseColour = "white" | "pink" | "mains hum";

/** Half of the grid's step: what belongs to a frame. */
const REACH_SECONDS = 0.005;
/** Harmonics of the mains and their amplitudes: odd ones stand out, as from a transformer. */
const HUM_HARMONICS = [1, 0.4, 0.6, 0.2, 0.4, 0.1, 0.25, 0.08, 0.12];
const MAINS_HZ = 50;

/**
 * The same sound in noise. The level of the noise is its root-mean-square over the whole, set that many decibels (20 log10)
 * below the root-mean-square of the sound over its voiced frames alone, so that pauses do not count.
 */
export function addNoise(known: KnownPitch, colour: NoiseColour, signalToNoiseDb: number, seed: number): KnownPitch {
  const { length } = known.samples;
  const noise = colour === "mains hum" ? mainsHum(length, known.sampleRateHz, seed) : randomNoise(length, colour, seed);
  let power = 0;
  for (const value of noise) power += value * value;
  const gain = (voicedRootMeanSquare(known) / Math.sqrt(power / length)) * 10 ** (-signalToNoiseDb / 20);
  return { ...known, samples: known.samples.map((sample, i) => sample + gain * (noise[i] ?? 0)) };
}

/** Root-mean-square of the samples within 5 ms of the voiced frames. */
export function voicedRootMeanSquare({ samples, sampleRateHz, timeSeconds, frequencyHz }: KnownPitch): number {
  let power = 0;
  let count = 0;
  timeSeconds.forEach((time, i) => {
    if (Number.isNaN(frequencyHz[i])) return;
    const end = Math.min(samples.length, Math.round((time + REACH_SECONDS) * sampleRateHz));
    for (let at = Math.max(0, Math.round((time - REACH_SECONDS) * sampleRateHz)); at < end; at++) {
      power += (samples[at] ?? 0) ** 2;
      count++;
    }
  });
  return Math.sqrt(power / count);
}

/** Gaussian noise; pink by leaky sums whose corners lie a factor of 4 apart, within 0.5 dB of 3 dB an octave. */
function randomNoise(length: number, colour: "white" | "pink", seed: number): Float64Array {
  const random = seededRandom(seed);
  if (colour === "white") return new Float64Array(length).map(() => random.normal());
  // A one-pole low pass of corner f contributes 1/f^2 above it; amplitudes falling with the root of the corner sum to 1/f.
  const poles = Array.from({ length: 8 }, (_, k) => Math.exp((-Math.PI / 2) * 4 ** -k));
  const states = new Float64Array(poles.length);
  return new Float64Array(length).map(() => {
    let sum = 0;
    poles.forEach((pole, k) => {
      states[k] = pole * (states[k] ?? 0) + Math.sqrt(1 - pole * pole) * random.normal();
      sum += states[k] ?? 0;
    });
    return sum;
  });
}

function mainsHum(length: number, sampleRateHz: number, seed: number): Float64Array {
  const random = seededRandom(seed);
  const phases = HUM_HARMONICS.map(() => random.uniform());
  return new Float64Array(length).map((_, i) => {
    const turns = (MAINS_HZ * i) / sampleRateHz;
    return HUM_HARMONICS.reduce(
      (sum, amplitude, h) => sum + amplitude * Math.sin(2 * Math.PI * ((h + 1) * turns + (phases[h] ?? 0))),
      0,
    );
  });
}
