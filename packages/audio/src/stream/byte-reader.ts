/**
 * Reads numbers and four-letter names at absolute offsets of some bytes. Reading beyond the end throws `RangeError`, so
 * callers compare with `length` first.
 */
export class ByteReader {
  readonly bytes: Uint8Array;
  readonly length: number;
  readonly #view: DataView;

  constructor(bytes: Uint8Array) {
    this.bytes = bytes;
    this.length = bytes.byteLength;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }

  uint8(offset: number): number {
    return this.#view.getUint8(offset);
  }

  uint16(offset: number, littleEndian = false): number {
    return this.#view.getUint16(offset, littleEndian);
  }

  uint24(offset: number): number {
    return this.uint16(offset) * 256 + this.uint8(offset + 2);
  }

  int16(offset: number, littleEndian = false): number {
    return this.#view.getInt16(offset, littleEndian);
  }

  uint32(offset: number, littleEndian = false): number {
    return this.#view.getUint32(offset, littleEndian);
  }

  int32(offset: number, littleEndian = false): number {
    return this.#view.getInt32(offset, littleEndian);
  }

  /** 64 bits as a double: exact up to 2 to the 53rd, far above any file. */
  uint64(offset: number, littleEndian = false): number {
    const high = this.uint32(littleEndian ? offset + 4 : offset, littleEndian);
    const low = this.uint32(littleEndian ? offset : offset + 4, littleEndian);
    return high * 2 ** 32 + low;
  }

  /** Bytes as letters, one to one (Latin-1); shorter where the bytes end. */
  letters(offset: number, count: number): string {
    let text = "";
    const end = Math.min(offset + count, this.length);
    for (let at = offset; at < end; at++) text += String.fromCharCode(this.uint8(at));
    return text;
  }

  /** A view of a part; clamped to the bytes there are. */
  part(offset: number, count: number): Uint8Array {
    return this.bytes.subarray(offset, Math.min(offset + count, this.length));
  }
}
