/** What a synthetic voice does; functions of time are in seconds. */
export interface SynthesisOptions {
  readonly durationSeconds: number;
  readonly sampleRateHz?: number;
  /** Fundamental frequency; 0 where not voiced. */
  readonly frequencyHz: (time: number) => number;
  /** Linear amplitude of the voice; default 1. */
  readonly amplitude?: (time: number) => number;
  /** Resonances in Hz; default those of a neutral vowel. Empty for a plain source. */
  readonly formantHz?: readonly number[] | ((time: number) => readonly number[]);
  /** Fall of the source in dB an octave; default 12 at the lips' 6 dB less. */
  readonly tiltDbPerOctave?: number;
  /** Highest partial, in Hz; default 0.45 of the sample rate. */
  readonly highestHz?: number;
  /** Standard deviation of each period's length and of each period's amplitude, as shares. */
  readonly jitter?: number;
  readonly shimmer?: number;
  readonly seed?: number;
}

/** Steady pseudo-random numbers in 0..1 (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

/** Steady Gaussian numbers of unit variance (Box and Muller 1958). */
export function gaussianNumbers(seed: number): () => number {
  const random = randomNumbers(seed);
  return () => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

/**
 * A voice as a sum of partials of an exact phase, each weighted by a source that falls with frequency and by the complex gain of
 * the resonances (all-pole, bandwidths 60 Hz + 3 %). Nothing aliases and the truth is exact. Its peak is at 0.5.
 */
export function synthesizeVoice(options: SynthesisOptions): Float32Array {
  const rate = options.sampleRateHz ?? 16_000;
  const length = Math.round(options.durationSeconds * rate);
  const highest = Math.min(options.highestHz ?? 0.45 * rate, 0.48 * rate);
  const tilt = options.tiltDbPerOctave ?? 6;
  const formants = options.formantHz ?? [500, 1500, 2500, 3500, 4500];
  const gauss = gaussianNumbers(options.seed ?? 1);
  const samples = new Float32Array(length);
  const block = Math.round(rate / 200);
  const gainReal = new Float64Array(4096);
  const gainImaginary = new Float64Array(4096);
  let phase = 0;
  let periodScale = 1;
  let amplitudeScale = 1;
  let partials = 0;
  for (let n = 0; n < length; n++) {
    const time = n / rate;
    const frequency = options.frequencyHz(time);
    if (!(frequency > 0)) {
      phase = 0;
      partials = 0;
      continue;
    }
    if (partials === 0 || n % block === 0) {
      const poles = typeof formants === "function" ? formants(time) : formants;
      partials = Math.max(1, Math.min(4095, Math.floor(highest / frequency)));
      for (let h = 1; h <= partials; h++) partialGain(h, frequency, tilt, poles, gainReal, gainImaginary);
    }
    const before = Math.floor(phase);
    phase += frequency / periodScale / rate;
    if (Math.floor(phase) > before) {
      periodScale = 1 + (options.jitter ?? 0) * gauss();
      amplitudeScale = 1 + (options.shimmer ?? 0) * gauss();
    }
    // Partials by rotating one phasor.
    const c = Math.cos(2 * Math.PI * phase);
    const s = Math.sin(2 * Math.PI * phase);
    let real = 1;
    let imaginary = 0;
    let sum = 0;
    for (let h = 1; h <= partials; h++) {
      const next = real * c - imaginary * s;
      imaginary = real * s + imaginary * c;
      real = next;
      sum += gainReal[h] * real - gainImaginary[h] * imaginary;
    }
    samples[n] = sum * amplitudeScale * (options.amplitude?.(time) ?? 1);
  }
  return scaleToPeak(samples, 0.5);
}

function partialGain(
  h: number,
  frequency: number,
  tilt: number,
  poles: readonly number[],
  gainReal: Float64Array,
  gainImaginary: Float64Array,
): void {
  const f = h * frequency;
  let real = 10 ** ((-tilt * Math.log2(h)) / 20);
  let imaginary = 0;
  for (const pole of poles) {
    // pole^2 / (pole^2 - f^2 + i f bandwidth)
    const bandwidth = 60 + 0.03 * pole;
    const a = 1 - (f * f) / (pole * pole);
    const b = (f * bandwidth) / (pole * pole);
    const d = a * a + b * b;
    const nextReal = (real * a + imaginary * b) / d;
    imaginary = (imaginary * a - real * b) / d;
    real = nextReal;
  }
  gainReal[h] = real;
  gainImaginary[h] = imaginary;
}

export function scaleToPeak(samples: Float32Array, peak: number): Float32Array {
  let largest = 0;
  for (const sample of samples) largest = Math.max(largest, Math.abs(sample));
  return largest > 0 ? samples.map((sample) => (sample / largest) * peak) : samples;
}

/** White noise of a standard deviation. */
export function whiteNoise(length: number, deviation: number, seed = 1): Float32Array {
  const gauss = gaussianNumbers(seed);
  return Float32Array.from({ length }, () => deviation * gauss());
}
