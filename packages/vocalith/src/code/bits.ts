/** Writes small integers one after another into bytes, most significant bit first. */
export class BitWriter {
  readonly #bytes: number[] = [];
  #bitCount = 0;

  write(value: number, width: number): void {
    for (let bit = width - 1; bit >= 0; bit--) {
      if (this.#bitCount % 8 === 0) this.#bytes.push(0);
      if ((value >> bit) & 1) this.#bytes[this.#bytes.length - 1] |= 128 >> (this.#bitCount % 8);
      this.#bitCount++;
    }
  }

  /** The bytes so far, the last one filled up with zero bits. */
  bytes(): Uint8Array {
    return Uint8Array.from(this.#bytes);
  }
}

/** Reads what a {@link BitWriter} wrote. Beyond the last byte it reads zeros; `overrun` then says so. */
export class BitReader {
  #bitCount = 0;

  constructor(private readonly source: Uint8Array) {}

  read(width: number): number {
    let value = 0;
    for (let i = 0; i < width; i++) {
      const byte = this.source[this.#bitCount >> 3] ?? 0;
      value = (value << 1) | ((byte >> (7 - (this.#bitCount & 7))) & 1);
      this.#bitCount++;
    }
    return value;
  }

  /** Whether more was read than there is. */
  get overrun(): boolean {
    return this.#bitCount > 8 * this.source.length;
  }
}
