import { release } from "./release.js";

/** Numbers of one block. */
const BLOCK = 16_384;
/** Blocks that are kept for the next track once one has been done with: 12.6 MB, a minute at 48 kHz. Fetched from the system anew each costs more than it is worth. */
const SPARE_BLOCKS = 192;
const spare: Float32Array[] = [];

/**
 * A long track of 32-bit numbers whose final length is not known yet, in blocks: it grows without copies and holds little more than what is in it.
 *
 * @example
 * ```ts
 * const track = new BlockArray();
 * track.push(0.5);
 * track.read(0, 1); // 0.5
 * ```
 */
export class BlockArray {
  #blocks: Float32Array[] = [];
  #last: Float32Array = new Float32Array(0);
  #length = 0;

  push(value: number): void {
    const at = this.#length % BLOCK;
    if (at === 0) this.#open();
    this.#last[at] = value;
    this.#length++;
  }

  /** Number of numbers. */
  get length(): number {
    return this.#length;
  }

  /** Several numbers at once. */
  append(values: Float32Array): void {
    for (let at = 0; at < values.length; ) {
      const start = this.#length % BLOCK;
      if (start === 0) this.#open();
      const count = Math.min(values.length - at, BLOCK - start);
      this.#last.set(values.subarray(at, at + count), start);
      this.#length += count;
      at += count;
    }
  }

  /** A copy of numbers `from` to `to` (not included). */
  read(from: number, to: number): Float32Array {
    const result = new Float32Array(to - from);
    for (let at = from; at < to; ) {
      const start = at % BLOCK;
      const count = Math.min(to - at, BLOCK - start);
      result.set(this.#blocks[(at - start) / BLOCK].subarray(start, start + count), at - from);
      at += count;
    }
    return result;
  }

  /** The same, and lets go of all numbers. */
  take(from: number, to: number): Float32Array {
    const result = this.read(from, to);
    this.forget();
    return result;
  }

  /**
   * Lets go of all numbers.
   *
   * @param isKept - Whether a minute's worth of memory is kept for the next such track.
   */
  forget(isKept = false): void {
    if (isKept) spare.push(...this.#blocks.splice(0, SPARE_BLOCKS - spare.length));
    release(...this.#blocks);
    this.#blocks = [];
    this.#length = 0;
  }

  #open(): void {
    // Of the plain kind: on resizable memory every number costs twice as much to write, and every block is fetched from the system anew.
    this.#last = spare.pop() ?? new Float32Array(BLOCK);
    this.#blocks.push(this.#last);
  }
}
