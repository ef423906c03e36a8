import { growingFloat64 } from "../signal/growing-array.js";
import { type Kernels, sharedKernels } from "../signal/kernels.js";
import { SlidingSound } from "../signal/sliding-sound.js";

/** Level of digital silence, and of anything below it. */
export const SILENCE_DB = -120;

/** Frames overlap: energies of blocks of this many samples serve all of them. */
const BLOCK = 32;

/**
 * Root-mean-square level of each frame in dB re full scale (20 log10), at least -120: frame `i` is the `spanSeconds` around
 * `i * hopSeconds`.
 *
 * @example
 * ```ts
 * const meter = new LevelMeter(48_000, 0.01, 0.03);
 * meter.push(new Float32Array(48_000).fill(0.1));
 * meter.finish(101)[50]; // -20
 * ```
 */
export class LevelMeter {
  readonly #hop: number;
  readonly #span: number;
  readonly #sound = new SlidingSound();
  readonly #levels = growingFloat64();
  /** Energies of the last whole blocks, block `b` at `b % blocks.length`, and the first block that was not measured. */
  readonly #blocks: Float64Array;
  #nextBlock = 0;
  readonly #kernels: Kernels | null;

  /** @param kernels - Null for plain TypeScript. */
  constructor(
    sampleRateHz: number,
    hopSeconds: number,
    spanSeconds: number,
    kernels: Kernels | null = sharedKernels(),
  ) {
    this.#kernels = kernels;
    this.#hop = hopSeconds * sampleRateHz;
    this.#span = Math.max(1, Math.round(spanSeconds * sampleRateHz));
    this.#blocks = new Float64Array(Math.ceil(this.#span / BLOCK) + 1);
  }

  /** Number of frames that were measured so far. */
  get frames(): number {
    return this.#levels.length;
  }

  push(samples: Float32Array): void {
    this.#sound.push(samples);
    while (this.#start() + this.#span <= this.#sound.length) this.#measure();
    this.#sound.forget(this.#start());
  }

  /** Measures what is left, of frames that reach beyond the end what is there of them; the levels of `frames` frames. */
  finish(frames: number): Float64Array {
    while (this.frames < frames) this.#measure();
    return this.levels(0, frames);
  }

  /** Levels of frames `from` to `to` (not included) that were measured. */
  levels(from: number, to: number): Float64Array {
    return this.#levels.values.subarray(from, to);
  }

  /** First sample of the next frame. */
  #start(): number {
    return Math.round(this.frames * this.#hop - this.#span / 2);
  }

  #measure(): void {
    const start = this.#start();
    const from = Math.max(0, start);
    const to = Math.min(this.#sound.length, start + this.#span);
    const power = to > from ? this.#energy(from, to) / (to - from) : 0;
    this.#levels.push(Math.max(SILENCE_DB, 10 * Math.log10(power + 1e-30)));
  }

  /** Energy of the samples from place `from` to before place `to`. */
  #energy(from: number, to: number): number {
    const sound = this.#sound.samples();
    const { start } = this.#sound;
    const first = Math.ceil(from / BLOCK);
    const end = Math.floor(to / BLOCK);
    if (first >= end) return energyOf(sound, from - start, to - start);
    const blocks = this.#blocks;
    this.#measureBlocks(Math.max(first, this.#nextBlock), end);
    this.#nextBlock = Math.max(this.#nextBlock, end);
    let sum = energyOf(sound, from - start, first * BLOCK - start);
    for (let b = first, at = first % blocks.length; b < end; b++) {
      sum += blocks[at];
      if (++at === blocks.length) at = 0;
    }
    return sum + energyOf(sound, end * BLOCK - start, to - start);
  }

  /** Energies of blocks `from` to before `to`. */
  #measureBlocks(from: number, to: number): void {
    if (from >= to) return;
    const blocks = this.#blocks;
    const sound = this.#sound.samples();
    const begin = from * BLOCK - this.#sound.start;
    if (this.#kernels === null) {
      for (let b = from, at = begin; b < to; b++, at += BLOCK) {
        blocks[b % blocks.length] = energyOf(sound, at, at + BLOCK);
      }
      return;
    }
    const count = to - from;
    const place = this.#kernels.scratch((4 * BLOCK + 8) * count);
    const energies = place + 4 * BLOCK * count;
    const { numbers, run, singles } = this.#kernels;
    singles.set(sound.subarray(begin, begin + BLOCK * count), place / 4);
    run.blockEnergies(place, count, energies);
    for (let k = 0; k < count; k++) blocks[(from + k) % blocks.length] = numbers[energies / 8 + k];
  }
}

/** In four sums at once: none waits for the other. */
function energyOf(sound: Float32Array, from: number, to: number): number {
  const whole = to - ((to - from) % 4);
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let n = from; n < whole; n += 4) {
    a += sound[n] * sound[n];
    b += sound[n + 1] * sound[n + 1];
    c += sound[n + 2] * sound[n + 2];
    d += sound[n + 3] * sound[n + 3];
  }
  for (let n = whole; n < to; n++) a += sound[n] * sound[n];
  return a + b + (c + d);
}
