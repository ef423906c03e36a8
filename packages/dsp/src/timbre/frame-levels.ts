/** Level of digital silence, and of anything below it. */
export const SILENCE_DB = -120;

/**
 * Root-mean-square level of each frame in dB re full scale (20 log10): Frame `i` is the `spanSeconds` around `i * hopSeconds`.
 *
 * @returns One value a frame, -120 at least.
 *
 * @example
 * ```ts
 * frameLevels(new Float32Array(48_000).fill(0.1), 48_000, 0.01, 0.03, 101)[50]; // -20
 * ```
 */
export function frameLevels(
  sound: Float32Array,
  sampleRateHz: number,
  hopSeconds: number,
  spanSeconds: number,
  frames: number,
): Float64Array {
  const levels = new Float64Array(frames);
  const span = Math.max(1, Math.round(spanSeconds * sampleRateHz));
  for (let i = 0; i < frames; i++) {
    const start = Math.round(i * hopSeconds * sampleRateHz - span / 2);
    const from = Math.max(0, start);
    const to = Math.min(sound.length, start + span);
    let energy = 0;
    for (let n = from; n < to; n++) energy += sound[n] * sound[n];
    const power = to > from ? energy / (to - from) : 0;
    levels[i] = Math.max(SILENCE_DB, 10 * Math.log10(power + 1e-30));
  }
  return levels;
}
