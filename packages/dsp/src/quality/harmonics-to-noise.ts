import { type CycleKernels, cycleKernels } from "../signal/cycle-kernels.js";
import { interpolationKernels } from "./interpolation-kernels.js";
import { PitchCurve } from "./pitch-curve.js";
import type { VoicedSound } from "./voiced-sound.js";
import type { VoicedStretch } from "./voiced-stretches.js";

/** Bounds of the ratio in dB: below, no harmonics are left; above, numbers end. */
const LOWEST_DB = -20;
const HIGHEST_DB = 60;
/** Lags are held for this long. */
const BLOCK_SECONDS = 0.001;
/** About this many instants a second are looked at: more add nothing to a power. */
const POINTS_PER_SECOND = 8000;
/** Taps with which the sound is read between samples: enough for a voice that reaches far up the band of a low rate. */
const TAPS = 16;
/** Frames this far on either side share their sums. */
const SMOOTHING_SECONDS = 0.02;

/** Sums over the instants of one frame, flat: five numbers a frame. */
const SUMS = 5;
const DIFFERENCE = 0;
const CROSS = 1;
const SLOPE = 2;
const POWER = 3;
const WEIGHT = 4;

/**
 * Harmonics-to-noise ratio of every frame: power of what repeats from cycle to cycle over power of what does not, 10 log10, in dB,
 * over the whole band of the recording from half the fundamental frequency up.
 *
 * `d(t) = 4 x(t + T+) + 4 x(t - T-) - x(t + T++) - x(t - T--) - 6 x(t)`, where one cycle of the pitch track passes within `T+` and `T-`, two within `T++` and
 * `T--`. What repeats, and swells, fades or glides evenly or along a curve, cancels; noise of power N leaves `(36 + 16 (g+ + g-) + g++ + g--) N`, with `g` what
 * interpolation leaves of white noise. Where a stretch holds no two cycles on either side, `x(t + T+) - 2 x(t) + x(t - T-)` and `(4 + g+ + g-) N` stand in.
 * Rumble and DC are not the voice's: of each of the five, the mean over the cycle about it is taken off first.
 * From `d` the share that a wrong pitch slope would leave, along `x'`, is taken out by least squares. `H = S - N`, S the power of
 * `x`. Sums run over 50 ms.
 *
 * After Yumoto, Gould and Baer (1982), who compared cycles with their mean; differences along the pitch need no mark, no window correction (Boersma 1993) and
 * no steady pitch, and are unbiased at any ratio. Cycle-to-cycle jitter and shimmer count as noise, as they do there.
 *
 * Tried and left, by the error at a true 40 dB of an open vowel of 110 / 210 Hz with a vibrato of 60 cents: second differences alone, -3.6 / -.9 dB, because
 * formants ring on into a cycle that comes sooner or later but do not stretch with it; lags held from closure to closure, -1.6 / -.4; second differences less
 * what lies along `x''` and the first difference too, -3.3 / -.7; third differences -.8 / -.1. Fourth differences leave -.3 / 0.
 *
 * @param otherNoise - Power of noise that the recording held beyond this sound, in each frame.
 * @returns -20 to 60 dB a frame; NaN where not voiced, in stretches shorter than three cycles, and in digital silence.
 */
export function harmonicsToNoise(
  { samples: sound, sampleRateHz, pitch: { timeSeconds, frequencyHz, hopSeconds } }: VoicedSound,
  stretches: readonly VoicedStretch[],
  otherNoise?: (frame: number) => number,
  kernels: CycleKernels = cycleKernels(),
): Float64Array {
  const result = new Float64Array(timeSeconds.length).fill(Number.NaN);
  const sums = new Float64Array(SUMS * timeSeconds.length);
  const shared = Math.round(SMOOTHING_SECONDS / hopSeconds);
  const comparer = new CycleComparer(sound, sampleRateHz, sums, kernels);
  for (const stretch of stretches) {
    const curve = new PitchCurve(timeSeconds, frequencyHz, stretch);
    const { firstFrame, lastFrame } = stretch;
    const start = timeSeconds[firstFrame] - hopSeconds / 2;
    const end = timeSeconds[lastFrame] + hopSeconds / 2;
    for (let i = firstFrame; i <= lastFrame; i++) {
      comparer.sumFrame(i, timeSeconds[i] - hopSeconds / 2, timeSeconds[i] + hopSeconds / 2, start, end, curve);
    }
    for (let i = firstFrame; i <= lastFrame; i++) {
      const from = Math.max(firstFrame, i - shared);
      result[i] = ratioOf(sums, from, Math.min(lastFrame, i + shared), otherNoise);
    }
  }
  return result;
}

