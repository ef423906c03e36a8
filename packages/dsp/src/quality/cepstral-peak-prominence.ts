import { CosineTransform, turnPlace } from "../signal/cosine-transform.js";
import { logarithm } from "../signal/cycle-kernels.js";
import { type Kernels, sharedKernels } from "../signal/kernels.js";
import { type KernelPlaces, kernelPlaces } from "../signal/real-fft.js";
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
  const meter = kernels === null ? new PlainMeter(sampleRateHz) : new KernelMeter(sampleRateHz, kernels);
  const stride = Math.max(1, Math.round(STEP_SECONDS / hopSeconds));
  for (const { firstFrame, lastFrame } of stretches) {
    const steps = Math.floor((lastFrame - firstFrame) / stride) + 1;
    const frames = Array.from({ length: steps }, (_, k) => firstFrame + k * stride);
    const prominence = meter.measure(
      samples,
      frames.map((frame) => Math.round(timeSeconds[frame] * sampleRateHz)),
      frames.map((frame) => 1 / frequencyHz[frame]),
    );
    frames.forEach((frame, k) => {
      result[frame] = prominence[k];
    });
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

/** What frames of one sample rate are measured by. */
interface CepstrumPlan {
  readonly sampleRateHz: number;
  /** Samples of a frame, and of its transform. */
  readonly length: number;
  readonly size: number;
  /** Quefrencies that are looked at, from 0 on, `1 / sampleRateHz` apart. */
  readonly quefrencies: number;
  /** Those on either side that are averaged, and those that the line begins and ends with. */
  readonly half: number;
  readonly first: number;
  readonly last: number;
}

function planOf(sampleRateHz: number): CepstrumPlan {
  const length = 2 * Math.round((WINDOW_SECONDS * sampleRateHz) / 2);
  let size = 64;
  while (size < length) size *= 2;
  const quefrencies = Math.min(size / 2, Math.ceil(LINE_SECONDS[1] * sampleRateHz) + 4);
  const half = Math.max(1, Math.round((SMOOTHING_SECONDS * sampleRateHz - 1) / 2));
  const first = Math.ceil(LINE_SECONDS[0] * sampleRateHz);
  const last = Math.min(quefrencies - 1 - half, Math.floor(LINE_SECONDS[1] * sampleRateHz));
  return { sampleRateHz, length, size, quefrencies, half, first, last };
}

/** Measures frames in a row. */
interface CepstrumMeter {
  /** How far the peaks near some periods, in seconds, stand out of frames around some samples, in dB. */
  measure(sound: Float32Array, centres: readonly number[], periodSeconds: readonly number[]): ArrayLike<number>;
}

/** Decibels from nepers of power. */
function inDecibels(nepers: number): number {
  return Number.isFinite(nepers) ? (10 / Math.LN10) * nepers : Number.NaN;
}

/** Whether a period is one that the line reaches to. */
function isInLine(seconds: number): boolean {
  return seconds >= LINE_SECONDS[0] && seconds <= LINE_SECONDS[1];
}

class KernelMeter implements CepstrumMeter {
  readonly #plan: CepstrumPlan;
  readonly #kernels: Kernels;
  readonly #window: number;
  readonly #places: KernelPlaces;
  readonly #halfPlaces: KernelPlaces;
  readonly #turn: number;

  constructor(sampleRateHz: number, kernels: Kernels) {
    const plan = planOf(sampleRateHz);
    this.#plan = plan;
    this.#kernels = kernels;
    this.#window = kernels.table(`window Hann ${plan.length}`, () => Float32Array.from(hannWindow(plan.length)));
    this.#places = kernelPlaces(kernels, plan.size);
    this.#halfPlaces = kernelPlaces(kernels, plan.size / 2);
    this.#turn = turnPlace(kernels, plan.size / 2);
  }

  measure(sound: Float32Array, centres: readonly number[], periodSeconds: readonly number[]): Float64Array {
    const { first, half, last, length, quefrencies, sampleRateHz, size } = this.#plan;
    const kernels = this.#kernels;
    const steps = centres.length;
    const from = Math.max(0, Math.min(sound.length, centres[0] - length / 2));
    const to = Math.max(from, Math.min(sound.length, centres[steps - 1] + length / 2));
    const soundRoom = Math.ceil((to - from) / 2);
    const startRoom = Math.ceil(steps / 2);
    const place = kernels.scratch(8 * (soundRoom + startRoom + steps * (quefrencies + 1) + 3 * size));
    const startPlace = place + 8 * soundRoom;
    const periods = startPlace + 8 * startRoom;
    const running = periods + 8 * steps;
    const levels = running + 8 * size;
    const cepstrum = levels + 8 * size;
    const squares = cepstrum + 8 * size;
    const { bytes, numbers, run, singles } = kernels;
    singles.set(sound.subarray(from, to), place / 4);
    const starts = new Int32Array(bytes.buffer, startPlace, steps);
    for (let k = 0; k < steps; k++) {
      starts[k] = centres[k] - length / 2 - from;
      numbers[periods / 8 + k] = isInLine(periodSeconds[k]) ? periodSeconds[k] * sampleRateHz : Number.NaN;
    }
    const { input, power, real, twiddles, unfold, work } = this.#places;
    const { input: folded, real: bins, twiddles: halfTwiddles, unfold: halfUnfold, work: halfWork } = this.#halfPlaces;
    run.squareCepstra(
      place,
      to - from,
      startPlace,
      steps,
      this.#window,
      length,
      size,
      input,
      work,
      twiddles,
      unfold,
      real,
      power,
      folded,
      this.#turn,
      halfWork,
      halfTwiddles,
      halfUnfold,
      bins,
      cepstrum,
      FLOOR,
      quefrencies,
      squares,
    );
    run.prominences(squares, steps, quefrencies, half, first, last, PEAK_FACTOR, running, levels, periods);
    return numbers.slice(periods / 8, periods / 8 + steps).map(inDecibels);
  }
}

/** The kernels' twin. */
class PlainMeter implements CepstrumMeter {
  readonly #plan: CepstrumPlan;
  readonly #spectrum: WindowedSpectrum;
  readonly #transform: CosineTransform;
  readonly #logarithms: Float32Array;
  readonly #cepstrum: Float32Array;
  readonly #running: Float64Array;
  readonly #levels: Float64Array;

  constructor(sampleRateHz: number) {
    const plan = planOf(sampleRateHz);
    this.#plan = plan;
    this.#spectrum = new WindowedSpectrum(hannWindow(plan.length), plan.size, "", null);
    this.#transform = new CosineTransform(plan.size / 2, null);
    this.#logarithms = new Float32Array(plan.size / 2 + 1);
    this.#cepstrum = new Float32Array(plan.size / 2 + 1);
    this.#running = new Float64Array(plan.size / 2 + 2);
    this.#levels = new Float64Array(plan.size / 2 + 2);
  }

  measure(sound: Float32Array, centres: readonly number[], periodSeconds: readonly number[]): number[] {
    const squares = centres.map((centre) => this.#squares(sound, centre));
    return squares.map((here, k) =>
      inDecibels(this.#prominence(squares[k - 1] ?? here, here, squares[k + 1] ?? here, periodSeconds[k])),
    );
  }

  /** Squared cepstrum of the frame around a sample; all zero in digital silence. */
  #squares(sound: Float32Array, centre: number): Float64Array {
    const cepstrum = this.#cepstrum;
    const squares = new Float64Array(this.#plan.quefrencies);
    this.#spectrum.read(sound, centre - this.#plan.length / 2);
    const { power } = this.#spectrum;
    let greatest = 0;
    for (let k = 0; k < power.length; k++) if (power[k] > greatest) greatest = power[k];
    if (!(greatest > 0)) return squares;
    const logarithms = this.#logarithms;
    for (let k = 0; k < power.length; k++) logarithms[k] = logarithm((1 / greatest) * power[k] + FLOOR);
    this.#transform.transform(logarithms, cepstrum, 2 * Math.ceil((squares.length - 1) / 2));
    for (let k = 0; k < squares.length; k++) squares[k] = cepstrum[k] * cepstrum[k];
    return squares;
  }

  /** Height of the peak near a period over the line, of the mean of three neighbouring frames, in nepers of power. */
  #prominence(before: Float64Array, here: Float64Array, after: Float64Array, periodSeconds: number): number {
    if (!isInLine(periodSeconds)) return Number.NaN;
    const { first, half, last, quefrencies, sampleRateHz } = this.#plan;
    const period = periodSeconds * sampleRateHz;
    const running = this.#running;
    let total = 0;
    for (let q = 0; q < quefrencies; q++) {
      total += before[q] + 2 * here[q] + after[q];
      running[q + 1] = total;
    }
    if (!(total > 0)) return Number.NaN;
    const levels = this.#levels;
    // The running sum loses nothing that counts: the cepstrum is greatest at its beginning, by some 30 dB.
    for (let q = first; q <= last; q++) levels[q] = logarithm(running[q + half + 1] - running[q - half]);
    let sum = 0;
    let moment = 0;
    let weightedSum = 0;
    let weightedMoment = 0;
    let count = 0;
    // Neighbours share most of what is averaged: every other one tells the line.
    for (let q = first; q <= last; q += 2) {
      const value = levels[q];
      sum += value;
      moment += q;
      weightedSum += value * q;
      weightedMoment += q * q;
      count++;
    }
    const slope = (weightedSum - (sum * moment) / count) / (weightedMoment - (moment * moment) / count);
    const from = Math.max(first, Math.floor(period / PEAK_FACTOR));
    const to = Math.min(last, Math.ceil(period * PEAK_FACTOR));
    let peak = from;
    let greatest = -Infinity;
    for (let q = from; q <= to; q++) {
      if (levels[q] <= greatest) continue;
      greatest = levels[q];
      peak = q;
    }
    return greatest - sum / count - slope * (peak - moment / count);
  }
}
