import { selectLowQuantile } from "../signal/quantile.js";
import { MEL_FILTERS } from "./mel-cepstrum.js";

/** Frames whose mean is one observation of a band: fewer leave the chance of a single frame in it. One begins at every frame, so that none has a say by where it begins. */
const BLOCK_FRAMES = 5;
/** Fewer frames than this tell nothing about the room. */
const FEWEST_FRAMES = 20;
/** Every sound leaves each band to the noise for at least this share of the time... */
const QUIET_SHARE = 0.05;
/** ...and what it leaves there is the noise at its lowest, this much below its mean. */
const LOWEST_TO_MEAN = 1.25;

/**
 * Mean mel power of the noise under a recording: for each band by itself its 5 % quantile over spans of five frames, brought from there to the mean
 * (minimum statistics: Martin 2001, with a quantile for the minimum, Stahl, Fischer and Bippus 2000). It needs no pause, since each band falls silent
 * between the sounds that fill it. All zero where less than 20 frames hold any sound.
 *
 * @param melPower - `frames x 26`.
 * @param levelDb - Level of each frame; -120 is digital silence, which is left out.
 *
 * @example
 * ```ts
 * noiseFloor(new Float32Array(26 * 100).fill(1e-6), new Float64Array(100).fill(-60)); // 26 times 1.25e-6
 * ```
 */
export function noiseFloor(melPower: Float32Array, levelDb: Float64Array): Float64Array {
  const floor = new Float64Array(MEL_FILTERS);
  const heard = heardRows(levelDb);
  if (heard.length < FEWEST_FRAMES) return floor;
  const means = new Float64Array(heard.length - BLOCK_FRAMES + 1);
  const lowest = new Float64Array(means.length);
  for (let m = 0; m < MEL_FILTERS; m++) {
    runningMeans(melPower, heard, m, means);
    floor[m] = LOWEST_TO_MEAN * selectLowQuantile(means, QUIET_SHARE, lowest);
  }
  return floor;
}

/** Where the rows of the frames begin that hold any sound. */
function heardRows(levelDb: Float64Array): Int32Array {
  const rows = new Int32Array(levelDb.length);
  let count = 0;
  for (let i = 0; i < levelDb.length; i++) if (levelDb[i] > -119) rows[count++] = i * MEL_FILTERS;
  return rows.subarray(0, count);
}

/** Means of one band over five frames from each on; every power is read once. */
function runningMeans(melPower: Float32Array, rows: Int32Array, band: number, means: Float64Array): void {
  let first = melPower[rows[0] + band];
  let second = melPower[rows[1] + band];
  let third = melPower[rows[2] + band];
  let fourth = melPower[rows[3] + band];
  for (let b = 0; b < means.length; b++) {
    const fifth = melPower[rows[b + BLOCK_FRAMES - 1] + band];
    means[b] = (first + second + third + fourth + fifth) / BLOCK_FRAMES;
    first = second;
    second = third;
    third = fourth;
    fourth = fifth;
  }
}
