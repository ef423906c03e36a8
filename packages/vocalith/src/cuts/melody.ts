import { FIELD_MAXIMA, type SyllableCode } from "../code/gem-code.js";

const { syllable: maxima } = FIELD_MAXIMA;

/** What the utterance does at one moment. */
export interface Moment {
  /** Pitch above (positive) or below the slow course of the sentence, as a share of its widest step: -1 to 1. */
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
  const octaves = withoutTrend(syllables.map(({ pitch }) => (pitch - 32) / 32));
  const widest = octaves.reduce((most, octave) => Math.max(most, Math.abs(octave)), 0);
  const moments = syllables.map(
    ({ force, brightness, roughness }, i): Moment => ({
      melody: octaves[i] / (widest + LEVEL_VOICE_OCTAVES),
      force: (force - meanForce) / maxima.force,
      brightness: (brightness - 8) / 8,
      roughness: roughness / maxima.roughness,
    }),
  );
  return (syllable) => {
    const place = Math.min(moments.length - 1, Math.max(0, syllable));
    const before = moments[Math.floor(place)];
    const after = moments[Math.ceil(place)];
    const share = place - Math.floor(place);
    const mix = (measure: keyof Moment) => before[measure] + share * (after[measure] - before[measure]);
    return { melody: mix("melody"), force: mix("force"), brightness: mix("brightness"), roughness: mix("roughness") };
  };
}

/** A melody much narrower than this, about a semitone, counts as level: its face moves fade. */
const LEVEL_VOICE_OCTAVES = 0.08;

/**
 * Values less their least-squares line over time. Nearly every sentence sinks slowly from start to end; with that left in, the calm
 * stones of one speaker were all alike.
 */
function withoutTrend(values: readonly number[]): number[] {
  const middle = (values.length - 1) / 2;
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  let products = 0;
  let squares = 0;
  values.forEach((value, i) => {
    products += (i - middle) * (value - mean);
    squares += (i - middle) * (i - middle);
  });
  const slope = squares > 0 ? products / squares : 0;
  return values.map((value, i) => value - mean - slope * (i - middle));
}
