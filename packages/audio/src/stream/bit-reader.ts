/** Thrown inside a frame that breaks the syntax; the caller counts the frame as damaged. Never leaves this package. */
export class FrameSyntaxError extends Error {
  override readonly name = "FrameSyntaxError";
}

/** Reads bits from the most significant one on. */
export class BitReader {
  /** Bits read so far. */
  position = 0;
  readonly bytes: Uint8Array;
  readonly #end: number;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.#end = bytes.length * 8;
  }

  /** The next `count` bits, 0 to 25, as an unsigned number. */
  read(count: number): number {
    const value = this.peek(count);
    this.skip(count);
    return value;
  }

  /** The next `count` bits, 0 to 32, as an unsigned number. */
  readLong(count: number): number {
    const high = count > 16 ? this.read(count - 16) : 0;
    return high * 65_536 + this.read(Math.min(count, 16));
  }

  /** As `read`, without going on; bits beyond the end are 0. */
  peek(count: number): number {
    if (count === 0) return 0;
    const at = this.position >> 3;
    const { bytes } = this;
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

  /** Passes over a fill element, behind its number: AAC and ALAC have the same. Gives the first four bits of its content. */
  skipFill(): number {
    let bytes = this.read(4);
    if (bytes === 15) bytes += this.read(8) - 1;
    const kind = bytes > 0 ? this.peek(4) : 0;
    this.skip(8 * bytes);
    return kind;
  }

  /** Passes over a data element, behind its number. */
  skipData(): void {
    this.skip(4);
    const isAligned = this.read(1) === 1;
    let bytes = this.read(8);
    if (bytes === 255) bytes += this.read(8);
    if (isAligned) this.align();
    this.skip(8 * bytes);
  }
}
