import { interpolationKernels } from "./interpolation-kernels.js";

/** Closures of one voiced stretch after alignment, in samples of the excitation. */
export interface AlignedCycles {
  readonly at: Float64Array;
  /** Strength of each closure's pulse, in units of the excitation. */
  readonly strength: Float64Array;
  /**
   * Pearson correlation of each cycle's excitation above 2 kHz with that of the cycle before, -1 to 1; NaN for the first.
   */
  readonly brightCorrelation: Float64Array;
}

/** What is compared reaches this share of a period to either side of the closure. */
const REACH = 0.65;
/** A round moves a closure by at most this share of a period. */
const SEARCH = 0.08;
const ROUNDS = 2;
/** Cycles that share one mean pulse. */
const BLOCK = 8;
/** Cycles before and after a block that join its mean pulse. */
const NEIGHBOURS = 6;
const ROWS_IN_BLOCK = BLOCK + 2 * NEIGHBOURS;
/** Fewer cycles have no mean pulse worth the name. */
const LEAST_CYCLES = 4;
/** All rounds but the last compare every second sample: the excitation has little above a quarter of the sample rate. */
const COARSE_STRIDE = 2;
const KERNEL_TAPS = 8;
/** Samples beyond reach and search that differences and the parabola need. */
const MARGIN = 2;

/**
 * Moves the closures of one stretch to where each cycle's excitation agrees best with the mean of its neighbours' (its own left out),
 * and reads its strength as the least-squares factor of that mean pulse. What every sample of the cycle says goes into both, so
 * noise and single peaks hardly move them: in clean vowels of 123 to 331 Hz closures stood 0.4 to 4 us (standard deviation) from the truth.
 *
 * Tried and left, by the mean error of jitter and shimmer over synthetic vowels: peaks of the waveform (Praat) 28 and 44 %; without the
 * low-pass of the excitation 15 and 51 %; a window of 0.4 periods to either side 2 and 9 %, of 0.5 2 and 6 %, of 0.65 2 and 3 %.
 */
export function alignCycles(excitation: Float64Array, closures: Float64Array): AlignedCycles {
  const count = closures.length;
  const at = Float64Array.from(closures);
  const strength = Float64Array.from(closures, (n) => Math.abs(excitation[Math.round(n)]));
  const brightCorrelation = new Float64Array(count).fill(Number.NaN);
  if (count < LEAST_CYCLES) return { at, strength, brightCorrelation };
  const period = longestPeriods(at);
  const rows = new CycleRows(excitation, at, period);
  const others = new Float64Array(rows.width);
  const mean = new Float64Array(rows.width);
  const moved = new Float64Array(count);
  for (let round = 0; round < ROUNDS; round++) {
    rows.forget();
    const stride = round < ROUNDS - 1 ? COARSE_STRIDE : 1;
    for (let block = 0; block < count; block += BLOCK) {
      const end = Math.min(count, block + BLOCK);
      const first = Math.max(0, Math.min(block - NEIGHBOURS, count - ROWS_IN_BLOCK));
      const last = Math.min(count, Math.max(end + NEIGHBOURS, ROWS_IN_BLOCK));
      let longest = 0;
      for (let i = block; i < end; i++) longest = Math.max(longest, period[i]);
      // Even, so that the closure itself is among the samples compared.
      const reach = COARSE_STRIDE * Math.ceil((REACH * longest) / COARSE_STRIDE);
      const search = Math.max(1, Math.round(SEARCH * longest));
      const from = rows.centre - reach;
      const to = rows.centre + reach + 1;
      mean.fill(0, from, to);
      for (let i = first; i < last; i++) {
        const row = rows.read(i);
        for (let k = from; k < to; k += stride) mean[k] += rows.values[row + k];
      }
      const share = 1 / (last - first - 1);
      for (let i = block; i < end; i++) {
        const row = rows.read(i);
        let energy = 0;
        for (let k = from; k < to; k += stride) {
          const value = share * (mean[k] - rows.values[row + k]);
          others[k] = value;
          energy += value * value;
        }
        // Uphill from the closure before, one sample at a time.
        let best = 0;
        let left = correlate(others, rows.values, row - 1, from, to, stride);
        let here = correlate(others, rows.values, row, from, to, stride);
        let right = correlate(others, rows.values, row + 1, from, to, stride);
        while (Math.max(left, right) > here && Math.abs(best) < search) {
          if (right > left) {
            best++;
            left = here;
            here = right;
            right = correlate(others, rows.values, row + best + 1, from, to, stride);
          } else {
            best--;
            right = here;
            here = left;
            left = correlate(others, rows.values, row + best - 1, from, to, stride);
          }
        }
        const bend = left - 2 * here + right;
        const shift = bend < 0 ? Math.max(-1, Math.min(1, (0.5 * (left - right)) / bend)) : 0;
        moved[i] = at[i] + best + shift;
        if (energy > 0) strength[i] = Math.abs((here / energy) * others[rows.centre]);
        if (round === ROUNDS - 1 && i > 0) {
          brightCorrelation[i] = brightPearson(rows.values, rows.read(i - 1), row, from, to);
        }
      }
    }
    at.set(moved);
  }
  return { at, strength, brightCorrelation };
}

