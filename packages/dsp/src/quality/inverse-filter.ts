import { type CycleKernels, plainCycleKernels } from "../signal/cycle-kernels.js";
import { type Kernels, sharedKernels } from "../signal/kernels.js";
import { hannWindow } from "../signal/windows.js";
import type { VoicedStretch } from "./voiced-stretches.js";

/** Excitation of the tract, on voiced stretches; zero elsewhere. */
export interface Excitation {
  readonly sampleRateHz: number;
  /** As many samples as the sound; sample `i` stands at `i / sampleRateHz`. */
  readonly samples: Float32Array;
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
/** Lags that the kernel finds, enough for one coefficient per kHz at 16 kHz. */
const LAGS = 18;

/**
 * What excites the vocal tract: the residual of linear prediction (autocorrelation method, Makhoul 1975; Hann window of 40 ms every
 * 20 ms, one coefficient per kHz, pre-emphasis 0.97), smoothed by a Gaussian low-pass of 3 kHz. Each glottal cycle leaves one
 * pulse in it that has died away before the next, also where the formants of the sound ring on.
 *
 * The predictor expects four times the noise there is (added to its autocorrelation), so that the residual is not whitened where it would
 * be noise: at 20 dB of white noise shimmer of 5 % reads at most 18 % high instead of 58 %.
 *
 * @param noisePower - Power of white noise in the sound; 0 where not known.
 */
export function inverseFilter(
  sound: Float32Array,
  sampleRateHz: number,
  stretches: readonly VoicedStretch[],
  timeSeconds: Float64Array,
  noisePower: number,
  kernels: Kernels | null = sharedKernels(),
): Excitation {
  const samples = new Float32Array(sound.length);
  const windows = windowsAt(sampleRateHz);
  const { lowPass, order, window } = windows;
  // The kernel filters 16 samples at a time.
  const step = 16 * Math.round((STEP_SECONDS * sampleRateHz) / 16);
  const margin = window.length / 2 + order + lowPass.length + (lowPass.length - 1) / 2;
  const prediction = { ...windows, expected: NOISE_WEIGHT * noisePower * windows.windowPower };
  const filter = kernels === null ? new PlainFilter(prediction) : new KernelFilter(prediction, kernels);
  for (const { firstFrame, lastFrame } of stretches) {
    const from = Math.max(0, Math.round((timeSeconds[firstFrame] - WINDOW_SECONDS / 2) * sampleRateHz));
    const to = Math.min(sound.length, Math.round((timeSeconds[lastFrame] + WINDOW_SECONDS / 2) * sampleRateHz) + 1);
    if (to <= from) continue;
    const steps = Math.ceil((to - from) / step);
    // Sample n of the sound is emphasised[n - offset]; there is enough of it for every window and for the filter.
    const offset = from - margin;
    const span = {
      steps,
      step,
      margin,
      offset,
      length: 4 * Math.ceil((steps * step + 2 * margin) / 4),
      first: Math.max(0, 1 - offset),
      last: 0,
    };
    span.last = Math.min(span.length, sound.length - offset);
    filter.excite(sound, sampleRateHz, span, samples.subarray(from, to));
  }
  return { sampleRateHz, samples, brightNoiseGain: filter.steps > 0 ? filter.brightGain / filter.steps : Number.NaN };
}

/** What the excitation at one sample rate is predicted by. */
interface PredictionWindows {
  readonly sampleRateHz: number;
  readonly order: number;
  readonly window: Float64Array;
  /** Sum of its squares. */
  readonly windowPower: number;
  readonly lowPass: Float64Array;
}

/** How the excitation is predicted. */
interface Prediction extends PredictionWindows {
  /** Noise that the autocorrelation at lag 0 is to expect of white noise under the window. */
  readonly expected: number;
}

let latest: PredictionWindows | undefined;

/** The same for one group of stretches after the other. */
function windowsAt(sampleRateHz: number): PredictionWindows {
  if (latest?.sampleRateHz === sampleRateHz) return latest;
  const window = hannWindow(2 * Math.round((WINDOW_SECONDS * sampleRateHz) / 2));
  latest = {
    sampleRateHz,
    order: Math.max(8, Math.round(sampleRateHz / 1000)),
    window,
    windowPower: window.reduce((sum, value) => sum + value * value, 0),
    lowPass: gaussianLowPass(sampleRateHz),
  };
  return latest;
}

/** A stretch: steps of so many samples, and how much of the sound about them is emphasised. */
interface Span {
  readonly steps: number;
  readonly step: number;
  readonly margin: number;
  /** Sample of the sound that the emphasised one begins with, which may lie before it. */
  readonly offset: number;
  readonly length: number;
  /** Those of the emphasised samples that the sound has. */
  readonly first: number;
  readonly last: number;
}

/** Filters stretch after stretch. */
interface StretchFilter {
  /** Sum of what white noise leaves in the second differences of all steps, and how many these are. */
  readonly brightGain: number;
  readonly steps: number;
  excite(sound: Float32Array, sampleRateHz: number, span: Span, result: Float32Array): void;
}

class KernelFilter implements StretchFilter {
  readonly #prediction: Prediction;
  readonly #kernels: Kernels;
  readonly #places: Readonly<Record<"window" | "frame" | "lags" | "filter" | "lowPass" | "work" | "gain", number>>;

