import type { VoicedStretch } from "./voiced-stretches.js";

/** Numbers that the kernels note down of such a curve in each frame. */
export const CURVE_NUMBERS = 5;

/**
 * Fundamental frequency between the frames of one voiced stretch: a cubic Hermite curve with central differences as slopes (Catmull and
 * Rom 1974), level beyond both ends. The slope of pitch matters as much as pitch where neighbouring cycles are compared.
 */
export class PitchCurve {
  /** Pitch at the last instant asked for, in Hz. */
  frequencyHz = 0;
  /** Its relative slope there, `f' / f` in 1/s. */
  relativeSlope = 0;
  readonly #timeSeconds: Float64Array;
  readonly #frequencyHz: Float64Array;
  readonly #stretch: VoicedStretch;
  #frame: number;

  constructor(timeSeconds: Float64Array, frequencyHz: Float64Array, stretch: VoicedStretch) {
    this.#timeSeconds = timeSeconds;
    this.#frequencyHz = frequencyHz;
    this.#stretch = stretch;
    this.#frame = stretch.firstFrame;
  }

  /** Moves to an instant; cheapest where instants follow each other. */
  moveTo(seconds: number): void {
    const { firstFrame, lastFrame } = this.#stretch;
    const time = this.#timeSeconds;
    let frame = this.#frame;
    while (frame < lastFrame - 1 && time[frame + 1] <= seconds) frame++;
    while (frame > firstFrame && time[frame] > seconds) frame--;
    this.#frame = frame;
    const from = this.#frequencyHz[frame];
    if (firstFrame === lastFrame || seconds <= time[firstFrame] || seconds >= time[lastFrame]) {
      this.frequencyHz = seconds >= time[lastFrame] ? this.#frequencyHz[lastFrame] : from;
      this.relativeSlope = 0;
      return;
    }
    const span = time[frame + 1] - time[frame];
    const to = this.#frequencyHz[frame + 1];
    const slopeFrom = this.#slope(frame) * span;
    const slopeTo = this.#slope(frame + 1) * span;
    const x = (seconds - time[frame]) / span;
    const bend = 2 * (from - to) + slopeFrom + slopeTo;
    const curve = 3 * (to - from) - 2 * slopeFrom - slopeTo;
    this.frequencyHz = from + x * (slopeFrom + x * (curve + x * bend));
    this.relativeSlope = (slopeFrom + x * (2 * curve + 3 * x * bend)) / span / this.frequencyHz;
  }

  #slope(frame: number): number {
    const { firstFrame, lastFrame } = this.#stretch;
    const before = Math.max(firstFrame, frame - 1);
    const after = Math.min(lastFrame, frame + 1);
    return (
      (this.#frequencyHz[after] - this.#frequencyHz[before]) / (this.#timeSeconds[after] - this.#timeSeconds[before])
    );
  }
}
