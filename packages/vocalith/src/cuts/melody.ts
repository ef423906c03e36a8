import { FIELD_MAXIMA, type SyllableCode } from "../code/gem-code.js";
import { smoothStep } from "./smooth-step.js";

const { syllable: maxima } = FIELD_MAXIMA;

/** What the utterance does at one moment. */
export interface Moment {
  /** Pitch above (positive) or below the slow course of the sentence, as a share of its usual step: -1 to 1. */
  readonly melody: number;
  /** Loudness against the mean of the utterance, -1 to 1. */
  readonly force: number;
  /** Brightness against the speaker's own middle, -1 to 1. */
  readonly brightness: number;
  /** Irregularity, 0 to 1. */
  readonly roughness: number;
}

/**
 * The utterance as something to read at any time, 0 (its beginning) to 1 (its end). A faint syllable counts only in part, so that it comes and
 * goes without a jump: whether a recording still holds it is a matter of chance.
 */
export interface Melody {
  /** Presence of each syllable, {@link LEAST_PRESENCE} (hardly there) to 1. */
  readonly presence: readonly number[];
  /** Time of each syllable, 0 to 1. */
  readonly times: readonly number[];
  /** How many syllables there are, faint ones in part. */
  readonly count: number;
  /** Octaves by which the line of the pitch falls from the beginning to the end, negative where it rises. */
  readonly fallOctaves: number;
  /** The mean of what `measure` gives for each syllable, each counting as much as it is present. */
  mean(measure: (syllable: SyllableCode) => number): number;
  /** What the utterance does at a time; before the beginning as at the beginning, after the end as at the end. */
  at(time: number): Moment;
}

/** A syllable that is hardly there still counts for something. */
const LEAST_PRESENCE = 0.04;
/** Force, as a share of its range, at which a syllable is there in full. */
const FULL_PRESENCE_FORCE = 0.25;
/** Share of the time between two syllables over which they run into each other. */
const BLUR = 0.6;
/** A melody much narrower than this, about a semitone, counts as level: its face moves fade. */
const LEVEL_VOICE_OCTAVES = 0.08;
/** How far the widest step of a sentence goes beyond the usual one (root mean square). */
const WIDEST_STEPS = 1.8;
/** Share of the variance of an even stretch of time that is added, so that the line through one or two syllables does not tilt wildly. */
const STEADINESS = 0.2;

/** Reads an utterance: between its syllables a mean in which each counts as much as it is present and near. */
export function readMelody(syllables: readonly SyllableCode[]): Melody {
  const presence = syllables.map(
    ({ force }) => LEAST_PRESENCE + (1 - LEAST_PRESENCE) * smoothStep(0, FULL_PRESENCE_FORCE, force / maxima.force),
  );
  const times = syllables.map(({ time }) => time / maxima.time);
  const count = presence.reduce((sum, share) => sum + share, 0);
  const meanOf = (values: readonly number[]) => values.reduce((sum, value, i) => sum + presence[i] * value, 0) / count;
  const mean = (measure: (syllable: SyllableCode) => number) => meanOf(syllables.map(measure));

  // Nearly every sentence sinks slowly from start to end; with that left in, the calm stones of one speaker were all alike.
  const octaves = syllables.map(({ pitch }) => (pitch - 32) / 32);
  const meanOctaves = meanOf(octaves);
  const meanTime = meanOf(times);
  const slope =
    meanOf(octaves.map((octave, i) => (octave - meanOctaves) * (times[i] - meanTime))) /
    (meanOf(times.map((time) => (time - meanTime) * (time - meanTime))) + STEADINESS / 12);
  const steps = octaves.map((octave, i) => octave - meanOctaves - slope * (times[i] - meanTime));
  const usualStep = Math.sqrt(meanOf(steps.map((step) => step * step)));

  const meanForce = mean(({ force }) => force);
  const moments = syllables.map(
    ({ force, brightness, roughness }, i): Moment => ({
      melody: Math.min(1, Math.max(-1, steps[i] / (WIDEST_STEPS * usualStep + LEVEL_VOICE_OCTAVES))),
      force: (force - meanForce) / maxima.force,
      brightness: (brightness - 8) / 8,
      roughness: roughness / maxima.roughness,
    }),
  );
  const blur = BLUR / Math.max(1, count);
  const at = (wanted: number): Moment => {
    const time = Math.min(1, Math.max(0, wanted));
    let melody = 0;
    let force = 0;
    let brightness = 0;
    let roughness = 0;
    let total = 0;
    for (let i = 0; i < moments.length; i++) {
      const distance = (time - times[i]) / blur;
      const spread = 1 + distance * distance;
      const weight = presence[i] / (spread * spread);
      melody += weight * moments[i].melody;
      force += weight * moments[i].force;
      brightness += weight * moments[i].brightness;
      roughness += weight * moments[i].roughness;
      total += weight;
    }
    return {
      melody: melody / total,
      force: force / total,
      brightness: brightness / total,
      roughness: roughness / total,
    };
  };
  return { presence, times, count, fallOctaves: -slope, mean, at };
}
