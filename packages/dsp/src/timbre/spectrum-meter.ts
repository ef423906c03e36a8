import type { RegisterSettings } from "../register.js";
import { BlockArray } from "../signal/block-array.js";
import { type Kernels, sharedKernels } from "../signal/kernels.js";
import { raiseAll } from "../signal/raise-all.js";
import { takeLogarithms } from "../signal/take-logarithms.js";
import { WindowedSpectrum } from "../signal/windowed-spectrum.js";
import { hannWindow } from "../signal/windows.js";
import type { LongTermSpectrum } from "../voice-features.js";
import { BandSums } from "./band-sums.js";
import { BarkLoudness } from "./bark-loudness.js";
import { BinSums } from "./bin-sums.js";
import { CompactPowers } from "./compact-powers.js";
import { completeBand, heardFilters, upperEdge } from "./complete-band.js";
import { LongTermAverage } from "./long-term-average.js";
import { MEL_FILTERS } from "./mel-cepstrum.js";
import { type MelFilterBank, melFilterBank } from "./mel-filter-bank.js";
import { slopeOfLevels } from "./spectral-slope.js";

/** What is read from the short-time spectrum of every frame. */
export interface SpectrumTracks {
  readonly centroidHz: Float32Array;
  readonly spreadHz: Float32Array;
  readonly flatness: Float32Array;
  readonly rolloffHz: Float32Array;
  readonly slopeDbPerOctave: Float32Array;
  readonly flux: Float32Array;
  readonly loudnessSone: Float32Array;
  readonly sharpnessAcum: Float32Array;
  /** Mean power density in each of the 26 mel filters, `frames x 26`. */
  readonly melPower: Float32Array;
  /** Centre of each mel filter in Hz. */
  readonly melCentreHz: Float64Array;
}

/** Share of the power that lies below the rolloff. */
const ROLLOFF = 0.85;
/** Power of a whole frame below which it counts as digital silence: -140 dB re full scale. */
const SILENT_POWER = 1e-14;
/** `10 log10(x) = DB_A_NEPER ln(x)`. */
const DB_A_NEPER = 10 / Math.LN10;

/**
 * Short-time spectra of a sound and what they say: centroid, spread, flatness and rolloff (Peeters 2004, on power) within the
 * register's band, flux between neighbouring frames (Tzanetakis and Cook 2002), loudness, mel filter powers, and the loudness of the syllable band. Frames are Hann-windowed. One object owns its
 * buffers and gathers what it measured.
 *
 * @example
 * ```ts
 * const meter = new SpectrumMeter(REGISTERS.human, 8000);
 * meter.measure(new Float32Array(16_000), 8000);
 * meter.takeTracks(0, 1).centroidHz[0]; // NaN: silence
 * ```
 */
export class SpectrumMeter {
  readonly #settings: RegisterSettings;
  readonly #highestHz: number;
  readonly #bank: MelFilterBank;
  readonly #bandSums: BandSums;
  /** Filters that do not reach beyond what the recording can hold. */
  readonly #heardFilters: number;
  /** Width of each filter in bins: from density to power. */
  readonly #filterWidth: Float64Array;
  /** Binary logarithm of the centre of each filter. */
  readonly #octaves: Float64Array;
  readonly #spectrum: WindowedSpectrum;
  readonly #centroidHz = new BlockArray();
  readonly #spreadHz = new BlockArray();
  readonly #flatness = new BlockArray();
  readonly #rolloffHz = new BlockArray();
  readonly #slope = new BlockArray();
  readonly #flux = new BlockArray();
  readonly #loudnessSone = new BlockArray();
  readonly #sharpnessAcum = new BlockArray();
  readonly #bark: BarkLoudness;
  readonly #average: LongTermAverage;
  readonly #binSums: BinSums;
  /** Power of the frame before. */
  #powerBefore = 0;
  readonly #melPower = new CompactPowers(MEL_FILTERS);
  /** Of the last frame: powers, and their levels. */
  readonly #filters = new Float32Array(MEL_FILTERS);
  readonly #levelDb = new Float64Array(MEL_FILTERS);
  readonly #loudness = new Float64Array(MEL_FILTERS);
  readonly #kernels: Kernels | null;
  readonly #syllableLoudness = new BlockArray();
  /** First filter of the syllable band, and the one after its last. */
  readonly #syllableFilters: readonly [number, number];

