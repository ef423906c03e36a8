import { type Kernels, sharedKernels } from "./kernels.js";
import { release, resizableBytes } from "./release.js";

/** Samples that share a scale, an even number. */
const BLOCK = 256;
const BLOCKS_PER_CHUNK = 1024;
const CHUNK = BLOCK * BLOCKS_PER_CHUNK;
/** A little less than 12 bits hold: the error of the sample before comes on top. */
const LARGEST = 2046;
/** Below this scale there is silence. */
const LEAST_SCALE = 1e-38;
/** Added to a small number and taken away again it leaves a whole one, the nearest. */
const ROUNDING = 1.5 * 2 ** 52;
/** Share of the sample before that a sample is told by. */
const PREDICTION = 0.9;
/** What a number is stored with, so that it is positive. */
const BIAS = 2048;
/** Two numbers of 12 bits take three bytes. */
const BLOCK_BYTES = (BLOCK / 2) * 3;

/**
 * A sound kept in 12 bits a sample: what each differs by from 0.9 of what was kept of the one before (differential pulse-code modulation, Cutler 1952),
 * with a scale for every 256 of them. Whatever the gain, the error lies 77 dB below the greatest difference beside it. An hour at 16 kHz takes 88 MB.
 *
 * Against 16 bits, 28 MB more an hour, it moves a harmonics-to-noise ratio of 40 dB by 0.004 dB, and of three readers' voices the cepstral peak by
 * 0.013 dB, jitter by 0.3 % and formants by 0.5 % at most. Tried and left: 12 bits of the samples themselves, which moved them by 0.01 dB, 0.04 dB,
 * 0.7 % and 0.8 %, and bandwidths by 7 % for a change of rounding.
 *
 * @example
 * ```ts
 * const sound = new CompactSound();
 * sound.append(new Float32Array(1000).fill(0.5));
 * sound.read(990, 1010); // ten times 0.5, then silence
 * ```
 */
export class CompactSound {
  #chunks: Uint8Array[] = [];
  #scales: Float32Array[] = [];
  /** What was kept of the last sample before each block. */
  #starts: Float32Array[] = [];
  #last = 0;
  readonly #pending = new Float32Array(BLOCK);
  readonly #kernels: Kernels | null;
  /** Without kernels. */
  readonly #packed = new Uint8Array(BLOCK_BYTES);
  #stored = 0;
  #waiting = 0;
  /** Chunks from the beginning whose memory was given back. */
  #forgotten = 0;

  /** @param kernels - Null for plain TypeScript. */
  constructor(kernels: Kernels | null = sharedKernels()) {
    this.#kernels = kernels;
  }

  /** Number of samples. */
  get length(): number {
    return this.#stored + this.#waiting;
  }

