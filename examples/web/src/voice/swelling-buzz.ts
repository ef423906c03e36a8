/** Samples a second of the buzz. */
export const SWELLING_BUZZ_HZ = 48_000;
/** Heard so often, what listens runs as fast as it ever will. */
export const WARMING_TIMES = 2;

const SECONDS = 3;
const BEATS_PER_SECOND = 4;

/** Three seconds of a buzz that swells like speech. */
export function swellingBuzz(): Float32Array {
  return Float32Array.from({ length: SECONDS * SWELLING_BUZZ_HZ }, (_, i) => {
    const seconds = i / SWELLING_BUZZ_HZ;
    const swell = Math.max(0, Math.sin(2 * Math.PI * BEATS_PER_SECOND * seconds));
    const hz = 120 + 30 * Math.sin(3 * seconds);
    return 0.3 * swell * (((seconds * hz) % 1) - 0.5);
  });
}

/** Lets letters be read meanwhile. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
