import { hannWindow } from "../signal/windows.js";
import type { VoicedStretch } from "./voiced-stretches.js";

/** Excitation of the tract, on voiced stretches; zero elsewhere. */
export interface Excitation {
  readonly sampleRateHz: number;
  /** As many samples as the sound; sample `i` stands at `i / sampleRateHz`. */
  readonly samples: Float64Array;
  /** Power that white noise of power 1 in the sound leaves in the second difference of the excitation; NaN where nothing was filtered. */
  readonly brightNoiseGain: number;
}

const WINDOW_SECONDS = 0.04;
const STEP_SECONDS = 0.02;
const PREEMPHASIS = 0.97;
/** Edge of the high-pass in Hz. */
const RUMBLE_HZ = 50;
/** Standard deviation of the Gaussian low-pass in Hz: above it voices hold more noise than voice. */
const LOW_PASS_HZ = 3000;
/** Noise that the prediction is told to expect, in powers of what there is. */
const NOISE_WEIGHT = 4;
/** The least white noise expected, as a share of the power: keeps empty bands from being blown up. */
const NOISE_SHARE = 1e-6;

/**
 * What excites the vocal tract: the residual of linear prediction (autocorrelation method, Makhoul 1975; Hann window of 40 ms every
 * 20 ms, one coefficient per kHz, pre-emphasis 0.97), smoothed by a Gaussian low-pass of 3 kHz. Each glottal cycle leaves one
 * pulse in it that has died away before the next, also where the formants of the sound ring on.
 *
 * The predictor expects four times the noise there is (added to its autocorrelation), so that the residual is not whitened where it would
 * be noise: at 20 dB of white noise shimmer of 5 % reads at most 18 % high instead of 58 %.
 *
 * @param noisePower - Power of white noise in the sound; 0 where not known.
 * @param samples - Where the excitation goes; voiced stretches are overwritten.
 */
export function inverseFilter(
  sound: Float32Array,
  sampleRateHz: number,
  stretches: readonly VoicedStretch[],
  timeSeconds: Float64Array,
  noisePower: number,
  samples = new Float64Array(sound.length),
): Excitation {
  const order = Math.max(8, Math.round(sampleRateHz / 1000));
  const length = 2 * Math.round((WINDOW_SECONDS * sampleRateHz) / 2);
  const step = 4 * Math.round((STEP_SECONDS * sampleRateHz) / 4);
  const window = hannWindow(length);
  const frame = new Float64Array(length);
  const correlation = new Float64Array(order + 1);
  const expected = NOISE_WEIGHT * noisePower * window.reduce((sum, value) => sum + value * value, 0);
  let brightGain = 0;
  let steps = 0;
  const predictor = new Predictor(order);
  const lowPass = gaussianLowPass(sampleRateHz);
  const lead = (lowPass.length - 1) / 2;
  const filter = new Float64Array(order + 1 + 2 * lead);
  for (const { firstFrame, lastFrame } of stretches) {
    const from = Math.max(0, Math.round((timeSeconds[firstFrame] - WINDOW_SECONDS / 2) * sampleRateHz));
    const to = Math.min(sound.length, Math.round((timeSeconds[lastFrame] + WINDOW_SECONDS / 2) * sampleRateHz) + 1);
    if (to <= from) continue;
    const stepsHere = Math.ceil((to - from) / step);
    // Sample n of the sound is emphasised[n - offset]; there is enough of it for every window and for the filter.
    const margin = length / 2 + filter.length + lead;
    const offset = from - margin;
    const emphasised = emphasise(sound, sampleRateHz, offset, stepsHere * step + 2 * margin);
    for (let k = 0; k < stepsHere; k++) {
      const start = margin + k * step;
      const left = start + step / 2 - length / 2;
      for (let n = 0; n < length; n++) frame[n] = emphasised[left + n] * window[n];
      autocorrelate(frame, correlation);
      // White noise, pre-emphasised and windowed as the sound was.
      correlation[0] += expected * (1 + PREEMPHASIS * PREEMPHASIS);
      correlation[1] -= expected * PREEMPHASIS;
      if (!predictor.predict(correlation)) continue;
      combine(predictor.filter, lowPass, filter);
      brightGain += brightNoiseGain(filter);
      steps++;
      convolve(emphasised, filter, start + lead, samples, offset + start, Math.min(step, to - offset - start));
    }
  }
  return { sampleRateHz, samples, brightNoiseGain: steps > 0 ? brightGain / steps : Number.NaN };
}

function brightNoiseGain(filter: Float64Array): number {
  let gain = 0;
  // Pre-emphasis and second difference as one filter of four taps.
  const taps = [1, -2 - PREEMPHASIS, 1 + 2 * PREEMPHASIS, -PREEMPHASIS];
  for (let n = 0; n < filter.length + 3; n++) {
    let value = 0;
    for (let k = 0; k < 4; k++) if (n >= k && n - k < filter.length) value += taps[k] * filter[n - k];
    gain += value * value;
  }
  return gain;
}

