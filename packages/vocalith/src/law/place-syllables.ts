import type { VoiceOutline } from "@vocalith/dsp";
import type { GemCrystal, GemSyllable } from "../gem.js";
import { beatsOfSyllables } from "./specimen.js";

/**
 * When each syllable of a voice sounded, and the crystal that it made: what lights up while the voice plays.
 *
 * @param placed - All crystals of the gem.
 * @param own - The first crystal of this voice and the place after its last.
 */
export function placeSyllables(
  voice: VoiceOutline,
  placed: readonly Pick<GemCrystal, "syllables">[],
  [from, to]: readonly [from: number, to: number],
): GemSyllable[] {
  const crystalOf = new Map<number, number>();
  for (let crystal = from; crystal < to; crystal++) {
    for (const syllable of placed[crystal].syllables) crystalOf.set(syllable, crystal);
  }
  return beatsOfSyllables(voice).map((beats, syllable) => ({
    startSeconds: beats[0].startSeconds,
    endSeconds: beats[beats.length - 1].endSeconds,
    crystal: crystalOf.get(syllable) ?? from,
  }));
}
