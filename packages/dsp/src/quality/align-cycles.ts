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
/** The first round looks this share of a period around the found pulse. */
const SEARCH = 0.08;
const ROUNDS = 2;
/** Cycles that share one mean pulse. */
const BLOCK = 4;
/** Cycles before and after a block that join its mean pulse. */
const NEIGHBOURS = 6;
/** Fewer cycles have no mean pulse worth the name. */
const LEAST_CYCLES = 4;
const KERNEL_TAPS = 8;

/**
 * Moves the closures of one stretch to where each cycle's excitation agrees best with the mean of its neighbours' (its own left out),
 * and reads its strength as the least-squares factor of that mean pulse. What every sample of the cycle says goes into both, so
 * noise and single peaks hardly move them; time is exact to a few thousandths of a period.
 */
export function alignCycles(excitation: Float64Array, closures: Float64Array): AlignedCycles {
  const count = closures.length;
  const at = Float64Array.from(closures);
  const strength = Float64Array.from(closures, (n) => Math.abs(excitation[Math.round(n)]));
  const brightCorrelation = new Float64Array(count).fill(Number.NaN);
  if (count < LEAST_CYCLES) return { at, strength, brightCorrelation };
  const period = localPeriods(at);
  let longest = 0;
  for (const samples of period) longest = Math.max(longest, samples);
  const widest = 2 * (Math.ceil((REACH + SEARCH) * longest) + 2) + 1;
  const rowsInBlock = BLOCK + 2 * NEIGHBOURS;
  const rows = new Float64Array(rowsInBlock * widest);
  const mean = new Float64Array(widest);
  const others = new Float64Array(widest);
  const moved = new Float64Array(count);
  for (let round = 0; round < ROUNDS; round++) {
    for (let block = 0; block < count; block += BLOCK) {
      const end = Math.min(count, block + BLOCK);
      const first = Math.max(0, Math.min(block - NEIGHBOURS, count - rowsInBlock));
      const last = Math.min(count, Math.max(end + NEIGHBOURS, rowsInBlock));
      let longestHere = 0;
      for (let i = block; i < end; i++) longestHere = Math.max(longestHere, period[i]);
      const reach = Math.ceil(REACH * longestHere);
      const search = round === 0 ? Math.max(1, Math.round(SEARCH * longestHere)) : 1;
      const half = reach + search;
      const width = 2 * half + 1;
      mean.fill(0, 0, width);
      for (let i = first; i < last; i++) {
        const row = (i - first) * widest;
        readRow(excitation, at[i] - half, rows, row, width);
        for (let k = 0; k < width; k++) mean[k] += rows[row + k];
      }
      const share = 1 / (last - first - 1);
      for (let i = block; i < end; i++) {
        const row = (i - first) * widest;
        let energy = 0;
        for (let k = search; k < width - search; k++) {
          others[k] = share * (mean[k] - rows[row + k]);
          energy += others[k] * others[k];
        }
        let best = 0;
        let here = correlate(others, rows, row, search, width - search);
        for (let shift = 1 - search; shift < search; shift++) {
          const value = correlate(others, rows, row + shift, search, width - search);
          if (value > here) {
            here = value;
            best = shift;
          }
        }
        const left = correlate(others, rows, row + best - 1, search, width - search);
        const right = correlate(others, rows, row + best + 1, search, width - search);
        const bend = left - 2 * here + right;
        const shift = bend < 0 ? Math.max(-1, Math.min(1, (0.5 * (left - right)) / bend)) : 0;
        moved[i] = at[i] + best + shift;
        if (energy > 0) strength[i] = Math.abs((here / energy) * others[half]);
        if (round === ROUNDS - 1 && i > first) {
          brightCorrelation[i] = brightPearson(rows, row - widest, row, search, width - search);
        }
      }
    }
    at.set(moved);
  }
  return { at, strength, brightCorrelation };
}

/** Half the distance of the two neighbours, in samples. */
function localPeriods(at: Float64Array): Float64Array {
  const last = at.length - 1;
  return at.map((_, i) => {
    const from = Math.max(0, i - 1);
    const to = Math.min(last, i + 1);
    return (at[to] - at[from]) / (to - from);
  });
}

/** Reads `width` samples from the fractional position `from` on into `row`. */
function readRow(sound: Float64Array, from: number, rows: Float64Array, row: number, width: number): void {
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

function correlate(others: Float64Array, rows: Float64Array, row: number, from: number, to: number): number {
  let a = 0;
  let b = 0;
  let k = from;
  for (; k + 1 < to; k += 2) {
    a += others[k] * rows[row + k];
    b += others[k + 1] * rows[row + k + 1];
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
