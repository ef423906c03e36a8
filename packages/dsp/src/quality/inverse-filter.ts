import { hannWindow } from "../signal/windows.js";
import type { VoicedStretch } from "./voiced-stretches.js";

/** Excitation of the tract, on voiced stretches; zero elsewhere. */
export interface Excitation {
  readonly sampleRateHz: number;
  /** As many samples as the sound; sample `i` stands at `i / sampleRateHz`. */
  readonly samples: Float64Array;
}

const WINDOW_SECONDS = 0.04;
const STEP_SECONDS = 0.02;
const PREEMPHASIS = 0.97;
/** Standard deviation of the Gaussian low-pass in Hz: above it voices hold more noise than voice. */
const LOW_PASS_HZ = 3000;
/** White noise that the prediction is told to expect, as a share of the power: keeps empty bands from being blown up. */
const NOISE_SHARE = 1e-6;

/**
 * What excites the vocal tract: the residual of linear prediction (autocorrelation method, Makhoul 1975; Hann window of 40 ms every
 * 20 ms, one coefficient per kHz, pre-emphasis 0.97), smoothed by a Gaussian low-pass of 3 kHz. Each glottal cycle leaves one
 * pulse in it that has died away before the next, also where the formants of the sound ring on.
 *
 * Pre-emphasis, predictor and low-pass are one filter, without delay of the pulse.
 */
export function inverseFilter(
  sound: Float32Array,
  sampleRateHz: number,
  stretches: readonly VoicedStretch[],
  timeSeconds: Float64Array,
): Excitation {
  const samples = new Float64Array(sound.length);
  const order = Math.max(8, Math.round(sampleRateHz / 1000));
  const length = 2 * Math.round((WINDOW_SECONDS * sampleRateHz) / 2);
  const step = Math.round(STEP_SECONDS * sampleRateHz);
  const window = hannWindow(length);
  const frame = new Float64Array(length);
  const correlation = new Float64Array(order + 1);
  const predictor = new Predictor(order);
  const lowPass = gaussianLowPass(sampleRateHz);
  const reach = (lowPass.length - 1) / 2;
  const filter = new Float64Array(order + 2 + 2 * reach);
  const emphasised = new Float64Array(order + 2);
  for (const { firstFrame, lastFrame } of stretches) {
    const from = Math.max(0, Math.round((timeSeconds[firstFrame] - WINDOW_SECONDS / 2) * sampleRateHz));
    const to = Math.min(sound.length, Math.round((timeSeconds[lastFrame] + WINDOW_SECONDS / 2) * sampleRateHz) + 1);
    for (let start = from; start < to; start += step) {
      const left = start + (step >> 1) - length / 2;
      for (let n = 0; n < length; n++) {
        const at = left + n;
        frame[n] = at > 0 && at < sound.length ? (sound[at] - PREEMPHASIS * sound[at - 1]) * window[n] : 0;
      }
      autocorrelate(frame, correlation);
      if (!predictor.predict(correlation)) continue;
      combine(predictor.filter, lowPass, emphasised, filter);
      convolve(sound, filter, reach, start, Math.min(to, start + step), samples);
    }
  }
  return { sampleRateHz, samples };
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

/** Pre-emphasis, predictor and low-pass as one filter. */
function combine(predictor: Float64Array, lowPass: Float64Array, emphasised: Float64Array, filter: Float64Array): void {
  const order = predictor.length - 1;
  emphasised[0] = predictor[0];
  for (let k = 1; k <= order; k++) emphasised[k] = predictor[k] - PREEMPHASIS * predictor[k - 1];
  emphasised[order + 1] = -PREEMPHASIS * predictor[order];
  filter.fill(0);
  for (let k = 0; k < emphasised.length; k++) {
    for (let j = 0; j < lowPass.length; j++) filter[k + j] += emphasised[k] * lowPass[j];
  }
}

/** `result[n] = sum filter[k] sound[n + lead - k]` for `n` of `from` to `to`. */
function convolve(
  sound: Float32Array,
  filter: Float64Array,
  lead: number,
  from: number,
  to: number,
  result: Float64Array,
): void {
  const taps = filter.length;
  const inner = taps - (taps & 3);
  for (let n = from; n < to; n++) {
    const newest = n + lead;
    if (newest - taps + 1 < 0 || newest >= sound.length) continue;
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let k = 0; k < inner; k += 4) {
      a += filter[k] * sound[newest - k];
      b += filter[k + 1] * sound[newest - k - 1];
      c += filter[k + 2] * sound[newest - k - 2];
      d += filter[k + 3] * sound[newest - k - 3];
    }
    for (let k = inner; k < taps; k++) a += filter[k] * sound[newest - k];
    result[n] = a + b + (c + d);
  }
}

function autocorrelate(frame: Float64Array, correlation: Float64Array): void {
  for (let k = 0; k < correlation.length; k++) {
    let a = 0;
    let b = 0;
    let n = k;
    for (; n + 1 < frame.length; n += 2) {
      a += frame[n] * frame[n - k];
      b += frame[n + 1] * frame[n + 1 - k];
    }
    if (n < frame.length) a += frame[n] * frame[n - k];
    correlation[k] = a + b;
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
