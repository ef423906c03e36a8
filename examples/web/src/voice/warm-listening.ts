import { VoiceAnalyzer } from "@vocalith/dsp";
import { warmUp } from "../stones/warm-up.js";
import { SWELLING_BUZZ_HZ, swellingBuzz } from "./swelling-buzz.js";

const BLOCK = SWELLING_BUZZ_HZ / 20;
/** So much of a rehearsal is done at a time, in blocks: some 4 ms. */
const BLOCKS_AT_A_TIME = 10;
/** At first so many seconds are heard so often. */
const LEAST_SECONDS = 3;
const LEAST_TIMES = 2;
/**
 * Then longer ones: the end of three minutes ran for 456 ms after the first alone, and for 240 to 282 after two seconds of these, as fast as after
 * three other voices.
 */
const SECONDS = 10;
const IDLE_MS = 2000;

/** Listens to a buzz that swells like speech, so that the engine knows the way when a voice comes. */
export function warmListening(othersWait: () => boolean): Promise<undefined> {
  const long = swellingBuzz(SECONDS);
  const short = long.subarray(0, LEAST_SECONDS * SWELLING_BUZZ_HZ);
  const listen = (time: number) => Array.from(listenedTo(time < LEAST_TIMES ? short : long));
  return warmUp(listen, { leastTimes: LEAST_TIMES, idleMs: IDLE_MS, othersWait });
}

let rehearsed: Float32Array | undefined;

/**
 * Comes to the end of a buzz once more: the engine forgets what is not done for some seconds, and a voice has but one end. After short ones the first end of three
 * minutes still took half as long again as those that follow; the loops of a long one are worth the engine's while. It is listened to step by step, since
 * a voice that ends meanwhile waits for the step alone.
 */
export function rehearsedListening(): Generator<void> {
  rehearsed ??= swellingBuzz(SECONDS);
  return listenedTo(rehearsed);
}

function* listenedTo(sound: Float32Array): Generator<void> {
  const analyzer = new VoiceAnalyzer({ sampleRateHz: SWELLING_BUZZ_HZ, ahead: true });
  for (let from = 0, blocks = 0; from < sound.length; from += BLOCK) {
    analyzer.push(sound.subarray(from, from + BLOCK));
    if (++blocks % BLOCKS_AT_A_TIME === 0) yield;
  }
  analyzer.finish();
}
