/** Coefficients of a long window, and samples that a frame gives. */
export const FRAME_SAMPLES = 1024;
const SHORT_SAMPLES = 128;

/** Where the first of eight short windows begins in the frame of 2048 samples. */
const SHORT_START = (FRAME_SAMPLES - SHORT_SAMPLES) / 2;

/** How a frame's window is put together (ISO/IEC 14496-3, table 4.109). */
export const WINDOW_SEQUENCE = { onlyLong: 0, longStart: 1, eightShort: 2, longStop: 3 } as const;

/** Which slopes a window has: 0 sine, 1 Kaiser-Bessel derived. */
export type WindowShape = 0 | 1;

/** Inverse modified discrete cosine transform of one size, by a complex FFT of half as many points (a DCT-IV folded out). */
class InverseMdct {
  readonly #size: number;
  readonly #twiddleCos: Float64Array;
  readonly #twiddleSin: Float64Array;
  readonly #rootCos: Float64Array;
  readonly #rootSin: Float64Array;
  readonly #reversed: Uint16Array;
  readonly #real: Float64Array;
  readonly #imaginary: Float64Array;

  /** @param size Coefficients, a power of two; it gives twice as many samples. */
  constructor(size: number) {
    const points = size / 2;
    this.#size = size;
    const angles = Float64Array.from({ length: points }, (_, k) => (-Math.PI * (8 * k + 1)) / (8 * size));
    this.#twiddleCos = angles.map(Math.cos);
    this.#twiddleSin = angles.map(Math.sin);
    const roots = Float64Array.from({ length: points / 2 }, (_, k) => (-2 * Math.PI * k) / points);
    this.#rootCos = roots.map(Math.cos);
    this.#rootSin = roots.map(Math.sin);
    const bits = Math.log2(points);
    this.#reversed = Uint16Array.from({ length: points }, (_, k) => {
      let reversed = 0;
      for (let bit = 0; bit < bits; bit++) reversed |= ((k >> bit) & 1) << (bits - 1 - bit);
      return reversed;
    });
    this.#real = new Float64Array(points);
    this.#imaginary = new Float64Array(points);
  }

  /** `output[n] = (1/size) sum input[k] cos(pi/size (n + 1/2 + size/2)(k + 1/2))`, for n below twice `size`. */
  transform(input: Float64Array, offset: number, output: Float64Array): void {
    const size = this.#size;
    const half = size / 2;
    const real = this.#real;
    const imaginary = this.#imaginary;
    for (let k = 0; k < half; k++) {
      const even = input[offset + 2 * k] as number;
      const odd = input[offset + size - 1 - 2 * k] as number;
      const cos = this.#twiddleCos[k] as number;
      const sin = this.#twiddleSin[k] as number;
      const to = this.#reversed[k] as number;
      real[to] = even * cos - odd * sin;
      imaginary[to] = even * sin + odd * cos;
    }
    this.#fft();
    // The DCT-IV `d` is half of what is wanted; the rest is its mirror images. Two of its values come at a time,
    // `d[2k]` and `d[size - 1 - 2k]`, of which one lies in its lower half and one in its upper.
    const quarter = half / 2;
    for (let k = 0; k < half; k++) {
      const cos = this.#twiddleCos[k] as number;
      const sin = this.#twiddleSin[k] as number;
      const x = (real[k] as number) / size;
      const y = (imaginary[k] as number) / size;
      const isLower = k < quarter;
      const even = x * cos - y * sin;
      const odd = -(x * sin + y * cos);
      const lower = isLower ? even : odd;
      const upper = isLower ? odd : even;
      const lowerIndex = isLower ? 2 * k : size - 1 - 2 * k;
      const upperIndex = size - 1 - lowerIndex;
      output[3 * half - 1 - lowerIndex] = -lower;
      output[3 * half + lowerIndex] = -lower;
      output[upperIndex - half] = upper;
      output[3 * half - 1 - upperIndex] = -upper;
    }
  }

  /** In place, radix 2, from bit-reversed order. */
  #fft(): void {
    const real = this.#real;
    const imaginary = this.#imaginary;
    const points = real.length;
    for (let length = 2; length <= points; length *= 2) {
      const half = length / 2;
      const stride = points / length;
      for (let start = 0; start < points; start += length) {
        for (let k = 0; k < half; k++) {
          const cos = this.#rootCos[k * stride] as number;
          const sin = this.#rootSin[k * stride] as number;
          const a = start + k;
          const b = a + half;
          const x = (real[b] as number) * cos - (imaginary[b] as number) * sin;
          const y = (real[b] as number) * sin + (imaginary[b] as number) * cos;
          real[b] = (real[a] as number) - x;
          imaginary[b] = (imaginary[a] as number) - y;
          real[a] = (real[a] as number) + x;
          imaginary[a] = (imaginary[a] as number) + y;
        }
      }
    }
  }
}

