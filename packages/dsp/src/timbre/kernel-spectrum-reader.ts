import type { Kernels } from "../signal/kernels.js";
import { type KernelPlaces, kernelPlaces } from "../signal/real-fft.js";
import type { WeighedBands } from "./band-sums.js";
import { BARK_BANDS, SHARPNESS_WEIGHT } from "./bark-loudness.js";
import type { LongTermAverage } from "./long-term-average.js";
import { MEL_FILTERS } from "./mel-cepstrum.js";
import type { SpectrumPlan } from "./spectrum-plan.js";
import { SPECTRUM_ROW, type SpectrumReader } from "./spectrum-reader.js";

/** What the kernel writes down meanwhile, in numbers: products of twelve bins each, and loudness and powers of the Bark bands. */
const WORK = 128 + 2 * BARK_BANDS;
const ROW = SPECTRUM_ROW.filters + MEL_FILTERS;

/** In WebAssembly, many frames a call. */
export class KernelSpectrumReader implements SpectrumReader {
  readonly #plan: SpectrumPlan;
  readonly #average: LongTermAverage;
  readonly #kernels: Kernels;
  readonly #places: KernelPlaces;
  readonly #window: number;
  readonly #bark: number;
  readonly #mel: number;
  readonly #sharpness: number;
  readonly #work: number;
  /** Magnitudes of the frame before. */
  readonly #magnitude: Float64Array;

  constructor(plan: SpectrumPlan, average: LongTermAverage, kernels: Kernels) {
    const { length } = plan.window;
    this.#plan = plan;
    this.#average = average;
    this.#kernels = kernels;
    this.#places = kernelPlaces(kernels, length);
    this.#window = kernels.table(`window ${plan.kind}`, () => Float32Array.from(plan.window));
    this.#bark = bandPlaces(kernels, `Bark ${plan.kind}`, plan.bark);
    this.#mel = bandPlaces(kernels, `mel ${plan.kind}`, plan.mel);
    this.#sharpness = kernels.table("sharpness", () => SHARPNESS_WEIGHT);
    this.#work = kernels.table("spectrum work", () => new Float64Array(WORK));
    this.#magnitude = new Float64Array(length / 2 + 1);
  }

  read(sound: Float32Array, starts: readonly number[]): Float64Array {
    const { high, low, window } = this.#plan;
    const magnitude = this.#magnitude;
    const { power, specific } = this.#average;
    const count = starts.length;
    const bins = magnitude.length;
    const from = Math.max(0, Math.min(sound.length, starts[0]));
    const to = Math.max(from, Math.min(sound.length, starts[count - 1] + window.length));
    const soundRoom = Math.ceil((to - from) / 2);
    const startRoom = Math.ceil(count / 2);
    const place = this.#kernels.scratch(8 * (soundRoom + startRoom + 2 * bins + 1 + BARK_BANDS + count * ROW));
    const startPlace = place + 8 * soundRoom;
    const before = 16 * Math.ceil((startPlace + 8 * startRoom) / 16);
    const average = before + 8 * bins;
    const loudness = average + 8 * bins;
    const rows = loudness + 8 * BARK_BANDS;
    const { bytes, numbers, run, singles } = this.#kernels;
    singles.set(sound.subarray(from, to), place / 4);
    const integers = new Int32Array(bytes.buffer, startPlace, count);
    for (let i = 0; i < count; i++) integers[i] = starts[i] - from;
    numbers.set(magnitude, before / 8);
    numbers.set(power, average / 8);
    numbers.set(specific, loudness / 8);
    const { input, power: powers, real, twiddles, unfold, work } = this.#places;
    run.readSpectra(
      place,
      to - from,
      startPlace,
      count,
      this.#window,
      window.length,
      input,
      work,
      twiddles,
      unfold,
      real,
      powers,
      low,
      high,
      before,
      this.#work,
      this.#bark,
      this.#sharpness,
      this.#mel,
      average,
      loudness,
      rows,
    );
    magnitude.set(numbers.subarray(before / 8, before / 8 + bins));
    power.set(numbers.subarray(average / 8, average / 8 + bins));
    specific.set(numbers.subarray(loudness / 8, loudness / 8 + BARK_BANDS));
    this.#average.frames += count;
    return numbers.subarray(rows / 8, rows / 8 + count * ROW);
  }
}

/** Where the kernels find the places of weights, first bins and offsets of bands, and their number. */
function bandPlaces(kernels: Kernels, kind: string, { firstBin, offset, weights }: WeighedBands): number {
  const integers = Int32Array.of(
    kernels.table(`band weights ${kind}`, () => weights),
    kernels.table(`band firsts ${kind}`, () => packed(firstBin)),
    kernels.table(`band offsets ${kind}`, () => packed(offset)),
    firstBin.length,
  );
  return kernels.table(`bands ${kind}`, () => packed(integers));
}

/** Integers of 32 bits, two in the room of one number. */
function packed(integers: Int32Array): Float64Array {
  const even = new Int32Array(2 * Math.ceil(integers.length / 2));
  even.set(integers);
  return new Float64Array(even.buffer);
}