/** `length` samples from sample `from` on, pre-emphasised and without DC and rumble (one pole); zero outside of the sound. */
function emphasise(sound: Float32Array, sampleRateHz: number, from: number, length: number): Float64Array {
  const result = new Float64Array(length);
  const first = Math.max(0, 1 - from);
  const last = Math.min(length, sound.length - from);
  const pole = Math.exp((-2 * Math.PI * RUMBLE_HZ) / sampleRateHz);
  let past = sound[from + first] - PREEMPHASIS * sound[from + first - 1];
  let value = 0;
  for (let n = first; n < last; n++) {
    const here = sound[from + n] - PREEMPHASIS * sound[from + n - 1];
    value = here - past + pole * value;
    past = here;
    result[n] = value;
  }
  return result;
}

function gaussianLowPass(sampleRateHz: number): Float64Array {
  const deviation = sampleRateHz / (2 * Math.PI * LOW_PASS_HZ);
  const reach = Math.max(1, Math.ceil(3.5 * deviation));
  const kernel = Float64Array.from({ length: 2 * reach + 1 }, (_, i) =>
    Math.exp(-0.5 * ((i - reach) / deviation) ** 2),
  );
  const sum = kernel.reduce((a, b) => a + b);
  return kernel.map((value) => value / sum);
}

/** Predictor and low-pass as one filter. */
function combine(predictor: Float64Array, lowPass: Float64Array, filter: Float64Array): void {
  filter.fill(0);
  for (let k = 0; k < predictor.length; k++) {
    for (let j = 0; j < lowPass.length; j++) filter[k + j] += predictor[k] * lowPass[j];
  }
}

/** `result[to + i] = sum filter[k] sound[from + i - k]` for `i` below `count`: six at a time, which share what they read. */
function convolve(
  sound: Float64Array,
  filter: Float64Array,
  from: number,
  result: Float64Array,
  to: number,
  count: number,
): void {
  for (let i = 0; i < count; i += 6) {
    const newest = from + i;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let e = 0;
    let f = 0;
    let s1 = sound[newest + 1];
    let s2 = sound[newest + 2];
    let s3 = sound[newest + 3];
    let s4 = sound[newest + 4];
    let s5 = sound[newest + 5];
    for (let k = 0; k < filter.length; k++) {
      const tap = filter[k];
      const s0 = sound[newest - k];
      a += tap * s0;
      b += tap * s1;
      c += tap * s2;
      d += tap * s3;
      e += tap * s4;
      f += tap * s5;
      s5 = s4;
      s4 = s3;
      s3 = s2;
      s2 = s1;
      s1 = s0;
    }
    const at = to + i;
    result[at] = a;
    if (i + 1 < count) result[at + 1] = b;
    if (i + 2 < count) result[at + 2] = c;
    if (i + 3 < count) result[at + 3] = d;
    if (i + 4 < count) result[at + 4] = e;
    if (i + 5 < count) result[at + 5] = f;
  }
}

/** Six lags at a time, which share what they read. */
function autocorrelate(frame: Float64Array, correlation: Float64Array): void {
  for (let lag = 0; lag < correlation.length; lag += 6) {
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    let e = 0;
    let f = 0;
    // Before the frame is silence.
    let f1 = 0;
    let f2 = 0;
    let f3 = 0;
    let f4 = 0;
    let f5 = 0;
    for (let n = lag; n < frame.length; n++) {
      const here = frame[n];
      const f0 = frame[n - lag];
      a += here * f0;
      b += here * f1;
      c += here * f2;
      d += here * f3;
      e += here * f4;
      f += here * f5;
      f5 = f4;
      f4 = f3;
      f3 = f2;
      f2 = f1;
      f1 = f0;
    }
    correlation[lag] = a;
    if (lag + 1 < correlation.length) correlation[lag + 1] = b;
    if (lag + 2 < correlation.length) correlation[lag + 2] = c;
    if (lag + 3 < correlation.length) correlation[lag + 3] = d;
    if (lag + 4 < correlation.length) correlation[lag + 4] = e;
    if (lag + 5 < correlation.length) correlation[lag + 5] = f;
  }
}

/** Linear prediction from an autocorrelation (Levinson and Durbin). */
class Predictor {
  /** 1, a1, a2, ...: what it makes of a sound is the residual. */
  readonly filter: Float64Array;
  readonly #previous: Float64Array;

  constructor(order: number) {
    this.filter = new Float64Array(order + 1);
    this.#previous = new Float64Array(order + 1);
  }

  /** False for silence. */
  predict(correlation: Float64Array): boolean {
    const { filter } = this;
    const previous = this.#previous;
    const order = filter.length - 1;
    if (!(correlation[0] > 1e-24)) return false;
    filter.fill(0);
    filter[0] = 1;
    let error = correlation[0] * (1 + NOISE_SHARE);
    for (let k = 1; k <= order; k++) {
      let sum = correlation[k];
      for (let j = 1; j < k; j++) sum += filter[j] * correlation[k - j];
      const reflection = -sum / error;
      previous.set(filter);
      for (let j = 1; j < k; j++) filter[j] = previous[j] + reflection * previous[k - j];
      filter[k] = reflection;
      error *= 1 - reflection * reflection;
    }
    return true;
  }
}
