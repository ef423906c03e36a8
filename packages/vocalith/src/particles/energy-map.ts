import cos from "@stdlib/math-base-special-cos";
import type { VoiceFeatures } from "@vocalith/dsp";
import { FIELD_MAXIMA, type GemCode } from "../code/gem-code.js";
import { beatsOfSyllables } from "../law/specimen.js";

/** Frequency bands, equally wide in mel, from the lowest of the voice's register to the highest. */
export const BANDS = 26;
const COEFFICIENTS = 12;
/** Below the loudest by this a band is not heard. */
const AUDIBLE_DB = 48;
const STEPS_A_DECIBEL = 10;
/** Stevens' power law: ten decibels are twice as loud, a step of a tenth of one 2^0.01 times. */
const STEP_RATIO = 1.0069555500567189;

/** How loud a voice is, over time and frequency. */
export interface EnergyMap {
  /** Loudness of each band, column after column in order of time, `columns x 26`; 1 for the loudest. */
  readonly loudness: Float32Array;
  /** The code's syllable that each column belongs to. */
  readonly syllables: Uint8Array;
  /** Where each column lies in its syllable, 0 to 1. */
  readonly places: Float32Array;
  /** Where it lies in the utterance, from its first syllable's beginning (0) to its last one's end (1). */
  readonly times: Float32Array;
  /** When each column sounded in the recording, s; absent where only the code is known. */
  readonly seconds?: Float64Array;
}

/**
 * The loudness of a voice's bands, frame by frame: the levels that the mel cepstrum stands for (inverse cosine transform) about the level of the
 * frame, by Stevens' law. Frames between syllables belong to the one before.
 */
export function energyOfFeatures(features: VoiceFeatures): EnergyMap {
  const { levelDb, pitch, timbre } = features;
  const groups = beatsOfSyllables(features);
  const starts = groups.map((beats) => beats[0].startSeconds);
  const ends = groups.map((beats) => beats[beats.length - 1].endSeconds);
  const basis = Float64Array.from({ length: BANDS * COEFFICIENTS }, (_, i) => {
    const band = Math.floor(i / COEFFICIENTS);
    const order = (i % COEFFICIENTS) + 1;
    return Math.sqrt(2 / BANDS) * cos((Math.PI * order * (band + 0.5)) / BANDS);
  });
  const columns = levelDb.length;
  const levels = new Float32Array(columns * BANDS).fill(Number.NEGATIVE_INFINITY);
  const syllables = new Uint8Array(columns);
  const places = new Float32Array(columns);
  const times = new Float32Array(columns);
  let syllable = 0;
  for (let column = 0; column < columns; column++) {
    const time = pitch.timeSeconds[column];
    while (syllable + 1 < starts.length && time >= starts[syllable + 1]) syllable++;
    syllables[column] = syllable;
    places[column] = shareOf(time, starts[syllable], ends[syllable]);
    times[column] = shareOf(time, starts[0], ends[ends.length - 1]);
    if (Number.isNaN(timbre.melCepstrum[column * COEFFICIENTS])) continue;
    for (let band = 0; band < BANDS; band++) {
      let level = levelDb[column];
      for (let k = 0; k < COEFFICIENTS; k++) {
        level += timbre.melCepstrum[column * COEFFICIENTS + k] * basis[band * COEFFICIENTS + k];
      }
      levels[column * BANDS + band] = level;
    }
  }
  return { loudness: toLoudness(levels), syllables, places, times, seconds: pitch.timeSeconds };
}

function shareOf(time: number, start: number, end: number): number {
  return Math.min(1, Math.max(0, (time - start) / (end - start)));
}

/**
 * The same of a code alone: each syllable as long, as loud, as bright and as rough as the code says, about its own time; its bands form one hill, the
 * higher the brighter the syllable and the wider the rougher.
 */
export function energyOfCode({ specimen }: GemCode): EnergyMap {
  const { time: latest, force: most, brightness: brightest, roughness: roughest } = FIELD_MAXIMA.syllable;
  const columns = specimen.syllables.flatMap((syllable, i) =>
    Array.from({ length: 1 + syllable.length }, (_, column) => ({
      ...syllable,
      number: i,
      place: (column + 0.5) / (1 + syllable.length),
    })),
  );
  const levels = new Float32Array(columns.length * BANDS);
  columns.forEach(({ force, brightness, roughness, place }, column) => {
    const middle = BANDS * (0.12 + 0.6 * (brightness / brightest));
    const width = BANDS * (0.22 + 0.25 * (roughness / roughest));
    // A beat rises and falls by 6 dB.
    const beat = 24 * (place - 0.5) * (place - 0.5);
    for (let band = 0; band < BANDS; band++) {
      const away = (band + 0.5 - middle) / width;
      levels[column * BANDS + band] = 24 * (force / most) - beat - 12 * away * away;
    }
  });
  return {
    loudness: toLoudness(levels),
    syllables: Uint8Array.from(columns, ({ number }) => number),
    places: Float32Array.from(columns, ({ place }) => place),
    times: Float32Array.from(columns, ({ time, place }) =>
      Math.min(1, Math.max(0, time / latest + (place - 0.5) / specimen.syllables.length)),
    ),
  };
}

/** Levels in dB as loudness, in place; 1 for the loudest, 0 below what is heard. */
function toLoudness(levels: Float32Array): Float32Array {
  let loudest = Number.NEGATIVE_INFINITY;
  for (const level of levels) loudest = Math.max(loudest, level);
  if (loudest === Number.NEGATIVE_INFINITY) return levels.fill(1);
  const table = new Float64Array(AUDIBLE_DB * STEPS_A_DECIBEL).fill(1);
  for (let step = 1; step < table.length; step++) table[step] = table[step - 1] / STEP_RATIO;
  for (let i = 0; i < levels.length; i++) {
    const step = Math.round((loudest - levels[i]) * STEPS_A_DECIBEL);
    levels[i] = step < table.length ? table[step] : 0;
  }
  return levels;
}
