import type { RegisterSettings } from "../register.js";
import { FrameCorrelator } from "../signal/frame-correlator.js";
import { GrowingArray, growingFloat32 } from "../signal/growing-array.js";
import { hannWindow } from "../signal/windows.js";

/** Most candidates that a frame keeps. */
export const CANDIDATES_PER_FRAME = 8;

/**
 * What might be the pitch of each frame: candidates of one frame after those of the other, each column with one value a candidate, those of shares in steps of
 * `SHARE_STEP`. It grows as frames are found.
 */
export class PitchCandidates {
  /** Index of each frame's first candidate; one more than frames. */
  readonly first = new GrowingArray((length) => new Int32Array(length));
  readonly frequencyHz = growingFloat32();
  /** Normalised autocorrelation of the frame at the candidate's period, -1 to 1. */
  readonly periodicity = growingFloat32();
  /** The same after a low-pass that favours the fundamental. */
  readonly lowPeriodicity = growingShares();
  /** The same with the spectrum compressed to its magnitude, which flattens formants and coloured noise. */
  readonly compressedPeriodicity = growingShares();
  /** Normalised cross-correlation of the two periods about the frame's centre (Talkin 1995), -1 to 1: it sees onsets sharply. */
  readonly shortPeriodicity = growingShares();
  /** Share of amplitude on the candidate's harmonics less that midway between them, -1 to 1. */
  readonly harmonicContrast = growingShares();
  /** Share of the amplitude on harmonics that lies on the odd ones, 0 (a divisor of the pitch) to 1. */
  readonly oddShare = growingShares();
  /** Share of the amplitude on harmonics that lies on those that 3 does not divide, 0 (a third of the pitch) to 1. */
  readonly unthirdShare = growingShares();
  /** Mean power of each frame. */
  readonly power = growingFloat32();
  /** Mean power of the middle third of each frame. */
  readonly shortPower = growingFloat32();
  /** Mean power of the middle sixth of each frame: as much time as lies between frames. */
  readonly narrowPower = growingFloat32();
  /** Mean power of each frame after the low-pass. */
  readonly lowPower = growingFloat32();

  constructor() {
    this.first.push(0);
  }

  /** Number of frames. */
  get frames(): number {
    return this.first.length - 1;
  }

  /** Lets go of what only the odds of candidates ask for, most of what an hour holds; no more frames can be added. */
  forgetShares(): void {
    for (const column of [
      this.lowPeriodicity,
      this.compressedPeriodicity,
      this.shortPeriodicity,
      this.harmonicContrast,
      this.oddShare,
      this.unthirdShare,
      this.power,
      this.shortPower,
      this.narrowPower,
      this.lowPower,
    ]) {
      column.forget();
    }
  }

  /** Lets go of the rest. */
  forget(): void {
    for (const column of [this.first, this.frequencyHz, this.periodicity]) column.forget();
  }
}

/** A share of -1 to 1 is kept as a whole number of these. */
export const SHARE_STEP = 1 / 32_000;

function growingShares(): GrowingArray<Int16Array> {
  return new GrowingArray((length) => new Int16Array(length));
}

/** A share in steps; autocorrelations freed of the window reach a little beyond 1 in noise. */
function shareSteps(share: number): number {
  return Math.round(Math.max(-1.02, Math.min(1.02, share)) / SHARE_STEP);
}

/** Half length of the kernel that reads the autocorrelation between lags, in lags. */
const KERNEL_REACH = 10;
const KERNEL_STEPS = 128;
/** Distance of the refining parabola's points, in lags; a whole number of kernel steps. */
const REFINE_SPAN = 24 / KERNEL_STEPS;
/** Peaks below this are noise in any case. */
const LOWEST_PEAK = 0.12;
/** Two peaks within this ratio are one candidate. */
const SAME_PITCH = 0.035;
/** How far beyond its range a register still listens, so that vibrato at the edge is not cut. */
const EDGE_SLACK = 1.05;
const HARMONICS = 12;
/** Where the first candidate is as periodic as this in both ways the frame holds one clear voice... */
const SURE_PERIODICITY = 0.9;
const SURE_COMPRESSED_PERIODICITY = 0.85;
/** ...and this many candidates say all... */
const SURE_CANDIDATES = 4;
/** ...but for lags so short that a parabola through whole ones tells little of their height. */
const SHORT_LAG = 6;
/** A short period is compared over at least this long. */
const SHORTEST_SPAN_SECONDS = 0.005;

