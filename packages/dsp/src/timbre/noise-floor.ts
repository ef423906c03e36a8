import { sortedQuantile, sortFinite } from "../signal/quantile.js";
import { MEL_FILTERS } from "./mel-cepstrum.js";

/** A frame is pause where it lies this far below the loud frames. */
const PAUSE_DB = 18;
/** Fewer frames than this tell nothing about the room. */
const FEWEST_FRAMES = 8;

/**
 * Mean mel power of the room between the sounds: over the quietest unvoiced frames that are not digital silence. All zero where
 * the recording has no pause long enough to tell.
 *
 * @param melPower - `frames x 26`.
 * @param levelDb - Level of each frame; -120 is digital silence.
 */
export function noiseFloor(
  melPower: Float32Array,
  levelDb: Float64Array,
  voicedProbability: Float64Array,
): Float64Array {
  const floor = new Float64Array(MEL_FILTERS);
  const heard = sortFinite(levelDb.filter((level) => level > -119));
  const loud = sortedQuantile(heard, 0.95);
  const quiet = Math.min(loud - PAUSE_DB, sortedQuantile(heard, 0.3));
  let count = 0;
  for (let i = 0; i < levelDb.length; i++) {
    if (levelDb[i] > quiet || levelDb[i] <= -119 || voicedProbability[i] > 0.3) continue;
    count++;
    for (let m = 0; m < MEL_FILTERS; m++) floor[m] += melPower[i * MEL_FILTERS + m];
  }
  for (let m = 0; m < MEL_FILTERS; m++) floor[m] = count >= FEWEST_FRAMES ? floor[m] / count : 0;
  return floor;
}
