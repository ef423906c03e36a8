import type { SoundBetween } from "../signal/sound-between.js";
import type { PitchFrames, VoicedSound } from "./voiced-sound.js";
import type { VoicedStretch } from "./voiced-stretches.js";

/** Sound is asked for this much further on both sides: more than a window of any measure, and a whole number of samples at either rate. */
const MARGIN_SECONDS = 0.2;

/** The sound around some stretches: its times and frames begin at 0. */
export interface SoundAround {
  /** When it begins. */
  readonly startSeconds: number;
  /** The stretches in its own frames. */
  readonly stretches: readonly VoicedStretch[];
  /** The sound, until the next is asked for. */
  soundAt(sampleRateHz: number): VoicedSound;
}

/**
 * Cuts the sound around some stretches out.
 *
 * @param group - In order of time; the pitch between them goes with them.
 * @param firstSeconds - When the first voice of the recording is heard, from which frames are counted; that of the group by default.
 */
export function soundAround(
  soundBetween: SoundBetween,
  pitch: PitchFrames,
  group: readonly VoicedStretch[],
  firstSeconds = pitch.timeSeconds[group[0].firstFrame],
): SoundAround {
  const { firstFrame } = group[0];
  const { lastFrame } = group[group.length - 1];
  const startSeconds = startBefore(pitch.timeSeconds[firstFrame]);
  const originSeconds = startBefore(firstSeconds);
  const endSeconds = pitch.timeSeconds[lastFrame] + MARGIN_SECONDS;
  const within: PitchFrames = {
    timeSeconds: pitch.timeSeconds.slice(firstFrame, lastFrame + 1).map((seconds) => seconds - startSeconds),
    frequencyHz: pitch.frequencyHz.subarray(firstFrame, lastFrame + 1),
    hopSeconds: pitch.hopSeconds,
  };
  const timeSeconds = pitch.timeSeconds.slice(firstFrame, lastFrame + 1).map((seconds) => seconds - originSeconds);
  return {
    startSeconds,
    stretches: group.map((s) => ({ firstFrame: s.firstFrame - firstFrame, lastFrame: s.lastFrame - firstFrame })),
    soundAt: (sampleRateHz) => ({
      sampleRateHz,
      samples: soundBetween(startSeconds, endSeconds, sampleRateHz),
      pitch: within,
      whole: { timeSeconds, firstSample: Math.round((startSeconds - originSeconds) * sampleRateHz) },
    }),
  };
}

function startBefore(seconds: number): number {
  return Math.floor(seconds / MARGIN_SECONDS - 1) * MARGIN_SECONDS;
}
