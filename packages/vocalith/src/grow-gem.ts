import type { VoiceOutline } from "@vocalith/dsp";
import { type CutOptions, cutVoices } from "./cut-gem.js";
import type { Gem } from "./gem.js";
import { encodeVoice } from "./law/encode-voice.js";

/**
 * The gem of what was heard: `encodeVoice` and `cutGem` in one step, which keeps the features. For programs that listen themselves, such as a page in
 * which a stone grows while somebody speaks; of a whole recording it is the stone that {@link createGem} makes.
 *
 * The outline that `VoiceAnalyzer.outline` gives is enough: {@link completeGem} adds the rest.
 *
 * @param heard - What was measured in a voice, or in two, who spoke first in front: they become a twin.
 * @returns The gem with its `features`, unless an outline was given, and without `provenance`, since features know no recording: {@link traceGem}
 * states it.
 * @throws The errors of {@link cutGem}.
 *
 * @example
 * ```ts
 * import { fromSamples } from "@vocalith/audio";
 * import { analyzeVoice } from "@vocalith/dsp";
 * import { growGem } from "vocalith";
 * declare const soFar: Float32Array;
 * const features = analyzeVoice(fromSamples([soFar], 48_000));
 * const gem = await growGem(features, { sizeMm: 25 });
 * ```
 */
export function growGem(
  heard: VoiceOutline | readonly [VoiceOutline, VoiceOutline],
  options: CutOptions = {},
): Promise<Gem> {
  const voices = [heard].flat();
  return cutVoices(voices.map(encodeVoice), options, voices);
}
