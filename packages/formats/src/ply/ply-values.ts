import { TextScanner } from "../text/text-scanner.js";
import { PlyError } from "./ply-error.js";
import { PLY_TYPE_BYTES, type PlyHeader, type PlyType } from "./ply-header.js";

/** The numbers of a PLY file, one after the other. */
export interface PlyValues {
  /** The next number. */
  next(type: PlyType): number;
  /** Passes over so many numbers. */
  skip(type: PlyType, count: number): void;
  /** The fewest bytes that so many numbers of a type take. */
  leastBytes(type: PlyType, count: number): number;
  /** How many bytes are left. */
  bytesLeft(): number;
  /** Where the last number stands in the file. */
  place(): string;
  /** What stands after the last number, if anything but spaces and zeros does. */
  rest(): string | undefined;
}

/** The numbers after a header, be they text or binary. */
export function plyValues(bytes: Uint8Array, header: PlyHeader): PlyValues {
  return header.format === "ascii"
    ? new TextValues(new TextScanner(bytes, header.end, header.lines))
    : new BinaryValues(bytes, header.end, header.format === "binary_little_endian");
}

const CUT_OFF = "The file is cut off, or its counts are wrong; export it again.";

class TextValues implements PlyValues {
  readonly #scanner: TextScanner;

  constructor(scanner: TextScanner) {
    this.#scanner = scanner;
  }

  next(type: PlyType): number {
    const scanner = this.#scanner;
    scanner.nextWord();
    const value = scanner.number();
    const isAccepted = type === "float64" || type === "float32" ? value - value === 0 : Number.isInteger(value);
    if (!isAccepted) {
      const wanted = type.startsWith("float") ? "a finite number" : "a whole number";
      throw new PlyError(scanner.shown("the end of the file"), wanted, CUT_OFF, this.place());
    }
    return value;
  }

  skip(_type: PlyType, count: number): void {
    for (let i = 0; i < count; i++) {
      if (!this.#scanner.nextWord()) throw new PlyError("the end of the file", "more values", CUT_OFF, this.place());
    }
  }

  leastBytes(_type: PlyType, count: number): number {
    // A digit and a space each; after the last nothing has to follow.
    return 2 * count;
  }

  bytesLeft(): number {
    return this.#scanner.bytes.length - this.#scanner.to + 1;
  }

  place(): string {
    return `line ${this.#scanner.line}`;
  }

  rest(): string | undefined {
    return this.#scanner.nextWord() ? this.#scanner.shown("") : undefined;
  }
}

class BinaryValues implements PlyValues {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #isLittleEndian: boolean;
  #offset: number;

  constructor(bytes: Uint8Array, offset: number, isLittleEndian: boolean) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#offset = offset;
    this.#isLittleEndian = isLittleEndian;
  }

  next(type: PlyType): number {
    const offset = this.#take(PLY_TYPE_BYTES[type]);
    const view = this.#view;
    switch (type) {
      case "float32":
        return view.getFloat32(offset, this.#isLittleEndian);
      case "int32":
        return view.getInt32(offset, this.#isLittleEndian);
      case "uint8":
        return view.getUint8(offset);
      case "uint32":
        return view.getUint32(offset, this.#isLittleEndian);
      case "float64":
        return view.getFloat64(offset, this.#isLittleEndian);
      case "int8":
        return view.getInt8(offset);
      case "int16":
        return view.getInt16(offset, this.#isLittleEndian);
      case "uint16":
        return view.getUint16(offset, this.#isLittleEndian);
    }
  }

  skip(type: PlyType, count: number): void {
    this.#take(PLY_TYPE_BYTES[type] * count);
  }

  leastBytes(type: PlyType, count: number): number {
    return PLY_TYPE_BYTES[type] * count;
  }

  bytesLeft(): number {
    return this.#bytes.length - this.#offset;
  }

  place(): string {
    return `byte ${this.#offset}`;
  }

  rest(): string | undefined {
    const { length } = this.#bytes;
    for (let at = this.#offset; at < length; at++) {
      if (this.#bytes[at] > 0x20) return `${length - this.#offset} bytes`;
    }
    return undefined;
  }

  #take(count: number): number {
    const offset = this.#offset;
    if (offset + count > this.#bytes.length) {
      throw new PlyError("the end of the file", `${count} more bytes`, CUT_OFF, this.place());
    }
    this.#offset = offset + count;
    return offset;
  }
}
