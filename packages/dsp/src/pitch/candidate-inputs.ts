import { sortedQuantile, sortFinite } from "../signal/quantile.js";
import { CANDIDATES_PER_FRAME, type PitchCandidates } from "./pitch-candidates.js";

/** How many numbers describe a candidate. */
export const CANDIDATE_INPUTS = 15;

/**
 * What the odds of a candidate are judged by: its periodicities, its harmonics, its pitch, and how far the frame's levels stand
 * from the recording's floor and from its loud parts. All of it is free of the recording's gain, and what counts as floor adapts
 * to the recording.
 */
export class CandidateInputs {
  readonly #candidates: PitchCandidates;
  readonly #centreHz: number;
  readonly #full: RelativeLevels;
  readonly #low: RelativeLevels;
  readonly #short: RelativeLevels;

  /** @param centreHz - Middle of the register's range: pitch is known only by its distance from there. */
  constructor(candidates: PitchCandidates, centreHz: number) {
    this.#candidates = candidates;
    this.#centreHz = centreHz;
    this.#full = relativeLevels(candidates.power);
    this.#low = relativeLevels(candidates.lowPower);
    this.#short = relativeLevels(candidates.shortPower);
  }

  /** Writes the inputs of one candidate of one frame. */
  read(frame: number, candidate: number, into: Float64Array): void {
    const candidates = this.#candidates;
    const at = frame * CANDIDATES_PER_FRAME + candidate;
    const full = this.#full;
    const low = this.#low;
    const short = this.#short;
    into[0] = candidates.periodicity[at];
    into[1] = candidates.lowPeriodicity[at];
    into[2] = candidates.shortPeriodicity[at];
    into[3] = candidates.harmonicContrast[at];
    into[4] = candidates.oddShare[at];
    into[5] = candidates.compressedPeriodicity[at];
    into[6] = Math.log2(candidates.frequencyHz[at] / this.#centreHz);
    into[7] = full.belowLoud[frame];
    into[8] = full.aboveFloor[frame];
    into[9] = low.belowLoud[frame];
    into[10] = low.aboveFloor[frame];
    into[11] = short.belowLoud[frame];
    into[12] = short.aboveFloor[frame];
    into[13] = Math.max(-3, Math.min(0, (low.levelDb[frame] - full.levelDb[frame]) / 10));
    into[14] = Math.max(-1.5, Math.min(1, (short.levelDb[frame] - full.levelDb[frame]) / 10));
  }
}

/** Levels of frames, and the same in units of 20 dB against the recording's 95th and 5th percentile, within where they tell something. */
interface RelativeLevels {
  readonly levelDb: Float64Array;
  readonly belowLoud: Float64Array;
  readonly aboveFloor: Float64Array;
}

function relativeLevels(power: Float64Array): RelativeLevels {
  const levelDb = power.map((p) => 10 * Math.log10(p + 1e-30));
  const sorted = sortFinite(levelDb.filter((level) => level > -160));
  const loud = sortedQuantile(sorted, 0.95);
  const floor = sortedQuantile(sorted, 0.05);
  return {
    levelDb,
    belowLoud: levelDb.map((level) => Math.max(-2.5, Math.min(0.5, (level - loud) / 20))),
    aboveFloor: levelDb.map((level) => Math.max(-0.5, Math.min(2.5, (level - floor) / 20))),
  };
}
