import { findPauses } from "../rhythm/find-pauses.js";
import { finiteOf, quantile, selectQuantile } from "../signal/quantile.js";
import type { Syllable, UtteranceTraits } from "../voice-features.js";

/** What an utterance's traits are drawn from: tracks of one length, and syllables. */
export interface UtteranceSource {
  readonly hopSeconds: number;
  /** NaN where not voiced. */
  readonly frequencyHz: Float64Array;
  readonly levelDb: Float64Array;
  readonly syllables: readonly Syllable[];
}

/** Spread of pitch, tempo, pauses and dynamics of an utterance; all but the arousal, which needs the speaker too. */
export function utteranceTraits(source: UtteranceSource): Omit<UtteranceTraits, "arousal"> {
  const pitch = finiteOf(source.frequencyHz);
  const { syllables } = source;
  const span = spanOf(syllables);
  let spoken = 0;
  for (const syllable of syllables) spoken += syllable.endSeconds - syllable.startSeconds;
  let paused = 0;
  for (const { startSeconds, endSeconds } of findPauses(syllables)) paused += endSeconds - startSeconds;
  const sounding = new Uint8Array(source.levelDb.length);
  for (const { startSeconds, endSeconds } of syllables) {
    const from = Math.ceil(startSeconds / source.hopSeconds - 1e-6);
    sounding.fill(1, from, Math.floor(endSeconds / source.hopSeconds + 1e-6) + 1);
  }
  const levels = levelsWhere(source.levelDb, sounding);
  return {
    pitchDeviationSemitones: pitchDeviationSemitones(pitch),
    pitchRangeSemitones: pitchRangeSemitones(pitch),
    syllablesPerSecond: syllablesPerSecond(syllables),
    articulatedSyllablesPerSecond: span > paused ? syllables.length / (span - paused) : 0,
    pauseFraction: span > 0 ? Math.max(0, 1 - spoken / span) : 0,
    voicedFraction: source.frequencyHz.length > 0 ? pitch.length / source.frequencyHz.length : 0,
    levelRangeDb: levels.length > 0 ? selectQuantile(levels, 0.95) - selectQuantile(levels, 0.1) : 0,
    levelDb: quantile(source.levelDb, 0.95),
  };
}

/** Median distance of the pitch from its median. Of finite frequencies, which it leaves in another order; 0 of none. */
export function pitchDeviationSemitones(pitchHz: Float64Array): number {
  return pitchHz.length > 0 ? selectQuantile(semitonesAway(pitchHz, selectQuantile(pitchHz, 0.5)), 0.5) : 0;
}

/** From the 5th to the 95th percentile. Of finite frequencies, which it leaves in another order; 0 of none. */
export function pitchRangeSemitones(pitchHz: Float64Array): number {
  return pitchHz.length > 0 ? 12 * Math.log2(selectQuantile(pitchHz, 0.95) / selectQuantile(pitchHz, 0.05)) : 0;
}

/** From the first one's beginning to the last one's end, pauses and all; 0 of none. */
export function syllablesPerSecond(syllables: readonly Syllable[]): number {
  const span = spanOf(syllables);
  return span > 0 ? syllables.length / span : 0;
}

function spanOf(syllables: readonly Syllable[]): number {
  const first = syllables[0];
  const last = syllables[syllables.length - 1];
  return first && last ? last.endSeconds - first.startSeconds : 0;
}

/** The finite ones of some frames; not by `filter`, which makes an object of every number. */
function levelsWhere(levelDb: Float64Array, sounding: Uint8Array): Float64Array {
  const kept = new Float64Array(levelDb.length);
  let count = 0;
  for (let i = 0; i < kept.length; i++)
    if (sounding[i] === 1 && Number.isFinite(levelDb[i])) kept[count++] = levelDb[i];
  return kept.subarray(0, count);
}

function semitonesAway(pitch: Float64Array, median: number): Float64Array {
  const result = new Float64Array(pitch.length);
  for (let i = 0; i < result.length; i++) result[i] = Math.abs(12 * Math.log2(pitch[i] / median));
  return result;
}
