import type { LongTermSpectrum } from "../voice-features.js";
import { bandBank, bandPower } from "./band-bank.js";
import { BARK_BANDS } from "./bark-loudness.js";

/** Level of a band that holds nothing. */
const LEAST_DB = -120;

/**
 * Mean power spectrum of many frames, gathered one after the other, and their mean specific loudness.
 *
 * @example
 * ```ts
 * const average = new LongTermAverage(31.25, 257, [80, 7600]);
 * average.add(new Float64Array(257).fill(1), new Float64Array(24));
 * average.spectrum().levelDb[0]; // a third of an octave of white noise
 * ```
 */
export class LongTermAverage {
  readonly #binHz: number;
  readonly #bandHz: readonly [number, number];
  readonly #power: Float64Array;
  readonly #specific = new Float64Array(BARK_BANDS);
  #frames = 0;

  /** @param bandHz - Lowest and highest frequency; third octaves that reach beyond them are left out. */
  constructor(binHz: number, bins: number, bandHz: readonly [number, number]) {
    this.#binHz = binHz;
    this.#bandHz = bandHz;
    this.#power = new Float64Array(bins);
  }

  /** Adds a frame: its power spectrum and its specific loudness. */
  add(power: Float64Array, specificLoudness: Float64Array): void {
    for (let k = 0; k < power.length; k++) this.#power[k] += power[k];
    for (let b = 0; b < BARK_BANDS; b++) this.#specific[b] += specificLoudness[b];
    this.#frames++;
  }

  /** The mean so far. */
  spectrum(): LongTermSpectrum {
    const [lowest, highest] = this.#bandHz;
    const centreHz: number[] = [];
    // Centres of IEC 61260-1: powers of ten to the tenths, with edges half a step away.
    for (let n = Math.ceil(10 * Math.log10(lowest) + 0.5); n <= 10 * Math.log10(highest) - 0.5; n++) {
      centreHz.push(10 ** (n / 10));
    }
    const edges = centreHz.map((centre) => centre * 10 ** -0.05);
    edges.push((centreHz.at(-1) ?? 0) * 10 ** 0.05);
    const bank = bandBank(edges, this.#binHz, this.#power.length);
    const powers = centreHz.map((_, b) => bandPower(bank, this.#power, b));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return {
      centreHz: Float64Array.from(centreHz),
      levelDb: Float64Array.from(powers, (power) =>
        total > 0 ? Math.max(LEAST_DB, 10 * Math.log10(power / total)) : Number.NaN,
      ),
      specificLoudness: this.#specific.map((sum) => sum / Math.max(1, this.#frames)),
    };
  }
}
