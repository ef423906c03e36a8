import type { Pause, Syllable } from "../voice-features.js";

/** A shorter gap is a closure of the mouth or an unvoiced consonant (Goldman-Eisler 1968). */
const LEAST_SECONDS = 0.25;

/**
 * Pauses: gaps of 0.25 s or more between one syllable's end and the next one's start. What lies before the first and after the last syllable
 * is none.
 *
 * @param syllables - In order of time.
 *
 * @example
 * ```ts
 * findPauses([]); // none
 * ```
 */
export function findPauses(syllables: readonly Syllable[]): Pause[] {
  const pauses: Pause[] = [];
  for (let k = 1; k < syllables.length; k++) {
    const startSeconds = syllables[k - 1].endSeconds;
    const endSeconds = syllables[k].startSeconds;
    if (endSeconds - startSeconds >= LEAST_SECONDS) pauses.push({ startSeconds, endSeconds });
  }
  return pauses;
}
