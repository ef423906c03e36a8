/** Samples a second of the buzz. */
export const SWELLING_BUZZ_HZ = 48_000;
const BEATS_PER_SECOND = 4;

/** So many seconds of a buzz that swells like speech. */
export function swellingBuzz(durationSeconds: number): Float32Array {
  return Float32Array.from({ length: durationSeconds * SWELLING_BUZZ_HZ }, (_, i) => {
    const seconds = i / SWELLING_BUZZ_HZ;
    const swell = Math.max(0, Math.sin(2 * Math.PI * BEATS_PER_SECOND * seconds));
    const hz = 120 + 30 * Math.sin(3 * seconds);
    return 0.3 * swell * (((seconds * hz) % 1) - 0.5);
  });
}
