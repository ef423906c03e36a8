import { analyzeVoice, trackPitch, VoiceAnalysisError } from "@vocalith/dsp";
import type { KnownPitch, PitchGuess } from "./known-pitch.js";
import { medianSeconds } from "./median-seconds.js";
import { OUR_NAME, type Tracker } from "./tracker.js";

/**
 * Ours, through the doors that everybody uses: once with every default, so that it finds register and range by itself, and once told
 * the register, as peers are told the range.
 */
export function ourTrackers(): readonly Tracker[] {
  return [
    {
      name: OUR_NAME,
      settings: "`analyzeVoice` with its defaults: register `auto`, 10 ms; timed with all that it measures",
      variants: ["default"],
      track: async (sounds) => [sounds.map((sound) => guessPitch(() => analyzeVoice(recordingOf(sound)).pitch))],
      timeForEverything: async (sound) => medianSeconds(() => analyzeVoice(recordingOf(sound))),
    },
    {
      name: `${OUR_NAME} told`,
      settings: "`trackPitch`, told `bird` for birds and `human` for all others; timed with pitch alone",
      variants: ["default"],
      track: async (sounds, [, ceilingHz]) => {
        const register = ceilingHz > HIGHEST_HUMAN_CEILING_HZ ? "bird" : "human";
        return [sounds.map((sound) => guessPitch(() => trackPitch(recordingOf(sound), { register })))];
      },
      timeFor: async (sound) => medianSeconds(() => trackPitch(recordingOf(sound))),
    },
  ];
}

/** Peers are told at most this for people, and more for birds. */
const HIGHEST_HUMAN_CEILING_HZ = 1200;

function guessPitch(track: () => PitchGuess): PitchGuess {
  try {
    return track();
  } catch (error) {
    // It refuses what holds no voice for it: then every frame is unvoiced.
    if (error instanceof VoiceAnalysisError)
      return { timeSeconds: new Float64Array(0), frequencyHz: new Float64Array(0) };
    throw error;
  }
}

function recordingOf({ samples, sampleRateHz }: KnownPitch) {
  return {
    channels: [samples],
    sampleRateHz,
    durationSeconds: samples.length / sampleRateHz,
    source: { container: "samples", codec: "float32" },
    metadata: {},
    warnings: [],
  } as const;
}
