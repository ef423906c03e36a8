import { analyzeVoice, trackPitch, VoiceAnalysisError } from "@vocalith/dsp";
import type { KnownPitch, PitchGuess } from "./known-pitch.js";
import { medianSeconds } from "./median-seconds.js";
import { OUR_NAME, type Tracker } from "./tracker.js";

/** Ours, through the door that everybody uses, with its defaults: it finds register and range by itself, whatever peers are told. */
export function ourTracker(): Tracker {
  return {
    name: OUR_NAME,
    settings:
      "`analyzeVoice` with its defaults (register `auto`); timed are `trackPitch`, which gives the same track in the human register and nothing else, and `analyzeVoice`",
    variants: ["default"],
    track: async (sounds) => [sounds.map(guessPitch)],
    secondsFor: async (sound) => medianSeconds(() => trackPitch(recordingOf(sound))),
    secondsForEverything: async (sound) => medianSeconds(() => analyzeVoice(recordingOf(sound))),
  };
}

function guessPitch(sound: KnownPitch): PitchGuess {
  try {
    return analyzeVoice(recordingOf(sound)).pitch;
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
