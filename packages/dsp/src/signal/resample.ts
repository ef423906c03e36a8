/** Half length of the interpolation kernel, in zero crossings. */
const ZERO_CROSSINGS = 8;
/** Edge of the passband as a share of the lower Nyquist frequency; what lies above fades over the kernel's transition band. */
const CUTOFF = 0.93;
const KAISER_BETA = 6.5;
/** Ratios whose exact table would be longer take the nearest of this many phases: -66 dB of error at worst. */
const MAXIMUM_PHASES = 1024;

/**
 * Sound at another sample rate, by a windowed sinc in polyphase form (Smith and Gossett 1984; Kaiser window): -60 dB or less of
 * aliasing below 0.88 of the lower Nyquist frequency. Sample `k` of the result lies at `k / toHz` seconds, so nothing is shifted;
 * outside of the sound is silence.
 *
 * @param sound - Samples at `fromHz`.
 * @returns `ceil(sound.length * toHz / fromHz)` samples at `toHz`; `sound` itself where the rates are equal.
 *
 * @example
 * ```ts
 * const at16kHz = resample(new Float32Array(48_000), 48_000, 16_000);
 * ```
 */
export function resample(sound: Float32Array, fromHz: number, toHz: number): Float32Array {
  if (fromHz === toHz) return sound;
  const step = fromHz / toHz;
  const exact = exactPhases(fromHz, toHz);
  const phases = exact ?? MAXIMUM_PHASES;
  const scale = CUTOFF * Math.min(1, toHz / fromHz);
  const reach = 2 * Math.ceil(ZERO_CROSSINGS / scale / 2);
  const taps = 2 * reach;
  const table = kernelTable(phases, taps, reach, scale);
  const length = Math.ceil(sound.length / step - 1e-9);
  const result = new Float32Array(length);
  // Copied with silence on both sides, so that the loop below needs no bounds.
  const padded = new Float64Array(sound.length + 2 * taps);
  padded.set(sound, taps);
  for (let k = 0; k < length; k++) {
    const position = k * step;
    let whole = Math.floor(position);
    let phase = Math.round((position - whole) * phases);
    if (phase === phases) {
      phase = 0;
      whole++;
    }
    const base = phase * taps;
    const first = whole - reach + 1 + taps;
    // The number of taps is a multiple of four; four sums keep the multipliers busy.
    let a = 0;
    let b = 0;
    let c = 0;
    let d = 0;
    for (let t = 0; t < taps; t += 4) {
      a += table[base + t] * padded[first + t];
      b += table[base + t + 1] * padded[first + t + 1];
      c += table[base + t + 2] * padded[first + t + 2];
      d += table[base + t + 3] * padded[first + t + 3];
    }
    result[k] = a + b + (c + d);
  }
  return result;
}

/** The number of phases that a whole-number ratio of rates runs through, where there are few enough. */
function exactPhases(fromHz: number, toHz: number): number | undefined {
  if (!Number.isInteger(fromHz) || !Number.isInteger(toHz)) return undefined;
  let a = fromHz;
  let b = toHz;
  while (b !== 0) [a, b] = [b, a % b];
  const phases = toHz / a;
  return phases <= MAXIMUM_PHASES ? phases : undefined;
}

function kernelTable(phases: number, taps: number, reach: number, scale: number): Float64Array {
  const table = new Float64Array(phases * taps);
  const norm = besselI0(KAISER_BETA);
  for (let phase = 0; phase < phases; phase++) {
    let sum = 0;
    for (let t = 0; t < taps; t++) {
      const x = t - reach + 1 - phase / phases;
      const u = x / reach;
      const window = Math.abs(u) >= 1 ? 0 : besselI0(KAISER_BETA * Math.sqrt(1 - u * u)) / norm;
      const angle = Math.PI * x * scale;
      const value = (angle === 0 ? 1 : Math.sin(angle) / angle) * window;
      table[phase * taps + t] = value;
      sum += value;
    }
    // Every phase passes DC at exactly 1, so that no phase pattern is heard as a tone.
    for (let t = 0; t < taps; t++) table[phase * taps + t] /= sum;
  }
  return table;
}

/** Modified Bessel function of the first kind and order zero, by its power series. */
function besselI0(x: number): number {
  let sum = 1;
  let term = 1;
  for (let k = 1; term > 1e-12 * sum; k++) {
    term *= (x / (2 * k)) * (x / (2 * k));
    sum += term;
  }
  return sum;
}
