import sin from "@stdlib/math-base-special-sin";

/**
 * Takes every `factor`-th sample after a linear-phase low pass: a sinc with its -6 dB point at 0.46 of the new rate under a
 * Kaiser window (beta 9, about 90 dB down), 48 new samples long. Its delay is taken out: sample `i` stands at the time of
 * old sample `factor i`.
 *
 * @param samples the oversampled sound; zero beyond both ends
 * @param factor an integer of 1 or more; 1 gives a copy
 * @example
 * ```ts
 * import { decimate } from "@vocalith/testkit";
 * const at16kHz = decimate(new Float64Array(64_000), 4);
 * ```
 */
export function decimate(samples: Float64Array, factor: number): Float64Array {
  if (factor === 1) return samples.slice();
  const reach = 24 * factor;
  const taps = new Float64Array(reach + 1);
  const cutoff = 0.46 / factor;
  let sum = 0;
  for (let i = 0; i <= reach; i++) {
    const sinc = i === 0 ? 2 * cutoff : sin(2 * Math.PI * cutoff * i) / (Math.PI * i);
    const across = i / reach;
    const tap = sinc * besselI0(9 * Math.sqrt(1 - across * across));
    taps[i] = tap;
    sum += i === 0 ? tap : 2 * tap;
  }
  const out = new Float64Array(Math.ceil(samples.length / factor));
  for (let i = 0; i < out.length; i++) {
    const centre = i * factor;
    let value = (taps[0] ?? 0) * (samples[centre] ?? 0);
    for (let j = 1; j <= reach; j++) {
      value += (taps[j] ?? 0) * ((samples[centre - j] ?? 0) + (samples[centre + j] ?? 0));
    }
    out[i] = value / sum;
  }
  return out;
}

/** The modified Bessel function of the first kind and order zero, by its power series. */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; k < 40; k++) {
    term *= (x / (2 * k)) * (x / (2 * k));
    sum += term;
  }
  return sum;
}
