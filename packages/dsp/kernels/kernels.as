/**
 * The inner loops of `src/signal`, in AssemblyScript with vectors of 128 bits. `scripts/build-kernels.ts` makes `src/signal/kernel-code.ts` of it. Each
 * does the very operations of its plain TypeScript twin in the very same order, lane by lane, so both give the same bits. Places are in bytes, and
 * what a place holds is laid out by `src/signal/kernels.ts`.
 */

/**
 * Stockham radix-4 transform of `half` complex numbers (16 at least, a power of two) that lie at `input` as pairs; real parts come to `real`, imaginary
 * ones to `real + 8 * half`, or both `16 * half` further on where this returns 1.
 */
function transform(input: usize, real: usize, twiddles: usize, half: i32): i32 {
  const size = <usize>half << 3;
  let x = real;
  let y = real + 2 * size;
  let n = half >> 2;
  firstStage(input, x, size, twiddles, n);
  let table = twiddles + 48 * <usize>n;
  let stride = 4;
  let swapped = 0;
  while (n >= 4) {
    stage(x, y, size, table, n >> 2, stride);
    table += 48 * <usize>(n >> 2);
    n >>= 2;
    stride <<= 2;
    const spare = x;
    x = y;
    y = spare;
    swapped ^= 1;
  }
  if (n == 2) {
    lastStage(x, y, size, stride);
    swapped ^= 1;
  }
  return swapped;
}

/** Reads pairs and factors of two numbers at a time, the factors lying kind by kind, and writes the four results of each side by side. */
// @ts-expect-error: decorator
@inline
function firstStage(input: usize, y: usize, size: usize, twiddles: usize, quarter: i32): void {
  const step = <usize>quarter << 4;
  const kind = <usize>quarter << 3;
  const yi = y + size;
  for (let p: usize = 0; p < <usize>quarter; p += 2) {
    const a = input + (p << 4);
    const b = a + step;
    const c = b + step;
    const d = c + step;
    const a0 = v128.load(a);
    const a1 = v128.load(a, 16);
    const b0 = v128.load(b);
    const b1 = v128.load(b, 16);
    const c0 = v128.load(c);
    const c1 = v128.load(c, 16);
    const d0 = v128.load(d);
    const d1 = v128.load(d, 16);
    const ar = i64x2.shuffle(a0, a1, 0, 2);
    const ai = i64x2.shuffle(a0, a1, 1, 3);
    const br = i64x2.shuffle(b0, b1, 0, 2);
    const bi = i64x2.shuffle(b0, b1, 1, 3);
    const cr = i64x2.shuffle(c0, c1, 0, 2);
    const ci = i64x2.shuffle(c0, c1, 1, 3);
    const dr = i64x2.shuffle(d0, d1, 0, 2);
    const di = i64x2.shuffle(d0, d1, 1, 3);
    const sumR = f64x2.add(ar, cr);
    const sumI = f64x2.add(ai, ci);
    const differenceR = f64x2.sub(ar, cr);
    const differenceI = f64x2.sub(ai, ci);
    const otherSumR = f64x2.add(br, dr);
    const otherSumI = f64x2.add(bi, di);
    const turnedR = f64x2.sub(bi, di);
    const turnedI = f64x2.sub(dr, br);
    const w = twiddles + (p << 3);
    const w1r = v128.load(w);
    const w1i = v128.load(w + kind);
    const w2r = v128.load(w + 2 * kind);
    const w2i = v128.load(w + 3 * kind);
    const w3r = v128.load(w + 4 * kind);
    const w3i = v128.load(w + 5 * kind);
    const y0r = f64x2.add(sumR, otherSumR);
    const y0i = f64x2.add(sumI, otherSumI);
    const r1 = f64x2.add(differenceR, turnedR);
    const i1 = f64x2.add(differenceI, turnedI);
    const y1r = f64x2.sub(f64x2.mul(r1, w1r), f64x2.mul(i1, w1i));
    const y1i = f64x2.add(f64x2.mul(r1, w1i), f64x2.mul(i1, w1r));
    const r2 = f64x2.sub(sumR, otherSumR);
    const i2 = f64x2.sub(sumI, otherSumI);
    const y2r = f64x2.sub(f64x2.mul(r2, w2r), f64x2.mul(i2, w2i));
    const y2i = f64x2.add(f64x2.mul(r2, w2i), f64x2.mul(i2, w2r));
    const r3 = f64x2.sub(differenceR, turnedR);
    const i3 = f64x2.sub(differenceI, turnedI);
    const y3r = f64x2.sub(f64x2.mul(r3, w3r), f64x2.mul(i3, w3i));
    const y3i = f64x2.add(f64x2.mul(r3, w3i), f64x2.mul(i3, w3r));
    const o = y + (p << 5);
    v128.store(o, i64x2.shuffle(y0r, y1r, 0, 2));
    v128.store(o, i64x2.shuffle(y2r, y3r, 0, 2), 16);
    v128.store(o, i64x2.shuffle(y0r, y1r, 1, 3), 32);
    v128.store(o, i64x2.shuffle(y2r, y3r, 1, 3), 48);
    const oi = yi + (p << 5);
    v128.store(oi, i64x2.shuffle(y0i, y1i, 0, 2));
    v128.store(oi, i64x2.shuffle(y2i, y3i, 0, 2), 16);
    v128.store(oi, i64x2.shuffle(y0i, y1i, 1, 3), 32);
    v128.store(oi, i64x2.shuffle(y2i, y3i, 1, 3), 48);
  }
}