  /**
   * @param highestHz - Highest frequency that the recording can hold; the band ends there at the latest.
   * @param kernels - Null for plain TypeScript.
   */
  constructor(settings: RegisterSettings, highestHz: number, kernels: Kernels | null = sharedKernels()) {
    this.#kernels = kernels;
    const length = settings.timbreFrame;
    const bins = length / 2 + 1;
    this.#settings = settings;
    this.#highestHz = Math.min(settings.timbreHz[1], highestHz);
    const bank = melFilterBank(MEL_FILTERS, settings.timbreHz, settings.timbreRateHz / length, bins);
    this.#bank = bank;
    this.#bandSums = new BandSums(bank, `mel ${settings.timbreHz} ${settings.timbreRateHz} ${length}`, kernels);
    this.#heardFilters = heardFilters(bank.centreHz, this.#highestHz);
    const [lowest, highest] = settings.syllableHz;
    this.#syllableFilters = [
      bank.centreHz.findIndex((centre) => centre >= lowest),
      bank.centreHz.findLastIndex((centre) => centre <= highest) + 1,
    ];
    this.#filterWidth = bank.centreHz.map(
      (centre, m) => ((upperEdge(bank.centreHz, m) - centre) * length) / settings.timbreRateHz,
    );
    this.#octaves = bank.centreHz.map(Math.log2);
    // So that the sum over bins is the frame's mean power.
    const scale = Math.sqrt(2 / (length * length * 0.375));
    const window = hannWindow(length).map((value) => scale * value);
    this.#spectrum = new WindowedSpectrum(window, length, `Hann of power 1, ${length}`, kernels);
    this.#binSums = new BinSums(bins, kernels);
    const binHz = settings.timbreRateHz / length;
    this.#bark = new BarkLoudness(binHz, Math.min(bins, Math.floor(this.#highestHz / binHz) + 1), kernels);
    this.#average = new LongTermAverage(binHz, bins, [settings.timbreHz[0], this.#highestHz]);
  }

  /** Measures the frame around sample `centre` of `sound` (at `settings.timbreRateHz`); outside of it is silence. */
  measure(sound: Float32Array, centre: number): void {
    const { timbreFrame: length, timbreHz, timbreRateHz } = this.#settings;
    const binHz = timbreRateHz / length;
    const spectrum = this.#spectrum;
    spectrum.read(sound, centre - length / 2);
    const low = Math.ceil(timbreHz[0] / binHz);
    const high = Math.min(length / 2, Math.floor(this.#highestHz / binHz));
    this.#binSums.read(spectrum, low, high);
    this.#readShape(low, high);
    this.#readFlux();
    this.#readLoudness();
    this.#readFilters();
  }

  /** What was measured in frames `from` to `to` (not included), written out and forgotten; the mel powers can be released. */
  takeTracks(from: number, to: number): SpectrumTracks {
    const part = (track: BlockArray) => track.take(from, to);
    const melPower = this.#melPower.read(from, to);
    this.#melPower.forget();
    return {
      centroidHz: part(this.#centroidHz),
      spreadHz: part(this.#spreadHz),
      flatness: part(this.#flatness),
      rolloffHz: part(this.#rolloffHz),
      slopeDbPerOctave: part(this.#slope),
      flux: part(this.#flux),
      loudnessSone: part(this.#loudnessSone),
      sharpnessAcum: part(this.#sharpnessAcum),
      melPower,
      melCentreHz: this.#bank.centreHz,
    };
  }

  /** What `findSyllables` asks of the same frames; the loudness is the mean of `power ** settings.syllableExponent` over the mel filters of its band. */
  syllableTracks(from: number, to: number): { readonly loudness: Float32Array; readonly centroidHz: Float32Array } {
    return { loudness: this.#syllableLoudness.read(from, to), centroidHz: this.#centroidHz.read(from, to) };
  }

  /** Where the band of all frames so far ends, in Hz; `Infinity` where they hold all that the register is judged by. */
  bandEdgeHz(): number {
    return this.#average.bandEdgeHz();
  }

  /** Mean spectrum of all frames so far. */
  longTermSpectrum(): LongTermSpectrum {
    return this.#average.spectrum();
  }

  /** Centroid, spread, flatness and rolloff within bins `low` to `high`. */
  #readShape(low: number, high: number): void {
    const { power } = this.#spectrum;
    const { timbreFrame, timbreRateHz } = this.#settings;
    const binHz = timbreRateHz / timbreFrame;
    const { logarithm, moment, square, total } = this.#binSums;
    if (total < SILENT_POWER) {
      for (const track of [this.#centroidHz, this.#spreadHz, this.#flatness, this.#rolloffHz]) track.push(Number.NaN);
      return;
    }
    const count = high - low + 1;
    const centroid = moment / total;
    let below = 0;
    let k = low;
    while (k < high && below + power[k] < ROLLOFF * total) below += power[k++];
    const rolloff = k - 0.5 + Math.min(1, (ROLLOFF * total - below) / power[k]);
    this.#centroidHz.push(centroid * binHz);
    this.#spreadHz.push(Math.sqrt(Math.max(0, square / total - centroid * centroid)) * binHz);
    this.#flatness.push(Math.min(1, (Math.exp(logarithm / count) * count) / total));
    this.#rolloffHz.push(rolloff * binHz);
  }

  /** Euclidean distance of the magnitudes from those of the frame before, both brought to a sum of squares of 1. */
  #readFlux(): void {
    const { cross, total } = this.#binSums;
    const square = total * this.#powerBefore;
    const heard = total >= SILENT_POWER && this.#powerBefore >= SILENT_POWER;
    this.#flux.push(heard ? Math.sqrt(Math.max(0, 2 - (2 * cross) / Math.sqrt(square))) : Number.NaN);
    this.#powerBefore = total;
  }

  #readLoudness(): void {
    const bark = this.#bark;
    bark.measure(this.#spectrum);
    this.#loudnessSone.push(bark.totalSone);
    this.#sharpnessAcum.push(bark.sharpnessAcum);
    this.#average.add(this.#spectrum.power, bark.specific);
  }

  #readFilters(): void {
    const bank = this.#bank;
    const filters = this.#filters;
    const sums = this.#bandSums.read(this.#spectrum);
    for (let m = 0; m < MEL_FILTERS; m++) filters[m] = sums[m];
    completeBand(filters, 0, this.#heardFilters, bank.centreHz);
    const levelDb = this.#levelDb;
    const loudness = this.#loudness;
    for (let m = 0; m < MEL_FILTERS; m++) {
      levelDb[m] = filters[m];
      loudness[m] = filters[m] * this.#filterWidth[m];
    }
    takeLogarithms(levelDb, this.#kernels);
    for (let m = 0; m < MEL_FILTERS; m++) {
      levelDb[m] = filters[m] > 0 ? DB_A_NEPER * levelDb[m] : Number.NEGATIVE_INFINITY;
    }
    const [first, end] = this.#syllableFilters;
    raiseAll(loudness, this.#settings.syllableExponent, this.#kernels);
    let sum = 0;
    for (let m = first; m < end; m++) if (filters[m] > 0) sum += loudness[m];
    this.#syllableLoudness.push(sum / (end - first));
    const heard = this.#powerBefore >= SILENT_POWER;
    this.#slope.push(heard ? slopeOfLevels(levelDb, this.#octaves) : Number.NaN);
    this.#melPower.push(filters, levelDb);
  }
}
