/** Bands further below the strongest than this say nothing, in dB. */
const DEEPEST_DB = 60;

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
  const levelDb = Float64Array.from(centreHz, (_, m) => 10 * Math.log10(power[at + m]));
  return slopeOfLevels(levelDb, centreHz.map(Math.log2));
}

/**
 * The same for levels in dB and centres in octaves, for those who have them.
 *
 * @example
 * ```ts
 * slopeOfLevels(Float64Array.of(6, 0), Float64Array.of(7, 8)); // -6
 * ```
 */
export function slopeOfLevels(levelDb: Float64Array, octaves: Float64Array): number {
  let strongest = Number.NEGATIVE_INFINITY;
  for (let m = 0; m < octaves.length; m++) if (levelDb[m] > strongest) strongest = levelDb[m];
  let n = 0;
  let sx = 0;
  let sy = 0;
  let sxx = 0;
  let sxy = 0;
  for (let m = 0; m < octaves.length; m++) {
    const y = levelDb[m];
    if (!(y > strongest - DEEPEST_DB)) continue;
    const x = octaves[m];
    n++;
    sx += x;
    sy += y;
    sxx += x * x;
    sxy += x * y;
  }
  const spread = n * sxx - sx * sx;
  return spread > 1e-9 ? (n * sxy - sx * sy) / spread : 0;
}
