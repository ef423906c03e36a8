import { ALIGNED, type CycleKernels, cycleKernels, RING } from "../signal/cycle-kernels.js";
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
  /** Variance of each closure's place by noise, in squared samples; NaN where not told. */
  readonly placeVariance: Float64Array;
  /** Variance of each strength by noise, as a share of the strength's square; NaN where not told. */
  readonly strengthVariance: Float64Array;
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
/** What noise does to a closure is seen this share of a period beside it, and at least so many samples. */
const BESIDE = 0.12;
const LEAST_BESIDE = 4;
/** Variances are averaged over so many cycles on either side. */
const VARIANCE_NEIGHBOURS = 4;
const KERNEL_TAPS = 8;
/** Samples beyond reach and search that differences, the parabola and whole vectors need. */
const MARGIN = 6;

/**
 * Moves the closures of one stretch to where each cycle's excitation agrees best with the mean of its neighbours' (its own left out),
 * and reads its strength as the least-squares factor of that mean pulse. What every sample of the cycle says goes into both, so
 * noise and single peaks hardly move them: in clean vowels of 123 to 331 Hz closures stood 0.4 to 4 us (standard deviation) from the truth.
 *
 * Tried and left, by the mean error of jitter and shimmer over synthetic vowels: peaks of the waveform (Praat) 28 and 44 %; without the
 * low-pass of the excitation 15 and 51 %; a window of 0.4 periods to either side 2 and 9 %, of 0.5 2 and 6 %, of 0.65 2 and 3 %.
 */
export function alignCycles(
  excitation: Float32Array,
  closures: Float64Array,
  kernels: CycleKernels = cycleKernels(),
): AlignedCycles {
  const count = closures.length;
  const at = Float64Array.from(closures);
  const strength = new Float64Array(count);
  for (let i = 0; i < count; i++) strength[i] = Math.abs(excitation[Math.round(closures[i])]);
  const brightCorrelation = new Float64Array(count).fill(Number.NaN);
  const placeVariance = new Float64Array(count).fill(Number.NaN);
  const strengthVariance = new Float64Array(count).fill(Number.NaN);
  if (count < LEAST_CYCLES) return { at, strength, brightCorrelation, placeVariance, strengthVariance };
  const local = localPeriods(at);
  const rows = new CycleRows(excitation, at, longestPeriods(local), kernels);
  const { centre } = rows;
  const moved = new Float64Array(count);
  for (let round = 0; round < ROUNDS; round++) {
    const isLast = round === ROUNDS - 1;
    rows.begin(at);
    for (let block = 0; block < count; block += BLOCK) {
      const end = Math.min(count, block + BLOCK);
      const first = Math.max(0, Math.min(block - NEIGHBOURS, count - ROWS_IN_BLOCK));
      const last = Math.min(count, Math.max(end + NEIGHBOURS, ROWS_IN_BLOCK));
      rows.readUpTo(last);
      let longest = 0;
      for (let i = first; i < last; i++) longest = Math.max(longest, local[i]);
      // Whole vectors, the closure in the middle.
      const width = 4 * Math.ceil((2 * REACH * longest) / 4);
      const beside = besideOf(longest);
      // Once more on either side, in whole vectors.
      const wing = isLast ? 4 * Math.ceil((beside + 1) / 4) : 0;
      kernels.run.alignBlock(
        rows.first,
        rows.rowBytes,
        4 * (centre - width / 2),
        first,
        last,
        block,
        end,
        rows.sums,
        rows.others,
        width,
        wing,
        Math.max(1, Math.round(SEARCH * longest)),
        beside,
        isLast ? 1 : 0,
        rows.stray,
        rows.results,
      );
      const { numbers } = kernels;
      for (let i = block, r = rows.results / 8; i < end; i++, r += ALIGNED) {
        moved[i] = at[i] + numbers[r] + numbers[r + 1];
        if (numbers[r + 2] >= 0) strength[i] = numbers[r + 2];
        brightCorrelation[i] = numbers[r + 3];
        strengthVariance[i] = numbers[r + 4];
        placeVariance[i] = numbers[r + 5];
      }
    }
    at.set(moved);
  }
  return {
    at,
    strength,
    brightCorrelation,
    placeVariance: averaged(placeVariance),
    strengthVariance: averaged(strengthVariance),
  };
}

/** Distance in samples at which noise is looked at. */
function besideOf(period: number): number {
  return Math.max(LEAST_BESIDE, Math.round(BESIDE * period));
}

/** Mean over the cycles about each, told from their roots, as single cycles go astray: a square of two dimensions is exponentially distributed. */
function averaged(variance: Float64Array): Float64Array {
  const result = new Float64Array(variance.length);
  const roots = new Float64Array(variance.length);
  for (let i = 0; i < roots.length; i++) roots[i] = Math.sqrt(variance[i]);
  for (let i = 0; i < result.length; i++) {
    let sum = 0;
    let count = 0;
    const to = Math.min(variance.length - 1, i + VARIANCE_NEIGHBOURS);
    for (let j = Math.max(0, i - VARIANCE_NEIGHBOURS); j <= to; j++) {
      if (!(roots[j] >= 0)) continue;
      sum += roots[j];
      count++;
    }
    result[i] = ((4 / Math.PI) * (sum * sum)) / (count * count);
  }
  return result;
}

