import { GrowingArray, growingFloat32 } from "../signal/growing-array.js";
import { releasable } from "../signal/release.js";

/** Powers further than this below the strongest of their row count as none. */
const RANGE_DB = 128;
const STEPS = 65_535;
const STEPS_A_DB = STEPS / RANGE_DB;
/** Codes are looked up by their upper and lower half. */
const HALF = 256;

/**
 * Rows of powers in 16 bits each: how far they lie below the strongest of their row, in steps of 0.002 dB. Whatever the gain, half a step is the greatest
 * error; mel powers of an hour take 19 MB for 37 in float32.
 *
 * @example
 * ```ts
 * const powers = new CompactPowers(2);
 * powers.push(Float32Array.of(1, 0.5), Float64Array.of(0, -3.0103));
 * powers.take(0, 1); // 1 and 0.5, to 0.02 %
 * ```
 */
export class CompactPowers {
  readonly #columns: number;
  readonly #strongest = growingFloat32();
  readonly #codes = new GrowingArray(Uint16Array);
  /** The first rows, written out. */
  #written = growingFloat32();

  /** @param columns - Powers in a row. */
  constructor(columns: number) {
    this.#columns = columns;
  }

  /**
   * @param row - None below 0.
   * @param levelDb - 10 log10 of each.
   */
  push(row: Float32Array, levelDb: Float64Array): void {
    const columns = this.#columns;
    let strongest = 0;
    for (let c = 1; c < columns; c++) if (row[c] > row[strongest]) strongest = c;
    const isHeard = row[strongest] > 0;
    this.#strongest.push(row[strongest]);
    const at = this.#codes.reserve(columns);
    const codes = this.#codes.values;
    for (let c = 0; c < columns; c++) {
      const code = isHeard ? Math.round(STEPS + STEPS_A_DB * (levelDb[c] - levelDb[strongest])) : 0;
      codes[at + c] = Math.max(0, code);
    }
  }

  /**
   * Takes the codes of rows whose greatest powers `pushStrongest` is told, in 65535ths of 128 dB, 65535 the strongest; of 0 nothing is left.
   */
  pushCodes(codes: Uint16Array): void {
    const at = this.#codes.reserve(codes.length);
    this.#codes.values.set(codes, at);
  }

  /** Takes the greatest power of a row whose codes `pushCodes` is told. */
  pushStrongest(power: number): void {
    this.#strongest.push(power);
  }

  /** All rows so far; those that were asked for before are not written out again, not by `take` either. Not to be changed. */
  readSoFar(): Float32Array {
    this.#writeOn(this.#strongest.length);
    return this.#written.taken();
  }

  /** Rows `from` to `to` (not included), in memory that can be released; nothing can be asked after that. */
  take(from: number, to: number): Float32Array {
    const columns = this.#columns;
    let result: Float32Array;
    if (this.#written.length > 0) {
      this.#writeOn(to);
      result = this.#written.values.subarray(from * columns, to * columns);
      this.#written = growingFloat32();
    } else {
      result = releasable(Float32Array, (to - from) * columns);
      this.#write(from, to, result, 0);
    }
    this.#strongest.forget();
    this.#codes.forget();
    return result;
  }

  #writeOn(to: number): void {
    const from = this.#written.length / this.#columns;
    if (from >= to) return;
    const at = this.#written.reserve((to - from) * this.#columns);
    this.#write(from, to, this.#written.values, at);
  }

  #write(from: number, to: number, result: Float32Array, at: number): void {
    const columns = this.#columns;
    const strongest = this.#strongest.values;
    const codes = this.#codes.values;
    const [upper, lower] = tables();
    for (let i = from, k = at; i < to; i++) {
      for (let c = i * columns; c < (i + 1) * columns; c++) {
        const code = codes[c];
        result[k++] = code > 0 ? strongest[i] * (upper[code >> 8] * lower[code & (HALF - 1)]) : 0;
      }
    }
  }
}

let made: readonly [upper: Float64Array, lower: Float64Array] | undefined;

/** Shares of the strongest that the halves of a code stand for. */
function tables(): readonly [upper: Float64Array, lower: Float64Array] {
  made ??= [
    Float64Array.from({ length: HALF }, (_, code) => 10 ** ((code * HALF - STEPS) / STEPS_A_DB / 10)),
    Float64Array.from({ length: HALF }, (_, code) => 10 ** (code / STEPS_A_DB / 10)),
  ];
  return made;
}
