import { type Contour, type SyntheticVoice, seededRandom, synthesizeVoice } from "@vocalith/testkit";
import type { PitchTrack } from "../../src/index.js";

/** Resonances of a man's open, close front and close back vowel, in Hz. */
const FORMANTS_HZ = {
  a: [730, 1090, 2440, 3400, 4500],
  i: [270, 2290, 3010, 3600, 4500],
  u: [300, 870, 2240, 3400, 4400],
} as const;
const BANDWIDTHS_HZ = [70, 85, 120, 160, 220];

/** What a vowel is sung like. */
export interface VowelOptions {
  readonly frequencyHz: Contour;
  readonly vowel?: keyof typeof FORMANTS_HZ;
  /** Resonances over those of a man. */
  readonly tractScale?: number;
  readonly jitter?: number;
  readonly shimmer?: number;
  readonly aspiration?: number;
  readonly pulseShape?: number;
  readonly vibratoCents?: number;
  readonly sampleRateHz?: number;
  readonly durationSeconds?: number;
  readonly seed?: number;
}

/** One vowel with known cycles. */
export function sungVowel(options: VowelOptions): SyntheticVoice {
  const sampleRateHz = options.sampleRateHz ?? 48_000;
  const scale = options.tractScale ?? 1;
  const formants: number[] = [...FORMANTS_HZ[options.vowel ?? "a"]];
  for (let hz = 5500; hz * scale < Math.min(sampleRateHz / 2 + 1500, 20_000); hz += 1000) formants.push(hz);
  return synthesizeVoice({
    durationSeconds: options.durationSeconds ?? 1.5,
    sampleRateHz,
    seed: options.seed ?? 1,
    levelDb: -20,
    frequencyHz: options.frequencyHz,
    voicing: 1,
    pulseShape: options.pulseShape ?? 1,
    jitter: options.jitter,
    shimmer: options.shimmer,
    aspiration: options.aspiration,
    vibrato: options.vibratoCents === undefined ? undefined : { rateHz: 5.5, depthCents: options.vibratoCents },
    formants: formants.map((hz, i) => ({ frequencyHz: hz * scale, bandwidthHz: (BANDWIDTHS_HZ[i] ?? 300) * scale })),
  });
}

/** Pitch as it was meant, NaN within 50 ms of both ends. */
export function truePitch({ truth }: SyntheticVoice): PitchTrack {
  const frames = truth.timeSeconds.length;
  return {
    timeSeconds: truth.timeSeconds,
    frequencyHz: truth.frequencyHz.map((hz, i) => (i < 5 || i >= frames - 5 ? Number.NaN : hz)),
    voicedProbability: new Float64Array(frames).fill(1),
  };
}

/** White noise of power 1. */
export function whiteNoise(length: number, seed: number): Float64Array {
  return Float64Array.from({ length }, seededRandom(seed).normal);
}

/** Noise of power near 1 that falls by 3 dB an octave from 50 Hz or so up: one-pole low-passes an octave and a half apart. */
export function pinkNoise(length: number, sampleRateHz: number, seed: number): Float64Array {
  const white = whiteNoise(length, seed);
  const result = new Float64Array(length);
  for (let hz = 30; hz < sampleRateHz / 2; hz *= 3) {
    const pole = Math.exp((-2 * Math.PI * hz) / sampleRateHz);
    let state = 0;
    for (let n = 0; n < length; n++) {
      state = pole * state + (1 - pole) * white[n];
      result[n] += state / Math.sqrt(hz);
    }
  }
  const power = meanPower(result);
  return result.map((value) => value / Math.sqrt(power));
}

/** The voice with noise added, scaled so that the power of the voice lies `ratioDb` above `noisePower` times the noise's. */
export function withNoise(voice: Float32Array, noise: Float64Array, ratioDb: number, noisePower = 1): Float32Array {
  const gain = Math.sqrt(meanPower(voice) / noisePower / 10 ** (ratioDb / 10));
  return voice.map((sample, n) => sample + gain * noise[n]);
}

export function meanPower(samples: ArrayLike<number>): number {
  let mean = 0;
  let squares = 0;
  for (let n = 0; n < samples.length; n++) {
    mean += samples[n];
    squares += samples[n] * samples[n];
  }
  return squares / samples.length - (mean / samples.length) ** 2;
}
