import { sortedQuantile, sortFinite } from "../signal/quantile.js";
import { type PitchCandidates, SHARE_STEP } from "./pitch-candidates.js";

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
    this.#full = new RelativeLevels(candidates.power.values.subarray(frames.from, frames.to));
    this.#low = new RelativeLevels(candidates.lowPower.values.subarray(frames.from, frames.to));
    this.#short = new RelativeLevels(candidates.shortPower.values.subarray(frames.from, frames.to));
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
    into[1] = SHARE_STEP * candidates.lowPeriodicity.values[at];
    into[2] = SHARE_STEP * candidates.shortPeriodicity.values[at];
    into[3] = SHARE_STEP * candidates.harmonicContrast.values[at];
    into[4] = SHARE_STEP * candidates.oddShare.values[at];
    into[5] = SHARE_STEP * candidates.compressedPeriodicity.values[at];
    into[6] = Math.log2(candidates.frequencyHz.values[at] / this.#centreHz);
  }

  /** Writes the inputs that all candidates of a frame share. */
  readFrame(frame: number, into: Float64Array): void {
    const level = frame - this.#from;
    const full = this.#full;
    const low = this.#low;
    const short = this.#short;
    const fullDb = full.levelDb(level);
    const lowDb = low.levelDb(level);
    const shortDb = short.levelDb(level);
    into[7] = full.belowLoud(fullDb);
    into[8] = full.aboveFloor(fullDb);
    into[9] = low.belowLoud(lowDb);
    into[10] = low.aboveFloor(lowDb);
    into[11] = short.belowLoud(shortDb);
    into[12] = short.aboveFloor(shortDb);
    into[13] = Math.max(-3, Math.min(0, (lowDb - fullDb) / 10));
    into[14] = Math.max(-1.5, Math.min(1, (shortDb - fullDb) / 10));
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

/** Levels of frames against the recording's 95th and 5th percentile, in units of 20 dB and within where they tell something. */
class RelativeLevels {
  readonly #power: Float32Array;
  readonly #loudDb: number;
  readonly #floorDb: number;

  constructor(power: Float32Array) {
    this.#power = power;
    const sorted = sortFinite(power.map((p) => (p > 1e-16 ? p : Number.NaN)));
    // Where all is silence its levels lie at its floor.
    this.#loudDb = decibels(sortedQuantile(sorted, 0.95) || 0);
    this.#floorDb = decibels(sortedQuantile(sorted, 0.05) || 0);
  }

  levelDb(frame: number): number {
    return decibels(this.#power[frame]);
  }

  belowLoud(levelDb: number): number {
    return Math.max(-2.5, Math.min(0.5, (levelDb - this.#loudDb) / 20));
  }

  aboveFloor(levelDb: number): number {
    return Math.max(-0.5, Math.min(2.5, (levelDb - this.#floorDb) / 20));
  }
}

function decibels(power: number): number {
  return 10 * Math.log10(power + 1e-30);
}
