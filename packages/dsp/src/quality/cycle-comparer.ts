import { interpolationKernels } from "./interpolation-kernels.js";
import type { PitchCurve } from "./pitch-curve.js";

/** Taps with which the sound is read between samples: enough for a voice that reaches far up the band of a low rate. */
export const TAPS = 16;
/** Sums over the instants of one frame, flat: five numbers a frame, and which is which. */
export const SUMS = 5;
export const CYCLE_SUMS = { difference: 0, cross: 1, slope: 2, power: 3, weight: 4 } as const;

const { fround } = Math;

/** Compares each instant with those one and two cycles before and after: the plain twin of `compareStretch` of `kernels/kernels.as`, bit for bit. */
export class CycleComparer {
  readonly #sound: Float32Array;
  readonly #sampleRateHz: number;
  readonly #stride: number;
  readonly #block: number;
  readonly #sums: Float64Array;
  /** The sum of the samples before each, and of all. */
  readonly #running: Float64Array;
  readonly #table: Float32Array;

  /**
   * @param stride - Samples between the instants that are looked at.
   * @param block - Samples for which lags are held.
   * @param sums - Where the sums of all frames come.
   */
  constructor(sound: Float32Array, sampleRateHz: number, stride: number, block: number, sums: Float64Array) {
    this.#sound = sound;
    this.#sampleRateHz = sampleRateHz;
    this.#stride = stride;
    this.#block = block;
    this.#sums = sums;
    this.#table = Float32Array.from(interpolationKernels(TAPS).table);
    this.#running = new Float64Array(sound.length + 1);
    let sum = 0;
    for (let n = 0; n < sound.length; n++) {
      sum += sound[n];
      this.#running[n + 1] = sum;
    }
  }

  /** Sums over instants of samples `from` to before `last` whose neighbouring cycles lie between `start` and `end`. */
  sumFrame(frame: number, from: number, last: number, start: number, end: number, curve: PitchCurve): void {
    const rate = this.#sampleRateHz;
    const stride = this.#stride;
    const at = frame * SUMS;
    this.#sums.fill(0, at, at + SUMS);
    let n = from;
    while (n < last) {
      const until = Math.min(last, n + this.#block);
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
    const reach = TAPS / 2;
    const later = tapsOf(after);
    const earlier = tapsOf(-before);
    // Ends of the cycles about the three instants; sample n fills n to n + 1 of the running sum.
    const cycle = (after + before) / 2;
    const ends = [0.5 - before - cycle / 2, 0.5 - cycle / 2, cycle / 2 + 0.5, after + cycle / 2 + 0.5];
    const share = 1 / (4 + later.gain + earlier.gain);
    const first = Math.max(from, Math.ceil(before) + reach, -Math.floor(ends[0]), 1);
    const last = Math.min(
      to,
      this.#sound.length - Math.floor(after) - reach - 1,
      this.#sound.length - Math.floor(ends[3]),
    );
    const [perAfter, perBefore, perCycle] = [1 / after, 1 / before, 1 / cycle];
    this.#add(into, share, first, last, (n) => {
      const [sum0, sum1, sum2, sum3] = ends.map((end) => this.#runningAt(n, end));
      const centred = this.#sound[n] - (sum2 - sum1) * perCycle;
      const compared = this.#pairAt(n, later, earlier);
      const d = compared - 2 * centred - (sum3 - sum2) * perAfter - (sum1 - sum0) * perBefore;
      return { d, centred };
    });
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
    const reach = TAPS / 2;
    const [one, two, three, four] = [after, -before, latest, -earliest].map(tapsOf);
    const gain = 36 + 16 * one.gain + 16 * two.gain + three.gain + four.gain;
    // Ends of the cycles about the five instants, as in the case of three.
    const cycle = (after + before) / 2;
    const ends = [
      -earliest - cycle / 2 + 0.5,
      -before - cycle / 2 + 0.5,
      -cycle / 2 + 0.5,
      cycle / 2 + 0.5,
      after + cycle / 2 + 0.5,
      latest + cycle / 2 + 0.5,
    ];
    const first = Math.max(from, Math.ceil(earliest) + reach, -Math.floor(ends[0]), 1);
    const last = Math.min(
      to,
      this.#sound.length - Math.floor(latest) - reach - 1,
      this.#sound.length - Math.floor(ends[5]),
    );
    const [perLatest, perAfter, perCycle] = [1 / (latest - after), 1 / after, 1 / cycle];
    const [perBefore, perEarliest] = [1 / before, 1 / (earliest - before)];
    this.#add(into, 1 / gain, first, last, (n) => {
      const [sum0, sum1, sum2, sum3, sum4, sum5] = ends.map((end) => this.#runningAt(n, end));
      const centred = this.#sound[n] - (sum3 - sum2) * perCycle;
      const next = this.#pairAt(n, one, two) - (sum4 - sum3) * perAfter - (sum2 - sum1) * perBefore;
      const far = this.#pairAt(n, three, four) - (sum5 - sum4) * perLatest - (sum1 - sum0) * perEarliest;
      return { d: 4 * next - far - 6 * centred, centred };
    });
  }

