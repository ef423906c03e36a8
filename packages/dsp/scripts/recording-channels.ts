import type { Recording } from "@vocalith/audio";

/** What a recording goes through on its way, by name; each takes one channel of samples and gives as many. */
export const RECORDING_CHANNELS: Readonly<
  Record<string, (samples: Float32Array, sampleRateHz: number) => Float32Array>
> = {
  telephone: (x, rate) => bandPassed(x, rate, 300, 3400),
  narrow: (x, rate) => bandPassed(x, rate, 80, 4000),
  white: (x) => withNoise(x, gaussian(x.length, 1)),
  pink: (x) => withNoise(x, pink(x.length)),
  room300: (x, rate) => reverberant(x, rate, 0.3, 3),
  room600: (x, rate) => reverberant(x, rate, 0.6, 0),
  bright: (x, rate) => tilted(x, rate, 1),
  dull: (x, rate) => tilted(x, rate, -1),
};

/** The recording through one of them. */
export function through(recording: Recording, channel: string): Recording {
  const change = RECORDING_CHANNELS[channel];
  if (change === undefined) throw new Error(`There is no channel ${channel}.`);
  return { ...recording, channels: recording.channels.map((samples) => change(samples, recording.sampleRateHz)) };
}

/** Signal to noise, and how the direct sound stands to the room's are given in dB. */
const NOISE_DB = 20;

/** Butterworth filters of sixth order at both edges. */
function bandPassed(x: Float32Array, rate: number, lowHz: number, highHz: number): Float32Array {
  let y: Float64Array = Float64Array.from(x);
  for (const quality of [0.5176, Math.SQRT1_2, 1.9319]) {
    y = filtered(y, section(lowHz / rate, quality, true));
    if (highHz < 0.49 * rate) y = filtered(y, section(highHz / rate, quality, false));
  }
  return Float32Array.from(y);
}

/** Second-order section by the bilinear transform (Bristow-Johnson 1994). */
function section(frequency: number, quality: number, high: boolean): readonly number[] {
  const w = 2 * Math.PI * frequency;
  const alpha = Math.sin(w) / (2 * quality);
  const a0 = 1 + alpha;
  const edge = (high ? 1 + Math.cos(w) : 1 - Math.cos(w)) / 2 / a0;
  return [edge, high ? -2 * edge : 2 * edge, edge, (-2 * Math.cos(w)) / a0, (1 - alpha) / a0];
}

function filtered(x: Float64Array, [b0 = 1, b1 = 0, b2 = 0, a1 = 0, a2 = 0]: readonly number[]): Float64Array {
  const y = new Float64Array(x.length);
  for (let n = 0; n < x.length; n++) {
    y[n] = b0 * x[n];
    if (n > 0) y[n] += b1 * x[n - 1] - a1 * y[n - 1];
    if (n > 1) y[n] += b2 * x[n - 2] - a2 * y[n - 2];
  }
  return y;
}

/** A microphone that rises or falls by about 2 dB an octave between 500 Hz and 4 kHz: a shelf of 6 dB around 1.4 kHz. */
function tilted(x: Float32Array, rate: number, sign: number): Float32Array {
  const keep = Math.exp((-2 * Math.PI * 1400) / rate);
  const gain = 10 ** ((6 * sign) / 20);
  let low = 0;
  return x.map((sample) => {
    low += (1 - keep) * (sample - low);
    return low + gain * (sample - low);
  });
}

/** Direct sound, and two thousand reflections a second of random time and sign that die away (velvet noise: Karjalainen and Jarvelainen 2007). */
function reverberant(x: Float32Array, rate: number, sixtyDbSeconds: number, directDb: number): Float32Array {
  const random = randomNumbers(7);
  const delays: number[] = [];
  const gains: number[] = [];
  for (let t = 0.003; t < sixtyDbSeconds; t += random() / 1000) {
    delays.push(Math.round(t * rate));
    gains.push((random() < 0.5 ? -1 : 1) * 10 ** ((-3 * t) / sixtyDbSeconds));
  }
  const power = gains.reduce((sum, gain) => sum + gain * gain, 0);
  const scale = Math.sqrt(10 ** (-directDb / 10) / power);
  const y = Float32Array.from(x);
  delays.forEach((delay, k) => {
    const gain = scale * gains[k];
    for (let n = delay; n < x.length; n++) y[n] += gain * x[n - delay];
  });
  return y;
}

function withNoise(x: Float32Array, noise: Float64Array): Float32Array {
  const power = (values: ArrayLike<number>) => Array.from(values).reduce((sum, v) => sum + v * v, 0) / values.length;
  const scale = Math.sqrt(power(x) / power(noise) / 10 ** (NOISE_DB / 10));
  return x.map((sample, n) => sample + scale * noise[n]);
}

/** White noise through first-order sections that together fall by 3 dB an octave. */
function pink(length: number): Float64Array {
  const white = gaussian(length, 2);
  const poles = [0.99886, 0.99332, 0.969, 0.8665, 0.55];
  const gains = [0.0555179, 0.0750759, 0.153852, 0.3104856, 0.5329522];
  const state = new Float64Array(poles.length);
  return white.map((w) => {
    let sum = 0.5362 * w;
    poles.forEach((pole, k) => {
      state[k] = pole * state[k] + gains[k] * w;
      sum += state[k];
    });
    return sum;
  });
}

function gaussian(length: number, seed: number): Float64Array {
  const random = randomNumbers(seed);
  return Float64Array.from({ length }, () => Math.sqrt(-2 * Math.log(random())) * Math.cos(2 * Math.PI * random()));
}

/** Linear congruential numbers between 0 and 1. */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return (state + 0.5) / 4294967296;
  };
}