/** Mean of the intervals on both sides of each closure, in samples. */
function localPeriods(at: Float64Array): Float64Array {
  const last = at.length - 1;
  const local = new Float64Array(at.length);
  for (let i = 0; i <= last; i++) {
    const from = Math.max(0, i - 1);
    const to = Math.min(last, i + 1);
    local[i] = (at[to] - at[from]) / (to - from);
  }
  return local;
}

/** The longest period about each closure: as far as the cycles reach that are compared with it. */
function longestPeriods(local: Float64Array): Float64Array {
  const { length } = local;
  const longest = new Float64Array(length);
  // Of those within reach the longest that is left when each shorter one before a longer one is dropped.
  const kept = new Int32Array(length);
  let first = 0;
  let end = 0;
  let next = 0;
  for (let i = 0; i < length; i++) {
    for (const to = Math.min(length, i + ROWS_IN_BLOCK + 1); next < to; next++) {
      while (end > first && local[kept[end - 1]] <= local[next]) end--;
      kept[end++] = next;
    }
    while (kept[first] < i - ROWS_IN_BLOCK) first++;
    longest[i] = Math.max(0, local[kept[first]]);
  }
  return longest;
}

/**
 * Excitation about each closure, with the closure exactly in the middle; read once and kept while its neighbours need it. It lies in the kernels'
 * scratch.
 */
class CycleRows {
  /** Where in a row the closure lies. */
  readonly centre: number;
  /** Place of the ring of rows, how long each is, and places of two more. */
  readonly first: number;
  readonly rowBytes: number;
  readonly sums: number;
  readonly others: number;
  /** Places for what `alignBlock` hands on from block to block, zeros at first, and what it says. */
  readonly stray: number;
  readonly results: number;
  readonly #kernels: CycleKernels;
  /** Places of the closures and of how far their rows reach to either side. */
  readonly #at: number;
  readonly #halves: number;
  readonly #sound: number;
  readonly #firstSample: number;
  readonly #table: number;
  /** How many rows were read. */
  #read = 0;

  constructor(excitation: Float32Array, at: Float64Array, period: Float64Array, kernels: CycleKernels) {
    let longest = 0;
    for (let i = 0; i < period.length; i++) longest = Math.max(longest, period[i]);
    this.centre = halfWidth(longest);
    this.#kernels = kernels;
    this.#table = kernels.table("eight taps between samples", () => {
      const { table } = interpolationKernels(KERNEL_TAPS);
      return new Float64Array(Float32Array.from(table).buffer);
    });
    // As far as rows reach once closures have moved; silence beyond the ends.
    const around = 2 * this.centre + KERNEL_TAPS;
    this.#firstSample = Math.floor(at[0]) - around;
    const length = 4 * Math.ceil((Math.ceil(at[at.length - 1]) + around - this.#firstSample) / 4);
    this.rowBytes = 16 * Math.ceil((2 * this.centre + 4) / 4);
    const numbersOf = STRAY + ALIGNED * BLOCK + 2 * at.length;
    this.stray = kernels.scratch(8 * numbersOf + 4 * length + (RING + 2) * this.rowBytes);
    this.results = this.stray + 8 * STRAY;
    this.#at = this.results + 8 * ALIGNED * BLOCK;
    this.#halves = this.#at + 8 * at.length;
    this.#sound = this.#halves + 8 * at.length;
    this.first = this.#sound + 4 * length;
    this.sums = this.first + RING * this.rowBytes;
    this.others = this.sums + this.rowBytes;
    const { numbers, singles } = kernels;
    const from = Math.max(0, this.#firstSample);
    const to = Math.min(excitation.length, this.#firstSample + length);
    const sound = this.#sound / 4;
    singles.fill(0, sound, sound + from - this.#firstSample);
    singles.set(excitation.subarray(from, to), sound + from - this.#firstSample);
    singles.fill(0, sound + to - this.#firstSample, sound + length);
    numbers.fill(0, this.stray / 8, this.stray / 8 + STRAY);
    for (let i = 0, h = this.#halves / 8; i < at.length; i++, h++) numbers[h] = halfWidth(period[i]);
  }

  /** Begins anew with closures where they are now. */
  begin(at: Float64Array): void {
    this.#kernels.numbers.set(at, this.#at / 8);
    this.#read = 0;
  }

  /** Sees to it that the rows of the last closures before number `end` are there. */
  readUpTo(end: number): void {
    this.#kernels.run.readRows(
      this.#sound - 4 * this.#firstSample,
      this.#table,
      this.#at,
      this.#halves,
      this.#read,
      end,
      this.first,
      this.rowBytes,
      this.centre,
    );
    this.#read = end;
  }
}

/** Numbers that go on from block to block, and room for others meanwhile. */
const STRAY = 12;

function halfWidth(period: number): number {
  return Math.ceil(REACH * period) + Math.max(1, Math.round(SEARCH * period)) + besideOf(period) + MARGIN;
}
