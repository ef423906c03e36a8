/**
 * Discrete Fourier transform of real frames whose length is a power of two, at least 8. One object owns its tables and buffers
 * and is reused for every frame.
 *
 * A real frame of `size` is folded into a complex one of half the size, which goes through a Stockham radix-4 transform
 * (Van Loan 1992, 1.7): self-sorting, so no bit reversal, and every inner loop reads straight on.
 *
 * @example
 * ```ts
 * const fft = new RealFft(512);
 * const power = new Float64Array(257);
 * fft.power(new Float64Array(512).fill(1), power);
 * ```
 */
export class RealFft {
  /** Samples of a frame. */
  readonly size: number;
  readonly #half: number;
  /** e^(-2 pi i k / half) for the complex transform. */
  readonly #cosine: Float64Array;
  readonly #sine: Float64Array;
  /** e^(-2 pi i k / size) for unfolding. */
  readonly #unfoldCosine: Float64Array;
  readonly #unfoldSine: Float64Array;
  #real: Float64Array;
  #imaginary: Float64Array;
  #spareReal: Float64Array;
  #spareImaginary: Float64Array;

  constructor(size: number) {
    if (!Number.isInteger(size) || size < 8 || (size & (size - 1)) !== 0) {
      throw new RangeError(`RealFft: size is ${size}; it must be a power of two, 8 or more`);
    }
    const half = size / 2;
    this.size = size;
    this.#half = half;
    this.#cosine = new Float64Array(half);
    this.#sine = new Float64Array(half);
    this.#unfoldCosine = new Float64Array(half);
    this.#unfoldSine = new Float64Array(half);
    for (let k = 0; k < half; k++) {
      this.#cosine[k] = Math.cos((2 * Math.PI * k) / half);
      this.#sine[k] = -Math.sin((2 * Math.PI * k) / half);
      this.#unfoldCosine[k] = Math.cos((Math.PI * k) / half);
      this.#unfoldSine[k] = -Math.sin((Math.PI * k) / half);
    }
    this.#real = new Float64Array(half);
    this.#imaginary = new Float64Array(half);
    this.#spareReal = new Float64Array(half);
    this.#spareImaginary = new Float64Array(half);
  }

  /** Spectrum of `frame` (`size` samples): `size / 2 + 1` bins into `real` and `imaginary`, unscaled, kernel e^(-i...). */
  forward(frame: Float64Array, real: Float64Array, imaginary: Float64Array): void {
    const half = this.#half;
    this.#fold(frame);
    const zr = this.#real;
    const zi = this.#imaginary;
    real[0] = zr[0] + zi[0];
    imaginary[0] = 0;
    real[half] = zr[0] - zi[0];
    imaginary[half] = 0;
    for (let k = 1; k < half; k++) {
      const evenReal = 0.5 * (zr[k] + zr[half - k]);
      const evenImaginary = 0.5 * (zi[k] - zi[half - k]);
      const oddReal = 0.5 * (zi[k] + zi[half - k]);
      const oddImaginary = -0.5 * (zr[k] - zr[half - k]);
      const c = this.#unfoldCosine[k];
      const s = this.#unfoldSine[k];
      real[k] = evenReal + c * oddReal - s * oddImaginary;
      imaginary[k] = evenImaginary + c * oddImaginary + s * oddReal;
    }
  }

