import type { SpeakerTraits, UtteranceTraits } from "../voice-features.js";

/**
 * How aroused a voice is, 0 to 1: a logistic model over how high the voice is pitched, how widely the pitch moves, how little the
 * spectrum falls, and how fast it speaks. No ingredient depends on the recording's gain.
 */
export function arousal(speaker: SpeakerTraits, utterance: Omit<UtteranceTraits, "arousal">): number {
  const pitch = speaker.pitchMedianHz > 0 ? Math.log2(speaker.pitchMedianHz / 170) : -0.5;
  const score =
    2.5 * pitch +
    0.15 * (utterance.pitchDeviationSemitones - 2.5) +
    0.3 * (speaker.spectralTiltDbPerOctave + 8) +
    0.2 * (utterance.syllablesPerSecond - 4);
  return 1 / (1 + Math.exp(-Math.max(-30, Math.min(30, score))));
}
