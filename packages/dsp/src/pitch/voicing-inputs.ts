import { type PitchCandidates, SHARE_STEP } from "./pitch-candidates.js";
import type { RelativeLevels } from "./relative-levels.js";

/** How many numbers describe a frame. */
export const VOICING_INPUTS = 62;
/** Neighbours that are looked at closely, in steps. */
const NEIGHBOURS = [-5, -3, -2, -1, 1, 2, 3, 5] as const;
/** Further ones whose level counts. */
const FAR_NEIGHBOURS = [-12, -6, 6] as const;

/** Levels of frames by how much sound around their centre they take in. */
export interface FrameLevels {
  readonly full: RelativeLevels;
  readonly low: RelativeLevels;
  readonly short: RelativeLevels;
  readonly narrow: RelativeLevels;
}

/** Which candidate of each frame would be its pitch if it had one. */
export interface LikelyCandidates {
  /** Index among the candidates of all frames; -1 where a frame has none. */
  readonly at: Int32Array;
  /** Logarithm of its probability among those of its frame. */
  readonly logProbability: Float32Array;
  /** Binary logarithm of its frequency over the middle of the register's range. */
  readonly octaves: Float64Array;
}

/**
 * What tells whether a frame has voice: its most likely candidate, how far its levels stand from the recording's floor and from its loud
 * parts, and how both change about it. All of it is free of the recording's gain, and what counts as floor adapts to the recording.
 */
export class VoicingInputs {
  readonly #candidates: PitchCandidates;
  readonly #levels: FrameLevels;
  readonly #likely: LikelyCandidates;
  readonly #step: number;

  /**
   * @param step - How many frames away the next neighbour is taken to be.
   */
  constructor(candidates: PitchCandidates, levels: FrameLevels, likely: LikelyCandidates, step: number) {
    this.#candidates = candidates;
    this.#levels = levels;
    this.#likely = likely;
    this.#step = step;
  }

  /**
   * Writes the inputs of a frame that has a candidate.
   *
   * @param row - Where in `into` they begin.
   */
  read(frame: number, into: Float64Array, row = 0): void {
    const candidates = this.#candidates;
    const { full, low, short, narrow } = this.#levels;
    const likely = this.#likely.at;
    const last = likely.length - 1;
    const at = likely[frame];
    const { octaves } = this.#likely;
    const periodicity = candidates.periodicity.values;
    const lowPeriodicity = candidates.lowPeriodicity.values;
    const shortPeriodicity = candidates.shortPeriodicity.values;
    into[row] = periodicity[at];
    into[row + 1] = SHARE_STEP * lowPeriodicity[at];
    into[row + 2] = SHARE_STEP * shortPeriodicity[at];
    into[row + 3] = SHARE_STEP * candidates.harmonicContrast.values[at];
    into[row + 4] = SHARE_STEP * candidates.oddShare.values[at];
    into[row + 5] = SHARE_STEP * candidates.compressedPeriodicity.values[at];
    into[row + 6] = octaves[frame];
    into[row + 7] = Math.max(-2, this.#likely.logProbability[frame]);
    into[row + 8] = full.belowLoud(frame);
    into[row + 9] = full.aboveFloor(frame);
    into[row + 10] = low.belowLoud(frame);
    into[row + 11] = low.aboveFloor(frame);
    into[row + 12] = short.belowLoud(frame);
    into[row + 13] = short.aboveFloor(frame);
    into[row + 14] = narrow.belowLoud(frame);
    into[row + 15] = narrow.aboveFloor(frame);
    into[row + 16] = low.belowOther(full, frame);
    into[row + 17] = Math.max(-1.5, Math.min(1, (narrow.levelDb(frame) - full.levelDb(frame)) / 10));
    into[row + 18] = Math.max(-1.5, Math.min(1, (short.levelDb(frame) - full.levelDb(frame)) / 10));
    let k = row + 19;
    const here = narrow.levelDb(frame);
    for (const distance of NEIGHBOURS) {
      const other = Math.max(0, Math.min(last, frame + distance * this.#step));
      const its = likely[other];
      into[k++] = Math.max(-2, Math.min(2, (narrow.levelDb(other) - here) / 20));
      into[k++] = its < 0 ? 0 : periodicity[its];
      into[k++] = its < 0 ? 0 : SHARE_STEP * lowPeriodicity[its];
      into[k++] = its < 0 ? 0 : SHARE_STEP * shortPeriodicity[its];
      into[k++] = its < 0 ? 0.5 : Math.min(0.5, Math.abs(octaves[other] - octaves[frame]));
    }
    const level = full.levelDb(frame);
    for (const distance of FAR_NEIGHBOURS) {
      const other = Math.max(0, Math.min(last, frame + distance * this.#step));
      into[k++] = Math.max(-2, Math.min(2, (full.levelDb(other) - level) / 20));
    }
  }
}
