import type { RegisterSettings } from "../register.js";
import { BlockArray } from "../signal/block-array.js";
import { type Kernels, sharedKernels } from "../signal/kernels.js";
import { raiseAll } from "../signal/raise-all.js";
import { takeLogarithms } from "../signal/take-logarithms.js";
import { hannWindow } from "../signal/windows.js";
import type { LongTermSpectrum } from "../voice-features.js";
import { barkBands } from "./bark-loudness.js";
import { CompactPowers } from "./compact-powers.js";
import { completeBand, heardFilters, upperEdge } from "./complete-band.js";
import { KernelSpectrumReader } from "./kernel-spectrum-reader.js";
import { LongTermAverage } from "./long-term-average.js";
import { MEL_FILTERS } from "./mel-cepstrum.js";
import { type MelFilterBank, melFilterBank } from "./mel-filter-bank.js";
import { PlainSpectrumReader } from "./plain-spectrum-reader.js";
import { slopeOfLevels } from "./spectral-slope.js";
import { SILENT_POWER, SPECTRUM_ROW, type SpectrumReader } from "./spectrum-reader.js";

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

/** Frames that are looked at together. */
const BATCH = 32;
/** Length of a row of the reader's. */
const ROW = SPECTRUM_ROW.filters + MEL_FILTERS;
/** Numbers that the kernel says of a frame's filters. */
const JUDGED = 3;
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
  /** Filters that do not reach beyond what the recording can hold. */
  readonly #heardFilters: number;
  /** Width of each filter in bins: from density to power. */
  readonly #filterWidth: Float64Array;
  /** Binary logarithm of the centre of each filter. */
  readonly #octaves: Float64Array;
  readonly #reader: SpectrumReader;
  readonly #centroidHz = new BlockArray();
  readonly #spreadHz = new BlockArray();
  readonly #flatness = new BlockArray();
  readonly #rolloffHz = new BlockArray();
  readonly #slope = new BlockArray();
  readonly #flux = new BlockArray();
  readonly #loudnessSone = new BlockArray();
  readonly #sharpnessAcum = new BlockArray();
  readonly #average: LongTermAverage;
  /** Power of the frame before. */
  #powerBefore = 0;
  readonly #melPower = new CompactPowers(MEL_FILTERS);
  /** Mel powers of the frames that are looked at. */
  readonly #filters = new Float32Array(BATCH * MEL_FILTERS);
  /** And their powers. */
  readonly #totals = new Float64Array(BATCH);
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
    const binHz = settings.timbreRateHz / length;
    this.#average = new LongTermAverage(binHz, bins, [settings.timbreHz[0], this.#highestHz]);
    const plan = {
      window,
      low: Math.ceil(settings.timbreHz[0] / binHz),
      high: Math.min(length / 2, Math.floor(this.#highestHz / binHz)),
      bark: barkBands(binHz, Math.min(bins, Math.floor(this.#highestHz / binHz) + 1)),
      mel: bank,
      kind: `Hann of power 1, ${length}, ${settings.timbreHz} ${settings.timbreRateHz} ${this.#highestHz}`,
    };
    this.#reader =
      kernels === null
        ? new PlainSpectrumReader(plan, this.#average)
        : new KernelSpectrumReader(plan, this.#average, kernels);
  }

  /** Measures the frame around sample `centre` of `sound` (at `settings.timbreRateHz`); outside of it is silence. */
  measure(sound: Float32Array, centre: number): void {
    this.measureAll(sound, [centre]);
  }

  /** Measures the frames around several samples, in rising order. */
  measureAll(sound: Float32Array, centres: readonly number[]): void {
    const half = this.#settings.timbreFrame / 2;
    for (let from = 0; from < centres.length; from += BATCH) {
      const starts = centres.slice(from, from + BATCH).map((centre) => centre - half);
      this.#take(this.#reader.read(sound, starts), starts.length);
    }
  }

  /** What was measured in frames `from` to `to` (not included), written out and forgotten; the mel powers can be released. */
  takeTracks(from: number, to: number): SpectrumTracks {
    const part = (track: BlockArray) => track.take(from, to);
    return {
      centroidHz: part(this.#centroidHz),
      spreadHz: part(this.#spreadHz),
      flatness: part(this.#flatness),
      rolloffHz: part(this.#rolloffHz),
      slopeDbPerOctave: part(this.#slope),
      flux: part(this.#flux),
      loudnessSone: part(this.#loudnessSone),
      sharpnessAcum: part(this.#sharpnessAcum),
      melPower: this.#melPower.take(from, to),
      melCentreHz: this.#bank.centreHz,
    };
  }

  /** Mel powers of all frames so far, `frames x 26`, which `takeTracks` need not write out again; not to be changed. */
  melPowerSoFar(): Float32Array {
    return this.#melPower.readSoFar();
  }

  /** Number of mel filters that lie below the end of the band of all frames so far. */
  filtersSoFar(): number {
    return heardFilters(this.#bank.centreHz, this.bandEdgeHz());
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

  #take(rows: Float64Array, count: number): void {
    const filters = this.#filters;
    for (let i = 0, at = 0; i < count; i++, at += ROW) {
      this.#takeShape(rows, at);
      this.#takeFlux(rows, at);
      const sone = rows[at + SPECTRUM_ROW.sone];
      this.#loudnessSone.push(sone);
      this.#sharpnessAcum.push(sone > 0 ? rows[at + SPECTRUM_ROW.sharp] / sone : Number.NaN);
      for (let m = 0; m < MEL_FILTERS; m++) filters[i * MEL_FILTERS + m] = rows[at + SPECTRUM_ROW.filters + m];
      completeBand(filters, i * MEL_FILTERS, this.#heardFilters, this.#bank.centreHz);
    }
    const isHeard = (i: number) => this.#totals[i] >= SILENT_POWER;
    if (this.#kernels === null) this.#judgePlainly(count, isHeard);
    else this.#judgeFast(this.#kernels, count, isHeard);
  }

  /** Centroid, spread, flatness and rolloff of the row that begins at `at`. */
  #takeShape(rows: Float64Array, at: number): void {
    const { timbreFrame, timbreHz, timbreRateHz } = this.#settings;
    const binHz = timbreRateHz / timbreFrame;
    const total = rows[at + SPECTRUM_ROW.total];
    this.#totals[at / ROW] = total;
    if (total < SILENT_POWER) {
      for (const track of [this.#centroidHz, this.#spreadHz, this.#flatness, this.#rolloffHz]) track.push(Number.NaN);
      return;
    }
    const low = Math.ceil(timbreHz[0] / binHz);
    const count = Math.min(timbreFrame / 2, Math.floor(this.#highestHz / binHz)) - low + 1;
    const centroid = rows[at + SPECTRUM_ROW.moment] / total;
    const square = rows[at + SPECTRUM_ROW.square] / total;
    this.#centroidHz.push(centroid * binHz);
    this.#spreadHz.push(Math.sqrt(Math.max(0, square - centroid * centroid)) * binHz);
    this.#flatness.push(Math.min(1, (Math.exp(rows[at + SPECTRUM_ROW.logarithm] / count) * count) / total));
    this.#rolloffHz.push(rows[at + SPECTRUM_ROW.rolloff] * binHz);
  }

  /** Euclidean distance of the magnitudes from those of the frame before, both brought to a sum of squares of 1. */
  #takeFlux(rows: Float64Array, at: number): void {
    const total = rows[at + SPECTRUM_ROW.total];
    const cross = rows[at + SPECTRUM_ROW.cross];
    const square = total * this.#powerBefore;
    const heard = total >= SILENT_POWER && this.#powerBefore >= SILENT_POWER;
    this.#flux.push(heard ? Math.sqrt(Math.max(0, 2 - (2 * cross) / Math.sqrt(square))) : Number.NaN);
    this.#powerBefore = total;
  }

  /** Loudness of the syllable band, slope and mel powers of the first frames among `#filters`. */
  #judgeFast(kernels: Kernels, count: number, isHeard: (frame: number) => boolean): void {
    const [first, end] = this.#syllableFilters;
    const filters = this.#filters;
    const numbersOf = 2 * MEL_FILTERS + 2 * MEL_FILTERS + JUDGED * count;
    const place = kernels.scratch(8 * numbersOf + count * (4 * MEL_FILTERS + 2 * MEL_FILTERS));
    const octaves = place + 8 * MEL_FILTERS;
    const work = octaves + 8 * MEL_FILTERS;
    const results = work + 16 * MEL_FILTERS;
    const filterPlace = results + 8 * JUDGED * count;
    const codePlace = filterPlace + 4 * MEL_FILTERS * count;
    const { bytes, numbers, run, singles } = kernels;
    numbers.set(this.#filterWidth, place / 8);
    numbers.set(this.#octaves, octaves / 8);
    singles.set(filters.subarray(0, count * MEL_FILTERS), filterPlace / 4);
    const { syllableExponent } = this.#settings;
    run.judgeFilters(filterPlace, count, place, syllableExponent, first, end, octaves, work, results, codePlace);
    this.#melPower.pushCodes(new Uint16Array(bytes.buffer, codePlace, count * MEL_FILTERS));
    for (let i = 0, at = results / 8; i < count; i++, at += JUDGED) {
      this.#syllableLoudness.push(numbers[at]);
      this.#slope.push(isHeard(i) ? numbers[at + 1] : Number.NaN);
      this.#melPower.pushStrongest(numbers[at + 2]);
    }
  }

  /** The kernel's twin. */
  #judgePlainly(count: number, isHeard: (frame: number) => boolean): void {
    const [first, end] = this.#syllableFilters;
    const levelDb = new Float64Array(MEL_FILTERS);
    const loudness = new Float64Array(MEL_FILTERS);
    for (let i = 0; i < count; i++) {
      const filters = this.#filters.subarray(i * MEL_FILTERS, (i + 1) * MEL_FILTERS);
      for (let m = 0; m < MEL_FILTERS; m++) {
        levelDb[m] = filters[m];
        loudness[m] = filters[m] * this.#filterWidth[m];
      }
      takeLogarithms(levelDb, null);
      raiseAll(loudness, this.#settings.syllableExponent, null);
      let sum = 0;
      for (let m = 0; m < MEL_FILTERS; m++) {
        levelDb[m] = filters[m] > 0 ? DB_A_NEPER * levelDb[m] : Number.NEGATIVE_INFINITY;
        if (m >= first && m < end && filters[m] > 0) sum += loudness[m];
      }
      this.#syllableLoudness.push(sum / (end - first));
      this.#slope.push(isHeard(i) ? slopeOfLevels(levelDb, this.#octaves) : Number.NaN);
      this.#melPower.push(filters, levelDb);
    }
  }
}