const LONG_MDCT = new InverseMdct(FRAME_SAMPLES);
const SHORT_MDCT = new InverseMdct(SHORT_SAMPLES);

/** Rising halves of the windows by shape (alpha is 4 for long Kaiser-Bessel windows, 6 for short). */
const LONG_SLOPES = [sineSlope(FRAME_SAMPLES), kaiserBesselSlope(FRAME_SAMPLES, 4)] as const;
const SHORT_SLOPES = [sineSlope(SHORT_SAMPLES), kaiserBesselSlope(SHORT_SAMPLES, 6)] as const;

function sineSlope(length: number): Float64Array {
  return Float64Array.from({ length }, (_, n) => Math.sin((Math.PI * (n + 0.5)) / (2 * length)));
}

function kaiserBesselSlope(length: number, alpha: number): Float64Array {
  const kernel = Float64Array.from({ length: length + 1 }, (_, n) => {
    const x = (2 * n) / length - 1;
    return besselI0(Math.PI * alpha * Math.sqrt(Math.max(0, 1 - x * x)));
  });
  const total = kernel.reduce((sum, value) => sum + value, 0);
  let sum = 0;
  return kernel.subarray(0, length).map((value) => {
    sum += value;
    return Math.sqrt(sum / total);
  });
}

/** Modified Bessel function of the first kind, order 0, by its power series. */
function besselI0(x: number): number {
  let term = 1;
  let sum = 1;
  for (let k = 1; term > sum * 1e-17; k++) {
    term *= (x / (2 * k)) * (x / (2 * k));
    sum += term;
  }
  return sum;
}

/** The synthesis filter bank of one channel: inverse transform, window, and overlap with the frame before. */
export class FilterBank {
  readonly #overlap = new Float64Array(FRAME_SAMPLES);
  readonly #frame = new Float64Array(2 * FRAME_SAMPLES);
  readonly #short = new Float64Array(2 * SHORT_SAMPLES);
  #previousShape: WindowShape = 0;

  /** Turns a frame's 1024 coefficients (eight times 128 for short windows) into its 1024 samples. */
  synthesize(spectrum: Float64Array, sequence: number, shape: WindowShape): Float32Array {
    const frame = this.#frame;
    if (sequence === WINDOW_SEQUENCE.eightShort) this.#shortWindows(spectrum, shape);
    else this.#longWindow(spectrum, sequence, shape);
    const samples = new Float32Array(FRAME_SAMPLES);
    for (let n = 0; n < FRAME_SAMPLES; n++) {
      samples[n] = (this.#overlap[n] as number) + (frame[n] as number);
      this.#overlap[n] = frame[n + FRAME_SAMPLES] as number;
    }
    this.#previousShape = shape;
    return samples;
  }

  /** Forgets the frame before, after one that could not be decoded. */
  reset(): void {
    this.#overlap.fill(0);
  }

  #longWindow(spectrum: Float64Array, sequence: number, shape: WindowShape): void {
    const frame = this.#frame;
    LONG_MDCT.transform(spectrum, 0, frame);
    if (sequence === WINDOW_SEQUENCE.longStop) shortSlope(frame, SHORT_SLOPES[this.#previousShape], 0, 1);
    else longSlope(frame, LONG_SLOPES[this.#previousShape], 0, 1);
    if (sequence === WINDOW_SEQUENCE.longStart) shortSlope(frame, SHORT_SLOPES[shape], 2 * FRAME_SAMPLES - 1, -1);
    else longSlope(frame, LONG_SLOPES[shape], 2 * FRAME_SAMPLES - 1, -1);
  }

  #shortWindows(spectrum: Float64Array, shape: WindowShape): void {
    const frame = this.#frame.fill(0);
    const short = this.#short;
    for (let window = 0; window < 8; window++) {
      SHORT_MDCT.transform(spectrum, window * SHORT_SAMPLES, short);
      longSlope(short, SHORT_SLOPES[window === 0 ? this.#previousShape : shape], 0, 1);
      longSlope(short, SHORT_SLOPES[shape], 2 * SHORT_SAMPLES - 1, -1);
      const start = SHORT_START + window * SHORT_SAMPLES;
      for (let n = 0; n < 2 * SHORT_SAMPLES; n++) {
        frame[start + n] = (frame[start + n] as number) + (short[n] as number);
      }
    }
  }
}

/** Multiplies by a slope from one end, forwards or backwards. */
function longSlope(frame: Float64Array, slope: Float64Array, start: number, step: 1 | -1): void {
  for (let n = 0; n < slope.length; n++) {
    const at = start + n * step;
    frame[at] = (frame[at] as number) * (slope[n] as number);
  }
}

/** As `longSlope` for a short slope in a long window: silence before it, full level behind it. */
function shortSlope(frame: Float64Array, slope: Float64Array, start: number, step: 1 | -1): void {
  for (let n = 0; n < SHORT_START; n++) frame[start + n * step] = 0;
  longSlope(frame, slope, start + SHORT_START * step, step);
}
