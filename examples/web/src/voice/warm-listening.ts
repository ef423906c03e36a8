import { VoiceAnalyzer } from "@vocalith/dsp";

const RATE_HZ = 48_000;
const SECONDS = 3;
const BEATS_PER_SECOND = 4;
/** Heard so often, what listens runs as fast as it ever will. */
const TIMES = 2;

/** Listens to a buzz that swells like speech, so that the engine knows the way when a voice comes. */
export async function warmListening(): Promise<undefined> {
  const buzz = Float32Array.from({ length: SECONDS * RATE_HZ }, (_, i) => {
    const seconds = i / RATE_HZ;
    const swell = Math.max(0, Math.sin(2 * Math.PI * BEATS_PER_SECOND * seconds));
    const hz = 120 + 30 * Math.sin(3 * seconds);
    return 0.3 * swell * (((seconds * hz) % 1) - 0.5);
  });
  for (let time = 0; time < TIMES; time++) {
    const analyzer = new VoiceAnalyzer({ sampleRateHz: RATE_HZ });
    for (let from = 0; from < buzz.length; from += RATE_HZ / 20)
      analyzer.push(buzz.subarray(from, from + RATE_HZ / 20));
    analyzer.finish();
    await nextTurn();
  }
  return undefined;
}

/** Lets letters be read meanwhile. */
function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
