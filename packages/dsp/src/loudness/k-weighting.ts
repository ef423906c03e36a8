/** A filter of second order, `y[n] = b0 x[n] + b1 x[n-1] + b2 x[n-2] - a1 y[n-1] - a2 y[n-2]`. */
export interface Biquad {
  readonly b: readonly [number, number, number];
  readonly a: readonly [number, number];
}

/** The shelf of the head (stage 1 of ITU-R BS.1770): corner, gain and quality of the analogue filter behind the table for 48 kHz. */
const SHELF_HZ = 1681.974450955533;
const SHELF_DB = 3.999843853973347;
const SHELF_QUALITY = 0.7071752369554196;
/** Exponent of the shelf's gain at its corner that the table was made with. */
const SHELF_CORNER = 0.4996667741545416;
/** The high-pass (stage 2). */
const HIGH_PASS_HZ = 38.13547087602444;
const HIGH_PASS_QUALITY = 0.5003270373238773;
/** The rate that the standard gives coefficients for. */
const TABLE_RATE_HZ = 48_000;

/**
 * The two filters of K-weighting (ITU-R BS.1770-5, annex 1) at any sample rate: the analogue filters behind its coefficients for 48 kHz,
 * brought over by the bilinear transform with the corner kept in place. At 48 kHz they are the standard's own to ten digits.
 *
 * @example
 * ```ts
 * kWeighting(48_000)[0].b[0]; // 1.53512485958697
 * ```
 */
export function kWeighting(sampleRateHz: number): readonly [shelf: Biquad, highPass: Biquad] {
  const corner = Math.tan((Math.PI * SHELF_HZ) / sampleRateHz);
  const high = 10 ** (SHELF_DB / 20);
  const middle = high ** SHELF_CORNER;
  const shelf = 1 + corner / SHELF_QUALITY + corner * corner;
  const cut = Math.tan((Math.PI * HIGH_PASS_HZ) / sampleRateHz);
  const pass = highPassScale(sampleRateHz);
  const gain = highPassScale(TABLE_RATE_HZ) / pass;
  return [
    {
      b: [
        (high + (middle * corner) / SHELF_QUALITY + corner * corner) / shelf,
        (2 * (corner * corner - high)) / shelf,
        (high - (middle * corner) / SHELF_QUALITY + corner * corner) / shelf,
      ],
      a: [(2 * (corner * corner - 1)) / shelf, (1 - corner / SHELF_QUALITY + corner * corner) / shelf],
    },
    // The table's numerator at 48 kHz is 1, -2, 1, a little more than the analogue filter's; the same little more at every rate.
    { b: [gain, -2 * gain, gain], a: [(2 * (cut * cut - 1)) / pass, (1 - cut / HIGH_PASS_QUALITY + cut * cut) / pass] },
  ];
}

function highPassScale(sampleRateHz: number): number {
  const cut = Math.tan((Math.PI * HIGH_PASS_HZ) / sampleRateHz);
  return 1 + cut / HIGH_PASS_QUALITY + cut * cut;
}
