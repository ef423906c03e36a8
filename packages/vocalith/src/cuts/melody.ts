import { FIELD_MAXIMA, type SyllableCode } from "../code/gem-code.js";

const { syllable: maxima } = FIELD_MAXIMA;

/** What the utterance does at one moment. */
export interface Moment {
  /** Pitch above (positive) or below the speaker's own middle, -1 to 1; a semitone is about 0.45, four are 0.77. */
  readonly melody: number;
  /** Loudness against the mean of the utterance, -1 to 1. */
  readonly force: number;
  /** Brightness against the speaker's own middle, -1 to 1. */
  readonly brightness: number;
  /** Irregularity, 0 to 1. */
  readonly roughness: number;
}

/**
 * The utterance as something to read at any moment between its syllables: straight lines from each to the next, held level
 * before the first and after the last. `syllable` 0 is the middle of the first, 1.5 half-way between the second and third.
 */
export function readMelody(syllables: readonly SyllableCode[]): (syllable: number) => Moment {
  const meanForce = syllables.reduce((sum, { force }) => sum + force, 0) / syllables.length;
  const moments = syllables.map(({ pitch, force, brightness, roughness }): Moment => {
    const octaves = (pitch - 32) / 32;
    return {
      // Small steps of a calm voice must show, leaps of an excited one must not run away.
      melody: octaves / (0.1 + Math.abs(octaves)),
      force: (force - meanForce) / maxima.force,
      brightness: (brightness - 8) / 8,
      roughness: roughness / maxima.roughness,
    };
  });
  return (syllable) => {
    const place = Math.min(moments.length - 1, Math.max(0, syllable));
    const before = moments[Math.floor(place)];
    const after = moments[Math.ceil(place)];
    const share = place - Math.floor(place);
    const mix = (measure: keyof Moment) => before[measure] + share * (after[measure] - before[measure]);
    return { melody: mix("melody"), force: mix("force"), brightness: mix("brightness"), roughness: mix("roughness") };
  };
}
