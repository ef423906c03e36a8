import { type Kernels, sharedKernels } from "./kernels.js";

/** Half length of the interpolation kernel, in zero crossings. */
const ZERO_CROSSINGS = 8;
/** Edge of the passband as a share of the lower Nyquist frequency; what lies above fades over the kernel's transition band. */
const CUTOFF = 0.93;
const KAISER_BETA = 6.5;
/** Ratios whose exact table would be longer take the nearest of this many phases: -66 dB of error at worst. */
const MAXIMUM_PHASES = 1024;
/** A long sound is taken in pieces of this many samples. */
const PIECE = 16_384;

/**
 * Sound at another sample rate, by a windowed sinc in polyphase form (Smith and Gossett 1984; Kaiser window): -60 dB or less of
 * aliasing below 0.88 of the lower Nyquist frequency. Sample `k` of the result lies at `k / toHz` seconds, so nothing is shifted;
 * outside of the sound is silence.
 *
 * @param sound - Samples at `fromHz`.
 * @returns `ceil(sound.length * toHz / fromHz)` samples at `toHz`; `sound` itself where the rates are equal.
 *
 * @example
 * ```ts
 * const at16kHz = resample(new Float32Array(48_000), 48_000, 16_000);
 * ```
 */
export function resample(sound: Float32Array, fromHz: number, toHz: number): Float32Array {
  return fromHz === toHz ? sound : new StreamResampler(fromHz, toHz).whole(sound);
}

/**
 * The same for a sound that comes in pieces: however it is cut, the same samples come out.
 *
 * @example
 * ```ts
 * const resampler = new StreamResampler(48_000, 16_000);
 * const first = resampler.push(new Float32Array(4800)).slice();
 * const rest = resampler.finish();
 * ```
 */
export class StreamResampler {
  readonly #step: number;
  readonly #phases: number;
  readonly #taps: number;
  readonly #reach: number;
  readonly #table: Float32Array;
  readonly #equal: boolean;
  readonly #kernels: Kernels | null;
  #history: Float32Array;
  /** Place of the history's first sample in the sound; it begins in the silence before it. */
  #start: number;
  #filled: number;
  #made = 0;
  #result = new Float32Array(0);

