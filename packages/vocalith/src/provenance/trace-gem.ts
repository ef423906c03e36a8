import { parseGemCode } from "../code/gem-code-text.js";
import type { Gem } from "../gem.js";
import { VERSION } from "../version.js";
import { checkStatement } from "./check-statement.js";
import type { VoiceProvenance } from "./provenance.js";
import { ProvenanceError } from "./provenance-error.js";

/**
 * States of a gem where it comes from: for those of {@link growGem}, whose recording is known when it has ended. Files written of it then say
 * what they say of {@link createGem}'s.
 *
 * @param voices - One for each individual of the gem, in the same order; {@link traceRecording} gives what is known of a recording.
 * @returns The same gem with this `provenance`; the one given stays as it is.
 * @throws ProvenanceError for another number of voices, and for statements that cannot be kept.
 *
 * @example
 * ```ts
 * import { fromSamples } from "@vocalith/audio";
 * import { type Gem, traceGem, traceRecording } from "vocalith";
 * declare const grown: Gem;
 * declare const samples: Float32Array;
 * const recording = await traceRecording(fromSamples([samples], 48_000));
 * const gem = traceGem(grown, [{ speaker: "Ana", consent: { given: true }, recording }]);
 * ```
 */
export function traceGem(gem: Gem, voices: readonly VoiceProvenance[]): Gem {
  const { individuals } = gem;
  if (voices.length !== individuals.length) {
    throw new ProvenanceError(
      `${voices.length} voices`,
      `one for each voice of the gem: ${individuals.length}`,
      "State of each voice what is known of it.",
    );
  }
  return {
    ...gem,
    provenance: {
      voices: voices.map(({ recording, ...statement }) => ({ ...checkStatement(statement), recording })),
      versions: { vocalith: VERSION, code: parseGemCode(individuals[0].code).version },
    },
  };
}
