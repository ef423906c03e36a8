import { fromSamples } from "@vocalith/audio";
import { analyzeVoice } from "@vocalith/dsp";
import { growGem } from "vocalith";
import { warmUp } from "../stones/warm-up.js";
import { SWELLING_BUZZ_HZ, swellingBuzz } from "./swelling-buzz.js";

const SECONDS = 3;
const TIMES = 2;

/** Grows stones of a buzz that swells like speech, so that the first one of a voice comes soon. */
export function warmGrowing(othersWait: () => boolean): Promise<undefined> {
  const recording = fromSamples([swellingBuzz(SECONDS)], SWELLING_BUZZ_HZ);
  return warmUp(() => growGem(analyzeVoice(recording)), { leastTimes: TIMES, idleMs: 0, othersWait });
}