// @ts-expect-error: decorator
@inline
function stage(x: usize, y: usize, size: usize, table: usize, quarter: i32, stride: i32): void {
  const width = <usize>stride << 3;
  const step = width * <usize>quarter;
  for (let p: usize = 0; p < <usize>quarter; p++) {
    const w = table + 48 * p;
    const w1r = v128.load64_splat(w);
    const w1i = v128.load64_splat(w, 8);
    const w2r = v128.load64_splat(w, 16);
    const w2i = v128.load64_splat(w, 24);
    const w3r = v128.load64_splat(w, 32);
    const w3i = v128.load64_splat(w, 40);
    let a = x + width * p;
    const end = a + width;
    let o = y + 4 * width * p;
    for (; a < end; a += 16, o += 16) {
      const b = a + step;
      const c = b + step;
      const d = c + step;
      const ar = v128.load(a);
      const ai = v128.load(a + size);
      const br = v128.load(b);
      const bi = v128.load(b + size);
      const cr = v128.load(c);
      const ci = v128.load(c + size);
      const dr = v128.load(d);
      const di = v128.load(d + size);
      const sumR = f64x2.add(ar, cr);
      const sumI = f64x2.add(ai, ci);
      const differenceR = f64x2.sub(ar, cr);
      const differenceI = f64x2.sub(ai, ci);
      const otherSumR = f64x2.add(br, dr);
      const otherSumI = f64x2.add(bi, di);
      const turnedR = f64x2.sub(bi, di);
      const turnedI = f64x2.sub(dr, br);
      v128.store(o, f64x2.add(sumR, otherSumR));
      v128.store(o + size, f64x2.add(sumI, otherSumI));
      const r1 = f64x2.add(differenceR, turnedR);
      const i1 = f64x2.add(differenceI, turnedI);
      const o1 = o + width;
      v128.store(o1, f64x2.sub(f64x2.mul(r1, w1r), f64x2.mul(i1, w1i)));
      v128.store(o1 + size, f64x2.add(f64x2.mul(r1, w1i), f64x2.mul(i1, w1r)));
      const r2 = f64x2.sub(sumR, otherSumR);
      const i2 = f64x2.sub(sumI, otherSumI);
      const o2 = o1 + width;
      v128.store(o2, f64x2.sub(f64x2.mul(r2, w2r), f64x2.mul(i2, w2i)));
      v128.store(o2 + size, f64x2.add(f64x2.mul(r2, w2i), f64x2.mul(i2, w2r)));
      const r3 = f64x2.sub(differenceR, turnedR);
      const i3 = f64x2.sub(differenceI, turnedI);
      const o3 = o2 + width;
      v128.store(o3, f64x2.sub(f64x2.mul(r3, w3r), f64x2.mul(i3, w3i)));
      v128.store(o3 + size, f64x2.add(f64x2.mul(r3, w3i), f64x2.mul(i3, w3r)));
    }
  }
}

