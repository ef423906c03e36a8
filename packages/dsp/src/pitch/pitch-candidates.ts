import { GrowingArray, growingFloat32 } from "../signal/growing-array.js";

/** Most candidates that a frame keeps. */
export const CANDIDATES_PER_FRAME = 8;

/**
 * What might be the pitch of each frame: candidates of one frame after those of the other, each column with one value a candidate, those of shares in steps of
 * `SHARE_STEP`. It grows as frames are found.
 */
export class PitchCandidates {
  /** Index of each frame's first candidate; one more than frames. */
  readonly first = new GrowingArray(Int32Array);
  readonly frequencyHz = growingFloat32();
  /** Normalised autocorrelation of the frame at the candidate's period, -1 to 1. */
  readonly periodicity = growingFloat32();
  /** The same after a low-pass that favours the fundamental. */
  readonly lowPeriodicity = growingShares();
  /** The same with the spectrum compressed to its magnitude, which flattens formants and coloured noise. */
  readonly compressedPeriodicity = growingShares();
  /** Normalised cross-correlation of the two periods about the frame's centre (Talkin 1995), -1 to 1: it sees onsets sharply. */
  readonly shortPeriodicity = growingShares();
  /** Share of amplitude on the candidate's harmonics less that midway between them, -1 to 1. */
  readonly harmonicContrast = growingShares();
  /** Share of the amplitude on harmonics that lies on the odd ones, 0 (a divisor of the pitch) to 1. */
  readonly oddShare = growingShares();
  /** Share of the amplitude on harmonics that lies on those that 3 does not divide, 0 (a third of the pitch) to 1. */
  readonly unthirdShare = growingShares();
  /** Mean power of each frame. */
  readonly power = growingFloat32();
  /** Mean power of the middle third of each frame. */
  readonly shortPower = growingFloat32();
  /** Mean power of the middle sixth of each frame: as much time as lies between frames. */
  readonly narrowPower = growingFloat32();
  /** Mean power of each frame after the low-pass. */
  readonly lowPower = growingFloat32();

  constructor() {
    this.first.push(0);
  }

  /** Number of frames. */
  get frames(): number {
    return this.first.length - 1;
  }

  /** Lets go of the powers of frames. */
  forgetPowers(): void {
    for (const column of [this.power, this.shortPower, this.narrowPower, this.lowPower]) column.forget();
  }

  /** Lets go of what only the odds of candidates ask for, most of what an hour holds; no more frames can be added. */
  forgetShares(): void {
    for (const column of [
      this.lowPeriodicity,
      this.compressedPeriodicity,
      this.shortPeriodicity,
      this.harmonicContrast,
      this.oddShare,
      this.unthirdShare,
    ]) {
      column.forget();
    }
    this.forgetPowers();
  }

  /** Lets go of the rest. */
  forget(): void {
    for (const column of [this.first, this.frequencyHz, this.periodicity]) column.forget();
  }
}

/** A share of -1 to 1 is kept as a whole number of these. */
export const SHARE_STEP = 1 / 32_000;

function growingShares(): GrowingArray<Int16Array> {
  return new GrowingArray(Int16Array);
}

/** A share in steps; autocorrelations freed of the window reach a little beyond 1 in noise. */
export function shareSteps(share: number): number {
  return Math.round(Math.max(-1.02, Math.min(1.02, share)) / SHARE_STEP);
}
