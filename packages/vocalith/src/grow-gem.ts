import type { VoiceFeatures } from "@vocalith/dsp";
import { type CutOptions, cutVoices } from "./cut-gem.js";
import type { Gem } from "./gem.js";
import { encodeVoice } from "./law/encode-voice.js";

/**
 * The gem of what was heard: `encodeVoice` and `cutGem` in one step, which keeps the features. For stones that grow while somebody speaks, from the
 * sound so far; of the whole recording it is the stone that {@link createGem} makes.
 *
 * @returns The gem with its `features`, without `provenance`: features know no recording.
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
export function growGem(features: VoiceFeatures, options: CutOptions = {}): Promise<Gem> {
  return cutVoices([encodeVoice(features)], options, { features: [features] });
}