// @ts-expect-error: decorator
@inline
function lastStage(x: usize, y: usize, size: usize, stride: i32): void {
  const width = <usize>stride << 3;
  for (let q: usize = 0; q < width; q += 16) {
    const a = x + q;
    const b = a + width;
    const ar = v128.load(a);
    const ai = v128.load(a + size);
    const br = v128.load(b);
    const bi = v128.load(b + size);
    const o = y + q;
    v128.store(o, f64x2.add(ar, br));
    v128.store(o + size, f64x2.add(ai, bi));
    v128.store(o + width, f64x2.sub(ar, br));
    v128.store(o + width + size, f64x2.sub(ai, bi));
  }
}

/** Squared magnitudes of the spectrum of `2 * half` real numbers. */
export function power(input: usize, work: usize, twiddles: usize, unfold: usize, output: usize, half: i32): void {
  const size = <usize>half << 3;
  const zr = transform(input, work, twiddles, half) ? work + 2 * size : work;
  const zi = zr + size;
  const dc = load<f64>(zr) + load<f64>(zi);
  const nyquist = load<f64>(zr) - load<f64>(zi);
  store<f64>(output, dc * dc);
  store<f64>(output + size, nyquist * nyquist);
  const one = f64x2.splat(0.5);
  for (let k: usize = 8, m: usize = size - 16; k <= m + 8; k += 16, m -= 16) {
    const xr = v128.load(zr + k);
    const xi = v128.load(zi + k);
    const rr = v128.load(zr + m);
    const ri = v128.load(zi + m);
    const yr = i64x2.shuffle(rr, rr, 1, 0);
    const yi = i64x2.shuffle(ri, ri, 1, 0);
    const evenReal = f64x2.mul(one, f64x2.add(xr, yr));
    const evenImaginary = f64x2.mul(one, f64x2.sub(xi, yi));
    const oddReal = f64x2.mul(one, f64x2.add(xi, yi));
    const oddImaginary = f64x2.mul(one, f64x2.sub(yr, xr));
    const c = v128.load(unfold + k);
    const s = v128.load(unfold + size + k);
    const turnedReal = f64x2.sub(f64x2.mul(c, oddReal), f64x2.mul(s, oddImaginary));
    const turnedImaginary = f64x2.add(f64x2.mul(c, oddImaginary), f64x2.mul(s, oddReal));
    const r1 = f64x2.add(evenReal, turnedReal);
    const i1 = f64x2.add(evenImaginary, turnedImaginary);
    const r2 = f64x2.sub(evenReal, turnedReal);
    const i2 = f64x2.sub(evenImaginary, turnedImaginary);
    v128.store(output + k, f64x2.add(f64x2.mul(r1, r1), f64x2.mul(i1, i1)));
    const mirrored = f64x2.add(f64x2.mul(r2, r2), f64x2.mul(i2, i2));
    v128.store(output + m, i64x2.shuffle(mirrored, mirrored, 1, 0));
  }
}

