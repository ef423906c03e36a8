import type { RegisterSettings } from "../register.js";
import { FrameCorrelator } from "../signal/frame-correlator.js";
import { type Kernels, sharedKernels } from "../signal/kernels.js";
import { hannWindow } from "../signal/windows.js";

const { fround } = Math;

/** The autocorrelations of a frame: as it is, after a low-pass, and with its spectrum compressed. */
export const CORRELATIONS = { full: 0, low: 1, compressed: 2 } as const;
export type Correlation = (typeof CORRELATIONS)[keyof typeof CORRELATIONS];

/** Half length of the kernel that reads an autocorrelation between lags, in lags. */
const KERNEL_REACH = 10;
const KERNEL_STEPS = 128;
/** Distance of the refining parabola's points, in lags; a whole number of kernel steps. */
const REFINE_SPAN = 24 / KERNEL_STEPS;
const REFINE_ROUNDS = 2;
/** Peaks below this are noise in any case. */
const LOWEST_PEAK = fround(0.12);
const HARMONICS = 12;
/** For lags as short as this a parabola through whole ones tells little of a peak's height. */
export const SHORT_LAG = 6;
/** Most peaks of all autocorrelations. */
export const MOST_PEAKS = 64;
/** Mean square of the window. */
const WINDOW_POWER = 0.375;

/** Where the kernels find what belongs to one kind of frame. */
export interface PitchPlaces {
  readonly sound: number;
  readonly window: number;
  readonly energy: number;
  readonly powers: number;
  readonly costs: number;
  readonly table: number;
  readonly lags: number;
  readonly strengths: number;
  readonly frame: number;
  readonly amplitude: number;
  readonly correlations: readonly [full: number, low: number, compressed: number];
}

/**
 * One frame in which pitch is looked for, its spectrum and autocorrelations: made in WebAssembly where there are kernels, else in TypeScript with the same
 * bits. What it says lasts until the next frame. With kernels its samples are theirs, and what is read off single lags and frequencies here is for places
 * without them: `CandidateReader` has it all by one call.
 */
export class PitchFrame {
  /** Sum of squares of the windowed frame without its mean; mean powers of it, of its middle third and sixth, and after the low-pass. */
  energy = 0;
  power = 0;
  shortPower = 0;
  narrowPower = 0;
  lowPower = 0;
  /** Lags and strengths of the peaks that were found. */
  peakLag: Float64Array = new Float64Array(MOST_PEAKS);
  peakStrength: Float64Array = new Float64Array(MOST_PEAKS);
  /** What `readHarmonics` found. */
  harmonicContrast = 0;
  oddShare = 0;
  unthirdShare = 0;
  /** Which samples exist: from one to before the other. */
  from = 0;
  to = 0;
  readonly #length: number;
  readonly #room: number;
  readonly #binsPerHz: number;
  readonly #shortest: number;
  readonly #longest: number;
  readonly #lastLag: number;
  readonly #kernels: Kernels | null;
  readonly #correlator: FrameCorrelator;
  readonly #window: Float32Array;
  readonly #costs: Float64Array;
  readonly #table: Float32Array;
  readonly #places: PitchPlaces | undefined;
  readonly #frame: Float32Array;
  readonly #samples: Float32Array;
  /** Energy before each sample and of all. */
  readonly #running: Float64Array;

  /**
   * @param shortestLag - Of the pitches that are looked for, in samples.
   * @param kernels - Null for plain TypeScript.
   */
  constructor(
    settings: RegisterSettings,
    shortestLag: number,
    longestLag: number,
    kernels: Kernels | null = sharedKernels(),
  ) {
    const { lowPassHz, pitchFft, pitchFrame, pitchRateHz } = settings;
    const half = pitchFft / 2;
    this.#length = pitchFrame;
    this.#room = pitchFft;
    this.#binsPerHz = pitchFft / pitchRateHz;
    this.#shortest = shortestLag;
    this.#longest = longestLag;
    this.#kernels = kernels;
    const lags = Math.min(half, 2 * Math.ceil((Math.ceil(longestLag) + 2 * KERNEL_REACH + 4) / 2));
    this.#lastLag = Math.min(Math.floor(longestLag), lags - KERNEL_REACH - 2);
    const window = hannWindow(pitchFrame);
    this.#window = Float32Array.from(window);
    const lowPass = Float64Array.from({ length: half + 1 }, (_, k) => {
      const ratio = (k * pitchRateHz) / pitchFft / lowPassHz;
      return Math.exp(-3.5 * ratio * ratio);
    });
    const kind = `${pitchRateHz} ${pitchFrame} ${pitchFft} ${lowPassHz} ${lags}`;
    this.#correlator = new FrameCorrelator({ size: pitchFft, lags, window, lowPass, kind }, kernels);
    // A shorter period is favoured a little: every multiple of a period is a peak as high.
    const cost = shortestLag > SHORT_LAG ? 0.02 : 0.05;
    this.#costs = Float64Array.from({ length: lags + 1 }, (_, lag) => cost * Math.log2(lag));
    this.#table = interpolationKernel();
    this.#frame = new Float32Array(pitchFft);
    this.#samples = new Float32Array(pitchFrame);
    this.#running = new Float64Array(pitchFrame + 1);
    if (kernels !== null) this.#places = this.#createPlaces(kernels, kind);
  }

