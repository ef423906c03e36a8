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

  readBetween(sound: number, kernel: number, result: number, count: number): void {
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

  addTo(sums: number, row: number, count: number): void {
    const { singles } = this.memory;
    for (let i = 0; i < count; i++) singles[sums / 4 + i] += singles[row / 4 + i];
  }

  meanOfOthers(sums: number, row: number, share: number, result: number, count: number): number {
    const { singles } = this.memory;
    const factor = fround(share);
    for (let i = 0; i < count; i++) {
      singles[result / 4 + i] = factor * fround(singles[sums / 4 + i] - singles[row / 4 + i]);
    }
    return this.dot(result, result, count);
  }

  dot(a: number, b: number, count: number): number {
    const { singles } = this.memory;
    return sumInLanes(count, (i) => singles[a / 4 + i] * singles[b / 4 + i]);
  }

  brightPearson(a: number, b: number, count: number): number {
    const { singles } = this.memory;
    const bright = (n: number) => fround(fround(2 * singles[n] - singles[n - 1]) - singles[n + 1]);
    const x = (i: number) => bright(a / 4 + i);
    const y = (i: number) => bright(b / 4 + i);
    const squares = sumInLanes(count, (i) => x(i) * x(i)) * sumInLanes(count, (i) => y(i) * y(i));
    return sumInLanes(count, (i) => x(i) * y(i)) / Math.sqrt(squares);
  }

  logarithms(values: number, count: number, scale: number, floor: number): void {
    const { numbers } = this.memory;
    for (let i = values / 8; i < values / 8 + count; i++) numbers[i] = logarithm(scale * numbers[i] + floor);
  }
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