/** Bins 0 to `last` of the spectrum of `2 * half` real numbers; one more may be written, and what it holds means nothing. */
export function forward(
  input: usize,
  work: usize,
  twiddles: usize,
  unfold: usize,
  real: usize,
  imaginary: usize,
  half: i32,
  last: i32,
): void {
  const size = <usize>half << 3;
  const zr = transform(input, work, twiddles, half) ? work + 2 * size : work;
  const zi = zr + size;
  const one = f64x2.splat(0.5);
  const end = <usize>min(last, half - 1) << 3;
  for (let k: usize = 8; k <= end; k += 16) {
    const m = size - k - 8;
    const xr = v128.load(zr + k);
    const xi = v128.load(zi + k);
    const rr = v128.load(zr + m);
    const ri = v128.load(zi + m);
    const yr = i64x2.shuffle(rr, rr, 1, 0);
    const yi = i64x2.shuffle(ri, ri, 1, 0);
    const evenReal = f64x2.mul(one, f64x2.add(xr, yr));
    const evenImaginary = f64x2.mul(one, f64x2.sub(xi, yi));
    const oddReal = f64x2.mul(one, f64x2.add(xi, yi));
    const oddImaginary = f64x2.mul(one, f64x2.sub(yr, xr));
    const c = v128.load(unfold + k);
    const s = v128.load(unfold + size + k);
    v128.store(
      real + k,
      f64x2.add(evenReal, f64x2.sub(f64x2.mul(c, oddReal), f64x2.mul(s, oddImaginary))),
    );
    v128.store(
      imaginary + k,
      f64x2.add(evenImaginary, f64x2.add(f64x2.mul(c, oddImaginary), f64x2.mul(s, oddReal))),
    );
  }
  store<f64>(real, load<f64>(zr) + load<f64>(zi));
  store<f64>(imaginary, 0);
  if (last == half) {
    store<f64>(real + size, load<f64>(zr) - load<f64>(zi));
    store<f64>(imaginary + size, 0);
  }
}

/**
 * Cosine transform of the first kind of `2 * half + 1` numbers; the first `count + 1` results, `count` even. `turn` holds the sines and then the
 * cosines of `pi j / (2 half)`, `folded` is room for as many numbers, `bins` for two times `half + 2`.
 */
export function cosines(
  input: usize,
  folded: usize,
  turn: usize,
  work: usize,
  twiddles: usize,
  unfold: usize,
  bins: usize,
  output: usize,
  half: i32,
  count: i32,
): void {
  const middle = <usize>half << 3;
  const size = middle << 1;
  const one = f64x2.splat(0.5);
  const first = load<f64>(input);
  const last = load<f64>(input + size);
  store<f64>(folded, 0.5 * (first + last));
  let sums = f64x2.splat(0);
  for (let j: usize = 8; j <= middle; j += 16) {
    const m = size - j - 8;
    const a = v128.load(input + j);
    const reversed = v128.load(input + m);
    const b = i64x2.shuffle(reversed, reversed, 1, 0);
    const mean = f64x2.mul(one, f64x2.add(a, b));
    const difference = f64x2.sub(a, b);
    const turned = f64x2.mul(v128.load(turn + j), difference);
    v128.store(folded + j, f64x2.sub(mean, turned));
    const mirrored = f64x2.add(mean, turned);
    v128.store(folded + m, i64x2.shuffle(mirrored, mirrored, 1, 0));
    sums = f64x2.add(sums, f64x2.mul(difference, v128.load(turn + size + j)));
  }
  let odd = 0.5 * (first - last) + (f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1));
  const real = bins;
  const imaginary = bins + middle + 16;
  const wanted = count >> 1;
  forward(folded, work, twiddles, unfold, real, imaginary, half, wanted);
  store<f64>(output, load<f64>(real));
  store<f64>(output, odd, 8);
  const end = <usize>min(wanted, half - 1) << 3;
  for (let k: usize = 8; k <= end; k += 8) {
    const o = output + (k << 1);
    store<f64>(o, load<f64>(real + k));
    odd -= load<f64>(imaginary + k);
    store<f64>(o, odd, 8);
  }
  if (count == half << 1) store<f64>(output + size, load<f64>(real + middle));
}