  /** Squared magnitude of the spectrum of `frame`: `size / 2 + 1` bins into `power`. */
  power(frame: Float64Array, power: Float64Array): void {
    const half = this.#half;
    this.#fold(frame);
    const zr = this.#real;
    const zi = this.#imaginary;
    const dc = zr[0] + zi[0];
    const nyquist = zr[0] - zi[0];
    power[0] = dc * dc;
    power[half] = nyquist * nyquist;
    // Bins k and half - k come from one pair.
    for (let k = 1, m = half - 1; k <= m; k++, m--) {
      const evenReal = 0.5 * (zr[k] + zr[m]);
      const evenImaginary = 0.5 * (zi[k] - zi[m]);
      const oddReal = 0.5 * (zi[k] + zi[m]);
      const oddImaginary = 0.5 * (zr[m] - zr[k]);
      const c = this.#unfoldCosine[k];
      const s = this.#unfoldSine[k];
      const turnedReal = c * oddReal - s * oddImaginary;
      const turnedImaginary = c * oddImaginary + s * oddReal;
      const r1 = evenReal + turnedReal;
      const i1 = evenImaginary + turnedImaginary;
      const r2 = evenReal - turnedReal;
      const i2 = evenImaginary - turnedImaginary;
      power[k] = r1 * r1 + i1 * i1;
      power[m] = r2 * r2 + i2 * i2;
    }
  }

  #fold(frame: Float64Array): void {
    const half = this.#half;
    const zr = this.#real;
    const zi = this.#imaginary;
    for (let k = 0; k < half; k++) {
      zr[k] = frame[2 * k];
      zi[k] = frame[2 * k + 1];
    }
    this.#transform();
  }

  /** Complex transform of the folded frame, in place as seen from outside. */
  #transform(): void {
    const cosine = this.#cosine;
    const sine = this.#sine;
    let xr = this.#real;
    let xi = this.#imaginary;
    let yr = this.#spareReal;
    let yi = this.#spareImaginary;
    let n = this.#half;
    let stride = 1;
    while (n >= 4) {
      const quarter = n >> 2;
      const step = stride * quarter;
      for (let p = 0; p < quarter; p++) {
        const w1r = cosine[p * stride];
        const w1i = sine[p * stride];
        const w2r = w1r * w1r - w1i * w1i;
        const w2i = 2 * w1r * w1i;
        const w3r = w1r * w2r - w1i * w2i;
        const w3i = w1r * w2i + w1i * w2r;
        const from = stride * p;
        const to = 4 * stride * p;
        for (let q = 0; q < stride; q++) {
          const a = from + q;
          const b = a + step;
          const c = b + step;
          const d = c + step;
          const sumR = xr[a] + xr[c];
          const sumI = xi[a] + xi[c];
          const differenceR = xr[a] - xr[c];
          const differenceI = xi[a] - xi[c];
          const otherSumR = xr[b] + xr[d];
          const otherSumI = xi[b] + xi[d];
          // -i (b - d)
          const turnedR = xi[b] - xi[d];
          const turnedI = xr[d] - xr[b];
          const o = to + q;
          yr[o] = sumR + otherSumR;
          yi[o] = sumI + otherSumI;
          const r1 = differenceR + turnedR;
          const i1 = differenceI + turnedI;
          yr[o + stride] = r1 * w1r - i1 * w1i;
          yi[o + stride] = r1 * w1i + i1 * w1r;
          const r2 = sumR - otherSumR;
          const i2 = sumI - otherSumI;
          yr[o + 2 * stride] = r2 * w2r - i2 * w2i;
          yi[o + 2 * stride] = r2 * w2i + i2 * w2r;
          const r3 = differenceR - turnedR;
          const i3 = differenceI - turnedI;
          yr[o + 3 * stride] = r3 * w3r - i3 * w3i;
          yi[o + 3 * stride] = r3 * w3i + i3 * w3r;
        }
      }
      [xr, yr] = [yr, xr];
      [xi, yi] = [yi, xi];
      n = quarter;
      stride *= 4;
    }
    if (n === 2) {
      for (let q = 0; q < stride; q++) {
        const ar = xr[q];
        const ai = xi[q];
        const br = xr[q + stride];
        const bi = xi[q + stride];
        yr[q] = ar + br;
        yi[q] = ai + bi;
        yr[q + stride] = ar - br;
        yi[q + stride] = ai - bi;
      }
      [xr, yr] = [yr, xr];
      [xi, yi] = [yi, xi];
    }
    this.#real = xr;
    this.#imaginary = xi;
    this.#spareReal = yr;
    this.#spareImaginary = yi;
  }
}
