import { finiteOf, selectQuantile } from "../signal/quantile.js";
import type { LoudnessTrack } from "../voice-features.js";
import { WEIGHTING_STATE, WeightingFilter } from "./weighting-filter.js";

/** Blocks of 400 ms and of 3 s are sums of steps of 100 ms. */
const STEPS_A_SECOND = 10;
const MOMENTARY_STEPS = 4;
const SHORT_TERM_STEPS = 30;
/** `LUFS = 10 log10(power) - 0.691`: a sine of 997 Hz at full scale on one channel reads -3.01. */
const OFFSET_DB = -0.691;
const SILENT_LUFS = -120;
const ABSOLUTE_GATE_LUFS = -70;
const INTEGRATED_GATE_LU = -10;
const RANGE_GATE_LU = -20;
/** Below this a filter's memory is silence; it would fade into numbers that processors are slow with. */
const FADED = 1e-30;
/** Weights of surround channels in the order of WAVE files (BS.1770-5, table 4; the low-frequency channel does not count). */
const SURROUND = 1.41;
const CHANNEL_WEIGHTS: Readonly<Record<number, readonly number[]>> = {
  4: [1, 1, SURROUND, SURROUND],
  5: [1, 1, 1, SURROUND, SURROUND],
  6: [1, 1, 1, 0, SURROUND, SURROUND],
};

/** One channel. */
interface Channel {
  readonly weight: number;
  /** What its filters remember. */
  readonly memory: Float64Array;
  /** The running step's samples so far, where it does not come in one piece. */
  readonly waiting: Float32Array;
}

/**
 * Loudness by ITU-R BS.1770-5: K-weighted power over 400 ms, every 100 ms, gated at -70 LUFS and at 10 LU below the mean of what is left;
 * and loudness range by EBU Tech 3342: 10th to 95th percentile over 3 s, every 100 ms, gated at -70 LUFS and at 20 LU below their
 * mean. Samples come in pieces of any length.
 *
 * @example
 * ```ts
 * const meter = new LoudnessMeter(48_000, 1);
 * meter.push([Float32Array.from({ length: 48_000 }, (_, n) => Math.sin((2 * Math.PI * 997 * n) / 48_000))]);
 * meter.track().integratedLufs; // -3.01
 * ```
 */
export class LoudnessMeter {
  readonly #sampleRateHz: number;
  readonly #filter: WeightingFilter;
  readonly #channels: readonly Channel[];
  /** Mean weighted power of each step. */
  readonly #steps: number[] = [];
  /** Samples taken since the first, and where the running step began and ends. */
  #taken = 0;
  #stepStart = 0;
  #stepEnd: number;

  /** @param channels - Their number, in the order of WAVE files. */
  constructor(sampleRateHz: number, channels: number) {
    this.#sampleRateHz = sampleRateHz;
    this.#filter = new WeightingFilter(sampleRateHz);
    const weights = CHANNEL_WEIGHTS[channels];
    this.#channels = Array.from({ length: channels }, (_, c) => ({
      weight: weights?.[c] ?? 1,
      memory: new Float64Array(WEIGHTING_STATE),
      waiting: new Float32Array(Math.ceil(sampleRateHz / STEPS_A_SECOND) + 1),
    }));
    this.#stepEnd = Math.round(sampleRateHz / STEPS_A_SECOND);
  }

  /** Hears samples `from` to before `to` of every channel; all of them unless told. */
  push(channels: readonly Float32Array[], from = 0, to = channels[0]?.length ?? 0): void {
    for (let at = from; at < to; ) {
      const length = this.#stepEnd - this.#stepStart;
      const before = this.#taken - this.#stepStart;
      const count = Math.min(to - at, length - before);
      // A step is filtered as a whole, so that it is the same however it came.
      const isWhole = count === length;
      if (!isWhole) {
        this.#channels.forEach(({ waiting }, c) => {
          waiting.set(channels[c].subarray(at, at + count), before);
        });
      }
      this.#taken += count;
      if (isWhole) this.#endStep(channels.map((samples) => samples.subarray(at, at + count)));
      else if (before + count === length)
        this.#endStep(this.#channels.map(({ waiting }) => waiting.subarray(0, length)));
      at += count;
    }
  }

  /** What was heard so far. */
  track(): LoudnessTrack {
    const momentary = this.#blocks(MOMENTARY_STEPS);
    const shortTerm = this.#blocks(SHORT_TERM_STEPS);
    const inRange = finiteOf(gated(shortTerm, RANGE_GATE_LU).map(lufs));
    return {
      hopSeconds: 1 / STEPS_A_SECOND,
      integratedLufs: lufs(mean(gated(momentary, INTEGRATED_GATE_LU))),
      rangeLu: selectQuantile(inRange, 0.95) - selectQuantile(inRange, 0.1),
      momentaryLufs: momentary.map((power) => Math.max(SILENT_LUFS, lufs(power))),
    };
  }

  /** Takes the samples of a whole step. */
  #endStep(step: readonly Float32Array[]): void {
    let energy = 0;
    this.#channels.forEach(({ weight, memory }, c) => {
      if (weight > 0) energy += weight * this.#filter.energy(step[c], memory);
    });
    this.#steps.push(energy / (this.#stepEnd - this.#stepStart));
    this.#stepStart = this.#stepEnd;
    this.#stepEnd = Math.round(((this.#steps.length + 1) * this.#sampleRateHz) / STEPS_A_SECOND);
    for (const { memory } of this.#channels) {
      for (let k = 0; k < memory.length; k++) if (Math.abs(memory[k]) < FADED) memory[k] = 0;
    }
  }

  /** Mean power of each run of `length` steps. */
  #blocks(length: number): Float64Array {
    const steps = this.#steps;
    const blocks = new Float64Array(Math.max(0, steps.length - length + 1));
    for (let i = 0; i < blocks.length; i++) {
      let sum = 0;
      for (let k = i; k < i + length; k++) sum += steps[k] ?? 0;
      blocks[i] = sum / length;
    }
    return blocks;
  }
}

/** Powers above -70 LUFS and, of those, above their mean by `gateLu` (which is negative). */
function gated(powers: Float64Array, gateLu: number): Float64Array {
  const heard = powers.filter((power) => lufs(power) >= ABSOLUTE_GATE_LUFS);
  const gate = lufs(mean(heard)) + gateLu;
  return heard.filter((power) => lufs(power) >= gate);
}

/** NaN for none. */
function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function lufs(power: number): number {
  return OFFSET_DB + 10 * Math.log10(power);
}
