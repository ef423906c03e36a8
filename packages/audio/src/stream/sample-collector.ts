import type { DecodeBudget } from "../decode-budget.js";

/** Gathers what a streaming decoder hands out piece by piece, within the budget, and joins it at the end. */
export class SampleCollector {
  /** Frames (samples of one channel) gathered so far. */
  frames = 0;
  readonly #pieces: Float32Array[][] = [];
  readonly #channelCount: number;
  readonly #sampleRateHz: number;
  readonly #budget: DecodeBudget;

  constructor(channelCount: number, sampleRateHz: number, budget: DecodeBudget) {
    this.#channelCount = channelCount;
    this.#sampleRateHz = sampleRateHz;
    this.#budget = budget;
  }

  /** Takes the first `frames` samples of each channel; the arrays must not be changed afterwards. */
  append(channels: readonly Float32Array[], frames: number): void {
    if (frames <= 0 || channels.length < this.#channelCount) return;
    this.#budget.checkFrames(this.frames + frames, this.#channelCount, this.#sampleRateHz);
    this.#pieces.push(channels.slice(0, this.#channelCount).map((samples) => samples.subarray(0, frames)));
    this.frames += frames;
  }

  /** One array a channel: `frames` of them (or as many as there are) after the first `skip`. */
  join(skip = 0, frames = Number.POSITIVE_INFINITY): Float32Array[] {
    const first = Math.min(Math.max(0, skip), this.frames);
    const length = Math.max(0, Math.min(frames, this.frames - first));
    return Array.from({ length: this.#channelCount }, (_, channel) => {
      const joined = new Float32Array(length);
      let at = -first;
      for (const piece of this.#pieces) {
        const samples = piece[channel] as Float32Array;
        const from = Math.max(0, -at);
        const to = Math.min(samples.length, length - at);
        if (to > from) joined.set(samples.subarray(from, to), at + from);
        at += samples.length;
      }
      return joined;
    });
  }
}
