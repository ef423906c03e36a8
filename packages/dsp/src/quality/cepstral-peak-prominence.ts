import { CosineTransform } from "../signal/cosine-transform.js";
import { logarithm } from "../signal/cycle-kernels.js";
import { type Kernels, sharedKernels } from "../signal/kernels.js";
import { WindowedSpectrum } from "../signal/windowed-spectrum.js";
import { hannWindow } from "../signal/windows.js";
import type { VoicedSound } from "./voiced-sound.js";
import type { VoicedStretch } from "./voiced-stretches.js";

const WINDOW_SECONDS = 0.064;
/** Cepstra are made this far apart and interpolated between. */
const STEP_SECONDS = 0.02;
/** Width of the running mean over quefrency. */
const SMOOTHING_SECONDS = 0.0005;
/** Quefrencies through which the line is drawn. */
const LINE_SECONDS: readonly [number, number] = [0.001, 0.025];
/** The peak is looked for within this factor of the pitch period. */
const PEAK_FACTOR = 1.2;
/** Powers below this share of the greatest count as this: a share of nothing has no logarithm. */
const FLOOR = 1e-10;

/**
 * Smoothed cepstral peak prominence (CPPS) of every frame, in dB: how far the cepstrum's peak at the pitch period stands above the straight
 * line through the cepstrum from 1 to 25 ms (Hillenbrand and Houde 1996; Praat's PowerCepstrogram). Cepstra are of the logarithm of
 * the power spectrum of 64 ms under a Hann window, up to half of `sampleRateHz`; their squares are averaged over 0.5 ms of quefrency
 * and over three cepstra 20 ms apart (1 2 1), and taken in 10 log10.
 *
 * The sound should come at 8 kHz or so: above 4 kHz a voice has little but noise.
 *
 * @returns About 0 (no period) to 25 dB (a clear voice); NaN where not voiced, where the period is shorter than 1 ms or longer
 *   than 25 ms, and in digital silence.
 */
export function cepstralPeakProminence(
  { samples, sampleRateHz, pitch: { timeSeconds, frequencyHz, hopSeconds } }: VoicedSound,
  stretches: readonly VoicedStretch[],
  kernels: Kernels | null = sharedKernels(),
): Float64Array {
  const result = new Float64Array(timeSeconds.length).fill(Number.NaN);
  const meter = new CepstrumMeter(sampleRateHz, kernels);
  const stride = Math.max(1, Math.round(STEP_SECONDS / hopSeconds));
  const cepstra: Float64Array[] = [];
  for (const { firstFrame, lastFrame } of stretches) {
    const steps = Math.floor((lastFrame - firstFrame) / stride) + 1;
    while (cepstra.length < steps) cepstra.push(new Float64Array(meter.quefrencies));
    for (let k = 0; k < steps; k++) {
      meter.measure(samples, timeSeconds[firstFrame + k * stride] * sampleRateHz, cepstra[k]);
    }
    for (let k = 0; k < steps; k++) {
      const frame = firstFrame + k * stride;
      result[frame] = meter.prominence(
        cepstra[Math.max(0, k - 1)],
        cepstra[k],
        cepstra[Math.min(steps - 1, k + 1)],
        1 / frequencyHz[frame],
      );
    }
    for (let i = firstFrame; i <= lastFrame; i++) {
      const before = i - ((i - firstFrame) % stride);
      if (i === before) continue;
      const after = before + stride;
      const share = (i - before) / stride;
      result[i] = after > lastFrame ? result[before] : result[before] + share * (result[after] - result[before]);
    }
  }
  return result;
}

/** Cepstra of frames, and what stands out of them. */
class CepstrumMeter {
  /** Squared cepstral values a frame, from quefrency 0 on, `1 / sampleRateHz` apart. */
  readonly quefrencies: number;
  readonly #sampleRateHz: number;
  readonly #length: number;
  readonly #spectrum: WindowedSpectrum;
  readonly #transform: CosineTransform;
  readonly #cepstrum: Float64Array;
  readonly #running: Float64Array;
  readonly #kernels: Kernels | null;
  /** Where the kernels find the smoothed cepstrum; without them it is in `#levels`. */
  readonly #place: number;
  readonly #levels: Float64Array;

