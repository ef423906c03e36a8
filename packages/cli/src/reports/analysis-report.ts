import type { VoiceFeatures } from "@vocalith/dsp";

/** What `analyze --json` prints: the features as JSON holds them, with null where nothing was measured. */
export function analysisReport(features: VoiceFeatures) {
  const { pitch, timbre, syllables, summary, ...scalars } = features;
  return {
    ...scalars,
    levelDb: numbers(features.levelDb),
    pitch: {
      timeSeconds: numbers(pitch.timeSeconds),
      frequencyHz: numbers(pitch.frequencyHz),
      voicedProbability: numbers(pitch.voicedProbability),
    },
    timbre: Object.fromEntries(Object.entries(timbre).map(([name, track]) => [name, numbers(track)])),
    syllables: syllables.map((syllable) => withNulls({ ...syllable })),
    summary: {
      speaker: withNulls({ ...summary.speaker }),
      utterance: withNulls({ ...summary.utterance }),
    },
  };
}

const numberOrNull = (value: number) => (Number.isFinite(value) ? value : null);
const numbers = (track: ArrayLike<number>) => Array.from(track, numberOrNull);

function withNulls(traits: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(traits).map(([name, value]) => {
      if (typeof value === "number") return [name, numberOrNull(value)];
      return [name, Array.isArray(value) ? numbers(value) : value];
    }),
  );
}
