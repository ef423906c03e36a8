import { type BitReader, FrameSyntaxError } from "../stream/bit-reader.js";
import { HUFFMAN_CODEBOOKS, type HuffmanCodebook } from "./huffman-codebooks.js";

/** Bits looked at in one step; codes longer than this (a few rare ones) are followed bit by bit. */
const LOOK_UP_BITS = 10;

/** Decodes the codes of one codebook. */
export class HuffmanDecoder {
  readonly dimension: number;
  readonly isSigned: boolean;
  /** The values of every code, `dimension` each, in the codes' order. */
  readonly values: Int8Array;
  /** For every pattern of `LOOK_UP_BITS`: rank of the code times 32, plus its length; 0 where it is longer. */
  readonly #table: Uint16Array;
  readonly #counts: readonly number[];

  constructor({ dimension, isSigned, base, counts, meanings }: HuffmanCodebook) {
    this.dimension = dimension;
    this.isSigned = isSigned;
    this.#counts = counts;
    const codeCount = meanings.length / 2;
    const offset = isSigned ? (base - 1) / 2 : 0;
    this.values = new Int8Array(codeCount * dimension);
    for (let rank = 0; rank < codeCount; rank++) {
      let meaning = Number.parseInt(meanings.slice(2 * rank, 2 * rank + 2), 36);
      for (let place = dimension - 1; place >= 0; place--) {
        this.values[rank * dimension + place] = (meaning % base) - offset;
        meaning = Math.floor(meaning / base);
      }
    }
    this.#table = new Uint16Array(1 << LOOK_UP_BITS);
    let rank = 0;
    let pattern = 0;
    counts.slice(0, LOOK_UP_BITS).forEach((count, index) => {
      const patterns = 1 << (LOOK_UP_BITS - index - 1);
      for (let code = 0; code < count; code++, rank++, pattern += patterns) {
        this.#table.fill(rank * 32 + index + 1, pattern, pattern + patterns);
      }
    });
  }

  /** Rank of the next code: its place in the book. */
  decode(bits: BitReader): number {
    const entry = this.#table[bits.peek(LOOK_UP_BITS)] as number;
    if (entry !== 0) {
      bits.skip(entry & 31);
      return entry >> 5;
    }
    let code = 0;
    let first = 0;
    let rank = 0;
    for (const count of this.#counts) {
      code = 2 * code + bits.read(1);
      first *= 2;
      if (code - first < count) return rank + code - first;
      first += count;
      rank += count;
    }
    throw new FrameSyntaxError("no such code");
  }
}

/** One decoder a codebook: 0 for scale factors, 1 to 11 for spectra. */
export const HUFFMAN_DECODERS: readonly HuffmanDecoder[] = HUFFMAN_CODEBOOKS.map((book) => new HuffmanDecoder(book));
