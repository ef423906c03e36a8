/** A list of float32 that grows by doubling, for files that do not say how much they hold. */
export class GrowingFloat32 {
  #values = new Float32Array(3072);
  /** How many values were put in. */
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Float32Array(2 * this.length);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }

  /** The value at a place that was filled. */
  at(place: number): number {
    return this.#values[place];
  }

  /** All values that were put in, in memory of just their size. */
  finish(): Float32Array<ArrayBuffer> {
    return this.#values.slice(0, this.length);
  }
}

/** A list of whole numbers from 0 to 2^32 - 1 that grows by doubling. */
export class GrowingUint32 {
  #values = new Uint32Array(3072);
  /** How many values were put in. */
  length = 0;

  push(value: number): void {
    if (this.length === this.#values.length) {
      const grown = new Uint32Array(2 * this.length);
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[this.length++] = value;
  }

  /** All values that were put in, in memory of just their size. */
  finish(): Uint32Array<ArrayBuffer> {
    return this.#values.slice(0, this.length);
  }
}
