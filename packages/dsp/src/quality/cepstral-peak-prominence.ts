import { CosineTransform } from "../signal/cosine-transform.js";
import { RealFft } from "../signal/real-fft.js";
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
): Float64Array {
  const result = new Float64Array(timeSeconds.length).fill(Number.NaN);
  const meter = new CepstrumMeter(sampleRateHz);
  const stride = Math.max(1, Math.round(STEP_SECONDS / hopSeconds));
  let cepstra: Float64Array[] = [];
  for (const { firstFrame, lastFrame } of stretches) {
    const steps = Math.floor((lastFrame - firstFrame) / stride) + 1;
    while (cepstra.length < steps) cepstra = [...cepstra, new Float64Array(meter.quefrencies)];
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
  readonly #fft: RealFft;
  readonly #transform: CosineTransform;
  readonly #window: Float64Array;
  readonly #frame: Float64Array;
  readonly #spectrum: Float64Array;
  readonly #running: Float64Array;

  constructor(sampleRateHz: number) {
    this.#sampleRateHz = sampleRateHz;
    this.#length = 2 * Math.round((WINDOW_SECONDS * sampleRateHz) / 2);
    let size = 64;
    while (size < this.#length) size *= 2;
    this.#fft = new RealFft(size);
    this.#transform = new CosineTransform(size / 2);
    this.#window = hannWindow(this.#length);
    this.#frame = new Float64Array(size);
    this.#spectrum = new Float64Array(size / 2 + 1);
    this.#running = new Float64Array(size / 2 + 2);
    this.quefrencies = Math.min(size / 2, Math.ceil(LINE_SECONDS[1] * sampleRateHz) + 4);
  }

  /** Squared cepstrum of the frame around sample `centre`; all zero in digital silence. */
  measure(sound: Float32Array, centre: number, squares: Float64Array): void {
    const frame = this.#frame;
    const spectrum = this.#spectrum;
    const start = Math.round(centre) - this.#length / 2;
    for (let n = 0; n < this.#length; n++) {
      const at = start + n;
      frame[n] = at >= 0 && at < sound.length ? sound[at] * this.#window[n] : 0;
    }
    this.#fft.power(frame, spectrum);
    let greatest = 0;
    for (let k = 0; k < spectrum.length; k++) greatest = Math.max(greatest, spectrum[k]);
    if (!(greatest > 0)) {
      squares.fill(0);
      return;
    }
    const scale = 1 / greatest;
    for (let k = 0; k < spectrum.length; k++) spectrum[k] = Math.log(spectrum[k] * scale + FLOOR);
    this.#transform.transform(spectrum, spectrum);
    for (let k = 0; k < squares.length; k++) squares[k] = spectrum[k] * spectrum[k];
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
    // The running sum loses nothing that counts: the cepstrum is greatest at its beginning, by some 30 dB.
    const level = (q: number) => (10 / Math.LN10) * Math.log(running[q + half + 1] - running[q - half]);
    let sum = 0;
    let moment = 0;
    let weightedSum = 0;
    let weightedMoment = 0;
    let count = 0;
    // Neighbours share most of what is averaged: every other one tells the line.
    for (let q = first; q <= last; q += 2) {
      const value = level(q);
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
      const value = level(q);
      if (value <= greatest) continue;
      greatest = value;
      peak = q;
    }
    const value = greatest - sum / count - slope * (peak - moment / count);
    return Number.isFinite(value) ? value : Number.NaN;
  }
}
