import { type Kernels, sharedKernels } from "../signal/kernels.js";
import { takeLogarithms } from "../signal/take-logarithms.js";
import { MEL_BASIS, MEL_COEFFICIENTS, MEL_FILTERS, melCepstrum } from "./mel-cepstrum.js";

/** No filter falls further than this below the strongest of its frame, as a share of power. */
const LEAST_SHARE = 1e-8;
/** A filter's power is clear of the noise where it is this many times the floor. */
const CLEAR = 4;
/** `10 log10(x) = DB_A_NEPER ln(x)`. */
const DB_A_NEPER = 10 / Math.LN10;
/** This share of a filter's power is left where the floor would take more. */
const LEAST_LEFT = 0.05;

/**
 * Mel cepstra c1 to c12 of frames after a noise floor has been taken from their powers (Boll 1979, with a twentieth left standing);
 * NaN in digital silence.
 *
 * @param melPower - `frames x 26`.
 * @param floor - 26 powers; all zero for cepstra of the sound as it is.
 * @param kernels - Null for plain TypeScript.
 * @returns `frames x 12`.
 *
 * @example
 * ```ts
 * cleanCepstra(new Float64Array(26).fill(1), new Float64Array(26)); // 12 zeros: a flat spectrum
 * ```
 */
export function cleanCepstra(
  melPower: Float32Array,
  floor: Float64Array,
  kernels: Kernels | null = sharedKernels(),
): Float32Array {
  const frames = melPower.length / MEL_FILTERS;
  const result = new Float32Array(frames * MEL_COEFFICIENTS);
  const reader = new CepstrumReader(floor, kernels);
  for (let from = 0; from < frames; from += BATCH) {
    const batch = melPower.subarray(from * MEL_FILTERS, (from + BATCH) * MEL_FILTERS);
    result.set(reader.read(batch), from * MEL_COEFFICIENTS);
  }
  return result;
}

/** What `voiceLevels` tells of the frames that carry a voice. */
export interface VoiceLevels {
  /** Mean level of each of the 26 mel filters in dB (10 log10). */
  readonly meanDb: Float64Array;
  /** Standard deviation of c1 to c12 of the mel cepstrum. */
  readonly cepstrumDeviation: readonly number[];
  /** Mean power of each filter, the floor taken out of the mean. */
  readonly meanPower: Float64Array;
  /** Share of the frames in which each filter rises 6 dB above the floor. */
  readonly clearShares: Float64Array;
}

/**
 * Levels of the mel filters over the frames that carry the voice, with the noise floor taken out in the same way, and the mel cepstra of these. Each
 * sound counts alike, however loud, but in the mean power; frames of digital silence count for that and for what is clear alone.
 *
 * @param carries - 1 for each frame that counts.
 * @param kernels - Null for plain TypeScript.
 *
 * @example
 * ```ts
 * voiceLevels(new Float32Array(26).fill(1), Uint8Array.of(1), new Float64Array(26)).meanDb; // 26 zeros
 * ```
 */
export function voiceLevels(
  melPower: Float32Array,
  carries: Uint8Array,
  floor: Float64Array,
  kernels: Kernels | null = sharedKernels(),
): VoiceLevels {
  const reader = new CepstrumReader(floor, kernels);
  let carried = 0;
  // Frames that follow each other are read together.
  for (let from = 0, to = 0; from < carries.length; from = to) {
    to = from + 1;
    if (carries[from] === 0) continue;
    while (to < carries.length && to < from + BATCH && carries[to] !== 0) to++;
    reader.read(melPower.subarray(from * MEL_FILTERS, to * MEL_FILTERS));
    carried += to - from;
  }
  const meanDb = reader.sums.slice(0, MEL_FILTERS);
  const sums = reader.sums.subarray(MEL_FILTERS, MEL_FILTERS + MEL_COEFFICIENTS);
  const squares = reader.sums.subarray(MEL_FILTERS + MEL_COEFFICIENTS, ROWS);
  const meanPower = reader.sums.slice(POWERS, CLEARS);
  const clearShares = reader.sums.slice(CLEARS, SUMS);
  for (let m = 0; m < MEL_FILTERS; m++) {
    const power = meanPower[m] / Math.max(1, carried);
    meanPower[m] = Math.max(power - floor[m], LEAST_LEFT * power);
    clearShares[m] /= Math.max(1, carried);
  }
  const frames = Math.max(1, reader.sums[ROWS]);
  for (let m = 0; m < MEL_FILTERS; m++) meanDb[m] /= frames;
  const cepstrumDeviation = Array.from(squares, (sum, c) =>
    Math.sqrt(Math.max(0, sum / frames - (sums[c] / frames) ** 2)),
  );
  return { meanDb, cepstrumDeviation, meanPower, clearShares };
}