  /** Adds what instants `first` to before `last` give; noise leaves one over `share` of its power in the difference. */
  #add(
    into: number,
    share: number,
    first: number,
    last: number,
    compare: (n: number) => { readonly d: number; readonly centred: number },
  ): void {
    if (last <= first) return;
    let difference = 0;
    let cross = 0;
    let slopes = 0;
    let power = 0;
    for (let n = first; n < last; n += this.#stride) {
      const { centred, d } = compare(n);
      const slope = this.#sound[n + 1] - this.#sound[n - 1];
      difference += d * d;
      cross += d * slope;
      slopes += slope * slope;
      power += centred * centred;
    }
    const sums = this.#sums;
    sums[into + CYCLE_SUMS.difference] += share * difference;
    // With the share split evenly, cross squared over slopes is in the units of the difference.
    sums[into + CYCLE_SUMS.cross] += Math.sqrt(share) * cross;
    sums[into + CYCLE_SUMS.slope] += slopes;
    sums[into + CYCLE_SUMS.power] += power;
    sums[into + CYCLE_SUMS.weight] += Math.ceil((last - first) / this.#stride);
  }

  /** The sum of all that lies before an end of a cycle, which is given from instant `n`. */
  #runningAt(n: number, end: number): number {
    const whole = Math.floor(end);
    return this.#running[n + whole] + (end - whole) * this.#sound[n + whole];
  }

  /** The sound at two lags from instant `n`, together. */
  #pairAt(n: number, a: LagTaps, b: LagTaps): number {
    const lane = (l: number) => fround(this.#laneAt(a, n + l, l) + this.#laneAt(b, n + l, l));
    return fround(fround(lane(0) + lane(1)) + fround(lane(2) + lane(3)));
  }

  /** Every fourth of 16 products, in pairs. */
  #laneAt({ kernel, offset }: LagTaps, n: number, l: number): number {
    const product = (t: number) => fround(this.#table[kernel + l + t] * this.#sound[n + offset + t]);
    return fround(fround(product(0) + product(4)) + fround(product(8) + product(12)));
  }
}

/** How the sound is read at a lag: where the taps begin in the table and in the sound, and what they leave of noise. */
interface LagTaps {
  readonly kernel: number;
  readonly offset: number;
  readonly gain: number;
}

function tapsOf(lag: number): LagTaps {
  const { noiseGain, phases } = interpolationKernels(TAPS);
  const whole = Math.floor(lag);
  const phase = Math.round((lag - whole) * phases);
  return { kernel: phase * TAPS, offset: whole - TAPS / 2 + 1, gain: noiseGain[phase] };
}

/** Length in seconds of the cycle that begins (`direction` 1) or ends (-1) at an instant: integral of f = 1, to second order in the slope. */
function cycleFrom(curve: PitchCurve, seconds: number, direction: 1 | -1): number {
  curve.moveTo(seconds);
  const period = 1 / curve.frequencyHz;
  return period * (1 - 0.5 * direction * curve.relativeSlope * period);
}
