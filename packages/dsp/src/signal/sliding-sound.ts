/**
 * The latest part of a sound that comes in pieces. Samples are asked for by their place in the whole sound.
 *
 * @example
 * ```ts
 * const sound = new SlidingSound();
 * sound.push(new Float32Array(480));
 * sound.forget(100);
 * sound.samples(); // samples 100 to 479
 * ```
 */
export class SlidingSound {
  #buffer = new Float32Array(8192);
  #view = this.#buffer.subarray(0, 0);
  #from = 0;
  #filled = 0;

  /** Place of the first sample that is still there. */
  get start(): number {
    return this.#from;
  }

  /** Number of samples that ever came. */
  get length(): number {
    return this.#from + this.#filled;
  }

  /** What is still there, as a view until the next `push` or `forget`. */
  samples(): Float32Array {
    return this.#view;
  }

  push(samples: Float32Array): void {
    if (this.#filled + samples.length > this.#buffer.length) {
      const larger = new Float32Array(2 * (this.#filled + samples.length));
      larger.set(this.#view);
      this.#buffer = larger;
    }
    this.#buffer.set(samples, this.#filled);
    this.#filled += samples.length;
    this.#view = this.#buffer.subarray(0, this.#filled);
  }

  /** Lets go of what lies before the sample at `place`. */
  forget(place: number): void {
    const count = Math.min(this.#filled, place - this.#from);
    if (count <= 0) return;
    this.#buffer.copyWithin(0, count, this.#filled);
    this.#from += count;
    this.#filled -= count;
    this.#view = this.#buffer.subarray(0, this.#filled);
  }
}
