import type { VoiceFeatures } from "@vocalith/dsp";
import { assembleGem } from "./assemble-gem.js";
import { formatGemCode, parseGemCode } from "./code/gem-code-text.js";
import type { Gem } from "./gem.js";
import { encodeVoice } from "./law/encode-voice.js";
import { placeSyllables } from "./law/place-syllables.js";

/** Features that are not of the voice whose gem is to be completed. */
export class OtherVoiceError extends Error {
  override readonly name = "OtherVoiceError";

  constructor(
    /** What was given. */
    readonly found: string,
    /** What would have been taken. */
    readonly accepted: string,
  ) {
    super(
      `cannot complete a gem with ${found}; accepted: ${accepted}. Give the features of the voice that it was grown from.`,
    );
  }
}

/**
 * Gives a gem that {@link growGem} grew from an outline, or {@link cutGem} cut from a code, what was measured in its voice: particles, sentences and
 * playing crystals then know what those of {@link createGem} know. The solid stays as it is.
 *
 * @param heard - Features for each individual of the gem, in the same order.
 * @returns The same gem with these `features`; the one given stays as it is.
 * @throws OtherVoiceError for another number of voices, and for features that give another code.
 *
 * @example
 * ```ts
 * import { VoiceAnalyzer } from "@vocalith/dsp";
 * import { completeGem, type Gem, growGem } from "vocalith";
 * declare const analyzer: VoiceAnalyzer;
 * declare const show: (gem: Gem) => void;
 * const grown = await growGem(analyzer.outline());
 * show(grown);
 * show(completeGem(grown, [analyzer.finish()]));
 * ```
 */
export function completeGem(gem: Gem, heard: readonly VoiceFeatures[]): Gem {
  const { measure: _measure, particles: _particles, toSTL: _toSTL, ...parts } = gem;
  const { crystals, individuals } = gem;
  if (heard.length !== individuals.length) {
    throw new OtherVoiceError(
      `features of ${heard.length} voices`,
      `one for each voice of the gem: ${individuals.length}`,
    );
  }
  heard.forEach((features, i) => {
    const code = formatGemCode(encodeVoice(features));
    if (code !== individuals[i].code)
      throw new OtherVoiceError(`features of ${code}`, `those of ${individuals[i].code}`);
  });
  return assembleGem({
    ...parts,
    voices: individuals.map(({ code }) => parseGemCode(code)),
    individuals: individuals.map((individual, i) => ({
      ...individual,
      durationSeconds: heard[i].durationSeconds,
      syllables: placeSyllables(heard[i], crystals, individual.crystals),
      features: heard[i],
    })),
    ...(heard.length === 1 && { features: heard[0] }),
  });
}
