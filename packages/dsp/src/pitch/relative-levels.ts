import { selectQuantile } from "../signal/quantile.js";
import { releasable, release } from "../signal/release.js";

/** Steps below the loudest frame, whatever the gain. */
const FLOOR_STEP_DB = 0.5;

/** Levels of frames against the recording's 95th and 5th percentile, in units of 20 dB and within where they tell something. */
export class RelativeLevels {
  /**
   * The floor in dB to the nearest half below the loudest frame: what was judged by it while the sound went on holds in the end too, unless a step was passed or a
   * frame was louder yet.
   */
  readonly steppedFloorDb: number;
  readonly #levelDb: Float64Array;
  readonly #loudDb: number;
  readonly #floorDb: number;

  /** @param power - Mean power of each frame. */
  constructor(power: Float32Array) {
    this.#levelDb = releasable(Float64Array, power.length);
    const heard = releasable(Float64Array, power.length);
    let count = 0;
    let loudest = 0;
    for (let i = 0; i < power.length; i++) {
      this.#levelDb[i] = decibels(power[i]);
      if (!(power[i] > 1e-16 && power[i] < Number.POSITIVE_INFINITY)) continue;
      heard[count++] = power[i];
      if (power[i] > loudest) loudest = power[i];
    }
    const powers = heard.subarray(0, count);
    // Where all is silence its levels lie at its floor.
    this.#loudDb = decibels(selectQuantile(powers, 0.95) || 0);
    this.#floorDb = decibels(selectQuantile(powers, 0.05) || 0);
    const loudestDb = decibels(loudest);
    this.steppedFloorDb = loudestDb - FLOOR_STEP_DB * Math.round((loudestDb - this.#floorDb) / FLOOR_STEP_DB);
    release(heard);
  }

  /** Lets go of all levels. */
  forget(): void {
    release(this.#levelDb);
  }

  levelDb(frame: number): number {
    return this.#levelDb[frame];
  }

  belowLoud(frame: number): number {
    return Math.max(-2.5, Math.min(0.5, (this.#levelDb[frame] - this.#loudDb) / 20));
  }

  aboveFloor(frame: number): number {
    return Math.max(-0.5, Math.min(2.5, (this.#levelDb[frame] - this.#floorDb) / 20));
  }

  aboveSteppedFloor(frame: number): number {
    return Math.max(-0.5, Math.min(2.5, (this.#levelDb[frame] - this.steppedFloorDb) / 20));
  }

  /** How far a frame lies below its level among others, in units of 10 dB. */
  belowOther(other: RelativeLevels, frame: number): number {
    return Math.max(-3, Math.min(0, (this.#levelDb[frame] - other.#levelDb[frame]) / 10));
  }
}

function decibels(power: number): number {
  return 10 * Math.log10(power + 1e-30);
}