/** Rows that are read at a time. */
const BATCH = 64;
/** What is summed up: 26 levels, 12 coefficients and their squares, how many rows, 26 powers, and how often each was clear. */
const ROWS = MEL_FILTERS + 2 * MEL_COEFFICIENTS;
const POWERS = ROWS + 1;
const CLEARS = POWERS + MEL_FILTERS;
const SUMS = CLEARS + MEL_FILTERS;

/** Cepstra of rows of mel powers, and sums over all that are no silence. */
class CepstrumReader {
  readonly sums = new Float64Array(SUMS);
  readonly #floor: Float64Array;
  readonly #kernels: Kernels | null;
  readonly #basis: number;

  constructor(floor: Float64Array, kernels: Kernels | null) {
    this.#floor = floor;
    this.#kernels = kernels;
    this.#basis = kernels?.table("mel basis", () => MEL_BASIS.map((_, i) => MEL_BASIS[basisPlace(i)])) ?? 0;
  }

  /** 12 coefficients a row, NaN for silence. */
  read(melPower: Float32Array): Float32Array {
    return this.#kernels === null ? this.#readPlainly(melPower) : this.#readFast(this.#kernels, melPower);
  }

  #readFast(kernels: Kernels, melPower: Float32Array): Float32Array {
    const frames = melPower.length / MEL_FILTERS;
    const place = kernels.scratch(8 * (2 * MEL_FILTERS + SUMS + 1) + 4 * frames * (MEL_FILTERS + MEL_COEFFICIENTS));
    const levels = place + 8 * MEL_FILTERS;
    const sums = levels + 8 * MEL_FILTERS;
    const powers = sums + 8 * (SUMS + 1);
    const result = powers + 4 * melPower.length;
    const { numbers, run, singles } = kernels;
    numbers.set(this.#floor, place / 8);
    numbers.set(this.sums, sums / 8);
    singles.set(melPower, powers / 4);
    run.cepstra(powers, frames, place, LEAST_LEFT, LEAST_SHARE, CLEAR, this.#basis, levels, result, sums);
    this.sums.set(numbers.subarray(sums / 8, sums / 8 + SUMS));
    return singles.subarray(result / 4, result / 4 + frames * MEL_COEFFICIENTS);
  }

  /** The kernel's twin. */
  #readPlainly(melPower: Float32Array): Float32Array {
    const frames = melPower.length / MEL_FILTERS;
    const result = new Float32Array(frames * MEL_COEFFICIENTS).fill(Number.NaN);
    const levels = new Float64Array(MEL_FILTERS);
    const { sums } = this;
    for (let i = 0; i < frames; i++) {
      const to = i * MEL_COEFFICIENTS;
      if (!cleanLevels(melPower, i * MEL_FILTERS, this.#floor, levels)) continue;
      for (let m = 0; m < MEL_FILTERS; m++) {
        const power = melPower[i * MEL_FILTERS + m];
        sums[m] += levels[m];
        sums[POWERS + m] += power;
        if (power > CLEAR * this.#floor[m]) sums[CLEARS + m]++;
      }
      melCepstrum(levels, 0, result, to);
      for (let c = 0; c < MEL_COEFFICIENTS; c++) {
        sums[MEL_FILTERS + c] += result[to + c];
        sums[MEL_FILTERS + MEL_COEFFICIENTS + c] += result[to + c] * result[to + c];
      }
      sums[ROWS]++;
    }
    return result;
  }
}

/** Where the kernel's table, filter by filter, finds its number among those that lie coefficient by coefficient. */
function basisPlace(i: number): number {
  return (i % MEL_COEFFICIENTS) * MEL_FILTERS + Math.floor(i / MEL_COEFFICIENTS);
}

/** Levels of one frame in dB, the floor taken out; false for digital silence. */
function cleanLevels(melPower: Float32Array, at: number, floor: Float64Array, levels: Float64Array): boolean {
  let strongest = 0;
  for (let m = 0; m < MEL_FILTERS; m++) strongest = Math.max(strongest, melPower[at + m]);
  if (!(strongest > 0)) return false;
  for (let m = 0; m < MEL_FILTERS; m++) {
    const power = melPower[at + m];
    levels[m] = Math.max(Math.max(power - floor[m], LEAST_LEFT * power), LEAST_SHARE * strongest);
  }
  takeLogarithms(levels, null);
  for (let m = 0; m < MEL_FILTERS; m++) levels[m] *= DB_A_NEPER;
  return true;
}
