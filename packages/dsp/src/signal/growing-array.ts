import { type NumbersConstructor, releasable, release } from "./release.js";

/** What a growing array may be made of. */
type Numbers = Float32Array | Float64Array | Int32Array | Int16Array | Uint16Array;

const FIRST_CAPACITY = 1024;
/** Large arrays take room only as they are written, so a generous step costs little and leaves small old arrays behind. */
const GROWTH = 4;
const LEAST_GROWTH = 16_384;

/**
 * A typed array whose final length is not known yet.
 *
 * @example
 * ```ts
 * const levels = new GrowingArray(Float64Array);
 * levels.push(-20);
 * levels.taken(); // -20
 * ```
 */
export class GrowingArray<T extends Numbers> {
  /** The numbers; those from `length` on mean nothing. Another array after each `push` or `reserve`, perhaps, and this one empty. */
  values: T;
  length = 0;
  readonly #Numbers: NumbersConstructor<T>;

  constructor(Numbers: NumbersConstructor<T>) {
    this.#Numbers = Numbers;
    this.values = new Numbers(FIRST_CAPACITY);
  }

  push(value: number): void {
    if (this.length === this.values.length) this.#grow(this.length + 1);
    this.values[this.length++] = value;
  }

  /** Room for `count` more numbers; returns the index of the first. */
  reserve(count: number): number {
    const at = this.length;
    if (at + count > this.values.length) this.#grow(at + count);
    this.length = at + count;
    return at;
  }

  /** A view of the numbers there are. */
  taken(): T {
    return this.values.subarray(0, this.length) as T;
  }

  /** Lets go of all numbers. */
  forget(): void {
    release(this.values);
    this.values = new this.#Numbers(0);
    this.length = 0;
  }

  #grow(least: number): void {
    const larger = releasable(
      this.#Numbers,
      Math.max(
        least,
        Math.min(2 * this.values.length, this.values.length + LEAST_GROWTH),
        Math.ceil(GROWTH * this.values.length),
      ),
    );
    larger.set(this.values);
    release(this.values);
    this.values = larger;
  }
}

/** An empty list of 32-bit floating-point numbers. */
export function growingFloat32(): GrowingArray<Float32Array> {
  return new GrowingArray(Float32Array);
}

/** An empty list of 64-bit floating-point numbers. */
export function growingFloat64(): GrowingArray<Float64Array> {
  return new GrowingArray(Float64Array);
}
