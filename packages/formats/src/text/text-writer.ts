import { FLOAT32_BYTES, writeFloat32, writeInteger } from "./write-float32.js";

const FIRST_BYTES = 1 << 16;

/** Text as bytes, written piece by piece. Lines end in a line feed on every machine. */
export class TextWriter {
  #bytes = new Uint8Array(FIRST_BYTES);
  #length = 0;

  /** Any text, as UTF-8. */
  text(text: string): void {
    this.#makeRoom(3 * text.length);
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i);
      if (code > 0x7f) {
        this.#length += new TextEncoder().encodeInto(text.slice(i), this.#bytes.subarray(this.#length)).written;
        return;
      }
      this.#bytes[this.#length++] = code;
    }
  }

  /** The shortest decimal of a float32. */
  float32(value: number): void {
    this.#makeRoom(FLOAT32_BYTES);
    this.#length = writeFloat32(this.#bytes, this.#length, value);
  }

  /** A whole number from 0 to 2^32 - 1. */
  integer(value: number): void {
    this.#makeRoom(FLOAT32_BYTES);
    this.#length = writeInteger(this.#bytes, this.#length, value);
  }

  /** All that was written. */
  finish(): Uint8Array<ArrayBuffer> {
    return this.#bytes.slice(0, this.#length);
  }

  #makeRoom(more: number): void {
    if (this.#length + more <= this.#bytes.length) return;
    const grown = new Uint8Array(2 * this.#bytes.length + more);
    grown.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = grown;
  }
}
