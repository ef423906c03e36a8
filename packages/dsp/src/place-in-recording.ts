import type { HeardSpan } from "./signal/sound-intake.js";
import { SILENCE_DB } from "./timbre/level-meter.js";
import { MEL_COEFFICIENTS } from "./timbre/mel-cepstrum.js";
import { melCepstrumDelta } from "./timbre/mel-cepstrum-delta.js";
import type { LoudnessTrack, Syllable, VoiceFeatures } from "./voice-features.js";

const FORMANTS = 4;

/** What was heard, without what is the recording's as it is: loudness and deltas. */
export type HeardFeatures = Omit<VoiceFeatures, "loudness" | "timbre"> & {
  readonly timbre: Omit<VoiceFeatures["timbre"], "melCepstrumDelta">;
};

/** Number of frames of a sound; frame `i` is centred on `i * hopSeconds`. */
export function framesOf(durationSeconds: number, hopSeconds: number): number {
  return Math.floor(durationSeconds / hopSeconds + 1e-6) + 1;
}

/**
 * A track in the recording in which it was heard: `silence` before and after it. Its own memory is taken where no silence is beside it.
 *
 * @param firstFrame - The recording's frame at which it begins.
 * @param frames - Number of the recording's frames.
 * @param width - Numbers a frame.
 */
export function placedTrack<Track extends Float32Array | Float64Array>(
  track: Track,
  firstFrame: number,
  frames: number,
  silence: number,
  width = 1,
): Track {
  const from = firstFrame * width;
  const length = frames * width;
  // Not copied where that can be: an hour's tracks are large.
  if (from === 0 && length <= track.length) return track.subarray(0, length) as Track;
  const placed = (track instanceof Float32Array ? new Float32Array(length) : new Float64Array(length)) as Track;
  placed.fill(silence);
  placed.set(track.subarray(0, length - from), from);
  return placed;
}

/** What was heard, at the times of the recording in which it was: what lies in its silence is that of silence. */
export function placeInRecording(heard: HeardFeatures, span: HeardSpan, loudness: LoudnessTrack): VoiceFeatures {
  const { durationSeconds, formants, hopSeconds, pitch, quality, timbre } = heard;
  const { firstFrame } = span;
  const frames = framesOf(durationSeconds, hopSeconds);
  const placed = <Track extends Float32Array | Float64Array>(track: Track, silence = Number.NaN, width = 1) =>
    placedTrack(track, firstFrame, frames, silence, width);
  const lateSeconds = firstFrame * hopSeconds;
  const melCepstrum = placed(timbre.melCepstrum, Number.NaN, MEL_COEFFICIENTS);
  return {
    ...heard,
    pitch: {
      timeSeconds: frameTimes(frames, hopSeconds),
      frequencyHz: placed(pitch.frequencyHz),
      voicedProbability: placed(pitch.voicedProbability, 0),
    },
    levelDb: placed(heard.levelDb, SILENCE_DB),
    loudness,
    timbre: {
      melCepstrum,
      melCepstrumDelta: melCepstrumDelta(melCepstrum, hopSeconds),
      centroidHz: placed(timbre.centroidHz),
      spreadHz: placed(timbre.spreadHz),
      flatness: placed(timbre.flatness),
      rolloffHz: placed(timbre.rolloffHz),
      slopeDbPerOctave: placed(timbre.slopeDbPerOctave),
      flux: placed(timbre.flux),
      loudnessSone: placed(timbre.loudnessSone, 0),
      sharpnessAcum: placed(timbre.sharpnessAcum),
    },
    formants: {
      frequencyHz: placed(formants.frequencyHz, Number.NaN, FORMANTS),
      bandwidthHz: placed(formants.bandwidthHz, Number.NaN, FORMANTS),
    },
    quality: {
      ...quality,
      harmonicsToNoiseDb: placed(quality.harmonicsToNoiseDb),
      cepstralPeakProminenceDb: placed(quality.cepstralPeakProminenceDb),
      cycles: {
        ...quality.cycles,
        closureSeconds: laterTimes(quality.cycles.closureSeconds, lateSeconds),
      },
      creaks: quality.creaks.map((creak) => later(creak, lateSeconds)),
    },
    syllables: heard.syllables.map((syllable) => placedSyllable(syllable, lateSeconds, span)),
    pauses: heard.pauses.map((pause) => later(pause, lateSeconds)),
  };
}

/** A syllable at the times of its recording; none reaches out of the sound. */
export function placedSyllable(
  syllable: Syllable,
  lateSeconds: number,
  { beginSeconds, endSeconds }: Pick<HeardSpan, "beginSeconds" | "endSeconds">,
): Syllable {
  const placed = (seconds: number) => Math.min(endSeconds, Math.max(beginSeconds, seconds + lateSeconds));
  return {
    ...syllable,
    startSeconds: placed(syllable.startSeconds),
    nucleusSeconds: placed(syllable.nucleusSeconds),
    middleSeconds: placed(syllable.middleSeconds),
    endSeconds: placed(syllable.endSeconds),
  };
}

/** Centres of frames in seconds from the first sample. */
export function frameTimes(frames: number, hopSeconds: number): Float64Array {
  const times = new Float64Array(frames);
  for (let i = 0; i < frames; i++) times[i] = i * hopSeconds;
  return times;
}

/** Not by `map`, which makes an object of every number. */
function laterTimes(seconds: Float64Array, lateSeconds: number): Float64Array {
  const result = new Float64Array(seconds.length);
  for (let i = 0; i < result.length; i++) result[i] = seconds[i] + lateSeconds;
  return result;
}

function later<Span extends { readonly startSeconds: number; readonly endSeconds: number }>(
  span: Span,
  lateSeconds: number,
): Span {
  return { ...span, startSeconds: span.startSeconds + lateSeconds, endSeconds: span.endSeconds + lateSeconds };
}
