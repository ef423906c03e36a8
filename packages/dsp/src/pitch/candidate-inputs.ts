import { logarithm } from "../signal/cycle-kernels.js";
import { type PitchCandidates, SHARE_STEP } from "./pitch-candidates.js";
import type { RelativeLevels } from "./relative-levels.js";

/** How many numbers describe a candidate, and which of them is its pitch, in octaves above the middle of the register's range. */
export const CANDIDATE_INPUTS = 14;
export const OCTAVE_INPUT = 7;
/** Another candidate counts as higher or lower from this ratio of pitch on. */
const OTHER_PITCH = 1.3;
/** Said of the periodicity of a higher or lower candidate where there is none: it lies this far below. */
const NO_OTHER = -0.6;

/**
 * What a candidate is told from the others of its frame by: its periodicities, its harmonics, its pitch, and how the others stand to it.
 * All of it is free of the recording's gain.
 */
export class CandidateInputs {
  readonly #candidates: PitchCandidates;
  readonly #perCentre: number;

  /** @param centreHz - Middle of the register's range: pitch is known only by its distance from there. */
  constructor(candidates: PitchCandidates, centreHz: number) {
    this.#candidates = candidates;
    this.#perCentre = 1 / centreHz;
  }

  /**
   * Writes the inputs of candidate `at`, one of those from `from` up to `to` (not included) of its frame.
   *
   * @param full - Levels of the frames.
   * @param low - The same after the low-pass.
   * @param frame - The candidate's frame among them.
   * @param row - Where in `into` they begin.
   */
  read(
    from: number,
    to: number,
    at: number,
    full: RelativeLevels,
    low: RelativeLevels,
    frame: number,
    into: Float64Array,
    row = 0,
  ): void {
    const candidates = this.#candidates;
    const frequencyHz = candidates.frequencyHz.values;
    const periodicity = candidates.periodicity.values;
    const compressed = candidates.compressedPeriodicity.values;
    const own = periodicity[at];
    const ownHz = frequencyHz[at];
    const higherHz = OTHER_PITCH * ownHz;
    let best = own;
    let higher = -1;
    let higherCompressed = -1 / SHARE_STEP;
    let lower = -1;
    for (let c = from; c < to; c++) {
      const value = periodicity[c];
      if (value > best) best = value;
      if (frequencyHz[c] > higherHz) {
        if (value > higher) higher = value;
        if (compressed[c] > higherCompressed) higherCompressed = compressed[c];
      } else if (OTHER_PITCH * frequencyHz[c] < ownHz && value > lower) lower = value;
    }
    into[row] = own;
    into[row + 1] = SHARE_STEP * candidates.lowPeriodicity.values[at];
    into[row + 2] = SHARE_STEP * candidates.shortPeriodicity.values[at];
    into[row + 3] = SHARE_STEP * candidates.harmonicContrast.values[at];
    into[row + 4] = SHARE_STEP * candidates.oddShare.values[at];
    into[row + 5] = SHARE_STEP * candidates.unthirdShare.values[at];
    into[row + 6] = SHARE_STEP * compressed[at];
    into[row + OCTAVE_INPUT] = Math.LOG2E * logarithm(this.#perCentre * ownHz);
    into[row + 8] = own - best;
    into[row + 9] = Math.max(NO_OTHER, higher - own);
    into[row + 10] = Math.max(NO_OTHER, SHARE_STEP * (higherCompressed - compressed[at]));
    into[row + 11] = Math.max(NO_OTHER, lower - own);
    into[row + 12] = full.aboveSteppedFloor(frame);
    into[row + 13] = low.belowOther(full, frame);
  }
}
