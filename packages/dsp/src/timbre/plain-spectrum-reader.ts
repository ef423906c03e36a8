import { WindowedSpectrum } from "../signal/windowed-spectrum.js";
import { BandSums } from "./band-sums.js";
import { BarkLoudness } from "./bark-loudness.js";
import { BinSums } from "./bin-sums.js";
import type { LongTermAverage } from "./long-term-average.js";
import { MEL_FILTERS } from "./mel-cepstrum.js";
import type { SpectrumPlan } from "./spectrum-plan.js";
import { ROLLOFF, SILENT_POWER, SPECTRUM_ROW, type SpectrumReader } from "./spectrum-reader.js";

/** In plain TypeScript: the twin of `KernelSpectrumReader`, bit for bit. */
export class PlainSpectrumReader implements SpectrumReader {
  readonly #plan: SpectrumPlan;
  readonly #average: LongTermAverage;
  readonly #spectrum: WindowedSpectrum;
  readonly #binSums: BinSums;
  readonly #bark: BarkLoudness;
  readonly #bandSums: BandSums;

  constructor(plan: SpectrumPlan, average: LongTermAverage) {
    this.#plan = plan;
    this.#average = average;
    this.#spectrum = new WindowedSpectrum(plan.window, plan.window.length, "", null);
    this.#binSums = new BinSums(plan.window.length / 2 + 1);
    this.#bark = new BarkLoudness(plan.bark);
    this.#bandSums = new BandSums(plan.mel);
  }

  read(sound: Float32Array, starts: readonly number[]): Float64Array {
    const { high, low } = this.#plan;
    const length = SPECTRUM_ROW.filters + MEL_FILTERS;
    const rows = new Float64Array(length * starts.length);
    starts.forEach((start, i) => {
      this.#spectrum.read(sound, start);
      const { power } = this.#spectrum;
      const sums = this.#binSums;
      const bark = this.#bark;
      sums.read(power, low, high);
      bark.measure(power);
      this.#average.add(power, bark.specific);
      rows.set(
        [sums.total, sums.moment, sums.square, sums.logarithm, sums.cross, this.#rolloff(), bark.totalSone, bark.sharp],
        i * length,
      );
      rows.set(this.#bandSums.read(power), i * length + SPECTRUM_ROW.filters);
    });
    return rows;
  }

  #rolloff(): number {
    const { high, low } = this.#plan;
    const { power } = this.#spectrum;
    const { total } = this.#binSums;
    if (total < SILENT_POWER) return Number.NaN;
    let below = 0;
    let k = low;
    while (k < high && below + power[k] < ROLLOFF * total) below += power[k++];
    return k - 0.5 + Math.min(1, (ROLLOFF * total - below) / power[k]);
  }
}
