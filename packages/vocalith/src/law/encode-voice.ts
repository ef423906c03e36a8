import type { VoiceOutline } from "@vocalith/dsp";
import type { GemCode } from "../code/gem-code.js";
import { encodeSpecies } from "./species.js";
import { encodeSpecimen } from "./specimen.js";

/**
 * The law of the gem, first half: what a voice is and said, to its code. What lasts in the voice goes into the species, what was said this once
 * into the specimen; nothing random, nothing but what was measured. Absolute level plays no part.
 *
 * @param voice - The outline of a voice; `VoiceFeatures` are one and more.
 *
 * @example
 * ```ts
 * import { analyzeVoice } from "@vocalith/dsp";
 * import type { Recording } from "@vocalith/audio";
 * import { encodeVoice, formatGemCode } from "vocalith";
 * declare const recording: Recording;
 * const text = formatGemCode(encodeVoice(analyzeVoice(recording)));
 * ```
 */
export function encodeVoice(voice: VoiceOutline): GemCode {
  return {
    version: "vl0",
    species: encodeSpecies(voice.summary),
    specimen: encodeSpecimen(voice),
  };
}
