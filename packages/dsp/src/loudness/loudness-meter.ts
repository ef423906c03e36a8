import { sortedQuantile, sortFinite } from "../signal/quantile.js";
import type { LoudnessTrack } from "../voice-features.js";
import { type Biquad, kWeighting } from "./k-weighting.js";

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

/** One channel's two filters and their memory. */
interface Channel {
  readonly weight: number;
  /** Two numbers of each filter, and the energy of the running step. */
  readonly memory: Float64Array;
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
  readonly #filters: readonly [Biquad, Biquad];
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
    this.#filters = kWeighting(sampleRateHz);
    const weights = CHANNEL_WEIGHTS[channels];
    this.#channels = Array.from({ length: channels }, (_, c) => ({
      weight: weights?.[c] ?? 1,
      memory: new Float64Array(5),
    }));
    this.#stepEnd = Math.round(sampleRateHz / STEPS_A_SECOND);
  }

  /** Hears samples `from` to before `to` of every channel; all of them unless told. */
  push(channels: readonly Float32Array[], from = 0, to = channels[0]?.length ?? 0): void {
    for (let at = from; at < to; ) {
      const end = Math.min(to, at + this.#stepEnd - this.#taken);
      this.#channels.forEach((channel, c) => {
        const samples = channels[c];
        if (samples !== undefined && channel.weight > 0) this.#filter(channel, samples, at, end);
      });
      this.#taken += end - at;
      at = end;
      if (this.#taken === this.#stepEnd) this.#endStep();
    }
  }

  /** What was heard so far. */
  track(): LoudnessTrack {
    const momentary = this.#blocks(MOMENTARY_STEPS);
    const shortTerm = this.#blocks(SHORT_TERM_STEPS);
    const inRange = gated(shortTerm, RANGE_GATE_LU).map(lufs);
    const sorted = sortFinite(inRange);
    return {
      hopSeconds: 1 / STEPS_A_SECOND,
      integratedLufs: lufs(mean(gated(momentary, INTEGRATED_GATE_LU))),
      rangeLu: sortedQuantile(sorted, 0.95) - sortedQuantile(sorted, 0.1),
      momentaryLufs: momentary.map((power) => Math.max(SILENT_LUFS, lufs(power))),
    };
  }

  /** Filters a stretch within one step and adds up its energy. */
  #filter(channel: Channel, samples: Float32Array, from: number, to: number): void {
    const [shelf, highPass] = this.#filters;
    const [b0, b1, b2] = shelf.b;
    const [a1, a2] = shelf.a;
    const [d0, d1, d2] = highPass.b;
    const [c1, c2] = highPass.a;
    const { memory } = channel;
    let s1 = memory[0];
    let s2 = memory[1];
    let t1 = memory[2];
    let t2 = memory[3];
    let energy = memory[4];
    // Transposed direct form II; what waits for the newest output comes last.
    for (let n = from; n < to; n++) {
      const x = samples[n];
      const y = b0 * x + s1;
      s1 = b1 * x + s2 - a1 * y;
      s2 = b2 * x - a2 * y;
      const z = d0 * y + t1;
      t1 = d1 * y + t2 - c1 * z;
      t2 = d2 * y - c2 * z;
      energy += z * z;
    }
    memory[0] = s1;
    memory[1] = s2;
    memory[2] = t1;
    memory[3] = t2;
    memory[4] = energy;
  }

  #endStep(): void {
    let energy = 0;
    for (const { weight, memory } of this.#channels) {
      energy += weight * memory[4];
      memory[4] = 0;
    }
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