/**
 * Finds what might be the pitch of a frame: peaks of the autocorrelation, as it is (Boersma 1993) and after a low-pass (which
 * wins in white noise and loses in rumble and on the telephone), each judged by both and by how much of the spectrum lies on
 * its harmonics. Which of them is the pitch is left to the path over the utterance.
 *
 * One object owns its tables and buffers and is reused for every frame.
 */
export class PitchCandidateFinder {
  readonly #settings: RegisterSettings;
  readonly #correlator: FrameCorrelator;
  /** Lags that are needed, an even number. */
  readonly #lags: number;
  readonly #window: Float64Array;
  readonly #kernel: Float64Array;
  readonly #frame: Float64Array;
  #amplitude: Float64Array = new Float64Array(0);
  #full: Float64Array = new Float64Array(0);
  #low: Float64Array = new Float64Array(0);
  #compressed: Float64Array = new Float64Array(0);
  readonly #shortestLag: number;
  readonly #longestLag: number;
  #contrast = 0;
  #oddShare = 0;
  #unthirdShare = 0;
  readonly #longPeriodCost: Float64Array;
  readonly #peakLag = new Float64Array(64);
  readonly #peakStrength = new Float64Array(64);
  /** Energy of the samples from `#energyStart` up to each of the frame and its margins. */
  readonly #energy: Float64Array;
  #energyStart = 0;
  readonly #refinedTop = new Int32Array(64);
  readonly #refinedLag = new Float64Array(64);
  #refinedCount = 0;

  constructor(settings: RegisterSettings) {
    const { pitchFft, pitchFrame, pitchRateHz } = settings;
    const half = pitchFft / 2;
    this.#settings = settings;
    this.#window = hannWindow(pitchFrame);
    this.#frame = new Float64Array(pitchFft);
    const lowPass = Float64Array.from({ length: half + 1 }, (_, k) => {
      const ratio = (k * pitchRateHz) / pitchFft / settings.lowPassHz;
      return Math.exp(-3.5 * ratio * ratio);
    });
    this.#shortestLag = pitchRateHz / settings.pitchHz[1] / EDGE_SLACK;
    this.#longestLag = (pitchRateHz / settings.pitchHz[0]) * EDGE_SLACK;
    this.#lags = Math.min(half, 2 * Math.ceil((Math.ceil(this.#longestLag) + 2 * KERNEL_REACH + 4) / 2));
    const kind = `${pitchRateHz} ${pitchFrame} ${pitchFft} ${settings.lowPassHz} ${this.#lags}`;
    this.#correlator = new FrameCorrelator({ size: pitchFft, lags: this.#lags, window: this.#window, lowPass, kind });
    this.#energy = new Float64Array(pitchFrame + 1);
    this.#kernel = interpolationKernel();
    const cost = this.#shortestLag > SHORT_LAG ? 0.02 : 0.05;
    this.#longPeriodCost = Float64Array.from({ length: this.#lags + 1 }, (_, lag) => cost * Math.log2(lag));
  }

