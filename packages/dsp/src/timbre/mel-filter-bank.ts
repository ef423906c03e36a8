/** Triangular filters on a power spectrum, each a run of consecutive bins. */
export interface MelFilterBank {
  /** Centre of each filter in Hz. */
  readonly centreHz: Float64Array;
  /** First bin of each filter. */
  readonly firstBin: Int32Array;
  /** Where the weights of each filter begin in `weights`; one entry more than filters. */
  readonly offset: Int32Array;
  /** Weights of all filters; those of one filter sum to 1, so its output is a mean power density. */
  readonly weights: Float64Array;
}

/**
 * Triangular filters equally spaced in mel, `2595 log10(1 + f / 700)` (O'Shaughnessy 1987), between two frequencies. A triangle is
 * integrated over the width of each bin rather than sampled at its centre or floored to it, so the edges are exact and a
 * change of sample rate or transform length does not move them.
 *
 * @param filters - Number of filters.
 * @param bandHz - Lower edge of the first and upper edge of the last filter, in Hz.
 * @param binHz - Distance of the spectrum's bins in Hz.
 * @param bins - Number of the spectrum's bins.
 *
 * @example
 * ```ts
 * const bank = melFilterBank(26, [80, 7600], 31.25, 257);
 * ```
 */
export function melFilterBank(
  filters: number,
  bandHz: readonly [number, number],
  binHz: number,
  bins: number,
): MelFilterBank {
  const low = hertzToMel(bandHz[0]);
  const high = hertzToMel(bandHz[1]);
  const edge = (i: number) => melToHertz(low + ((high - low) * i) / (filters + 1));
  const centreHz = new Float64Array(filters);
  const firstBin = new Int32Array(filters);
  const offset = new Int32Array(filters + 1);
  const weights: number[] = [];
  for (let m = 0; m < filters; m++) {
    const left = edge(m);
    const centre = edge(m + 1);
    const right = edge(m + 2);
    centreHz[m] = centre;
    const first = Math.max(0, Math.ceil(left / binHz - 0.5));
    const last = Math.min(bins - 1, Math.floor(right / binHz + 0.5));
    firstBin[m] = first;
    const run: number[] = [];
    for (let k = first; k <= last; k++) {
      const from = (k - 0.5) * binHz;
      const to = (k + 0.5) * binHz;
      run.push(triangleIntegral(left, centre, right, to) - triangleIntegral(left, centre, right, from));
    }
    const sum = run.reduce((a, b) => a + b, 0);
    weights.push(...run.map((w) => w / sum));
    offset[m + 1] = weights.length;
  }
  return { centreHz, firstBin, offset, weights: Float64Array.from(weights) };
}

/** Integral up to `x` of the triangle that rises from `left` to 1 at `centre` and falls to `right`. */
function triangleIntegral(left: number, centre: number, right: number, x: number): number {
  if (x <= left) return 0;
  if (x <= centre) return (x - left) ** 2 / (2 * (centre - left));
  const whole = (right - left) / 2;
  return x >= right ? whole : whole - (right - x) ** 2 / (2 * (right - centre));
}

function hertzToMel(frequencyHz: number): number {
  return 2595 * Math.log10(1 + frequencyHz / 700);
}

function melToHertz(mel: number): number {
  return 700 * (10 ** (mel / 2595) - 1);
}
