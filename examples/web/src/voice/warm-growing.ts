import { fromSamples } from "@vocalith/audio";
import { analyzeVoice } from "@vocalith/dsp";
import { growGem } from "vocalith";
import { nextTurn, SWELLING_BUZZ_HZ, swellingBuzz, WARMING_TIMES } from "./swelling-buzz.js";

/** Grows stones of a buzz that swells like speech, so that the first one of a voice comes soon. */
export async function warmGrowing(): Promise<undefined> {
  const recording = fromSamples([swellingBuzz()], SWELLING_BUZZ_HZ);
  for (let time = 0; time < WARMING_TIMES; time++) {
    await growGem(analyzeVoice(recording));
    await nextTurn();
  }
  return undefined;
}