/** The longest period about each closure, in samples: as far as the cycles reach that are compared with it. */
function longestPeriods(at: Float64Array): Float64Array {
  const last = at.length - 1;
  const local = at.map((_, i) => {
    const from = Math.max(0, i - 1);
    const to = Math.min(last, i + 1);
    return (at[to] - at[from]) / (to - from);
  });
  return local.map((_, i) => {
    let longest = 0;
    const to = Math.min(last, i + ROWS_IN_BLOCK);
    for (let j = Math.max(0, i - ROWS_IN_BLOCK); j <= to; j++) longest = Math.max(longest, local[j]);
    return longest;
  });
}

/** Excitation about each closure, with the closure exactly in the middle; read once and kept while its neighbours need it. */
class CycleRows {
  readonly values: Float64Array;
  /** Length of a row; a row may be read up to half of `width` from its centre as far as its own period asks. */
  readonly width: number;
  /** Where in a row the closure lies. */
  readonly centre: number;
  readonly #excitation: Float64Array;
  readonly #at: Float64Array;
  readonly #period: Float64Array;
  readonly #held = new Int32Array(RING);

  constructor(excitation: Float64Array, at: Float64Array, period: Float64Array) {
    let longest = 0;
    for (const samples of period) longest = Math.max(longest, samples);
    this.centre = halfWidth(longest);
    this.width = 2 * this.centre + 1;
    this.values = new Float64Array(RING * this.width);
    this.#excitation = excitation;
    this.#at = at;
    this.#period = period;
    this.forget();
  }

  /** To be called when closures have moved. */
  forget(): void {
    this.#held.fill(-1);
  }

  /** Where the row of closure `i` begins in `values`. */
  read(i: number): number {
    const slot = i & (RING - 1);
    const row = slot * this.width;
    if (this.#held[slot] === i) return row;
    this.#held[slot] = i;
    const half = halfWidth(this.#period[i]);
    interpolate(this.#excitation, this.#at[i] - half, this.values, row + this.centre - half, 2 * half + 1);
    return row;
  }
}

/** Rows that are held at a time: a power of two, more than a block and its neighbours. */
const RING = 32;

function halfWidth(period: number): number {
  return Math.ceil(REACH * period) + COARSE_STRIDE + Math.max(1, Math.round(SEARCH * period)) + MARGIN;
}

/** Reads `width` samples from the fractional position `from` on into `row`. */
function interpolate(sound: Float64Array, from: number, rows: Float64Array, row: number, width: number): void {
  const { table, phases } = interpolationKernels(KERNEL_TAPS);
  const whole = Math.floor(from);
  const kernel = Math.round((from - whole) * phases) * KERNEL_TAPS;
  const first = whole - KERNEL_TAPS / 2 + 1;
  if (first < 0 || first + width + KERNEL_TAPS > sound.length) {
    for (let k = 0; k < width; k++) {
      let sum = 0;
      for (let t = 0; t < KERNEL_TAPS; t++) sum += table[kernel + t] * (sound[first + k + t] ?? 0);
      rows[row + k] = sum;
    }
    return;
  }
  const k0 = table[kernel];
  const k1 = table[kernel + 1];
  const k2 = table[kernel + 2];
  const k3 = table[kernel + 3];
  const k4 = table[kernel + 4];
  const k5 = table[kernel + 5];
  const k6 = table[kernel + 6];
  const k7 = table[kernel + 7];
  for (let k = 0; k < width; k++) {
    const n = first + k;
    rows[row + k] =
      k0 * sound[n] +
      k1 * sound[n + 1] +
      k2 * sound[n + 2] +
      k3 * sound[n + 3] +
      (k4 * sound[n + 4] + k5 * sound[n + 5] + k6 * sound[n + 6] + k7 * sound[n + 7]);
  }
}

function correlate(
  others: Float64Array,
  rows: Float64Array,
  row: number,
  from: number,
  to: number,
  stride: number,
): number {
  let a = 0;
  let b = 0;
  let k = from;
  for (; k + stride < to; k += 2 * stride) {
    a += others[k] * rows[row + k];
    b += others[k + stride] * rows[row + k + stride];
  }
  if (k < to) a += others[k] * rows[row + k];
  return a + b;
}

/** Correlation of two rows after a second difference, which with the excitation's low-pass leaves about 2 to 6 kHz. */
function brightPearson(rows: Float64Array, before: number, row: number, from: number, to: number): number {
  let products = 0;
  let energyBefore = 0;
  let energyHere = 0;
  for (let k = from; k < to; k++) {
    const a = 2 * rows[before + k] - rows[before + k - 1] - rows[before + k + 1];
    const b = 2 * rows[row + k] - rows[row + k - 1] - rows[row + k + 1];
    products += a * b;
    energyBefore += a * a;
    energyHere += b * b;
  }
  return products / Math.sqrt(energyBefore * energyHere);
}
