/**
 * Hann window of `length` samples, periodic with its centre on sample `length / 2` (Harris 1978).
 *
 * @example
 * ```ts
 * const window = hannWindow(512);
 * ```
 */
export function hannWindow(length: number): Float64Array {
  return Float64Array.from({ length }, (_, i) => 0.5 - 0.5 * Math.cos((2 * Math.PI * i) / length));
}

/**
 * Gaussian window of `length` samples, e^-12 at its edges and brought to zero there, as Boersma (1993, with Praat 4) uses it
 * for formants: side lobes below -120 dB.
 *
 * @example
 * ```ts
 * const window = gaussianWindow(550);
 * ```
 */
export function gaussianWindow(length: number): Float64Array {
  const edge = Math.exp(-12);
  return Float64Array.from({ length }, (_, i) => {
    const x = (i + 0.5 - length / 2) / (length / 2);
    return (Math.exp(-12 * x * x) - edge) / (1 - edge);
  });
}
