/** Thrown inside a frame that breaks the syntax; the caller counts the frame as damaged. Never leaves this package. */
export class FrameSyntaxError extends Error {
  override readonly name = "FrameSyntaxError";
}

/** Reads bits from the most significant one on. */
export class BitReader {
  /** Bits read so far. */
  position = 0;
  readonly #bytes: Uint8Array;
  readonly #end: number;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
    this.#end = bytes.length * 8;
  }

  /** Bits that are left. */
  get remaining(): number {
    return this.#end - this.position;
  }

  /** The next `count` bits, 0 to 25, as an unsigned number. */
  read(count: number): number {
    const value = this.peek(count);
    this.skip(count);
    return value;
  }

  /** As `read`, without going on; bits beyond the end are 0. */
  peek(count: number): number {
    if (count === 0) return 0;
    const at = this.position >> 3;
    const bytes = this.#bytes;
    const word =
      ((bytes[at] ?? 0) << 24) | ((bytes[at + 1] ?? 0) << 16) | ((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0);
    return (word << (this.position & 7)) >>> (32 - count);
  }

  skip(count: number): void {
    this.position += count;
    if (this.position > this.#end) throw new FrameSyntaxError("the frame ends within a value");
  }

  /** Goes on to the next whole byte. */
  align(): void {
    this.position = (this.position + 7) & ~7;
  }
}