function ratioOf(sums: Float64Array, from: number, to: number, otherNoise?: (frame: number) => number): number {
  let noise = 0;
  let other = 0;
  let power = 0;
  for (let i = from; i <= to; i++) {
    const at = i * SUMS;
    if (!(sums[at + WEIGHT] > 0)) continue;
    const slope = sums[at + SLOPE] > 0 ? (sums[at + CROSS] * sums[at + CROSS]) / sums[at + SLOPE] : 0;
    noise += sums[at + DIFFERENCE] - slope;
    power += sums[at + POWER];
    if (otherNoise !== undefined) other += sums[at + WEIGHT] * otherNoise(i);
  }
  if (!(power > 0)) return Number.NaN;
  const harmonic = power - noise;
  if (harmonic <= 0) return LOWEST_DB;
  const allNoise = Math.max(0, noise) + other;
  if (allNoise <= 0) return HIGHEST_DB;
  return Math.max(LOWEST_DB, Math.min(HIGHEST_DB, 10 * Math.log10(harmonic / allNoise)));
}

/** Compares each instant with those one cycle before and after. The sound lies in the kernels' scratch as long as one of these is at work. */
class CycleComparer {
  readonly #sampleRateHz: number;
  readonly #length: number;
  readonly #sums: Float64Array;
  readonly #stride: number;
  readonly #kernels: CycleKernels;
  readonly #sound: number;
  readonly #running: number;
  readonly #table: number;
  readonly #ends: number;
  readonly #taps: number;
  readonly #offsets: number;
  readonly #found: number;