  /** Where the kernels find it; undefined without kernels. */
  get places(): PitchPlaces | undefined {
    return this.#places;
  }

  /** The plain autocorrelation at whole lags. */
  get full(): Float32Array {
    return this.#correlator.full;
  }

  /** Magnitudes of the bins from 0 to half the rate. */
  get amplitude(): Float32Array {
    return this.#correlator.amplitude;
  }

  /** Takes the frame from sample `start` of `sound`; beyond the ends of the sound is silence. */
  ready(sound: Float32Array, start: number): void {
    const length = this.#length;
    const from = Math.min(length, Math.max(0, -start));
    const to = Math.max(from, Math.min(length, sound.length - start));
    this.from = from;
    this.to = to;
    const wideFrom = Math.round(Math.max(from, length / 3));
    const wideTo = Math.round(Math.min(to, (2 * length) / 3));
    const narrowFrom = Math.round(Math.max(from, (5 * length) / 12));
    const narrowTo = Math.round(Math.min(to, (7 * length) / 12));
    let wide: number;
    let narrow: number;
    if (this.#kernels !== null && this.#places !== undefined) {
      const { energy, frame, powers, sound: place, window } = this.#places;
      const { numbers, run, singles } = this.#kernels;
      this.#look(numbers);
      singles.set(sound.subarray(start + from, start + to), place / 4 + from);
      run.readyFrame(
        place,
        from,
        to,
        length,
        window,
        energy,
        frame,
        this.#room,
        wideFrom,
        wideTo,
        narrowFrom,
        narrowTo,
        powers,
      );
      this.energy = numbers[powers / 8];
      wide = numbers[powers / 8 + 1];
      narrow = numbers[powers / 8 + 2];
    } else {
      const mean = this.#readSamples(sound, start);
      wide = squaresAbout(mean, this.#samples, wideFrom, wideTo);
      narrow = squaresAbout(mean, this.#samples, narrowFrom, narrowTo);
      this.energy = this.#applyWindow(mean);
    }
    this.power = this.energy / length / WINDOW_POWER;
    this.shortPower = wide / (length / 3);
    this.narrowPower = narrow / (length / 6);
    this.lowPower = 0;
  }

  /** Makes the autocorrelations and the spectrum. */
  correlate(): void {
    const correlator = this.#correlator;
    if (this.#places === undefined) correlator.correlate(this.#frame);
    else correlator.correlateInPlace();
    this.lowPower = (2 * correlator.lowPower) / this.#room / this.#length / WINDOW_POWER;
  }

  /** The strongest maxima of a correlation in the range of lags, into slots from `slot` on, `most` at most; returns their number. */
  findPeaks(which: Correlation, slot: number, most: number): number {
    const begin = Math.max(2, Math.floor(this.#shortest));
    if (this.#kernels === null || this.#places === undefined) return this.#findPeaksPlainly(which, slot, most, begin);
    const { correlations, costs, lags, strengths } = this.#places;
    return this.#kernels.run.findPeaks(
      correlations[which],
      costs,
      LOWEST_PEAK,
      this.#shortest,
      this.#longest,
      begin,
      this.#lastLag,
      lags + 8 * slot,
      strengths + 8 * slot,
      most,
    );
  }

  /** A correlation between lags; it is even about lag 0. */
  readLag(which: Correlation, lag: number): number {
    const correlation = this.#correlation(which);
    const table = this.#table;
    const whole = Math.floor(lag);
    const base = Math.round((lag - whole) * KERNEL_STEPS) * 2 * KERNEL_REACH;
    const first = whole - KERNEL_REACH + 1;
    if (first < 0) {
      let sum = 0;
      for (let t = 0; t < 2 * KERNEL_REACH; t++)
        sum = fround(sum + fround(table[base + t] * correlation[Math.abs(first + t)]));
      return sum;
    }
    return sumOfFours(0, 2 * KERNEL_REACH, (t) => table[base + t] * correlation[first + t]);
  }

  /** Lag of the plain autocorrelation's maximum near a whole one: a parabola through whole lags, then two through values between them. */
  refinePeak(lag: number): number {
    const { full } = this;
    const at = (x: number) => this.readLag(CORRELATIONS.full, x);
    let x = lag + vertex(full[lag - 1], full[lag], full[lag + 1]);
    for (let round = 0; round < REFINE_ROUNDS; round++) {
      x = Math.round(x * KERNEL_STEPS) / KERNEL_STEPS;
      x += REFINE_SPAN * vertex(at(x - REFINE_SPAN), at(x), at(x + REFINE_SPAN));
    }
    return x;
  }

  /**
   * Normalised correlation of `span` samples with those a lag later, which lie as far behind the frame's middle as they before, at lag `whole` or the next one
   * if that is greater; -1 where there is nothing.
   */
  correlatePeriods(whole: number, span: number): number {
    const from = this.from;
    const to = this.to;
    const middle = this.#length >> 1;
    const firstA = middle - ((span + whole) >> 1);
    const firstB = middle - ((span + whole + 1) >> 1);
    const skipped = Math.max(0, from - firstB);
    const count = Math.min(span, to - firstA - whole - 1) - skipped;
    const a = this.#periodCorrelation(firstA + skipped, whole, count);
    return Math.max(-1, a, this.#periodCorrelation(firstB + skipped, whole + 1, count));
  }

  /** Amplitude at the harmonics of a frequency against that midway between them, after Camacho and Harris 2008 in its plainest form. */
  readHarmonics(frequencyHz: number): void {
    const bins = frequencyHz * this.#binsPerHz;
    const last = this.#room / 2 - 1;
    let on = 0;
    let even = 0;
    let third = 0;
    let between = 0;
    const { amplitude } = this.#correlator;
    for (let h = 1; h <= HARMONICS && h * bins <= last; h++) {
      between += valueBetween(amplitude, (h - 0.5) * bins);
      const value = valueBetween(amplitude, h * bins);
      on += value;
      if (h % 2 === 0) even += value;
      if (h % 3 === 0) third += value;
    }
    this.harmonicContrast = on + between > 0 ? (on - between) / (on + between) : 0;
    this.oddShare = on > 0 ? (on - even) / on : 0;
    this.unthirdShare = on > 0 ? (on - third) / on : 0;
  }

  #readSamples(sound: Float32Array, start: number): number {
    const from = this.from;
    const to = this.to;
    const samples = this.#samples;
    const running = this.#running;
    running.fill(0, 0, from + 1);
    let even = 0;
    let odd = 0;
    let squares = 0;
    let i = from;
    for (; i + 4 <= to; i += 4) {
      const [a, b, c, d] = sound.subarray(start + i, start + i + 4);
      samples.set([a, b, c, d], i);
      even += a + c;
      odd += b + d;
      const pair = a * a + b * b;
      running[i + 1] = squares + a * a;
      running[i + 2] = squares + pair;
      running[i + 3] = squares + (pair + c * c);
      squares += pair + (c * c + d * d);
      running[i + 4] = squares;
    }
    let sum = even + odd;
    for (; i < to; i++) {
      const sample = sound[start + i];
      samples[i] = sample;
      sum += sample;
      squares += sample * sample;
      running[i + 1] = squares;
    }
    running.fill(squares, to + 1);
    return fround(to > from ? sum / (to - from) : 0);
  }

  /** Returns the sum of squares. */
  #applyWindow(mean: number): number {
    const from = this.from;
    const to = this.to;
    const frame = this.#frame;
    frame.fill(0, 0, from);
    frame.fill(0, to);
    for (let i = from; i < to; i++) frame[i] = fround(this.#samples[i] - mean) * this.#window[i];
    return squaresAbout(0, frame, from, to);
  }

  #findPeaksPlainly(which: Correlation, slot: number, most: number, begin: number): number {
    const correlation = this.#correlation(which);
    const lags = this.peakLag.subarray(slot, slot + most);
    const strengths = this.peakStrength.subarray(slot, slot + most);
    let count = 0;
    for (let k = begin; k <= this.#lastLag; k++) {
      const left = correlation[k - 1];
      const top = correlation[k];
      const after = correlation[k + 1];
      if (top < LOWEST_PEAK || top <= left || top < after) continue;
      const shift = vertex(left, top, after);
      const lag = k + shift;
      if (lag < this.#shortest || lag > this.#longest) continue;
      const strength = withinOne(top + 0.25 * shift * (after - left)) - this.#costs[k];
      let at = count;
      if (count < most) count++;
      else {
        at = 0;
        for (let s = 1; s < most; s++) if (strengths[s] < strengths[at]) at = s;
        if (strengths[at] >= strength) continue;
      }
      lags[at] = lag;
      strengths[at] = strength;
    }
    return count;
  }

  /** A sum of products over the root of both energies; -1 where either has none. */
  #periodCorrelation(first: number, lag: number, count: number): number {
    if (count <= 0) return -1;
    const samples = this.#samples;
    const running = this.#running;
    const shifted = first + lag;
    const energies = (running[first + count] - running[first]) * (running[shifted + count] - running[shifted]);
    if (!(energies > 0)) return -1;
    const sum = sumOfFours(0, count, (n) => samples[first + n] * samples[shifted + n]);
    return sum / Math.sqrt(energies);
  }

  #correlation(which: Correlation): Float32Array {
    const { compressed, full, low } = this.#correlator;
    return which === CORRELATIONS.full ? full : which === CORRELATIONS.low ? low : compressed;
  }

  #createPlaces(kernels: Kernels, kind: string): PitchPlaces | undefined {
    const { places } = this.#correlator;
    if (places === undefined) return undefined;
    const room = (what: string, count: number) => kernels.table(`${what} ${kind}`, () => new Float64Array(count));
    return {
      ...places,
      sound: kernels.table(`pitch sound ${kind}`, () => new Float32Array(this.#length + 4)),
      window: kernels.table(`pitch window ${kind}`, () => this.#window),
      energy: room("pitch energy", this.#length + 1),
      powers: room("pitch powers", 3),
      costs: kernels.table(`lag costs ${kind}`, () => this.#costs),
      table: kernels.table("lag kernel", () => this.#table),
      lags: room("peak lags", MOST_PEAKS),
      strengths: room("peak strengths", MOST_PEAKS),
    };
  }

  /** Another memory may have taken the place of the one that was looked at before. */
  #look(numbers: Float64Array): void {
    if (this.#places === undefined || this.peakLag.buffer === numbers.buffer) return;
    const { lags, strengths } = this.#places;
    this.peakLag = numbers.subarray(lags / 8, lags / 8 + MOST_PEAKS);
    this.peakStrength = numbers.subarray(strengths / 8, strengths / 8 + MOST_PEAKS);
  }
}

/** Freed of the window, the autocorrelation of a swelling voice passes 1 at long lags: then its inverse tells how alike the periods are (Boersma 1993). */
export function withinOne(correlation: number): number {
  return correlation > 1 ? 1 / correlation : correlation;
}

/** Sum of the squares from `from` up to `to` about a mean. */
function squaresAbout(mean: number, values: Float32Array, from: number, to: number): number {
  return sumOfFours(from, to, (i) => fround(values[i] - mean) * fround(values[i] - mean));
}

/** In four sums of 32 bits, as a kernel has them, and what is left one by one. */
function sumOfFours(from: number, to: number, termAt: (i: number) => number): number {
  const sums = new Float32Array(4);
  const fours = to - ((to - from) & 3);
  for (let i = from; i < fours; i++) sums[(i - from) & 3] += fround(termAt(i));
  let sum = fround(fround(sums[0] + sums[1]) + fround(sums[2] + sums[3]));
  for (let i = Math.max(from, fours); i < to; i++) sum = fround(sum + fround(termAt(i)));
  return sum;
}

function valueBetween(values: Float32Array, place: number): number {
  const below = Math.floor(place);
  const rest = place - below;
  return values[below] * (1 - rest) + values[below + 1] * rest;
}

/** Where the parabola through values at -1, 0 and 1 is highest. */
function vertex(before: number, here: number, after: number): number {
  const bend = before - 2 * here + after;
  return bend < 0 ? Math.max(-1, Math.min(1, (0.5 * (before - after)) / bend)) : 0;
}

function interpolationKernel(): Float32Array {
  const taps = 2 * KERNEL_REACH;
  const kernel = new Float32Array((KERNEL_STEPS + 1) * taps);
  for (let phase = 0; phase <= KERNEL_STEPS; phase++) {
    for (let t = 0; t < taps; t++) {
      const x = t - KERNEL_REACH + 1 - phase / KERNEL_STEPS;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / (KERNEL_REACH + 0.5));
      kernel[phase * taps + t] = x === 0 ? 1 : (Math.sin(Math.PI * x) / (Math.PI * x)) * window;
    }
  }
  return kernel;
}
