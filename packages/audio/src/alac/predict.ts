/** Coefficients that say: the error is of the difference to the sample before, nothing else. */
export const FIRST_ORDER = 31;

/**
 * Turns prediction errors into samples, in place, by the linear predictor whose coefficients learn the sign of every
 * error as they go. 32-bit integers that wrap around, as the encoder's did.
 *
 * @param sampleBits Bits of a sample: all sums are brought back to so many, with sign.
 */
export function predict(
  samples: Int32Array,
  count: number,
  coefficients: Int16Array,
  order: number,
  sampleBits: number,
  denominatorBits: number,
): void {
  const shift = 32 - sampleBits;
  if (order === 0) return;
  const warmUp = order === FIRST_ORDER ? count - 1 : Math.min(order, count - 1);
  for (let at = 1; at <= warmUp; at++) {
    samples[at] = (((samples[at] as number) + (samples[at - 1] as number)) << shift) >> shift;
  }
  if (order === FIRST_ORDER) return;
  const half = denominatorBits > 0 ? 1 << (denominatorBits - 1) : 0;
  for (let at = order + 1; at < count; at++) {
    const base = samples[at - order - 1] as number;
    let sum = half;
    for (let k = 0; k < order; k++) {
      sum = (sum + Math.imul(coefficients[k] as number, (samples[at - 1 - k] as number) - base)) | 0;
    }
    const error = samples[at] as number;
    samples[at] = ((error + base + (sum >> denominatorBits)) << shift) >> shift;
    const direction = Math.sign(error);
    // Oldest sample first, until what the coefficients changed makes up for the error.
    let left = Math.abs(error);
    for (let k = order - 1; k >= 0 && left > 0; k--) {
      const difference = base - (samples[at - 1 - k] as number);
      const sign = Math.sign(difference);
      coefficients[k] = (coefficients[k] as number) - direction * sign;
      left -= (order - k) * rounded(direction, sign * difference, denominatorBits);
    }
  }
}

/** A magnitude shifted down, away from zero for errors below it, as the shift of a negative number does. */
function rounded(direction: number, magnitude: number, bits: number): number {
  return direction > 0 ? magnitude >> bits : -(-magnitude >> bits);
}
