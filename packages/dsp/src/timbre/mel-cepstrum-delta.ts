import { MEL_COEFFICIENTS } from "./mel-cepstrum.js";

/**
 * How fast each mel cepstral coefficient changes: slope of the least-squares line through five frames, `sum n c[i + n] / sum n²` over
 * `n = -2..2` (Furui 1986), a second. At both ends the outermost frame is repeated.
 *
 * @param cepstrum - `frames x 12`.
 * @param hopSeconds - Time between frames.
 * @returns `frames x 12` in dB a second; NaN where one of the five frames is digital silence.
 *
 * @example
 * ```ts
 * melCepstrumDelta(new Float64Array(36), 0.01); // 36 zeros
 * ```
 */
export function melCepstrumDelta(cepstrum: Float32Array | Float64Array, hopSeconds: number): Float32Array {
  const frames = cepstrum.length / MEL_COEFFICIENTS;
  const result = new Float32Array(cepstrum.length);
  const scale = 1 / (10 * hopSeconds);
  for (let i = 0; i < frames; i++) {
    const first = i * MEL_COEFFICIENTS;
    const before = Math.max(0, i - 1) * MEL_COEFFICIENTS - first;
    const after = Math.min(frames - 1, i + 1) * MEL_COEFFICIENTS - first;
    const farBefore = Math.max(0, i - 2) * MEL_COEFFICIENTS - first;
    const farAfter = Math.min(frames - 1, i + 2) * MEL_COEFFICIENTS - first;
    for (let c = first; c < first + MEL_COEFFICIENTS; c++) {
      const sum = cepstrum[c + after] - cepstrum[c + before] + 2 * (cepstrum[c + farAfter] - cepstrum[c + farBefore]);
      // A silent frame in the middle has weight 0 and counts all the same.
      result[c] = sum * scale + 0 * cepstrum[c];
    }
  }
  return result;
}
