import { createRequire } from "node:module";
import { join } from "node:path";
import { medianSeconds } from "../pitch/median-seconds.js";
import type { VoiceMeasurer } from "./voice-measurer.js";

interface Meyda {
  bufferSize: number;
  sampleRate: number;
  extract(features: readonly string[], frame: Float32Array): unknown;
}

/** What is usually asked of it. */
const USUAL = ["rms", "zcr", "spectralCentroid", "spectralSpread", "spectralFlatness", "spectralRolloff", "mfcc"];
const FRAME = 1024;
const HOP_SECONDS = 0.01;

/** meyda, which the tests of the package keep as a second opinion: it has no pitch, formants or voice quality, so it is timed alone. */
export function meydaMeasurer(): VoiceMeasurer {
  const require = createRequire(join(import.meta.dirname, "../../../packages/dsp/package.json"));
  const meyda = require("meyda") as Meyda;
  return {
    name: "meyda",
    settings: `5.6.3, ${USUAL.join(", ")} of ${FRAME} samples every 10 ms`,
    measure: async () => [],
    timesFor: async ({ samples, sampleRateHz }) => {
      meyda.bufferSize = FRAME;
      meyda.sampleRate = sampleRateHz;
      const hop = HOP_SECONDS * sampleRateHz;
      const hear = () => {
        for (let at = 0; at + FRAME <= samples.length; at += hop)
          meyda.extract(USUAL, samples.subarray(at, at + FRAME));
      };
      return [["its seven usual features", await medianSeconds(hear)]];
    },
  };
}