  /**
   * @param kernels - Null for plain TypeScript.
   * @param filter - Another filter in place of the low-pass, where `fromHz` is a multiple of `toHz`: the taps for the samples from `1 - length / 2` to
   *   `length / 2` away, a multiple of four.
   */
  constructor(fromHz: number, toHz: number, kernels: Kernels | null = sharedKernels(), filter?: Float32Array) {
    this.#kernels = kernels;
    this.#equal = fromHz === toHz && filter === undefined;
    this.#step = fromHz / toHz;
    this.#phases = exactPhases(fromHz, toHz) ?? MAXIMUM_PHASES;
    const scale = CUTOFF * Math.min(1, toHz / fromHz);
    this.#reach = filter === undefined ? 2 * Math.ceil(ZERO_CROSSINGS / scale / 2) : filter.length / 2;
    this.#taps = 2 * this.#reach;
    this.#table =
      filter ?? (this.#equal ? new Float32Array(0) : kernelTable(this.#phases, this.#taps, this.#reach, scale));
    this.#history = new Float32Array(4 * this.#taps);
    this.#start = -this.#taps;
    this.#filled = this.#taps;
  }

  /**
   * All of another sound, from its beginning to its end.
   *
   * @param into - Where it is written, if it has room.
   */
  whole(sound: Float32Array, into?: Float32Array): Float32Array {
    if (this.#equal) return sound;
    this.#history.fill(0, 0, this.#taps);
    this.#start = -this.#taps;
    this.#filled = this.#taps;
    this.#made = 0;
    const length = Math.ceil(sound.length / this.#step - 1e-9);
    const result = into !== undefined && into.length >= length ? into.subarray(0, length) : new Float32Array(length);
    let at = 0;
    for (let from = 0; from < sound.length; from += PIECE) {
      const piece = this.push(sound.subarray(from, from + PIECE));
      result.set(piece, at);
      at += piece.length;
    }
    result.set(this.finish(), at);
    return result;
  }

  /** Takes more of the sound; what can be made of it so far, as a view until the next call. */
  push(samples: Float32Array): Float32Array {
    if (this.#equal) return samples;
    this.#append(samples, samples.length);
    // All samples up to `whole + 1 + reach` must be there.
    const last = this.#start + this.#filled - 1 - this.#reach;
    return this.#make(Math.max(this.#made, Math.floor(last / this.#step)));
  }

  /** The rest, after the last sample. */
  finish(): Float32Array {
    if (this.#equal) return this.#result;
    const length = this.#start + this.#filled;
    const end = Math.ceil(length / this.#step - 1e-9);
    this.#append(undefined, 2 * this.#taps);
    return this.#make(end);
  }

  #append(samples: Float32Array | undefined, count: number): void {
    if (this.#filled + count > this.#history.length) {
      const larger = new Float32Array(2 * (this.#filled + count));
      larger.set(this.#history.subarray(0, this.#filled));
      this.#history = larger;
    }
    if (samples === undefined) this.#history.fill(0, this.#filled, this.#filled + count);
    else this.#history.set(samples, this.#filled);
    this.#filled += count;
  }

  /** Makes samples up to number `end` of the result and lets go of what no later one needs. */
  #make(end: number): Float32Array {
    const count = end - this.#made;
    if (this.#result.length < count) this.#result = new Float32Array(count);
    const result = this.#result;
    this.#interpolate(count, result);
    this.#made = end;
    const needed = Math.floor(end * this.#step) - this.#reach;
    const spare = Math.min(this.#filled, needed - this.#start);
    if (spare > 0) {
      this.#history.copyWithin(0, spare, this.#filled);
      this.#start += spare;
      this.#filled -= spare;
    }
    return result.subarray(0, count);
  }

  #interpolate(count: number, result: Float32Array): void {
    const kernels = this.#kernels;
    const first = this.#start + this.#reach - 1;
    if (kernels === null) {
      this.#interpolatePlainly(count, result, first);
      return;
    }
    const table = this.#table;
    const room = 4 * Math.ceil(this.#filled / 4);
    const place = kernels.scratch(4 * (table.length + room + count));
    const at = place / 4;
    const { singles } = kernels;
    singles.set(table, at);
    singles.set(
      this.#filled === this.#history.length ? this.#history : this.#history.subarray(0, this.#filled),
      at + table.length,
    );
    const history = place + 4 * table.length;
    const to = history + 4 * room;
    kernels.run.interpolate(history, place, this.#taps, this.#phases, this.#made, this.#step, first, to, count);
    result.set(singles.subarray(to / 4, to / 4 + count));
  }

  /** The kernel's twin: sums of 32 bits, four at a time. */
  #interpolatePlainly(count: number, result: Float32Array, start: number): void {
    const { fround } = Math;
    const table = this.#table;
    const history = this.#history;
    const taps = this.#taps;
    for (let i = 0; i < count; i++) {
      const position = (this.#made + i) * this.#step;
      let whole = Math.floor(position);
      let phase = Math.floor((position - whole) * this.#phases + 0.5);
      if (phase === this.#phases) {
        phase = 0;
        whole++;
      }
      const base = phase * taps;
      const first = whole - start;
      let a = fround(table[base] * history[first]);
      let b = fround(table[base + 1] * history[first + 1]);
      let c = fround(table[base + 2] * history[first + 2]);
      let d = fround(table[base + 3] * history[first + 3]);
      for (let t = 4; t < taps; t += 4) {
        a = fround(a + fround(table[base + t] * history[first + t]));
        b = fround(b + fround(table[base + t + 1] * history[first + t + 1]));
        c = fround(c + fround(table[base + t + 2] * history[first + t + 2]));
        d = fround(d + fround(table[base + t + 3] * history[first + t + 3]));
      }
      result[i] = fround(fround(a + b) + fround(c + d));
    }
  }
}

/** The number of phases that a whole-number ratio of rates runs through, where there are few enough. */
function exactPhases(fromHz: number, toHz: number): number | undefined {
  if (!Number.isInteger(fromHz) || !Number.isInteger(toHz)) return undefined;
  let a = fromHz;
  let b = toHz;
  while (b !== 0) [a, b] = [b, a % b];
  const phases = toHz / a;
  return phases <= MAXIMUM_PHASES ? phases : undefined;
}

function kernelTable(phases: number, taps: number, reach: number, scale: number): Float32Array {
  const table = new Float64Array(phases * taps);
  const norm = besselI0(KAISER_BETA);
  for (let phase = 0; phase < phases; phase++) {
    let sum = 0;
    for (let t = 0; t < taps; t++) {
      const x = t - reach + 1 - phase / phases;
      const u = x / reach;
      const window = Math.abs(u) >= 1 ? 0 : besselI0(KAISER_BETA * Math.sqrt(1 - u * u)) / norm;
      const angle = Math.PI * x * scale;
      const value = (angle === 0 ? 1 : Math.sin(angle) / angle) * window;
      table[phase * taps + t] = value;
      sum += value;
    }
    // Every phase passes DC at exactly 1, so that no phase pattern is heard as a tone.
    for (let t = 0; t < taps; t++) table[phase * taps + t] /= sum;
  }
  return Float32Array.from(table);
}

/** Modified Bessel function of the first kind and order zero, by its power series. */
function besselI0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > 1e-12 * sum; k++) {
    term *= (x / (2 * k)) * (x / (2 * k));
    sum += term;
  }
  return sum;
}
