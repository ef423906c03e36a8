import { FIELD_MAXIMA } from "./gem-code.js";

const SHORTEST_SECONDS = 0.06;
/** From one step to the next: 31 of them lead to a second. */
const STEP_RATIO = 1.095;

/** Seconds that each step of a syllable's `length` stands for: 0.06 to 1 in equal ratios. */
export const BEAT_SECONDS: readonly number[] = equalRatios();

function equalRatios(): number[] {
  const seconds = [SHORTEST_SECONDS];
  while (seconds.length <= FIELD_MAXIMA.syllable.length) seconds.push(seconds[seconds.length - 1] * STEP_RATIO);
  return seconds;
}