  /** Lets go of what lies before a sample, of all by default; silence is read there. */
  forget(before = Number.POSITIVE_INFINITY): void {
    while (this.#forgotten < this.#chunks.length && (this.#forgotten + 1) * CHUNK <= before) {
      release(this.#chunks[this.#forgotten++]);
    }
  }

  append(samples: Float32Array): void {
    let at = 0;
    while (at < samples.length) {
      if (this.#waiting === 0 && samples.length - at >= BLOCK) {
        at += this.#store(samples, at, Math.floor((samples.length - at) / BLOCK));
        continue;
      }
      const count = Math.min(BLOCK - this.#waiting, samples.length - at);
      this.#pending.set(samples.subarray(at, at + count), this.#waiting);
      this.#waiting += count;
      at += count;
      if (this.#waiting < BLOCK) continue;
      this.#waiting = 0;
      this.#store(this.#pending, 0, 1);
    }
  }

  /**
   * Samples `from` to `to` (not included); silence beyond both ends.
   *
   * @param into - Where they are written, if it has room.
   */
  read(from: number, to: number, into?: Float32Array): Float32Array {
    const length = Math.max(0, to - from);
    const result = into !== undefined && into.length >= length ? into.subarray(0, length) : new Float32Array(length);
    if (into !== undefined) result.fill(0);
    const end = Math.min(to, this.#stored);
    for (let n = Math.max(CHUNK * this.#forgotten, from); n < end; ) {
      const stop = Math.min(end, n - (n % CHUNK) + CHUNK);
      if (this.#kernels === null) this.#readPlainly(n, stop, result, from);
      else this.#readFast(this.#kernels, n, stop, result, from);
      n = stop;
    }
    for (let n = Math.max(from, this.#stored); n < Math.min(to, this.length); n++) {
      result[n - from] = this.#pending[n - this.#stored];
    }
    return result;
  }

  /** Samples `first` to `stop` (not included) of one chunk to where sample `from` lies at 0. */
  #readFast(kernels: Kernels, first: number, stop: number, result: Float32Array, from: number): void {
    const chunk = Math.floor(first / CHUNK);
    const begin = Math.floor((first % CHUNK) / BLOCK);
    const end = Math.ceil((stop - chunk * CHUNK) / BLOCK);
    const count = end - begin;
    const place = kernels.scratch(count * (BLOCK_BYTES + 8 + 4 * BLOCK));
    const starts = place + 4 * count;
    const packed = starts + 4 * count;
    const sound = packed + BLOCK_BYTES * count;
    const { bytes, run, singles } = kernels;
    singles.set(this.#scales[chunk].subarray(begin, end), place / 4);
    singles.set(this.#starts[chunk].subarray(begin, end), starts / 4);
    bytes.set(this.#chunks[chunk].subarray(begin * BLOCK_BYTES, end * BLOCK_BYTES), packed);
    run.unpackSound(packed, count, place, starts, sound);
    const at = sound / 4 - chunk * CHUNK - begin * BLOCK;
    result.set(singles.subarray(at + first, at + stop), first - from);
  }

  /** The same. */
  #readPlainly(first: number, stop: number, result: Float32Array, from: number): void {
    for (let n = first; n < stop; ) {
      const until = Math.min(stop, n - (n % BLOCK) + BLOCK);
      this.#readBlock(n, until, result, from);
      n = until;
    }
  }

  /** Samples `first` to `stop` (not included) of one block. */
  #readBlock(first: number, stop: number, result: Float32Array, from: number): void {
    const chunk = Math.floor(first / CHUNK);
    const block = Math.floor((first % CHUNK) / BLOCK);
    const scale = this.#scales[chunk][block];
    const bytes = this.#packed;
    bytes.set(this.#chunks[chunk].subarray(block * BLOCK_BYTES, (block + 1) * BLOCK_BYTES));
    // All in steps of the scale.
    let value = scale > LEAST_SCALE ? this.#starts[chunk][block] / scale : 0;
    const start = first - (first % BLOCK);
    const whole = stop - start;
    const before = first - start;
    const to = start - from;
    for (let i = 0, at = 0; i < whole; i += 2, at += 3) {
      const pair = bytes[at] | (bytes[at + 1] << 8) | (bytes[at + 2] << 16);
      value = PREDICTION * value + ((pair & 4095) - BIAS);
      if (i >= before) result[to + i] = value * scale;
      value = PREDICTION * value + ((pair >> 12) - BIAS);
      if (i + 1 >= before && i + 1 < whole) result[to + i + 1] = value * scale;
    }
  }

  /** Stores as many as `most` blocks of samples from `at` on as fit into one chunk; returns how many samples that is. */
  #store(samples: Float32Array, at: number, most: number): number {
    const chunk = Math.floor(this.#stored / CHUNK);
    if (chunk === this.#chunks.length) {
      this.#chunks.push(resizableBytes(BLOCKS_PER_CHUNK * BLOCK_BYTES));
      this.#scales.push(new Float32Array(BLOCKS_PER_CHUNK));
      this.#starts.push(new Float32Array(BLOCKS_PER_CHUNK));
    }
    const block = (this.#stored - chunk * CHUNK) / BLOCK;
    const count = Math.min(most, BLOCKS_PER_CHUNK - block);
    if (this.#kernels === null) {
      for (let b = 0; b < count; b++) this.#storeBlock(samples.subarray(at + b * BLOCK), chunk, block + b);
    } else this.#storeFast(this.#kernels, samples.subarray(at, at + count * BLOCK), chunk, block);
    this.#stored += count * BLOCK;
    return count * BLOCK;
  }

  #storeFast(kernels: Kernels, samples: Float32Array, chunk: number, block: number): void {
    const count = samples.length / BLOCK;
    const place = kernels.scratch(count * (4 * BLOCK + 8 + BLOCK_BYTES));
    const scales = place + 4 * samples.length;
    const starts = scales + 4 * count;
    const packed = starts + 4 * count;
    const { bytes, run, singles } = kernels;
    singles.set(samples, place / 4);
    this.#last = run.packSound(place, count, this.#last, packed, scales, starts);
    this.#scales[chunk].set(singles.subarray(scales / 4, starts / 4), block);
    this.#starts[chunk].set(singles.subarray(starts / 4, packed / 4), block);
    this.#chunks[chunk].set(bytes.subarray(packed, packed + count * BLOCK_BYTES), block * BLOCK_BYTES);
  }

  /** The kernel's twin. */
  #storeBlock(pending: Float32Array, chunk: number, block: number): void {
    const bytes = this.#packed;
    let peak = Math.abs(pending[0] - PREDICTION * this.#last);
    for (let i = 1; i < BLOCK; i++) {
      const difference = Math.abs(pending[i] - PREDICTION * pending[i - 1]);
      if (difference > peak) peak = difference;
    }
    // Rounded to 32 bits as it is stored; where that would be coarse there is silence, 750 dB down.
    const scale = Math.fround(peak / LARGEST);
    const steps = scale > LEAST_SCALE ? 1 / scale : 0;
    this.#scales[chunk][block] = scale;
    this.#starts[chunk][block] = this.#last;
    // What is read later is what the next sample is told by: a share of that, in steps of the scale.
    let told = steps > 0 ? PREDICTION * (this.#last / scale) : 0;
    let value = 0;
    for (let i = 0, at = 0; i < BLOCK; i += 2, at += 3) {
      const even = pending[i] * steps - told + ROUNDING - ROUNDING;
      told = PREDICTION * (told + even);
      const odd = pending[i + 1] * steps - told + ROUNDING - ROUNDING;
      value = told + odd;
      told = PREDICTION * value;
      const pair = (even + BIAS) | ((odd + BIAS) << 12);
      bytes[at] = pair;
      bytes[at + 1] = pair >> 8;
      bytes[at + 2] = pair >> 16;
    }
    this.#last = Math.fround(value * scale);
    this.#chunks[chunk].set(bytes, block * BLOCK_BYTES);
  }
}
