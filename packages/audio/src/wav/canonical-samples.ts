import { A_LAW_TO_INT16, MU_LAW_TO_INT16 } from "./expand-g711.js";
import type { WavFormat } from "./wav-format.js";

/** Samples as wav-decoder reads them right: little-endian 16- or 32-bit integers, 32- or 64-bit floats. */
export interface CanonicalCoding {
  /** 1 for integers, 3 for floats. */
  readonly tag: 1 | 3;
  readonly bytes: 2 | 4 | 8;
  /** Writes `count` samples from `source`, beginning at `offset`, to the start of `target`. */
  readonly convert: (source: Uint8Array, offset: number, count: number, target: Uint8Array) => void;
}

/**
 * How samples of a format become canonical. Integers only ever move up: 8 bits to 16 and 24 to 32, by a shift, so that
 * one full scale and one zero hold for all and nothing is rounded.
 *
 * wav-decoder 1.3.0 itself reads 8-bit zero (128) as +0.0039 with its symmetric scale, the lowest 24-bit value as +1,
 * and neither A-law, mu-law nor big-endian samples.
 */
export function canonicalCoding(format: WavFormat): CanonicalCoding {
  const { coding, containerBytes, littleEndian } = format;
  if (coding === "a-law") return { tag: 1, bytes: 2, convert: expandBy(A_LAW_TO_INT16) };
  if (coding === "mu-law") return { tag: 1, bytes: 2, convert: expandBy(MU_LAW_TO_INT16) };
  if (containerBytes === 1) return { tag: 1, bytes: 2, convert: widenUnsigned8 };
  if (containerBytes === 3) return { tag: 1, bytes: 4, convert: littleEndian ? widenLittle24 : widenBig24 };
  const bytes = containerBytes as 2 | 4 | 8;
  return { tag: coding === "float" ? 3 : 1, bytes, convert: littleEndian ? copyOf(bytes) : swapOf(bytes) };
}

function expandBy(table: Int16Array): CanonicalCoding["convert"] {
  return (source, offset, count, target) => {
    for (let sample = 0; sample < count; sample++) {
      const value = table[source[offset + sample] as number] as number;
      target[2 * sample] = value;
      target[2 * sample + 1] = value >> 8;
    }
  };
}

/** Unsigned with 128 as zero: the high byte of a signed 16-bit sample with its top bit inverted. */
function widenUnsigned8(source: Uint8Array, offset: number, count: number, target: Uint8Array): void {
  for (let sample = 0; sample < count; sample++) {
    target[2 * sample] = 0;
    target[2 * sample + 1] = (source[offset + sample] as number) ^ 0x80;
  }
}

function widenLittle24(source: Uint8Array, offset: number, count: number, target: Uint8Array): void {
  for (let sample = 0, from = offset, to = 0; sample < count; sample++, from += 3, to += 4) {
    target[to] = 0;
    target[to + 1] = source[from] as number;
    target[to + 2] = source[from + 1] as number;
    target[to + 3] = source[from + 2] as number;
  }
}

function widenBig24(source: Uint8Array, offset: number, count: number, target: Uint8Array): void {
  for (let sample = 0, from = offset, to = 0; sample < count; sample++, from += 3, to += 4) {
    target[to] = 0;
    target[to + 1] = source[from + 2] as number;
    target[to + 2] = source[from + 1] as number;
    target[to + 3] = source[from] as number;
  }
}

function copyOf(bytes: number): CanonicalCoding["convert"] {
  return (source, offset, count, target) => target.set(source.subarray(offset, offset + count * bytes));
}

function swapOf(bytes: number): CanonicalCoding["convert"] {
  return (source, offset, count, target) => {
    for (let sample = 0; sample < count; sample++) {
      const start = sample * bytes;
      for (let byte = 0; byte < bytes; byte++) {
        target[start + byte] = source[offset + start + bytes - 1 - byte] as number;
      }
    }
  };
}