  constructor(sampleRateHz: number, kernels: Kernels | null) {
    this.#sampleRateHz = sampleRateHz;
    this.#length = 2 * Math.round((WINDOW_SECONDS * sampleRateHz) / 2);
    let size = 64;
    while (size < this.#length) size *= 2;
    this.#spectrum = new WindowedSpectrum(hannWindow(this.#length), size, `Hann ${this.#length}`, kernels);
    this.#transform = new CosineTransform(size / 2, kernels);
    this.#cepstrum = new Float64Array(size / 2 + 1);
    this.#running = new Float64Array(size / 2 + 2);
    this.#kernels = kernels;
    const levels = new Float64Array(size / 2 + 2);
    this.#levels = levels;
    this.#place = kernels === null ? 0 : kernels.table(`cepstral levels ${size}`, () => levels);
    this.quefrencies = Math.min(size / 2, Math.ceil(LINE_SECONDS[1] * sampleRateHz) + 4);
  }

  /** Squared cepstrum of the frame around sample `centre`; all zero in digital silence. */
  measure(sound: Float32Array, centre: number, squares: Float64Array): void {
    const cepstrum = this.#cepstrum;
    const kernels = this.#kernels;
    this.#spectrum.read(sound, Math.round(centre) - this.#length / 2);
    const { place, power } = this.#spectrum;
    let greatest = 0;
    for (let k = 0; k < power.length; k++) if (power[k] > greatest) greatest = power[k];
    if (!(greatest > 0)) {
      squares.fill(0);
      return;
    }
    if (kernels !== null && place !== undefined) {
      kernels.run.logarithms(place, power.length + 1, 1 / greatest, FLOOR);
    } else for (let k = 0; k < power.length; k++) power[k] = logarithm((1 / greatest) * power[k] + FLOOR);
    this.#transform.transform(power, cepstrum, 2 * Math.ceil((squares.length - 1) / 2), place);
    for (let k = 0; k < squares.length; k++) squares[k] = cepstrum[k] * cepstrum[k];
  }

  /** Height of the peak near `periodSeconds` over the line, in dB, of the mean of three neighbouring frames. */
  prominence(before: Float64Array, here: Float64Array, after: Float64Array, periodSeconds: number): number {
    const rate = this.#sampleRateHz;
    if (!(periodSeconds >= LINE_SECONDS[0] && periodSeconds <= LINE_SECONDS[1])) return Number.NaN;
    const half = Math.max(1, Math.round((SMOOTHING_SECONDS * rate - 1) / 2));
    const first = Math.ceil(LINE_SECONDS[0] * rate);
    const last = Math.min(this.quefrencies - 1 - half, Math.floor(LINE_SECONDS[1] * rate));
    const running = this.#running;
    let total = 0;
    for (let q = 0; q < this.quefrencies; q++) {
      total += before[q] + 2 * here[q] + after[q];
      running[q + 1] = total;
    }
    if (!(total > 0)) return Number.NaN;
    const kernels = this.#kernels;
    const numbers = kernels === null ? this.#levels : kernels.numbers;
    const levels = this.#place / 8 - first;
    // The running sum loses nothing that counts: the cepstrum is greatest at its beginning, by some 30 dB.
    for (let q = first; q <= last; q++) numbers[levels + q] = running[q + half + 1] - running[q - half];
    if (kernels !== null) kernels.run.logarithms(this.#place, 2 * Math.ceil((last - first + 1) / 2), 1, 0);
    else for (let q = first; q <= last; q++) numbers[levels + q] = logarithm(numbers[levels + q]);
    let sum = 0;
    let moment = 0;
    let weightedSum = 0;
    let weightedMoment = 0;
    let count = 0;
    // Neighbours share most of what is averaged: every other one tells the line.
    for (let q = first; q <= last; q += 2) {
      const value = numbers[levels + q];
      sum += value;
      moment += q;
      weightedSum += value * q;
      weightedMoment += q * q;
      count++;
    }
    const slope = (weightedSum - (sum * moment) / count) / (weightedMoment - (moment * moment) / count);
    const from = Math.max(first, Math.floor((periodSeconds / PEAK_FACTOR) * rate));
    const to = Math.min(last, Math.ceil(periodSeconds * PEAK_FACTOR * rate));
    let peak = from;
    let greatest = -Infinity;
    for (let q = from; q <= to; q++) {
      const value = numbers[levels + q];
      if (value <= greatest) continue;
      greatest = value;
      peak = q;
    }
    const value = (10 / Math.LN10) * (greatest - sum / count - slope * (peak - moment / count));
    return Number.isFinite(value) ? value : Number.NaN;
  }
}
