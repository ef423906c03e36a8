import { type CycleLoops, Kernels, PAGE_BYTES, sharedKernels } from "./kernels.js";

/** Kernels for what is done with glottal cycles: in WebAssembly where that is to be had, or plain. */
export type CycleKernels = Kernels<CycleLoops>;

let plain: CycleKernels | undefined;

export function cycleKernels(): CycleKernels {
  return sharedKernels() ?? plainCycleKernels();
}

/** The same in plain TypeScript, bit for bit, on a memory of its own. */
export function plainCycleKernels(): CycleKernels {
  plain ??= new Kernels(new PlainLoops());
  return plain;
}

const { fround } = Math;
/** Lags of `autocorrelate`. */
const LAGS = 18;
/** Rows of cycles that lie in a ring: a power of two, more than a block and its neighbours. */
export const RING = 32;
/** How many numbers `alignBlock` says of a cycle. */
export const ALIGNED = 6;
/** Phases between two samples of the kernels of eight taps that read them. */
const PHASES = 128;
/** Noise as a share of what changes beside the pulse, the rest being the last pulse's tail, which comes sooner or later and so does not make strengths uneven. */
const NOISE_OF_CHANGE = 0.5;

/** Twin of the loops in `kernels/kernels.as`, where each is described. Sums of 32 bits are made four at a time. */
class PlainLoops implements CycleLoops {
  readonly memory = new PlainMemory();

  convolve(sound: number, filter: number, taps: number, result: number, count: number): void {
    const { singles } = this.memory;
    for (let i = 0; i < count; i++) {
      let value = 0;
      for (let k = 0; k < taps; k++) {
        value = fround(value + fround(singles[filter / 4 + k] * singles[sound / 4 + i - k]));
      }
      singles[result / 4 + i] = value;
    }
  }

  autocorrelate(sound: number, window: number, length: number, frame: number, correlation: number): void {
    const { numbers, singles } = this.memory;
    const first = frame / 8;
    for (let n = 0; n < length; n++) numbers[first + n] = singles[sound / 4 + n] * numbers[window / 8 + n];
    for (let lag = 0; lag < LAGS; lag++) {
      let sum = 0;
      for (let n = first; n < first + length; n++) sum += numbers[n] * numbers[n + lag];
      numbers[correlation / 8 + lag] = sum;
    }
  }

  readRows(
    sound: number,
    table: number,
    at: number,
    halves: number,
    from: number,
    to: number,
    rows: number,
    rowBytes: number,
    centre: number,
  ): void {
    const { numbers } = this.memory;
    for (let i = from; i < to; i++) {
      const half = numbers[halves / 8 + i];
      const start = numbers[at / 8 + i] - half;
      const whole = Math.floor(start);
      const phase = Math.round((start - whole) * PHASES);
      const row = rows + (i & (RING - 1)) * rowBytes + 4 * (centre - half);
      this.#readBetween(sound + 4 * (whole - 3), table + 32 * phase, row, 4 * Math.ceil((2 * half + 1) / 4));
    }
  }