  constructor(prediction: Prediction, kernels: Kernels) {
    const { lowPass, order, sampleRateHz, window } = prediction;
    const { length } = window;
    const taps = order + lowPass.length;
    const room = (name: string, count: number) => kernels.table(name, () => new Float64Array(count));
    this.#prediction = prediction;
    this.#kernels = kernels;
    this.#places = {
      window: kernels.table(`cycle window ${length}`, () => window),
      frame: room(`cycle frame ${length}`, length + LAGS),
      lags: room("cycle lags", LAGS),
      filter: room(`cycle filter ${taps}`, taps),
      lowPass: kernels.table(`cycle low-pass ${sampleRateHz}`, () => lowPass),
      work: room(`cycle work ${taps}`, 2 * (order + 1) + taps),
      gain: room("cycle gain", 2),
    };
    kernels.numbers.fill(0, this.#places.gain / 8, this.#places.gain / 8 + 2);
  }

  get brightGain(): number {
    return this.#kernels.numbers[this.#places.gain / 8];
  }

  get steps(): number {
    return this.#kernels.numbers[this.#places.gain / 8 + 1];
  }

  excite(sound: Float32Array, sampleRateHz: number, span: Span, result: Float32Array): void {
    const { first, last, length, margin, offset, step, steps } = span;
    const { expected, lowPass, order, window } = this.#prediction;
    const kernels = this.#kernels;
    const emphasised = kernels.scratch(8 * length + 16 + 4 * steps * step);
    // The plain sound, and the sample before it.
    const plain = emphasised + 4 * length + 12;
    const excited = emphasised + 8 * length + 16;
    const { frame, gain, lags, work, ...places } = this.#places;
    const { run, singles } = kernels;
    singles.fill(0, emphasised / 4, emphasised / 4 + first);
    singles.fill(0, emphasised / 4 + last, emphasised / 4 + length);
    singles.set(sound.subarray(offset + first - 1, offset + last), plain / 4);
    run.emphasise(plain + 4, last - first, PREEMPHASIS, rumblePole(sampleRateHz), emphasised + 4 * first);
    run.excite(
      emphasised + 4 * margin,
      steps,
      step,
      places.window,
      window.length,
      frame,
      lags,
      order,
      places.lowPass,
      lowPass.length,
      expected * (1 + PREEMPHASIS * PREEMPHASIS),
      expected * PREEMPHASIS,
      NOISE_SHARE,
      PREEMPHASIS,
      work,
      places.filter,
      gain,
      excited,
    );
    result.set(singles.subarray(excited / 4, excited / 4 + result.length));
  }
}

/** The kernels' twin. */
class PlainFilter implements StretchFilter {
  brightGain = 0;
  steps = 0;
  readonly #prediction: Prediction;
  readonly #predictor: Predictor;
  readonly #kernels: CycleKernels = plainCycleKernels();

