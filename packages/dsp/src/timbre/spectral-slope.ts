/** Bands further below the strongest than this say nothing. */
const LEAST_SHARE = 1e-6;

/**
 * Slope of a spectrum in dB an octave: the least-squares line through the bands' power densities in dB (10 log10) over the binary logarithm
 * of their centres. Bands more than 60 dB below the strongest are left out; 0 where fewer than two are left.
 *
 * @param power - Power densities of the bands, from `at` on.
 * @param centreHz - Centre of each band in Hz.
 *
 * @example
 * ```ts
 * spectralSlope(Float64Array.of(4, 1), 0, Float64Array.of(100, 200)); // -6.02
 * ```
 */
export function spectralSlope(power: Float64Array | Float32Array, at: number, centreHz: Float64Array): number {
  let strongest = 0;
  for (let m = 0; m < centreHz.length; m++) strongest = Math.max(strongest, power[at + m]);
  let n = 0;
  let sx = 0;
  let sy = 0;
  let sxx = 0;
  let sxy = 0;
  for (let m = 0; m < centreHz.length; m++) {
    if (!(power[at + m] > strongest * LEAST_SHARE)) continue;
    const x = Math.log2(centreHz[m]);
    const y = 10 * Math.log10(power[at + m]);
    n++;
    sx += x;
    sy += y;
    sxx += x * x;
    sxy += x * y;
  }
  const spread = n * sxx - sx * sx;
  return spread > 1e-9 ? (n * sxy - sx * sy) / spread : 0;
}