  #readBetween(sound: number, kernel: number, result: number, count: number): void {
    const { singles } = this.memory;
    const k = kernel / 4;
    const product = (t: number, n: number) => fround(singles[k + t] * singles[n + t]);
    for (let i = 0; i < count; i++) {
      const n = sound / 4 + i;
      const left = fround(fround(product(0, n) + product(1, n)) + fround(product(2, n) + product(3, n)));
      const right = fround(fround(product(4, n) + product(5, n)) + fround(product(6, n) + product(7, n)));
      singles[result / 4 + i] = fround(left + right);
    }
  }

  alignBlock(
    rows: number,
    rowBytes: number,
    left: number,
    first: number,
    last: number,
    block: number,
    end: number,
    sums: number,
    others: number,
    width: number,
    wing: number,
    search: number,
    beside: number,
    isLast: number,
    stray: number,
    results: number,
  ): void {
    const { numbers, singles } = this.memory;
    const rowOf = (i: number) => rows + (i & (RING - 1)) * rowBytes + left;
    const all = width + 2 * wing;
    const middle = sums + 4 * wing;
    const likeness = stray / 8 + 4;
    singles.fill(0, sums / 4, sums / 4 + all);
    for (let i = first; i < last; i++) this.#addTo(sums, rowOf(i) - 4 * wing, all);
    const whole = isLast ? this.#dot(middle, middle, width) : 0;
    for (let k = 0; k < 4; k++) {
      const at = middle + 4 * shiftOf(k, beside);
      numbers[likeness + k] = whole > 0 ? this.#dot(middle, at, width) / whole : 0;
    }
    const share = 1 / (last - first - 1);
    for (let i = block; i < end; i++) {
      const row = rowOf(i);
      const result = results / 8 + ALIGNED * (i - block);
      const energy = this.#meanOfOthers(middle, row, share, others, width);
      // Uphill from the closure before, one sample at a time.
      let best = 0;
      let before = this.#dot(others, row - 4, width);
      let here = this.#dot(others, row, width);
      let after = this.#dot(others, row + 4, width);
      while (Math.max(before, after) > here && Math.abs(best) < search) {
        if (after > before) {
          best++;
          before = here;
          here = after;
          after = this.#dot(others, row + 4 * (best + 1), width);
        } else {
          best--;
          after = here;
          here = before;
          before = this.#dot(others, row + 4 * (best - 1), width);
        }
      }
      const bend = before - 2 * here + after;
      const shift = bend < 0 ? Math.max(-1, Math.min(1, (0.5 * (before - after)) / bend)) : 0;
      const strength = energy > 0 ? Math.abs((here / energy) * singles[others / 4 + width / 2]) : Number.NaN;
      numbers.set([best, shift, strength, Number.NaN, Number.NaN, Number.NaN], result);
      if (!isLast) continue;
      if (i > 0) numbers[result + 3] = this.#brightPearson(rowOf(i - 1), row, width);
      // What the mean pulse finds where there is none, less what its own tails give; what changes of it from cycle to cycle is noise.
      let squares = 0;
      let slopes = 0;
      let changeBefore = 0;
      for (let k = 0; k < 4; k++) {
        const value = this.#dot(others, row + 4 * (best + shiftOf(k, beside)), width) / here - numbers[likeness + k];
        const change = value - numbers[stray / 8 + k];
        numbers[stray / 8 + k] = value;
        squares += change * change;
        if (k % 2 === 1) slopes += (change - changeBefore) * (change - changeBefore);
        changeBefore = change;
      }
      if (!(i > 0 && here > 0 && bend < 0)) continue;
      // A change has the noise of two cycles.
      numbers[result + 4] = (NOISE_OF_CHANGE * squares) / 8;
      numbers[result + 5] = (slopes / 16) * ((here / bend) * (here / bend));
    }
  }

  logarithms(values: number, count: number, scale: number, floor: number): void {
    const { numbers } = this.memory;
    for (let i = values / 8; i < values / 8 + count; i++) numbers[i] = logarithm(scale * numbers[i] + floor);
  }

  #addTo(sums: number, row: number, count: number): void {
    const { singles } = this.memory;
    for (let i = 0; i < count; i++) singles[sums / 4 + i] += singles[row / 4 + i];
  }

  #meanOfOthers(sums: number, row: number, share: number, result: number, count: number): number {
    const { singles } = this.memory;
    const factor = fround(share);
    for (let i = 0; i < count; i++) {
      singles[result / 4 + i] = factor * fround(singles[sums / 4 + i] - singles[row / 4 + i]);
    }
    return this.#dot(result, result, count);
  }

  #dot(a: number, b: number, count: number): number {
    const { singles } = this.memory;
    return sumInLanes(count, (i) => singles[a / 4 + i] * singles[b / 4 + i]);
  }

  #brightPearson(a: number, b: number, count: number): number {
    const { singles } = this.memory;
    const bright = (n: number) => fround(fround(2 * singles[n] - singles[n - 1]) - singles[n + 1]);
    const x = (i: number) => bright(a / 4 + i);
    const y = (i: number) => bright(b / 4 + i);
    const squares = sumInLanes(count, (i) => x(i) * x(i)) * sumInLanes(count, (i) => y(i) * y(i));
    return sumInLanes(count, (i) => x(i) * y(i)) / Math.sqrt(squares);
  }
}

/** Two neighbours on each side, in samples. */
function shiftOf(k: number, beside: number): number {
  return (k < 2 ? -beside : beside) + (k % 2 === 0 ? -1 : 1);
}

class PlainMemory {
  buffer = new ArrayBuffer(PAGE_BYTES);
  singles = new Float32Array(this.buffer);
  numbers = new Float64Array(this.buffer);

  grow(pages: number): void {
    const before = this.numbers;
    this.buffer = new ArrayBuffer(this.buffer.byteLength + pages * PAGE_BYTES);
    this.singles = new Float32Array(this.buffer);
    this.numbers = new Float64Array(this.buffer);
    this.numbers.set(before);
  }
}

function sumInLanes(count: number, termAt: (i: number) => number): number {
  let a = 0;
  let b = 0;
  let c = 0;
  let d = 0;
  for (let i = 0; i < count; i += 4) {
    a = fround(a + fround(termAt(i)));
    b = fround(b + fround(termAt(i + 1)));
    c = fround(c + fround(termAt(i + 2)));
    d = fround(d + fround(termAt(i + 3)));
  }
  return fround(fround(a + b) + fround(c + d));
}

const bits = new DataView(new ArrayBuffer(8));

/** Natural logarithm as the kernels have it: by the series of the area tangent, with the mantissa between the roots of 1/2 and 2. */
export function logarithm(x: number): number {
  bits.setFloat64(0, x);
  const high = bits.getUint32(0);
  let octaves = (high >>> 20) - 1023;
  bits.setUint32(0, (high & 0xfffff) | 0x3ff00000);
  let m = bits.getFloat64(0);
  if (m >= Math.SQRT2) {
    m /= 2;
    octaves++;
  }
  const s = (m - 1) / (m + 1);
  const z = s * s;
  let series = 1 / 13;
  for (let n = 11; n > 0; n -= 2) series = 1 / n + z * series;
  return octaves * Math.LN2 + (s + s) * series;
}
