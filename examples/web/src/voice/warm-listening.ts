import { VoiceAnalyzer } from "@vocalith/dsp";
import { nextTurn, SWELLING_BUZZ_HZ, swellingBuzz, WARMING_TIMES } from "./swelling-buzz.js";

const BLOCK = SWELLING_BUZZ_HZ / 20;

/** Listens to a buzz that swells like speech, so that the engine knows the way when a voice comes. */
export async function warmListening(): Promise<undefined> {
  const buzz = swellingBuzz();
  for (let time = 0; time < WARMING_TIMES; time++) {
    const analyzer = new VoiceAnalyzer({ sampleRateHz: SWELLING_BUZZ_HZ, ahead: true });
    for (let from = 0; from < buzz.length; from += BLOCK) analyzer.push(buzz.subarray(from, from + BLOCK));
    analyzer.finish();
    await nextTurn();
  }
  return undefined;
}