  constructor(sound: Float32Array, sampleRateHz: number, sums: Float64Array, kernels: CycleKernels) {
    this.#sampleRateHz = sampleRateHz;
    this.#length = sound.length;
    this.#sums = sums;
    this.#stride = Math.max(1, Math.round(sampleRateHz / POINTS_PER_SECOND));
    this.#kernels = kernels;
    this.#table = kernels.table("taps between samples", () => {
      const { table } = interpolationKernels(TAPS);
      return new Float64Array(Float32Array.from(table).buffer);
    });
    this.#ends = kernels.table("ends of cycles", () => new Float64Array(17));
    this.#taps = kernels.table("taps of cycles", () => new Float64Array(4));
    this.#offsets = kernels.table("offsets of cycles", () => new Float64Array(4));
    this.#found = kernels.table("sums over cycles", () => new Float64Array(4));
    const room = 2 * Math.ceil(sound.length / 2);
    this.#sound = kernels.scratch(4 * room + 8 * (sound.length + 1));
    this.#running = this.#sound + 4 * room;
    const { numbers, singles } = kernels;
    singles.set(sound, this.#sound / 4);
    // The sum of the samples before each.
    let sum = 0;
    const running = this.#running / 8;
    numbers[running] = 0;
    for (let n = 0; n < sound.length; n++) {
      sum += sound[n];
      numbers[running + n + 1] = sum;
    }
  }

  /** Sums over instants of `fromSeconds` to `toSeconds` whose neighbouring cycles lie between `start` and `end`. */
  sumFrame(frame: number, fromSeconds: number, toSeconds: number, start: number, end: number, curve: PitchCurve): void {
    const rate = this.#sampleRateHz;
    const stride = this.#stride;
    const at = frame * SUMS;
    this.#sums.fill(0, at, at + SUMS);
    const last = Math.ceil(toSeconds * rate);
    let n = Math.ceil(fromSeconds * rate);
    const block = Math.max(stride, Math.round(BLOCK_SECONDS * rate));
    while (n < last) {
      const until = Math.min(last, n + block);
      const middle = (n + until) / 2 / rate;
      const after = cycleFrom(curve, middle, 1);
      const before = cycleFrom(curve, middle, -1);
      const latest = after + cycleFrom(curve, middle + after, 1);
      const earliest = before + cycleFrom(curve, middle - before, -1);
      if (middle - earliest >= start && middle + latest <= end) {
        this.#sumFive(at, n, until, after * rate, before * rate, latest * rate, earliest * rate);
      } else if (middle - before >= start && middle + after <= end) {
        this.#sumThree(at, n, until, after * rate, before * rate);
      }
      n += Math.ceil((until - n) / stride) * stride;
    }
  }

  #sumThree(into: number, from: number, to: number, after: number, before: number): void {
    const { phases, noiseGain } = interpolationKernels(TAPS);
    const { numbers, run } = this.#kernels;
    const wholeAfter = Math.floor(after);
    const phaseAfter = Math.round((after - wholeAfter) * phases);
    const wholeBefore = Math.ceil(before);
    const phaseBefore = Math.round((wholeBefore - before) * phases);
    const reach = TAPS / 2;
    // Ends of the cycles about the three instants; sample n fills n to n + 1 of the running sum.
    const cycle = (after + before) / 2;
    const ends = this.#ends / 8;
    placeEnd(numbers, ends, after + cycle / 2 + 0.5);
    placeEnd(numbers, ends + 2, cycle / 2 + 0.5);
    placeEnd(numbers, ends + 4, 0.5 - cycle / 2);
    placeEnd(numbers, ends + 6, 0.5 - before - cycle / 2);
    numbers[ends + 8] = after;
    numbers[ends + 9] = before;
    numbers[ends + 10] = cycle;
    const share = 1 / (4 + noiseGain[phaseAfter] + noiseGain[phaseBefore]);
    const first = Math.max(from, wholeBefore + reach, -numbers[ends + 6], 1);
    const last = Math.min(to, this.#length - wholeAfter - reach - 1, this.#length - numbers[ends]);
    if (last <= first) return;
    run.compareCycles(
      this.#sound,
      this.#running,
      this.#table + 4 * TAPS * phaseAfter,
      this.#table + 4 * TAPS * phaseBefore,
      wholeAfter - reach + 1,
      wholeBefore + reach - 1,
      first,
      last,
      this.#stride,
      this.#ends,
      this.#found,
    );
    this.#add(into, share, Math.ceil((last - first) / this.#stride));
  }

  /** Lags of one cycle after and before, and of two. */
  #sumFive(
    into: number,
    from: number,
    to: number,
    after: number,
    before: number,
    latest: number,
    earliest: number,
  ): void {
    const { noiseGain } = interpolationKernels(TAPS);
    const { numbers, run } = this.#kernels;
    const reach = TAPS / 2;
    const phaseAfter = this.#placeTaps(0, after);
    const phaseBefore = this.#placeTaps(1, -before);
    const phaseLatest = this.#placeTaps(2, latest);
    const phaseEarliest = this.#placeTaps(3, -earliest);
    const gain =
      36 + 16 * noiseGain[phaseAfter] + 16 * noiseGain[phaseBefore] + noiseGain[phaseLatest] + noiseGain[phaseEarliest];
    // Ends of the cycles about the five instants, as in the case of three.
    const cycle = (after + before) / 2;
    const ends = this.#ends / 8;
    placeEnd(numbers, ends, latest + cycle / 2 + 0.5);
    placeEnd(numbers, ends + 2, after + cycle / 2 + 0.5);
    placeEnd(numbers, ends + 4, cycle / 2 + 0.5);
    placeEnd(numbers, ends + 6, -cycle / 2 + 0.5);
    placeEnd(numbers, ends + 8, -before - cycle / 2 + 0.5);
    placeEnd(numbers, ends + 10, -earliest - cycle / 2 + 0.5);
    numbers[ends + 12] = latest - after;
    numbers[ends + 13] = after;
    numbers[ends + 14] = cycle;
    numbers[ends + 15] = before;
    numbers[ends + 16] = earliest - before;
    const first = Math.max(from, Math.ceil(earliest) + reach, -numbers[ends + 10], 1);
    const last = Math.min(to, this.#length - Math.floor(latest) - reach - 1, this.#length - numbers[ends]);
    if (last <= first) return;
    run.compareFiveCycles(
      this.#sound,
      this.#running,
      this.#taps,
      this.#offsets,
      first,
      last,
      this.#stride,
      this.#ends,
      this.#found,
    );
    this.#add(into, 1 / gain, Math.ceil((last - first) / this.#stride));
  }

  /** Tells the kernels how to read the sound `lag` samples later, the first, second, ... of such places; the phase between two samples. */
  #placeTaps(which: number, lag: number): number {
    const { phases } = interpolationKernels(TAPS);
    const { numbers } = this.#kernels;
    const whole = Math.floor(lag);
    const phase = Math.round((lag - whole) * phases);
    numbers[this.#taps / 8 + which] = this.#table + 4 * TAPS * phase;
    numbers[this.#offsets / 8 + which] = whole - TAPS / 2 + 1;
    return phase;
  }

  /** Takes over what a kernel found over some instants; noise leaves one over `share` of its power in the difference. */
  #add(into: number, share: number, instants: number): void {
    const { numbers } = this.#kernels;
    const sums = this.#sums;
    const found = this.#found / 8;
    sums[into + DIFFERENCE] += share * numbers[found];
    // With the share split evenly, cross squared over slopes is in the units of the difference.
    sums[into + CROSS] += Math.sqrt(share) * numbers[found + 1];
    sums[into + SLOPE] += numbers[found + 2];
    sums[into + POWER] += numbers[found + 3];
    sums[into + WEIGHT] += instants;
  }
}

/** An end of a cycle, as the whole and the broken part of a sample. */
function placeEnd(numbers: Float64Array, at: number, end: number): void {
  const whole = Math.floor(end);
  numbers[at] = whole;
  numbers[at + 1] = end - whole;
}

/** Length in seconds of the cycle that begins (`direction` 1) or ends (-1) at an instant: integral of f = 1, to second order in the slope. */
function cycleFrom(curve: PitchCurve, seconds: number, direction: 1 | -1): number {
  curve.moveTo(seconds);
  const period = 1 / curve.frequencyHz;
  return period * (1 - 0.5 * direction * curve.relativeSlope * period);
}