  constructor(prediction: Prediction) {
    this.#prediction = prediction;
    this.#predictor = new Predictor(prediction.order);
  }

  excite(sound: Float32Array, sampleRateHz: number, span: Span, result: Float32Array): void {
    const { expected, lowPass, order, window } = this.#prediction;
    const { length } = window;
    const { margin, step, steps } = span;
    const lead = (lowPass.length - 1) / 2;
    const filter = new Float64Array(order + lowPass.length);
    const correlation = new Float64Array(order + 1);
    const kernels = this.#kernels;
    const windowPlace = kernels.table(`cycle window ${length}`, () => window);
    const framePlace = kernels.table(`cycle frame ${length}`, () => new Float64Array(length + LAGS));
    const correlationPlace = kernels.table("cycle lags", () => new Float64Array(LAGS));
    const filterPlace = kernels.table(`cycle filter ${filter.length}`, () => new Float64Array(filter.length));
    const place = kernels.scratch(4 * (span.length + steps * step));
    const resultPlace = place + 4 * span.length;
    const { numbers, run, singles } = kernels;
    emphasise(sound, sampleRateHz, span, singles.subarray(place / 4, place / 4 + span.length));
    for (let k = 0; k < steps; k++) {
      const start = margin + k * step;
      const left = start + step / 2 - length / 2;
      run.autocorrelate(place + 4 * left, windowPlace, length, framePlace, correlationPlace);
      for (let lag = 0; lag <= order; lag++) correlation[lag] = numbers[correlationPlace / 8 + lag];
      // White noise, pre-emphasised and windowed as the sound was.
      correlation[0] += expected * (1 + PREEMPHASIS * PREEMPHASIS);
      correlation[1] -= expected * PREEMPHASIS;
      const at = resultPlace + 4 * k * step;
      if (!this.#predictor.predict(correlation)) {
        singles.fill(0, at / 4, at / 4 + step);
        continue;
      }
      combine(this.#predictor.filter, lowPass, filter);
      this.brightGain += brightNoiseGain(filter);
      this.steps++;
      for (let t = 0; t < filter.length; t++) singles[filterPlace / 4 + t] = filter[t];
      run.convolve(place + 4 * (start + lead), filterPlace, filter.length, at, step);
    }
    result.set(singles.subarray(resultPlace / 4, resultPlace / 4 + result.length));
  }
}

function brightNoiseGain(filter: Float64Array): number {
  let gain = 0;
  let before = 0;
  let beforeBefore = 0;
  let third = 0;
  for (let n = 0; n < filter.length + 3; n++) {
    const here = n < filter.length ? filter[n] : 0;
    // Pre-emphasis and second difference as one filter of four taps.
    const value = here - (2 + PREEMPHASIS) * before + (1 + 2 * PREEMPHASIS) * beforeBefore - PREEMPHASIS * third;
    gain += value * value;
    third = beforeBefore;
    beforeBefore = before;
    before = here;
  }
  return gain;
}

/** The sound of a span, pre-emphasised and without DC and rumble (one pole); zero outside of the sound. */
function emphasise(
  sound: Float32Array,
  sampleRateHz: number,
  { first, last, offset }: Span,
  result: Float32Array,
): void {
  const pole = rumblePole(sampleRateHz);
  result.fill(0, 0, first);
  result.fill(0, last);
  let past = sound[offset + first] - PREEMPHASIS * sound[offset + first - 1];
  let value = 0;
  for (let n = first; n < last; n++) {
    const here = sound[offset + n] - PREEMPHASIS * sound[offset + n - 1];
    value = here - past + pole * value;
    past = here;
    result[n] = value;
  }
}

function rumblePole(sampleRateHz: number): number {
  return Math.exp((-2 * Math.PI * RUMBLE_HZ) / sampleRateHz);
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
