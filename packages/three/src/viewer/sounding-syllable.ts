import type { GemSyllable } from "vocalith";

/**
 * The syllable that sounds at a time; where two overlap, the one that began later.
 *
 * @param syllables In order of their beginnings.
 */
export function soundingSyllable(syllables: readonly GemSyllable[], seconds: number): GemSyllable | undefined {
  let low = 0;
  let high = syllables.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((syllables[middle] as GemSyllable).startSeconds <= seconds) low = middle + 1;
    else high = middle;
  }
  for (let at = low - 1; at >= Math.max(0, low - 3); at--) {
    const syllable = syllables[at] as GemSyllable;
    if (seconds < syllable.endSeconds) return syllable;
  }
  return undefined;
}
