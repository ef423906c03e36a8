import type { LongTermSpectrum } from "../voice-features.js";
import { bandBank, bandPower } from "./band-bank.js";
import { BARK_BANDS } from "./bark-loudness.js";

/** A band that ends is looked for from here on; no voice's does below. */
const LOWEST_EDGE_HZ = 2000;
/** What lies this much above an edge... */
const EDGE_GAP_HZ = 300;
/** ...is at least this far below what lies this much before it; no vocal tract falls so steeply. */
const CLIFF = 10 ** -3.5;
const BEFORE_EDGE_HZ = 400;
/** A bin with this share of the mean power before it has not fallen yet: half of the cliff. */
const STANDING = CLIFF ** 0.5;

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
  /** Sums over all frames: of the power of each bin, and of the specific loudness of each Bark band. */
  readonly power: Float64Array;
  readonly specific = new Float64Array(BARK_BANDS);
  /** How many frames there were. */
  frames = 0;

  /** @param bandHz - Lowest and highest frequency; third octaves that reach beyond them are left out. */
  constructor(binHz: number, bins: number, bandHz: readonly [number, number]) {
    this.#binHz = binHz;
    this.#bandHz = bandHz;
    this.power = new Float64Array(bins);
  }

  /** Adds a frame: its power spectrum and its specific loudness. */
  add(power: Float64Array, specificLoudness: Float64Array): void {
    for (let k = 0; k < power.length; k++) this.power[k] += power[k];
    for (let b = 0; b < BARK_BANDS; b++) this.specific[b] += specificLoudness[b];
    this.frames++;
  }

  /**
   * Where the sound's band ends, in Hz: at the lowest place from 2 kHz on above which, 300 Hz away, everything lies 35 dB or more below the 400 Hz before it, and there halfway down the cliff. A
   * telephone, a codec or a low sample rate before this one leaves such a cliff; `Infinity` where there is none.
   */
  bandEdgeHz(): number {
    const power = this.power;
    const gap = Math.round(EDGE_GAP_HZ / this.#binHz);
    const width = Math.round(BEFORE_EDGE_HZ / this.#binHz);
    const end = Math.min(power.length, Math.floor(this.#bandHz[1] / this.#binHz) + 1);
    // The loudest of the means of `gap` bins from each bin on to the end of the band.
    const above = new Float64Array(end + 1);
    for (let k = end - gap; k >= 0; k--) above[k] = Math.max(above[k + 1], meanOf(power, k, k + gap));
    for (let k = Math.round(LOWEST_EDGE_HZ / this.#binHz); k + 2 * gap <= end; k++) {
      const before = meanOf(power, k - width, k);
      if (above[k + gap] > CLIFF * before) continue;
      // The cliff begins anywhere within the gap: behind the last that still stands.
      let edge = k + gap;
      while (edge > k && power[edge - 1] < STANDING * before) edge--;
      return edge * this.#binHz;
    }
    return Number.POSITIVE_INFINITY;
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
    const bank = bandBank(edges, this.#binHz, this.power.length);
    const powers = centreHz.map((_, b) => bandPower(bank, this.power, b));
    const total = powers.reduce((sum, power) => sum + power, 0);
    return {
      centreHz: Float64Array.from(centreHz),
      levelDb: Float64Array.from(powers, (power) =>
        total > 0 ? Math.max(LEAST_DB, 10 * Math.log10(power / total)) : Number.NaN,
      ),
      specificLoudness: this.specific.map((sum) => sum / Math.max(1, this.frames)),
    };
  }
}

function meanOf(values: Float64Array, from: number, to: number): number {
  let sum = 0;
  for (let k = from; k < to; k++) sum += values[k];
  return sum / (to - from);
}
