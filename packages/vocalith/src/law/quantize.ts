/** Times are whole frames, so their shares lie on boundaries now and then: these go up, whatever the last bit says. */
const TIE = 1e-9;

/**
 * The step of a scale from 0 to `maximum` that lies nearest to `value`, `low` being step 0 and `high` step `maximum`.
 * Values beyond the ends take the end; NaN takes the middle, so that what could not be measured pulls to neither side.
 */
export function quantize(value: number, low: number, high: number, maximum: number): number {
  if (Number.isNaN(value)) return Math.round(maximum / 2);
  const share = (value - low) / (high - low);
  return Math.round(Math.min(1, Math.max(0, share)) * maximum + TIE);
}
