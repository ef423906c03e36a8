import { MEL_FILTERS } from "./mel-cepstrum.js";

/** Usual fall of a voice's spectrum where a recording holds nothing, in dB an octave. */
const UNHEARD_FALL_DB = 12;
/** A filter may reach this much beyond the end of the band. */
const OVERLAP = 1.05;

/**
 * Number of mel filters that lie below the end of a recording's band.
 *
 * @param centreHz - Centres of all filters.
 *
 * @example
 * ```ts
 * heardFilters(Float64Array.of(1000, 2000, 3000), 3200); // 2
 * ```
 */
export function heardFilters(centreHz: Float64Array, bandEndHz: number): number {
  return centreHz.filter((_, m) => upperEdge(centreHz, m) <= OVERLAP * bandEndHz).length;
}

/**
 * Upper edge of a mel filter in Hz: the centre of the next.
 *
 * @example
 * ```ts
 * upperEdge(Float64Array.of(1000, 2000, 3000), 1); // 3000
 * ```
 */
export function upperEdge(centreHz: Float64Array, filter: number): number {
  return filter + 1 < centreHz.length ? centreHz[filter + 1] : 2 * centreHz[filter] - centreHz[filter - 1];
}

/**
 * Carries the mel spectrum of one frame on above the end of the recording's band, falling by 12 dB an octave, so that its cepstrum stays
 * comparable with that of others: a voice does not end where a telephone does.
 *
 * @param melPower - Changed in place, 26 numbers from `at` on.
 * @param heard - Filters that the recording holds.
 *
 * @example
 * ```ts
 * const melPower = new Float32Array(26).fill(1);
 * completeBand(melPower, 0, 20, Float64Array.from({ length: 26 }, (_, m) => 100 * (m + 1)));
 * ```
 */
export function completeBand(melPower: Float32Array, at: number, heard: number, centreHz: Float64Array): void {
  if (heard >= MEL_FILTERS || heard < 2) return;
  const edge = 0.5 * (melPower[at + heard - 1] + melPower[at + heard - 2]);
  for (let m = heard; m < MEL_FILTERS; m++) {
    melPower[at + m] = edge * (centreHz[m] / centreHz[heard - 1]) ** (-UNHEARD_FALL_DB / 3.0103);
  }
}
