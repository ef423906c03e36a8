import { sortedQuantile, sortFinite } from "../signal/quantile.js";
import type { PitchCandidates } from "./pitch-candidates.js";

/** How many numbers describe a candidate. */
export const CANDIDATE_INPUTS = 15;
/** How many of them are the candidate's own; the rest are those of its frame. */
export const OWN_INPUTS = 7;

/**
 * What the odds of a candidate are judged by: its periodicities, its harmonics, its pitch, and how far the frame's levels stand
 * from the recording's floor and from its loud parts. All of it is free of the recording's gain, and what counts as floor adapts
 * to the recording.
 */
export class CandidateInputs {
  readonly #candidates: PitchCandidates;
  readonly #centreHz: number;
  readonly #from: number;
  readonly #full: RelativeLevels;
  readonly #low: RelativeLevels;
  readonly #short: RelativeLevels;

  /**
   * @param centreHz - Middle of the register's range: pitch is known only by its distance from there.
   * @param frames - The frames that count as the recording; all of them by default.
   */
  constructor(candidates: PitchCandidates, centreHz: number, frames: FrameRange = allFrames(candidates)) {
    this.#candidates = candidates;
    this.#centreHz = centreHz;
    this.#from = frames.from;
    this.#full = relativeLevels(candidates.power.values.subarray(frames.from, frames.to));
    this.#low = relativeLevels(candidates.lowPower.values.subarray(frames.from, frames.to));
    this.#short = relativeLevels(candidates.shortPower.values.subarray(frames.from, frames.to));
  }

  /** Writes the inputs of candidate `at`, one of frame `frame`. */
  read(frame: number, at: number, into: Float64Array): void {
    this.readCandidate(at, into);
    this.readFrame(frame, into);
  }

  /** Writes the inputs that are the candidate's own. */
  readCandidate(at: number, into: Float64Array): void {
    const candidates = this.#candidates;
    into[0] = candidates.periodicity.values[at];
    into[1] = candidates.lowPeriodicity.values[at];
    into[2] = candidates.shortPeriodicity.values[at];
    into[3] = candidates.harmonicContrast.values[at];
    into[4] = candidates.oddShare.values[at];
    into[5] = candidates.compressedPeriodicity.values[at];
    into[6] = Math.log2(candidates.frequencyHz.values[at] / this.#centreHz);
  }

  /** Writes the inputs that all candidates of a frame share. */
  readFrame(frame: number, into: Float64Array): void {
    const level = frame - this.#from;
    const full = this.#full;
    const low = this.#low;
    const short = this.#short;
    into[7] = full.belowLoud[level];
    into[8] = full.aboveFloor[level];
    into[9] = low.belowLoud[level];
    into[10] = low.aboveFloor[level];
    into[11] = short.belowLoud[level];
    into[12] = short.aboveFloor[level];
    into[13] = Math.max(-3, Math.min(0, (low.levelDb[level] - full.levelDb[level]) / 10));
    into[14] = Math.max(-1.5, Math.min(1, (short.levelDb[level] - full.levelDb[level]) / 10));
  }
}

/** Frames `from` to `to` (not included) of a longer list. */
export interface FrameRange {
  readonly from: number;
  readonly to: number;
}

export function allFrames(candidates: PitchCandidates): FrameRange {
  return { from: 0, to: candidates.frames };
}

/** Levels of frames, and the same in units of 20 dB against the recording's 95th and 5th percentile, within where they tell something. */
interface RelativeLevels {
  readonly levelDb: Float64Array;
  readonly belowLoud: Float64Array;
  readonly aboveFloor: Float64Array;
}

function relativeLevels(power: Float32Array): RelativeLevels {
  const levelDb = Float64Array.from(power, (p) => 10 * Math.log10(p + 1e-30));
  const sorted = sortFinite(levelDb.filter((level) => level > -160));
  const loud = sortedQuantile(sorted, 0.95);
  const floor = sortedQuantile(sorted, 0.05);
  return {
    levelDb,
    belowLoud: levelDb.map((level) => Math.max(-2.5, Math.min(0.5, (level - loud) / 20))),
    aboveFloor: levelDb.map((level) => Math.max(-0.5, Math.min(2.5, (level - floor) / 20))),
  };
}
