import type { RegisterSettings } from "../register.js";
import { CosineTransform } from "../signal/cosine-transform.js";
import { GrowingArray, growingFloat32 } from "../signal/growing-array.js";
import { RealFft } from "../signal/real-fft.js";
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
  /** Mean power of each frame. */
  readonly power = growingFloat32();
  /** Mean power of the middle third of each frame. */
  readonly shortPower = growingFloat32();
  /** Mean power of each frame after the low-pass. */
  readonly lowPower = growingFloat32();

  constructor() {
    this.first.push(0);
  }

  /** Number of frames. */
  get frames(): number {
    return this.first.length - 1;
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
/** How far beyond its range a register still listens, so that a voice at the edge is not cut by a cent. */
const EDGE_SLACK = 1.02;
const HARMONICS = 12;
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
  readonly #fft: RealFft;
  readonly #cosineTransform: CosineTransform;
  /** Lags that are needed, an even number. */
  readonly #lags: number;
  readonly #window: Float64Array;
  readonly #windowInverse: Float64Array;
  readonly #lowPass: Float64Array;
  readonly #kernel: Float64Array;
  readonly #frame: Float64Array;
  readonly #power: Float64Array;
  readonly #filtered: Float64Array;
  readonly #amplitude: Float64Array;
  readonly #full: Float64Array;
  readonly #low: Float64Array;
  readonly #compressed: Float64Array;
  readonly #compressedWindowInverse: Float64Array;
  readonly #shortestLag: number;
  readonly #longestLag: number;
  #contrast = 0;
  #oddShare = 0;
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
    this.#fft = new RealFft(pitchFft);
    this.#cosineTransform = new CosineTransform(half);
    this.#window = hannWindow(pitchFrame);
    this.#frame = new Float64Array(pitchFft);
    this.#power = new Float64Array(half + 1);
    this.#amplitude = new Float64Array(half + 1);
    this.#full = new Float64Array(half + 1);
    this.#low = new Float64Array(half + 1);
    this.#compressed = new Float64Array(half + 1);
    this.#lowPass = Float64Array.from({ length: half + 1 }, (_, k) => {
      const ratio = (k * pitchRateHz) / pitchFft / settings.lowPassHz;
      return Math.exp(-3.5 * ratio * ratio);
    });
    this.#filtered = new Float64Array(half + 1);
    this.#shortestLag = pitchRateHz / settings.pitchHz[1] / EDGE_SLACK;
    this.#longestLag = (pitchRateHz / settings.pitchHz[0]) * EDGE_SLACK;
    this.#lags = Math.min(half, 2 * Math.ceil((Math.ceil(this.#longestLag) + 2 * KERNEL_REACH + 4) / 2));
    this.#frame.set(this.#window);
    this.#fft.power(this.#frame, this.#power);
    this.#windowInverse = this.#inverseCorrelation(this.#power);
    this.#compressedWindowInverse = this.#inverseCorrelation(this.#power.map(Math.sqrt));
    this.#energy = new Float64Array(pitchFrame + 1);
    this.#kernel = interpolationKernel();
  }

  /**
   * Adds the frame around sample `centre` of `sound` (at `pitchRateHz`) and its candidates. Beyond the ends of the sound is silence.
   */
  find(sound: Float32Array, centre: number, into: PitchCandidates): void {
    const length = this.#settings.pitchFrame;
    const start = centre - length / 2;
    const frame = this.#frame;
    let sum = 0;
    const from = Math.min(length, Math.max(0, -start));
    const to = Math.max(from, Math.min(length, sound.length - start));
    for (let i = from; i < to; i++) sum += sound[start + i];
    const mean = to > from ? sum / (to - from) : 0;
    let power = 0;
    let shortPower = 0;
    frame.fill(0, 0, from);
    frame.fill(0, to);
    for (let i = from; i < to; i++) frame[i] = sound[start + i] - mean;
    for (let i = Math.round(length / 3); i < Math.round((2 * length) / 3); i++) shortPower += frame[i] * frame[i];
    into.shortPower.push((3 * shortPower) / length);
    const window = this.#window;
    for (let i = from; i < to; i++) {
      const value = frame[i] * window[i];
      frame[i] = value;
      power += value * value;
    }
    into.power.push(power / length / 0.375);
    if (power <= 1e-18) {
      into.lowPower.push(0);
      into.first.push(into.frequencyHz.length);
      return;
    }
    this.#fft.power(frame, this.#power);
    const half = this.#settings.pitchFft / 2;
    let lowPower = 0;
    const spectrum = this.#power;
    const filtered = this.#filtered;
    const amplitude = this.#amplitude;
    const lowPass = this.#lowPass;
    for (let k = 0; k <= half; k++) {
      const value = spectrum[k] * lowPass[k];
      filtered[k] = value;
      lowPower += value;
      amplitude[k] = Math.sqrt(spectrum[k]);
    }
    into.lowPower.push((2 * lowPower) / this.#settings.pitchFft / length / 0.375);
    this.#autocorrelate(spectrum, this.#windowInverse, this.#full);
    this.#autocorrelate(filtered, this.#windowInverse, this.#low);
    this.#autocorrelate(amplitude, this.#compressedWindowInverse, this.#compressed);
    let peaks = this.#peaks(this.#full, 0, CANDIDATES_PER_FRAME);
    peaks = this.#peaks(this.#low, peaks, peaks + CANDIDATES_PER_FRAME);
    peaks = this.#peaks(this.#compressed, peaks, peaks + CANDIDATES_PER_FRAME);
    this.#sumEnergy(sound, start);
    this.#keep(sound, centre, peaks, into);
    into.first.push(into.frequencyHz.length);
  }

  /** What makes up for the window: the inverse of the autocorrelation that it has by itself. */
  #inverseCorrelation(power: Float64Array): Float64Array {
    const result = new Float64Array(power.length);
    this.#cosineTransform.transform(power, result);
    return result.map((value) => result[0] / value);
  }

  /** Autocorrelation, 1 at lag 0, freed of the window. */
  #autocorrelate(power: Float64Array, windowInverse: Float64Array, result: Float64Array): void {
    this.#cosineTransform.transform(power, result, this.#lags);
    const peak = result[0];
    if (peak <= 0) {
      result.fill(0);
      return;
    }
    const scale = 1 / peak;
    for (let k = 0; k <= this.#lags; k++) result[k] *= scale * windowInverse[k];
  }

  /** The strongest maxima of `correlation` in the range of lags, from slot `from` up to slot `to`; returns the next free slot. */
  #peaks(correlation: Float64Array, from: number, to: number): number {
    const last = Math.min(Math.floor(this.#longestLag), this.#lags - KERNEL_REACH - 2);
    const lags = this.#peakLag;
    const strengths = this.#peakStrength;
    let count = from;
    for (let k = Math.max(2, Math.floor(this.#shortestLag)); k <= last; k++) {
      const here = correlation[k];
      if (here < LOWEST_PEAK || here <= correlation[k - 1] || here < correlation[k + 1]) continue;
      const shift = vertex(correlation[k - 1], here, correlation[k + 1]);
      const lag = k + shift;
      if (lag < this.#shortestLag || lag > this.#longestLag) continue;
      // A shorter period is favoured a little: every multiple of a period is a peak as high.
      const strength = here + 0.25 * shift * (correlation[k + 1] - correlation[k - 1]) - 0.02 * Math.log2(lag);
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
    for (let round = 0; round < peaks && count < CANDIDATES_PER_FRAME; round++) {
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
      into.frequencyHz.push(frequency);
      into.periodicity.push(this.#at(this.#full, lag));
      into.lowPeriodicity.push(shareSteps(this.#at(this.#low, lag)));
      into.compressedPeriodicity.push(shareSteps(this.#at(this.#compressed, lag)));
      into.shortPeriodicity.push(shareSteps(this.#crossCorrelation(sound, centre, lag)));
      this.#readHarmonics(frequency);
      into.harmonicContrast.push(shareSteps(this.#contrast));
      into.oddShare.push(shareSteps(this.#oddShare));
      count++;
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

  /** Sums the squares of the frame's samples from its first one on. */
  #sumEnergy(sound: Float32Array, start: number): void {
    const energy = this.#energy;
    this.#energyStart = start;
    let sum = 0;
    for (let i = 0; i + 1 < energy.length; i++) {
      const at = start + i;
      const value = at >= 0 && at < sound.length ? sound[at] : 0;
      sum += value * value;
      energy[i + 1] = sum;
    }
  }

  /** Energy of samples `from` to `to` (not included) within the frame. */
  #energyBetween(from: number, to: number): number {
    return to > from ? this.#energy[to - this.#energyStart] - this.#energy[from - this.#energyStart] : 0;
  }

  /** Amplitude at the harmonics against amplitude midway between them, after Camacho and Harris 2008 in its plainest form. */
  #readHarmonics(frequency: number): void {
    const binsPerHz = this.#settings.pitchFft / this.#settings.pitchRateHz;
    const last = this.#amplitude.length - 2;
    let odd = 0;
    let even = 0;
    let between = 0;
    for (let h = 1; h <= HARMONICS; h++) {
      const bin = h * frequency * binsPerHz;
      if (bin > last) break;
      between += this.#amplitudeAt((h - 0.5) * frequency * binsPerHz);
      if (h % 2 === 1) odd += this.#amplitudeAt(bin);
      else even += this.#amplitudeAt(bin);
    }
    const on = odd + even;
    this.#contrast = on + between > 0 ? (on - between) / (on + between) : 0;
    this.#oddShare = on > 0 ? odd / on : 0;
  }

  /** Correlation of what lies half a lag before the centre with what lies half a lag after it, over a lag or 5 ms. */
  #crossCorrelation(sound: Float32Array, centre: number, lag: number): number {
    const span = Math.round(Math.max(lag, SHORTEST_SPAN_SECONDS * this.#settings.pitchRateHz));
    const whole = Math.floor(lag);
    let best = -1;
    for (let shift = whole; shift <= whole + 1; shift++) {
      const first = centre - ((span + shift) >> 1);
      const from = Math.max(0, -first);
      const to = Math.min(span, sound.length - first - shift);
      let cross = 0;
      const shifted = first + shift;
      for (let n = from; n < to; n++) cross += sound[first + n] * sound[shifted + n];
      const before = this.#energyBetween(first + from, first + to);
      const after = this.#energyBetween(shifted + from, shifted + to);
      if (before > 0 && after > 0) best = Math.max(best, cross / Math.sqrt(before * after));
    }
    return best;
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
    let sum = 0;
    if (first >= 0) {
      for (let t = 0; t < 2 * KERNEL_REACH; t++) sum += kernel[base + t] * correlation[first + t];
      return sum;
    }
    for (let t = 0; t < 2 * KERNEL_REACH; t++) {
      const k = first + t;
      sum += kernel[base + t] * correlation[k < 0 ? -k : k];
    }
    return sum;
  }
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