/**
 * Windowed sinc in polyphase form, in 32 bits: `count` samples from number `made` on, `step` samples apart, of a history whose first sample has place
 * `start`. `table` holds `phases` times `taps` numbers, `taps` being a multiple of four.
 */
export function interpolate(
  history: usize,
  table: usize,
  taps: i32,
  phases: i32,
  made: f64,
  step: f64,
  start: f64,
  result: usize,
  count: i32,
): void {
  const bytes = <usize>taps << 2;
  for (let i = 0; i < count; i++) {
    const position = (made + <f64>i) * step;
    let whole = floor(position);
    let phase = floor((position - whole) * <f64>phases + 0.5);
    if (phase == <f64>phases) {
      phase = 0;
      whole += 1;
    }
    let h = history + (<usize>(<i32>(whole - start)) << 2);
    let t = table + <usize>(<i32>phase) * bytes;
    let sums = f32x4.mul(v128.load(t), v128.load(h));
    const end = t + bytes;
    for (t += 16, h += 16; t < end; t += 16, h += 16) {
      sums = f32x4.add(sums, f32x4.mul(v128.load(t), v128.load(h)));
    }
    store<f32>(
      result + (<usize>i << 2),
      f32x4.extract_lane(sums, 0) +
        f32x4.extract_lane(sums, 1) +
        (f32x4.extract_lane(sums, 2) + f32x4.extract_lane(sums, 3)),
    );
  }
}

/**
 * Of `count + 1` powers, `count` even: those times `share`, and the square roots of all; returns the sum of the former.
 */
export function weigh(powers: usize, share: usize, weighed: usize, roots: usize, count: i32): f64 {
  const end = <usize>count << 3;
  let sums = f64x2.splat(0);
  for (let k: usize = 0; k < end; k += 16) {
    const value = v128.load(powers + k);
    const part = f64x2.mul(value, v128.load(share + k));
    v128.store(weighed + k, part);
    v128.store(roots + k, f64x2.sqrt(value));
    sums = f64x2.add(sums, part);
  }
  const last = load<f64>(powers + end);
  const part = last * load<f64>(share + end);
  store<f64>(weighed + end, part);
  store<f64>(roots + end, sqrt(last));
  return f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1) + part;
}

/** Divides `count + 1` numbers by the first of them, where that is above 0, times `factors`; sets them to 0 otherwise. */
export function norm(values: usize, factors: usize, count: i32): void {
  const first = load<f64>(values);
  const scale = f64x2.splat(first > 0 ? 1 / first : 0);
  const end = <usize>(count + 1) << 3;
  for (let k: usize = 0; k < end; k += 16) {
    v128.store(values + k, f64x2.mul(v128.load(values + k), f64x2.mul(scale, v128.load(factors + k))));
  }
}

/**
 * Sums over `bands` runs of bins, weighed: run `b` begins at bin `firsts[b]` and takes the weights from `offsets[b]` to before `offsets[b + 1]`, 32-bit
 * integers both.
 */
export function gather(powers: usize, weights: usize, firsts: usize, offsets: usize, bands: i32, sums: usize): void {
  for (let b: usize = 0; b < <usize>bands; b++) {
    const from = load<i32>(offsets + (b << 2));
    const to = load<i32>(offsets + (b << 2), 4);
    const even = from + ((to - from) & ~1);
    let p = powers + (<usize>load<i32>(firsts + (b << 2)) << 3);
    let w = weights + (<usize>from << 3);
    const end = weights + (<usize>even << 3);
    let pair = f64x2.splat(0);
    for (; w < end; w += 16, p += 16) pair = f64x2.add(pair, f64x2.mul(v128.load(w), v128.load(p)));
    let sum = f64x2.extract_lane(pair, 0) + f64x2.extract_lane(pair, 1);
    if (even < to) sum += load<f64>(w) * load<f64>(p);
    store<f64>(sums + (b << 3), sum);
  }
}
