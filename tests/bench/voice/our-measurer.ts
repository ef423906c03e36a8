import { fromSamples } from "@vocalith/audio";
import { analyzeVoice, trackPitch } from "@vocalith/dsp";
import { medianSeconds } from "../pitch/median-seconds.js";
import type { VoiceMeasurer } from "./voice-measurer.js";

/** Ours with its defaults, told nothing. */
export const ourMeasurer: VoiceMeasurer = {
  name: "vocalith",
  settings: "`analyzeVoice` with its defaults",
  measure: async (vowels) =>
    vowels.map(({ samples, sampleRateHz }) => {
      const { quality, summary } = analyzeVoice(fromSamples([samples], sampleRateHz));
      return {
        jitter: quality.summary.jitterLocal,
        shimmer: quality.summary.shimmerLocal,
        harmonicsToNoiseDb: quality.summary.harmonicsToNoiseDb,
        formantHz: summary.speaker.formantHz,
      };
    }),
  timesFor: async ({ samples, sampleRateHz }) => {
    const recording = fromSamples([samples], sampleRateHz);
    return [
      ["every feature (`analyzeVoice`)", await medianSeconds(() => analyzeVoice(recording))],
      ["pitch alone (`trackPitch`)", await medianSeconds(() => trackPitch(recording))],
    ];
  },
};
