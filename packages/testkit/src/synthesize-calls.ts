import exp from "@stdlib/math-base-special-exp";
import ln from "@stdlib/math-base-special-ln";
import sin from "@stdlib/math-base-special-sin";
import { type Contour, contourValue } from "./contour.js";
import { decimate } from "./decimate.js";
import { levelSamples } from "./level-samples.js";
import { type SyntheticVoice, TRUTH_HOP_SECONDS } from "./voice-truth.js";

/** A song of notes without a glottis: a bird's whistles, a whale's moans. */
export interface CallScore {
  readonly durationSeconds: number;
  readonly sampleRateHz: number;
  /** Any integer: the seed of the background. */
  readonly seed: number;
  /** In order of time, never overlapping. */
  readonly notes: readonly CallNote[];
  /** Root-mean-square level of the whole, 20 log10 re full scale, in dB; lower where a peak would pass 0.98. */
  readonly levelDb: number;
  /** Level of the background, 20 log10 re full scale, in dB; none when absent. */
  readonly backgroundDb?: number;
}

/** One note. Times of its contours count from its start. */
export interface CallNote {
  readonly startSeconds: number;
  readonly durationSeconds: number;
  /** Points in Hz, joined by straight lines in log frequency. */
  readonly frequencyHz: readonly (readonly [timeSeconds: number, value: number])[];
  /** Loudness of the note, 0 to 1 and above. */
  readonly strength: Contour;
  /** Rise and fall at both ends, in seconds. */
  readonly rampSeconds: number;
  /** Amplitudes of the fundamental and its harmonics, `[1]` for a whistle. */
  readonly harmonics: readonly number[];
  /** Tremolo or trill of the pitch. */
  readonly warble?: { readonly rateHz: number; readonly depthCents: number };
}

/**
 * Whistles and moans with known pitch: sums of harmonics whose phase is the integral of the contour (trapezoid rule at 64
 * kHz or more), so pitch is true at every instant. Harmonics above 0.45 of the sample rate are left out. Equal scores give
 * equal bytes everywhere.
 *
 * @example
 * ```ts
 * import { synthesizeCalls } from "@vocalith/testkit";
 * const { truth } = synthesizeCalls({
 *   durationSeconds: 1, sampleRateHz: 32_000, seed: 1, levelDb: -20,
 *   notes: [{
 *     startSeconds: 0.2, durationSeconds: 0.5, frequencyHz: [[0, 2000], [0.5, 6000]],
 *     strength: 1, rampSeconds: 0.02, harmonics: [1],
 *   }],
 * });
 * ```
 */
export function synthesizeCalls(score: CallScore): SyntheticVoice {
  const factor = Math.max(1, Math.ceil(64_000 / score.sampleRateHz));
  const rateHz = factor * score.sampleRateHz;
  const sound = new Float64Array(Math.round(score.durationSeconds * score.sampleRateHz) * factor);
  for (const note of score.notes) addNote(sound, rateHz, note, 0.45 * score.sampleRateHz);
  const frames = Math.floor(score.durationSeconds / TRUTH_HOP_SECONDS + 1e-9) + 1;
  const timeSeconds = Float64Array.from({ length: frames }, (_, i) => i / 100);
  const background =
    score.backgroundDb === undefined
      ? undefined
      : { levelDb: score.backgroundDb, seed: score.seed, sampleRateHz: score.sampleRateHz };
  return {
    samples: levelSamples(decimate(sound, factor), score.levelDb, background),
    sampleRateHz: score.sampleRateHz,
    truth: {
      hopSeconds: TRUTH_HOP_SECONDS,
      timeSeconds,
      frequencyHz: timeSeconds.map((time) => {
        const note = score.notes.find((n) => time >= n.startSeconds && time <= n.startSeconds + n.durationSeconds);
        return note === undefined ? Number.NaN : noteFrequency(note, logarithmic(note), time - note.startSeconds);
      }),
      closureSeconds: new Float64Array(0),
      jitter: Number.NaN,
      shimmer: Number.NaN,
      syllables: score.notes.map((note) => ({
        startSeconds: note.startSeconds,
        nucleusSeconds: note.startSeconds + note.durationSeconds / 2,
        endSeconds: note.startSeconds + note.durationSeconds,
      })),
    },
  };
}

function logarithmic(note: CallNote): Contour {
  return note.frequencyHz.map(([time, value]) => [time, ln(value)] as const);
}

function noteFrequency(note: CallNote, logFrequency: Contour, seconds: number): number {
  let value = contourValue(logFrequency, seconds);
  if (note.warble !== undefined) {
    value += (note.warble.depthCents * Math.LN2 * sin(2 * Math.PI * note.warble.rateHz * seconds)) / 1200;
  }
  return exp(value);
}

function addNote(sound: Float64Array, rateHz: number, note: CallNote, limitHz: number): void {
  const logFrequency = logarithmic(note);
  const first = Math.ceil(note.startSeconds * rateHz);
  const end = Math.min(sound.length, (note.startSeconds + note.durationSeconds) * rateHz);
  let turns = 0;
  let before = noteFrequency(note, logFrequency, 0);
  for (let i = first; i < end; i++) {
    const seconds = i / rateHz - note.startSeconds;
    const frequency = noteFrequency(note, logFrequency, seconds);
    turns += (before + frequency) / (2 * rateHz);
    turns -= Math.floor(turns);
    before = frequency;
    const edge = Math.min(1, seconds / note.rampSeconds, (note.durationSeconds - seconds) / note.rampSeconds);
    const envelope = contourValue(note.strength, seconds) * edge * edge * (3 - 2 * edge);
    let value = 0;
    note.harmonics.forEach((amplitude, h) => {
      if ((h + 1) * frequency < limitHz) value += amplitude * sin(2 * Math.PI * (h + 1) * turns);
    });
    sound[i] = (sound[i] ?? 0) + envelope * value;
  }
}
