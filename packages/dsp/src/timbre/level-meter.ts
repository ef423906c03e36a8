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
  /** Energies of the latest whole blocks, from block number `#firstBlock` to before `#endBlock`. */
  #blocks = new Float64Array(256);
  #firstBlock = 0;
  #endBlock = 0;
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
  }

  /** Number of frames that were measured so far. */
  get frames(): number {
    return this.#levels.length;
  }

  push(samples: Float32Array): void {
    this.#sound.push(samples);
    this.#measureBlocks();
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
    let sum = energyOf(sound, from - start, first * BLOCK - start);
    for (let b = first - this.#firstBlock; b < end - this.#firstBlock; b++) sum += blocks[b];
    return sum + energyOf(sound, end * BLOCK - start, to - start);
  }

  /** Measures the blocks that are whole by now, and lets go of those before the sound that is left. */
  #measureBlocks(): void {
    const { length, start } = this.#sound;
    const first = Math.ceil(start / BLOCK);
    const from = Math.max(first, this.#endBlock);
    const to = Math.max(from, Math.floor(length / BLOCK));
    const kept = this.#blocks.subarray(first - this.#firstBlock, this.#endBlock - this.#firstBlock);
    if (to - first > this.#blocks.length) this.#blocks = new Float64Array(2 * (to - first));
    this.#blocks.set(kept);
    this.#firstBlock = first;
    this.#endBlock = to;
    this.#measureEnergies(this.#sound.samples().subarray(from * BLOCK - start, to * BLOCK - start), from - first);
  }

  /** Energies of whole blocks, to where those of the first one lie. */
  #measureEnergies(sound: Float32Array, at: number): void {
    const blocks = this.#blocks;
    const count = sound.length / BLOCK;
    if (count === 0) return;
    if (this.#kernels === null) {
      for (let b = 0; b < count; b++) blocks[at + b] = energyOf(sound, b * BLOCK, (b + 1) * BLOCK);
      return;
    }
    const place = this.#kernels.scratch((4 * BLOCK + 8) * count);
    const energies = place + 4 * BLOCK * count;
    const { numbers, run, singles } = this.#kernels;
    singles.set(sound, place / 4);
    run.blockEnergies(place, count, energies);
    blocks.set(numbers.subarray(energies / 8, energies / 8 + count), at);
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
