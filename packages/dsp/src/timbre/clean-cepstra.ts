import { takeLogarithms } from "../signal/take-logarithms.js";
import { MEL_COEFFICIENTS, MEL_FILTERS, melCepstrum } from "./mel-cepstrum.js";

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
 * @returns `frames x 12`.
 *
 * @example
 * ```ts
 * cleanCepstra(new Float64Array(26).fill(1), new Float64Array(26)); // 12 zeros: a flat spectrum
 * ```
 */
export function cleanCepstra(melPower: Float32Array, floor: Float64Array): Float32Array {
  const frames = melPower.length / MEL_FILTERS;
  const result = new Float32Array(frames * MEL_COEFFICIENTS).fill(Number.NaN);
  const levels = new Float64Array(MEL_FILTERS);
  for (let i = 0; i < frames; i++) {
    if (!cleanLevels(melPower, i * MEL_FILTERS, floor, levels)) continue;
    melCepstrum(levels, 0, result, i * MEL_COEFFICIENTS);
  }
  return result;
}

/**
 * Mean mel power over the frames that carry the voice, with the noise floor taken out in the same way.
 *
 * @param carries - 1 for each frame that counts.
 *
 * @example
 * ```ts
 * meanVoicePower(new Float64Array(26).fill(1), Uint8Array.of(1), new Float64Array(26)); // 26 ones
 * ```
 */
export function meanVoicePower(melPower: Float32Array, carries: Uint8Array, floor: Float64Array): Float64Array {
  const mean = new Float64Array(MEL_FILTERS);
  let count = 0;
  for (let i = 0; i < carries.length; i++) {
    if (carries[i] === 0) continue;
    count++;
    for (let m = 0; m < MEL_FILTERS; m++) mean[m] += melPower[i * MEL_FILTERS + m];
  }
  for (let m = 0; m < MEL_FILTERS; m++) {
    const power = mean[m] / Math.max(1, count);
    mean[m] = Math.max(power - floor[m], LEAST_LEFT * power);
  }
  return mean;
}

/** What `voiceLevels` tells of the frames that carry a voice. */
export interface VoiceLevels {
  /** Mean level of each of the 26 mel filters in dB (10 log10). */
  readonly meanDb: Float64Array;
  /** Standard deviation of c1 to c12 of the mel cepstrum. */
  readonly cepstrumDeviation: readonly number[];
}

/**
 * Levels of the mel filters over the frames that carry the voice, with the noise floor taken out in the same way, and the mel cepstra of these. Each
 * sound counts alike, however loud; frames of digital silence do not count.
 *
 * @param carries - 1 for each frame that counts.
 *
 * @example
 * ```ts
 * voiceLevels(new Float32Array(26).fill(1), Uint8Array.of(1), new Float64Array(26)).meanDb; // 26 zeros
 * ```
 */
export function voiceLevels(melPower: Float32Array, carries: Uint8Array, floor: Float64Array): VoiceLevels {
  const meanDb = new Float64Array(MEL_FILTERS);
  const levels = new Float64Array(MEL_FILTERS);
  const cepstrum = new Float32Array(MEL_COEFFICIENTS);
  const sums = new Float64Array(MEL_COEFFICIENTS);
  const squares = new Float64Array(MEL_COEFFICIENTS);
  let count = 0;
  for (let i = 0; i < carries.length; i++) {
    if (carries[i] === 0 || !cleanLevels(melPower, i * MEL_FILTERS, floor, levels)) continue;
    count++;
    for (let m = 0; m < MEL_FILTERS; m++) meanDb[m] += levels[m];
    melCepstrum(levels, 0, cepstrum, 0);
    for (let c = 0; c < MEL_COEFFICIENTS; c++) {
      sums[c] += cepstrum[c];
      squares[c] += cepstrum[c] * cepstrum[c];
    }
  }
  const frames = Math.max(1, count);
  for (let m = 0; m < MEL_FILTERS; m++) meanDb[m] /= frames;
  const cepstrumDeviation = Array.from(squares, (sum, c) =>
    Math.sqrt(Math.max(0, sum / frames - (sums[c] / frames) ** 2)),
  );
  return { meanDb, cepstrumDeviation };
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
  takeLogarithms(levels);
  for (let m = 0; m < MEL_FILTERS; m++) levels[m] *= DB_A_NEPER;
  return true;
}

/**
 * Share of the frames that carry the voice in which it rises 6 dB above the noise floor, for each mel filter.
 *
 * @param carries - 1 for each frame that counts.
 *
 * @example
 * ```ts
 * clearShares(new Float32Array(26).fill(5), Uint8Array.of(1), new Float64Array(26).fill(1)); // 26 ones
 * ```
 */
export function clearShares(melPower: Float32Array, carries: Uint8Array, floor: Float64Array): Float64Array {
  const shares = new Float64Array(MEL_FILTERS);
  let count = 0;
  for (let i = 0; i < carries.length; i++) {
    if (carries[i] === 0) continue;
    count++;
    for (let m = 0; m < MEL_FILTERS; m++) if (melPower[i * MEL_FILTERS + m] > CLEAR * floor[m]) shares[m]++;
  }
  return shares.map((frames) => frames / Math.max(1, count));
}