  /**
   * Adds the frame around sample `centre` of `sound` (at `pitchRateHz`) and its candidates. Beyond the ends of the sound is silence.
   */
  find(sound: Float32Array, centre: number, into: PitchCandidates): void {
    const length = this.#settings.pitchFrame;
    const start = centre - length / 2;
    const frame = this.#frame;
    const from = Math.min(length, Math.max(0, -start));
    const to = Math.max(from, Math.min(length, sound.length - start));
    const energy = this.#energy;
    this.#energyStart = start;
    energy.fill(0, 0, from + 1);
    let sum = 0;
    let squares = 0;
    for (let i = from; i < to; i++) {
      const sample = sound[start + i];
      sum += sample;
      squares += sample * sample;
      energy[i + 1] = squares;
    }
    energy.fill(squares, to + 1);
    const mean = to > from ? sum / (to - from) : 0;
    into.shortPower.push(
      meanPower(sound, start, mean, Math.max(from, length / 3), Math.min(to, (2 * length) / 3), length / 3),
    );
    into.narrowPower.push(
      meanPower(sound, start, mean, Math.max(from, (5 * length) / 12), Math.min(to, (7 * length) / 12), length / 6),
    );
    const window = this.#window;
    frame.fill(0, 0, from);
    frame.fill(0, to);
    let power = 0;
    for (let i = from; i < to; i++) {
      const value = (sound[start + i] - mean) * window[i];
      frame[i] = value;
      power += value * value;
    }
    into.power.push(power / length / 0.375);
    if (power <= 1e-18) {
      into.lowPower.push(0);
      into.first.push(into.frequencyHz.length);
      return;
    }
    const correlator = this.#correlator;
    correlator.correlate(frame);
    into.lowPower.push((2 * correlator.lowPower) / this.#settings.pitchFft / length / 0.375);
    this.#amplitude = correlator.amplitude;
    this.#full = correlator.full;
    this.#low = correlator.low;
    this.#compressed = correlator.compressed;
    let peaks = this.#peaks(this.#full, 0, CANDIDATES_PER_FRAME);
    peaks = this.#peaks(this.#low, peaks, peaks + CANDIDATES_PER_FRAME);
    peaks = this.#peaks(this.#compressed, peaks, peaks + CANDIDATES_PER_FRAME);
    this.#keep(sound, centre, peaks, into);
    into.first.push(into.frequencyHz.length);
  }

  /** The strongest maxima of `correlation` in the range of lags, from slot `from` up to slot `to`; returns the next free slot. */
  #peaks(correlation: Float64Array, from: number, to: number): number {
    const shortest = this.#shortestLag;
    const longest = this.#longestLag;
    const last = Math.min(Math.floor(longest), this.#lags - KERNEL_REACH - 2);
    const lags = this.#peakLag;
    const strengths = this.#peakStrength;
    const longPeriodCost = this.#longPeriodCost;
    let count = from;
    let k = Math.max(2, Math.floor(shortest));
    let before = correlation[k - 1];
    let here = correlation[k];
    for (; k <= last; k++) {
      const after = correlation[k + 1];
      const left = before;
      const top = here;
      before = here;
      here = after;
      if (top < LOWEST_PEAK || top <= left || top < after) continue;
      const shift = vertex(left, top, after);
      const lag = k + shift;
      if (lag < shortest || lag > longest) continue;
      // A shorter period is favoured a little: every multiple of a period is a peak as high.
      const height = top + 0.25 * shift * (after - left);
      const strength = withinOne(height) - longPeriodCost[k];
      let slot = count;
      if (count < to) count++;
      else {
        slot = from;
        for (let s = from + 1; s < to; s++) if (strengths[s] < strengths[slot]) slot = s;
        if (strengths[slot] >= strength) continue;
      }
      lags[slot] = lag;
      strengths[slot] = strength;
    }
    return count;
  }

  /** Merges the peaks of both correlations and writes the best. */
  #keep(sound: Float32Array, centre: number, peaks: number, into: PitchCandidates): void {
    const { pitchRateHz } = this.#settings;
    const base = into.frequencyHz.length;
    this.#refinedCount = 0;
    let count = 0;
    let most = CANDIDATES_PER_FRAME;
    for (let round = 0; round < peaks && count < most; round++) {
      let best = -1;
      for (let p = 0; p < peaks; p++) {
        if (this.#peakStrength[p] > -1 && (best < 0 || this.#peakStrength[p] > this.#peakStrength[best])) best = p;
      }
      if (best < 0) break;
      const lag = this.#settle(this.#peakLag[best]);
      this.#peakStrength[best] = -2;
      const frequency = pitchRateHz / lag;
      let known = false;
      for (let c = 0; c < count; c++) {
        if (Math.abs(into.frequencyHz.values[base + c] / frequency - 1) < SAME_PITCH) known = true;
      }
      if (known) continue;
      const periodicity = withinOne(this.#at(this.#full, lag));
      const compressed = withinOne(this.#at(this.#compressed, lag));
      into.frequencyHz.push(frequency);
      into.periodicity.push(periodicity);
      into.lowPeriodicity.push(shareSteps(withinOne(this.#at(this.#low, lag))));
      into.compressedPeriodicity.push(shareSteps(compressed));
      into.shortPeriodicity.push(shareSteps(this.#crossCorrelation(sound, centre, lag)));
      this.#readHarmonics(frequency);
      into.harmonicContrast.push(shareSteps(this.#contrast));
      into.oddShare.push(shareSteps(this.#oddShare));
      into.unthirdShare.push(shareSteps(this.#unthirdShare));
      count++;
      if (count === 1 && periodicity > SURE_PERIODICITY && compressed > SURE_COMPRESSED_PERIODICITY)
        most = SURE_CANDIDATES;
    }
  }

  /** The plain autocorrelation's own maximum beside a lag that another one found, if it has one there: only it is free of bias. */
  #settle(lag: number): number {
    const full = this.#full;
    const reach = Math.max(1, Math.ceil(0.5 * SAME_PITCH * lag));
    let top = Math.round(lag);
    for (let k = top - reach; k <= Math.round(lag) + reach; k++) if (full[k] > full[top]) top = k;
    if (top < 2 || full[top] < full[top - 1] || full[top] < full[top + 1]) return lag;
    const own = this.#refineOnce(full, top);
    return Math.abs(own / lag - 1) < SAME_PITCH && own >= this.#shortestLag && own <= this.#longestLag ? own : lag;
  }

  /** The same maximum is met from several sides. */
  #refineOnce(correlation: Float64Array, top: number): number {
    for (let i = 0; i < this.#refinedCount; i++) if (this.#refinedTop[i] === top) return this.#refinedLag[i];
    const lag = this.#refine(correlation, top);
    this.#refinedTop[this.#refinedCount] = top;
    this.#refinedLag[this.#refinedCount++] = lag;
    return lag;
  }

  /** Energy of samples `from` to `to` (not included) within the frame. */
  #energyBetween(from: number, to: number): number {
    return to > from ? this.#energy[to - this.#energyStart] - this.#energy[from - this.#energyStart] : 0;
  }

  /** Amplitude at the harmonics against amplitude midway between them, after Camacho and Harris 2008 in its plainest form. */
  #readHarmonics(frequency: number): void {
    const binsPerHz = this.#settings.pitchFft / this.#settings.pitchRateHz;
    const last = this.#settings.pitchFft / 2 - 1;
    let on = 0;
    let even = 0;
    let third = 0;
    let between = 0;
    for (let h = 1; h <= HARMONICS; h++) {
      const bin = h * frequency * binsPerHz;
      if (bin > last) break;
      between += this.#amplitudeAt((h - 0.5) * frequency * binsPerHz);
      const amplitude = this.#amplitudeAt(bin);
      on += amplitude;
      if (h % 2 === 0) even += amplitude;
      if (h % 3 === 0) third += amplitude;
    }
    this.#contrast = on + between > 0 ? (on - between) / (on + between) : 0;
    this.#oddShare = on > 0 ? (on - even) / on : 0;
    this.#unthirdShare = on > 0 ? (on - third) / on : 0;
  }

  /** Correlation of what lies half a lag before the centre with what lies half a lag after it, over a lag or 5 ms, within the frame. */
  #crossCorrelation(sound: Float32Array, centre: number, lag: number): number {
    const { pitchFrame, pitchRateHz } = this.#settings;
    const whole = Math.floor(lag);
    const span = Math.min(Math.round(Math.max(lag, SHORTEST_SPAN_SECONDS * pitchRateHz)), pitchFrame - whole - 2);
    // Both whole lags about it at once, each within the sound that there is.
    const firstA = centre - ((span + whole) >> 1);
    const firstB = centre - ((span + whole + 1) >> 1);
    const from = Math.max(0, -firstB);
    const to = Math.min(span, sound.length - firstA - whole - 1);
    const shiftedA = firstA + whole;
    const shiftedB = firstB + whole + 1;
    let crossA = 0;
    let crossB = 0;
    for (let n = from; n < to; n++) {
      crossA += sound[firstA + n] * sound[shiftedA + n];
      crossB += sound[firstB + n] * sound[shiftedB + n];
    }
    return Math.max(
      -1,
      this.#normalised(crossA, firstA + from, shiftedA + from, to - from),
      this.#normalised(crossB, firstB + from, shiftedB + from, to - from),
    );
  }

  /** A sum of products over the root of both energies; -1 where either has none. */
  #normalised(cross: number, first: number, shifted: number, count: number): number {
    const energies = this.#energyBetween(first, first + count) * this.#energyBetween(shifted, shifted + count);
    return energies > 0 ? cross / Math.sqrt(energies) : -1;
  }

  #amplitudeAt(bin: number): number {
    const below = Math.floor(bin);
    const rest = bin - below;
    return this.#amplitude[below] * (1 - rest) + this.#amplitude[below + 1] * rest;
  }

  /** Lag of the maximum near `lag`: a parabola through whole lags, then two through band-limited values on the kernel's grid. */
  #refine(correlation: Float64Array, lag: number): number {
    let x = lag + vertex(correlation[lag - 1], correlation[lag], correlation[lag + 1]);
    for (let round = 0; round < 2; round++) {
      x = Math.round(x * KERNEL_STEPS) / KERNEL_STEPS;
      const before = this.#at(correlation, x - REFINE_SPAN);
      x += REFINE_SPAN * vertex(before, this.#at(correlation, x), this.#at(correlation, x + REFINE_SPAN));
    }
    return x;
  }

  /** The autocorrelation between lags by a windowed sinc; it is even about lag 0. */
  #at(correlation: Float64Array, lag: number): number {
    const whole = Math.floor(lag);
    const phase = Math.round((lag - whole) * KERNEL_STEPS);
    const kernel = this.#kernel;
    const base = phase * 2 * KERNEL_REACH;
    const first = whole - KERNEL_REACH + 1;
    if (first >= 0) {
      // Four sums, which need not wait for each other.
      let a = 0;
      let b = 0;
      let c = 0;
      let d = 0;
      for (let t = 0; t < 2 * KERNEL_REACH; t += 4) {
        const at = base + t;
        const k = first + t;
        a += kernel[at] * correlation[k];
        b += kernel[at + 1] * correlation[k + 1];
        c += kernel[at + 2] * correlation[k + 2];
        d += kernel[at + 3] * correlation[k + 3];
      }
      return a + b + (c + d);
    }
    let sum = 0;
    for (let t = 0; t < 2 * KERNEL_REACH; t++) {
      const k = first + t;
      sum += kernel[base + t] * correlation[k < 0 ? -k : k];
    }
    return sum;
  }
}

/** Freed of the window, the autocorrelation of a swelling voice passes 1 at long lags: then its inverse tells how alike the periods are (Boersma 1993). */
function withinOne(correlation: number): number {
  return correlation > 1 ? 1 / correlation : correlation;
}

/** Sum of the squares from `from` up to `to` about a mean, over `length`. */
function meanPower(sound: Float32Array, start: number, mean: number, from: number, to: number, length: number): number {
  const end = start + Math.round(to);
  let sum = 0;
  for (let i = start + Math.round(from); i < end; i++) sum += (sound[i] - mean) * (sound[i] - mean);
  return sum / length;
}

/** Where the parabola through values at -1, 0 and 1 is highest. */
function vertex(before: number, here: number, after: number): number {
  const bend = before - 2 * here + after;
  return bend < 0 ? Math.max(-1, Math.min(1, (0.5 * (before - after)) / bend)) : 0;
}

function interpolationKernel(): Float64Array {
  const taps = 2 * KERNEL_REACH;
  const kernel = new Float64Array((KERNEL_STEPS + 1) * taps);
  for (let phase = 0; phase <= KERNEL_STEPS; phase++) {
    for (let t = 0; t < taps; t++) {
      const x = t - KERNEL_REACH + 1 - phase / KERNEL_STEPS;
      const window = 0.5 + 0.5 * Math.cos((Math.PI * x) / (KERNEL_REACH + 0.5));
      kernel[phase * taps + t] = x === 0 ? 1 : (Math.sin(Math.PI * x) / (Math.PI * x)) * window;
    }
  }
  return kernel;
}
