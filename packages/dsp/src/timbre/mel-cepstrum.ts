/** Coefficients that are kept, c1 to c12. */
export const MEL_COEFFICIENTS = 12;
/** Filters of the bank under them. */
export const MEL_FILTERS = 26;

/** The cosines, coefficient by coefficient. */
export const MEL_BASIS = Float64Array.from({ length: MEL_COEFFICIENTS * MEL_FILTERS }, (_, i) => {
  const coefficient = Math.floor(i / MEL_FILTERS) + 1;
  const filter = i % MEL_FILTERS;
  return Math.sqrt(2 / MEL_FILTERS) * Math.cos((Math.PI * coefficient * (filter + 0.5)) / MEL_FILTERS);
});

/**
 * Mel-frequency cepstral coefficients c1 to c12 of one frame: the orthonormal cosine transform (type II) of the filters' levels
 * in dB (10 log10; Davis and Mermelstein 1980). c0, the level, is left out, so gain does not change them.
 *
 * @param levelsDb - Levels of the 26 filters, from `at` on.
 * @param result - Where the 12 coefficients go, from `to` on.
 *
 * @example
 * ```ts
 * const coefficients = new Float64Array(12);
 * melCepstrum(new Float64Array(26), 0, coefficients, 0); // all 0: a flat spectrum
 * ```
 */
export function melCepstrum(levelsDb: Float64Array, at: number, result: Float32Array | Float64Array, to: number): void {
  // Three coefficients at once: none of the sums waits for the other.
  for (let c = 0; c < MEL_COEFFICIENTS; c += 3) {
    const first = c * MEL_FILTERS;
    let low = 0;
    let middle = 0;
    let high = 0;
    for (let m = 0; m < MEL_FILTERS; m++) {
      const level = levelsDb[at + m];
      low += MEL_BASIS[first + m] * level;
      middle += MEL_BASIS[first + MEL_FILTERS + m] * level;
      high += MEL_BASIS[first + 2 * MEL_FILTERS + m] * level;
    }
    result[to + c] = low;
    result[to + c + 1] = middle;
    result[to + c + 2] = high;
  }
}
