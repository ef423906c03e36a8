/**
 * The inner loops of `src/signal` and `src/resonance`, in AssemblyScript with vectors of 128 bits. `scripts/build-kernels.ts` makes `src/signal/kernel-code.ts` of it. Each
 * does the very operations of its plain TypeScript twin in the very same order, lane by lane, so both give the same bits. Places are in bytes, and
 * what a place holds is laid out by `src/signal/kernels.ts`. The lesser of two numbers is taken by `pmin`, the greater by `pmax`, which are one step where `min` and `max` are eight; not a
 * number stays one if it comes first.
 */

/**
 * Stockham radix-4 transform of `half` complex numbers of 32 bits (16 at least, a power of two) that lie at `input` as pairs; real parts come to `real`,
 * imaginary ones to `real + 4 * half`, or both `8 * half` further on where this returns 1.
 */
function transform(input: usize, real: usize, twiddles: usize, half: i32): i32 {
  const size = <usize>half << 2;
  let x = real;
  let y = real + 2 * size;
  let n = half >> 2;
  firstStage(input, x, size, twiddles, n);
  let table = twiddles + 24 * <usize>n;
  let stride = 4;
  let swapped = 0;
  while (n >= 4) {
    stage(x, y, size, table, n >> 2, stride);
    table += 24 * <usize>(n >> 2);
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

/** Reads pairs and factors of four numbers at a time, the factors lying kind by kind, and writes the four results of each side by side. */
// @ts-expect-error: decorator
@inline
function firstStage(input: usize, y: usize, size: usize, twiddles: usize, quarter: i32): void {
  const step = <usize>quarter << 3;
  const kind = <usize>quarter << 2;
  const yi = y + size;
  for (let p: usize = 0; p < <usize>quarter; p += 4) {
    const a = input + (p << 3);
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
    const ar = i32x4.shuffle(a0, a1, 0, 2, 4, 6);
    const ai = i32x4.shuffle(a0, a1, 1, 3, 5, 7);
    const br = i32x4.shuffle(b0, b1, 0, 2, 4, 6);
    const bi = i32x4.shuffle(b0, b1, 1, 3, 5, 7);
    const cr = i32x4.shuffle(c0, c1, 0, 2, 4, 6);
    const ci = i32x4.shuffle(c0, c1, 1, 3, 5, 7);
    const dr = i32x4.shuffle(d0, d1, 0, 2, 4, 6);
    const di = i32x4.shuffle(d0, d1, 1, 3, 5, 7);
    const sumR = f32x4.add(ar, cr);
    const sumI = f32x4.add(ai, ci);
    const differenceR = f32x4.sub(ar, cr);
    const differenceI = f32x4.sub(ai, ci);
    const otherSumR = f32x4.add(br, dr);
    const otherSumI = f32x4.add(bi, di);
    const turnedR = f32x4.sub(bi, di);
    const turnedI = f32x4.sub(dr, br);
    const w = twiddles + (p << 2);
    const w1r = v128.load(w);
    const w1i = v128.load(w + kind);
    const w2r = v128.load(w + 2 * kind);
    const w2i = v128.load(w + 3 * kind);
    const w3r = v128.load(w + 4 * kind);
    const w3i = v128.load(w + 5 * kind);
    const r1 = f32x4.add(differenceR, turnedR);
    const i1 = f32x4.add(differenceI, turnedI);
    const r2 = f32x4.sub(sumR, otherSumR);
    const i2 = f32x4.sub(sumI, otherSumI);
    const r3 = f32x4.sub(differenceR, turnedR);
    const i3 = f32x4.sub(differenceI, turnedI);
    const o = p << 4;
    sideBySide(
      y + o,
      f32x4.add(sumR, otherSumR),
      f32x4.sub(f32x4.mul(r1, w1r), f32x4.mul(i1, w1i)),
      f32x4.sub(f32x4.mul(r2, w2r), f32x4.mul(i2, w2i)),
      f32x4.sub(f32x4.mul(r3, w3r), f32x4.mul(i3, w3i)),
    );
    sideBySide(
      yi + o,
      f32x4.add(sumI, otherSumI),
      f32x4.add(f32x4.mul(r1, w1i), f32x4.mul(i1, w1r)),
      f32x4.add(f32x4.mul(r2, w2i), f32x4.mul(i2, w2r)),
      f32x4.add(f32x4.mul(r3, w3i), f32x4.mul(i3, w3r)),
    );
  }
}

/** Writes the first lanes of four vectors, then the second ones... */
// @ts-expect-error: decorator
@inline
function sideBySide(to: usize, a: v128, b: v128, c: v128, d: v128): void {
  const lowAB = i32x4.shuffle(a, b, 0, 4, 1, 5);
  const lowCD = i32x4.shuffle(c, d, 0, 4, 1, 5);
  const highAB = i32x4.shuffle(a, b, 2, 6, 3, 7);
  const highCD = i32x4.shuffle(c, d, 2, 6, 3, 7);
  v128.store(to, i64x2.shuffle(lowAB, lowCD, 0, 2));
  v128.store(to, i64x2.shuffle(lowAB, lowCD, 1, 3), 16);
  v128.store(to, i64x2.shuffle(highAB, highCD, 0, 2), 32);
  v128.store(to, i64x2.shuffle(highAB, highCD, 1, 3), 48);
}

function stage(x: usize, y: usize, size: usize, table: usize, quarter: i32, stride: i32): void {
  const width = <usize>stride << 2;
  const step = width * <usize>quarter;
  // The first factors are 1.
  for (let q: usize = 0; q < width; q += 16) {
    const a = x + q;
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
    const sumR = f32x4.add(ar, cr);
    const sumI = f32x4.add(ai, ci);
    const differenceR = f32x4.sub(ar, cr);
    const differenceI = f32x4.sub(ai, ci);
    const otherSumR = f32x4.add(br, dr);
    const otherSumI = f32x4.add(bi, di);
    const turnedR = f32x4.sub(bi, di);
    const turnedI = f32x4.sub(dr, br);
    const o = y + q;
    v128.store(o, f32x4.add(sumR, otherSumR));
    v128.store(o + size, f32x4.add(sumI, otherSumI));
    v128.store(o + width, f32x4.add(differenceR, turnedR));
    v128.store(o + width + size, f32x4.add(differenceI, turnedI));
    v128.store(o + 2 * width, f32x4.sub(sumR, otherSumR));
    v128.store(o + 2 * width + size, f32x4.sub(sumI, otherSumI));
    v128.store(o + 3 * width, f32x4.sub(differenceR, turnedR));
    v128.store(o + 3 * width + size, f32x4.sub(differenceI, turnedI));
  }
  for (let p: usize = 1; p < <usize>quarter; p++) {
    const w = table + 24 * p;
    const w1r = v128.load32_splat(w);
    const w1i = v128.load32_splat(w, 4);
    const w2r = v128.load32_splat(w, 8);
    const w2i = v128.load32_splat(w, 12);
    const w3r = v128.load32_splat(w, 16);
    const w3i = v128.load32_splat(w, 20);
    const from = x + width * p;
    const to = y + 4 * width * p;
    for (let q: usize = 0; q < width; q += 16) {
      const a = from + q;
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
      const sumR = f32x4.add(ar, cr);
      const sumI = f32x4.add(ai, ci);
      const differenceR = f32x4.sub(ar, cr);
      const differenceI = f32x4.sub(ai, ci);
      const otherSumR = f32x4.add(br, dr);
      const otherSumI = f32x4.add(bi, di);
      const turnedR = f32x4.sub(bi, di);
      const turnedI = f32x4.sub(dr, br);
      const r1 = f32x4.add(differenceR, turnedR);
      const i1 = f32x4.add(differenceI, turnedI);
      const r2 = f32x4.sub(sumR, otherSumR);
      const i2 = f32x4.sub(sumI, otherSumI);
      const r3 = f32x4.sub(differenceR, turnedR);
      const i3 = f32x4.sub(differenceI, turnedI);
      const o = to + q;
      v128.store(o, f32x4.add(sumR, otherSumR));
      v128.store(o + size, f32x4.add(sumI, otherSumI));
      v128.store(o + width, f32x4.sub(f32x4.mul(r1, w1r), f32x4.mul(i1, w1i)));
      v128.store(o + width + size, f32x4.add(f32x4.mul(r1, w1i), f32x4.mul(i1, w1r)));
      v128.store(o + 2 * width, f32x4.sub(f32x4.mul(r2, w2r), f32x4.mul(i2, w2i)));
      v128.store(o + 2 * width + size, f32x4.add(f32x4.mul(r2, w2i), f32x4.mul(i2, w2r)));
      v128.store(o + 3 * width, f32x4.sub(f32x4.mul(r3, w3r), f32x4.mul(i3, w3i)));
      v128.store(o + 3 * width + size, f32x4.add(f32x4.mul(r3, w3i), f32x4.mul(i3, w3r)));
    }
  }
}

/** The two that are left where the size is no power of four. */
// @ts-expect-error: decorator
@inline
function lastStage(x: usize, y: usize, size: usize, stride: i32): void {
  const width = <usize>stride << 2;
  for (let q: usize = 0; q < width; q += 16) {
    const a = x + q;
    const b = a + width;
    const ar = v128.load(a);
    const ai = v128.load(a + size);
    const br = v128.load(b);
    const bi = v128.load(b + size);
    const o = y + q;
    v128.store(o, f32x4.add(ar, br));
    v128.store(o + size, f32x4.add(ai, bi));
    v128.store(o + width, f32x4.sub(ar, br));
    v128.store(o + width + size, f32x4.sub(ai, bi));
  }
}

// @ts-expect-error: decorator
@inline
function reversed(lanes: v128): v128 {
  return i32x4.shuffle(lanes, lanes, 3, 2, 1, 0);
}

/** Squared magnitudes of the spectrum of `2 * half` real numbers; all of 32 bits. */
export function power(input: usize, work: usize, twiddles: usize, unfold: usize, output: usize, half: i32): void {
  const size = <usize>half << 2;
  const zr = transform(input, work, twiddles, half) ? work + 2 * size : work;
  const zi = zr + size;
  const dc = load<f32>(zr) + load<f32>(zi);
  const nyquist = load<f32>(zr) - load<f32>(zi);
  store<f32>(output, dc * dc);
  store<f32>(output + size, nyquist * nyquist);
  const one = f32x4.splat(0.5);
  for (let k: usize = 4, m: usize = size - 16; k <= m + 12; k += 16, m -= 16) {
    const xr = v128.load(zr + k);
    const xi = v128.load(zi + k);
    const yr = reversed(v128.load(zr + m));
    const yi = reversed(v128.load(zi + m));
    const evenReal = f32x4.mul(one, f32x4.add(xr, yr));
    const evenImaginary = f32x4.mul(one, f32x4.sub(xi, yi));
    const oddReal = f32x4.mul(one, f32x4.add(xi, yi));
    const oddImaginary = f32x4.mul(one, f32x4.sub(yr, xr));
    const c = v128.load(unfold + k);
    const s = v128.load(unfold + size + k);
    const turnedReal = f32x4.sub(f32x4.mul(c, oddReal), f32x4.mul(s, oddImaginary));
    const turnedImaginary = f32x4.add(f32x4.mul(c, oddImaginary), f32x4.mul(s, oddReal));
    const r1 = f32x4.add(evenReal, turnedReal);
    const i1 = f32x4.add(evenImaginary, turnedImaginary);
    const r2 = f32x4.sub(evenReal, turnedReal);
    const i2 = f32x4.sub(evenImaginary, turnedImaginary);
    v128.store(output + k, f32x4.add(f32x4.mul(r1, r1), f32x4.mul(i1, i1)));
    v128.store(output + m, reversed(f32x4.add(f32x4.mul(r2, r2), f32x4.mul(i2, i2))));
  }
}

/**
 * The same of samples `from` to before `to` of a frame at `sound`, under a window; the others of the `2 * half` are 0. The windowed frame comes to `input`, the
 * powers as numbers of 64 bits to `output`; `powers` is room for `half + 4` of 32 bits.
 */
export function windowedPower(
  sound: usize,
  from: i32,
  to: i32,
  window: usize,
  input: usize,
  work: usize,
  twiddles: usize,
  unfold: usize,
  powers: usize,
  output: usize,
  half: i32,
): void {
  memory.fill(input, 0, <usize>from << 2);
  memory.fill(input + (<usize>to << 2), 0, <usize>(2 * half - to) << 2);
  let i = <usize>from << 2;
  const end = <usize>to << 2;
  for (; i + 16 <= end; i += 16) v128.store(input + i, f32x4.mul(v128.load(sound + i), v128.load(window + i)));
  for (; i < end; i += 4) store<f32>(input + i, load<f32>(sound + i) * load<f32>(window + i));
  power(input, work, twiddles, unfold, powers, half);
  promote(powers, output, half);
}

/** Numbers 0 to `last` of 32 bits in 64; `last` is a multiple of four. */
function promote(from: usize, to: usize, last: i32): void {
  const end = from + (<usize>last << 2);
  for (; from < end; from += 16, to += 32) {
    v128.store(to, f64x2.promote_low_f32x4(v128.load64_zero(from)));
    v128.store(to, f64x2.promote_low_f32x4(v128.load64_zero(from, 8)), 16);
  }
  store<f64>(to, <f64>load<f32>(from));
}

/** What tells a whistle, as `src/pitch/whistle-meter.ts` has it. */
const WHISTLE_SHARE: f64 = 0.6;
const UNDERTONE_SHARE: f64 = 0.1;
const UNDERTONE_EDGE: f64 = 0.7;
const PURE_REACH: f64 = 0.3;
const OCTAVE_EDGE: f64 = 1.7;
const PARTIAL_SHARE: f64 = 0.005;
const NOISE_CREST: f64 = 12;
const CERTAIN_CREST: f64 = 100;
const LOWEST_WHISTLE_HZ: f64 = 1100;
const NARROW_BINS: i32 = 3;

/**
 * Of `frames` frames of `length` samples of 32 bits, one after the other: adds the power of each to the first of four numbers at `sums`, and to the others that of whistles, of pure ones and of
 * those that are a voice's. The places are those of a windowed transform of that length.
 */
export function weighWhistles(
  sound: usize,
  frames: i32,
  length: i32,
  window: usize,
  input: usize,
  work: usize,
  twiddles: usize,
  unfold: usize,
  bins: usize,
  powers: usize,
  binHz: f64,
  sums: usize,
): void {
  for (let i = 0; i < frames; i++, sound += <usize>length << 2) {
    windowedPower(sound, 0, length, window, input, work, twiddles, unfold, bins, powers, length >> 1);
    weighWhistle(powers, length >> 1, binHz, sums);
  }
}

/** Weighs the powers of bins 0 to `last`. */
function weighWhistle(powers: usize, last: i32, binHz: f64, sums: usize): void {
  const lastPower = load<f64>(powers + (<usize>last << 3));
  let both = f64x2.splat(0);
  let loudest = v128.load(powers, 16);
  for (let p = powers + 16; p < powers + (<usize>last << 3); p += 16) {
    const two = v128.load(p);
    both = f64x2.add(both, two);
    loudest = f64x2.pmax(loudest, two);
  }
  loudest = f64x2.pmax(loudest, i64x2.shuffle(loudest, loudest, 1, 0));
  const greatest = f64x2.extract_lane(loudest, 0);
  let peak = last;
  if (!(lastPower > greatest)) for (peak = 2; load<f64>(powers + (<usize>peak << 3)) != greatest; ) peak++;
  const total = f64x2.extract_lane(both, 0) + f64x2.extract_lane(both, 1) + lastPower;
  store<f64>(sums, load<f64>(sums) + total);
  if (<f64>peak * binHz <= LOWEST_WHISTLE_HZ) return;
  const narrow = sumOfBins(powers, max(2, peak - NARROW_BINS), min(last, peak + NARROW_BINS) + 1);
  const below = sumOfBins(powers, 2, <i32>ceil(UNDERTONE_EDGE * <f64>peak));
  const isNarrow = narrow > WHISTLE_SHARE * total;
  if (isNarrow && below < UNDERTONE_SHARE * total) store<f64>(sums, load<f64>(sums, 8) + total, 8);
  let partial: f64 = 0;
  let near: f64 = 0;
  const octave = min(last + 1, <i32>ceil(OCTAVE_EDGE * <f64>peak));
  const reach = LOWEST_WHISTLE_HZ / binHz;
  for (let k = 2; k < octave; k++) {
    const distance = <f64>abs(k - peak);
    if (distance <= PURE_REACH * <f64>peak) continue;
    const power = load<f64>(powers + (<usize>k << 3));
    partial = max<f64>(partial, power);
    if (distance < reach) near = max<f64>(near, power);
  }
  const rest = sumOfBins(powers, octave, last + 1) / <f64>max(1, last + 1 - octave);
  const least = PARTIAL_SHARE * load<f64>(powers + (<usize>peak << 3));
  if (isNarrow && partial < max<f64>(least, NOISE_CREST * rest)) store<f64>(sums, load<f64>(sums, 16) + total, 16);
  if (near > least && near > CERTAIN_CREST * rest) store<f64>(sums, load<f64>(sums, 24) + total, 24);
}

// @ts-expect-error: decorator
@inline
function sumOfBins(powers: usize, from: i32, to: i32): f64 {
  let sum: f64 = 0;
  for (let k = from; k < to; k++) sum += load<f64>(powers + (<usize>k << 3));
  return sum;
}

/** Bins 0 to `last` of the spectrum of `2 * half` real numbers; up to three more may be written, and what they hold means nothing. */
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
  const size = <usize>half << 2;
  const zr = transform(input, work, twiddles, half) ? work + 2 * size : work;
  const zi = zr + size;
  const one = f32x4.splat(0.5);
  const end = <usize>min(last, half - 1) << 2;
  for (let k: usize = 4; k <= end; k += 16) {
    const m = size - k - 12;
    const xr = v128.load(zr + k);
    const xi = v128.load(zi + k);
    const yr = reversed(v128.load(zr + m));
    const yi = reversed(v128.load(zi + m));
    const evenReal = f32x4.mul(one, f32x4.add(xr, yr));
    const evenImaginary = f32x4.mul(one, f32x4.sub(xi, yi));
    const oddReal = f32x4.mul(one, f32x4.add(xi, yi));
    const oddImaginary = f32x4.mul(one, f32x4.sub(yr, xr));
    const c = v128.load(unfold + k);
    const s = v128.load(unfold + size + k);
    v128.store(
      real + k,
      f32x4.add(evenReal, f32x4.sub(f32x4.mul(c, oddReal), f32x4.mul(s, oddImaginary))),
    );
    v128.store(
      imaginary + k,
      f32x4.add(evenImaginary, f32x4.add(f32x4.mul(c, oddImaginary), f32x4.mul(s, oddReal))),
    );
  }
  store<f32>(real, load<f32>(zr) + load<f32>(zi));
  store<f32>(imaginary, 0);
  if (last == half) {
    store<f32>(real + size, load<f32>(zr) - load<f32>(zi));
    store<f32>(imaginary + size, 0);
  }
}

/**
 * Cosine transform of the first kind of `2 * half + 1` numbers of 32 bits; the first `count + 1` results, `count` even, and room for six more. `turn` holds the
 * sines and then the cosines of `pi j / (2 half)`, `folded` is room for as many numbers, `bins` for two times `half + 4`.
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
  const middle = <usize>half << 2;
  const size = middle << 1;
  const one = f32x4.splat(0.5);
  const first = load<f32>(input);
  const last = load<f32>(input + size);
  store<f32>(folded, <f32>0.5 * (first + last));
  let sums = f32x4.splat(0);
  for (let j: usize = 4; j <= middle; j += 16) {
    const m = size - j - 12;
    const a = v128.load(input + j);
    const b = reversed(v128.load(input + m));
    const mean = f32x4.mul(one, f32x4.add(a, b));
    const difference = f32x4.sub(a, b);
    const turned = f32x4.mul(v128.load(turn + j), difference);
    v128.store(folded + j, f32x4.sub(mean, turned));
    v128.store(folded + m, reversed(f32x4.add(mean, turned)));
    sums = f32x4.add(sums, f32x4.mul(difference, v128.load(turn + size + j)));
  }
  const real = bins;
  const imaginary = bins + middle + 16;
  const wanted = count >> 1;
  forward(folded, work, twiddles, unfold, real, imaginary, half, wanted);
  let odd = f32x4.splat(<f32>0.5 * (first - last) + sumOfLanes(sums));
  store<f32>(output, load<f32>(real));
  store<f32>(output, f32x4.extract_lane(odd, 0), 4);
  const none = f32x4.splat(0);
  const end = <usize>min(wanted, half - 1) << 2;
  for (let k: usize = 4; k <= end; k += 16) {
    // Odd results differ by what lies between them: sums from the left, one lane over, then two.
    let running = v128.load(imaginary + k);
    running = f32x4.add(running, i32x4.shuffle(none, running, 0, 4, 5, 6));
    running = f32x4.add(running, i32x4.shuffle(none, running, 0, 1, 4, 5));
    const odds = f32x4.sub(odd, running);
    const evens = v128.load(real + k);
    const o = output + (k << 1);
    v128.store(o, i32x4.shuffle(evens, odds, 0, 4, 1, 5));
    v128.store(o, i32x4.shuffle(evens, odds, 2, 6, 3, 7), 16);
    odd = i32x4.shuffle(odds, odds, 3, 3, 3, 3);
  }
  if (count == half << 1) store<f32>(output + size, load<f32>(real + middle));
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
  let i = 0;
  // Four samples at a time: none waits for the other.
  if (phases == 1) {
    const stepBytes = <usize>(<i32>step) << 2;
    let h0 = history + (<usize>(<i32>(made * step - start)) << 2);
    for (; i + 4 <= count; i += 4) {
      const h1 = h0 + stepBytes;
      const h2 = h1 + stepBytes;
      const h3 = h2 + stepBytes;
      const first = v128.load(table);
      let sums0 = f32x4.mul(first, v128.load(h0));
      let sums1 = f32x4.mul(first, v128.load(h1));
      let sums2 = f32x4.mul(first, v128.load(h2));
      let sums3 = f32x4.mul(first, v128.load(h3));
      for (let t: usize = 16; t < bytes; t += 16) {
        const taken = v128.load(table + t);
        sums0 = f32x4.add(sums0, f32x4.mul(taken, v128.load(h0 + t)));
        sums1 = f32x4.add(sums1, f32x4.mul(taken, v128.load(h1 + t)));
        sums2 = f32x4.add(sums2, f32x4.mul(taken, v128.load(h2 + t)));
        sums3 = f32x4.add(sums3, f32x4.mul(taken, v128.load(h3 + t)));
      }
      const r = result + (<usize>i << 2);
      store<f32>(r, sumOfLanes(sums0));
      store<f32>(r, sumOfLanes(sums1), 4);
      store<f32>(r, sumOfLanes(sums2), 8);
      store<f32>(r, sumOfLanes(sums3), 12);
      h0 = h3 + stepBytes;
    }
  }
  for (; i + 4 <= count; i += 4) {
    const whole0 = wholeAt(made, i, step, phases);
    const whole1 = wholeAt(made, i + 1, step, phases);
    const whole2 = wholeAt(made, i + 2, step, phases);
    const whole3 = wholeAt(made, i + 3, step, phases);
    const h0 = history + (<usize>(<i32>(whole0 - start)) << 2);
    const h1 = history + (<usize>(<i32>(whole1 - start)) << 2);
    const h2 = history + (<usize>(<i32>(whole2 - start)) << 2);
    const h3 = history + (<usize>(<i32>(whole3 - start)) << 2);
    const t0 = table + <usize>phaseAt(made, i, step, phases) * bytes;
    const t1 = table + <usize>phaseAt(made, i + 1, step, phases) * bytes;
    const t2 = table + <usize>phaseAt(made, i + 2, step, phases) * bytes;
    const t3 = table + <usize>phaseAt(made, i + 3, step, phases) * bytes;
    let sums0 = f32x4.mul(v128.load(t0), v128.load(h0));
    let sums1 = f32x4.mul(v128.load(t1), v128.load(h1));
    let sums2 = f32x4.mul(v128.load(t2), v128.load(h2));
    let sums3 = f32x4.mul(v128.load(t3), v128.load(h3));
    for (let t: usize = 16; t < bytes; t += 16) {
      sums0 = f32x4.add(sums0, f32x4.mul(v128.load(t0 + t), v128.load(h0 + t)));
      sums1 = f32x4.add(sums1, f32x4.mul(v128.load(t1 + t), v128.load(h1 + t)));
      sums2 = f32x4.add(sums2, f32x4.mul(v128.load(t2 + t), v128.load(h2 + t)));
      sums3 = f32x4.add(sums3, f32x4.mul(v128.load(t3 + t), v128.load(h3 + t)));
    }
    const r = result + (<usize>i << 2);
    store<f32>(r, sumOfLanes(sums0));
    store<f32>(r, sumOfLanes(sums1), 4);
    store<f32>(r, sumOfLanes(sums2), 8);
    store<f32>(r, sumOfLanes(sums3), 12);
  }
  for (; i < count; i++) {
    const whole = wholeAt(made, i, step, phases);
    const h = history + (<usize>(<i32>(whole - start)) << 2);
    const t0 = table + <usize>phaseAt(made, i, step, phases) * bytes;
    let sums = f32x4.mul(v128.load(t0), v128.load(h));
    for (let t: usize = 16; t < bytes; t += 16) {
      sums = f32x4.add(sums, f32x4.mul(v128.load(t0 + t), v128.load(h + t)));
    }
    store<f32>(result + (<usize>i << 2), sumOfLanes(sums));
  }
}

/** The whole sample before a place of the result... */
// @ts-expect-error: decorator
@inline
function wholeAt(made: f64, i: i32, step: f64, phases: i32): f64 {
  const position = (made + <f64>i) * step;
  const whole = floor(position);
  return floor((position - whole) * <f64>phases + 0.5) == <f64>phases ? whole + 1 : whole;
}

/** ...and the phase in which the place lies after it. */
// @ts-expect-error: decorator
@inline
function phaseAt(made: f64, i: i32, step: f64, phases: i32): i32 {
  const position = (made + <f64>i) * step;
  const phase = <i32>floor((position - floor(position)) * <f64>phases + 0.5);
  return phase == phases ? 0 : phase;
}

/**
 * Of `count + 1` powers of 32 bits, `count` a multiple of four: those times `share`, and the square roots of all; returns the sum of the former.
 */
function weigh(powers: usize, share: usize, weighed: usize, roots: usize, count: i32): f32 {
  const end = <usize>count << 2;
  let sums = f32x4.splat(0);
  for (let k: usize = 0; k < end; k += 16) {
    const value = v128.load(powers + k);
    const part = f32x4.mul(value, v128.load(share + k));
    v128.store(weighed + k, part);
    v128.store(roots + k, f32x4.sqrt(value));
    sums = f32x4.add(sums, part);
  }
  const last = load<f32>(powers + end);
  const part = last * load<f32>(share + end);
  store<f32>(weighed + end, part);
  store<f32>(roots + end, sqrt(last));
  return sumOfLanes(sums) + part;
}

/** Divides `count + 1` numbers of 32 bits by the first, where that is above 0, times `factors`; sets them to 0 otherwise. Up to three more are written. */
function norm(values: usize, factors: usize, count: i32): void {
  const first = load<f32>(values);
  const scale = f32x4.splat(first > 0 ? 1 / first : 0);
  const end = values + (<usize>(count + 1) << 2);
  for (; values < end; values += 16, factors += 16) {
    v128.store(values, f32x4.mul(v128.load(values), f32x4.mul(scale, v128.load(factors))));
  }
}

/**
 * Sums over `bands` runs of bins, weighed: run `b` begins at bin `firsts[b]` and takes the weights from `offsets[b]` to before `offsets[b + 1]`, 32-bit
 * integers both.
 */
function gather(powers: usize, weights: usize, firsts: usize, offsets: usize, bands: i32, sums: usize): void {
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

/**
 * `result[i] = sum filter[k] sound[i - k]`, in 32 bits; `count` results, a multiple of 16.
 */
export function convolve(sound: usize, filter: usize, taps: i32, result: usize, count: i32): void {
  const filterEnd = filter + (<usize>taps << 2);
  const end = result + (<usize>count << 2);
  for (let s = sound; result < end; result += 64, s += 64) {
    let a = f32x4.splat(0);
    let b = f32x4.splat(0);
    let c = f32x4.splat(0);
    let d = f32x4.splat(0);
    let from = s;
    for (let f = filter; f < filterEnd; f += 4, from -= 4) {
      const tap = v128.load32_splat(f);
      a = f32x4.add(a, f32x4.mul(tap, v128.load(from)));
      b = f32x4.add(b, f32x4.mul(tap, v128.load(from, 16)));
      c = f32x4.add(c, f32x4.mul(tap, v128.load(from, 32)));
      d = f32x4.add(d, f32x4.mul(tap, v128.load(from, 48)));
    }
    v128.store(result, a);
    v128.store(result, b, 16);
    v128.store(result, c, 32);
    v128.store(result, d, 48);
  }
}

/**
 * Autocorrelation at lags 0 to 17 of `length` samples of 32 bits (an even number) under a window of 64 bits. `frame` is room for 18 numbers more than
 * `length`, the last 18 of them 0.
 */
export function autocorrelate(sound: usize, window: usize, length: i32, frame: usize, correlation: usize): void {
  const end = frame + (<usize>length << 3);
  for (let f = frame; f < end; f += 16, sound += 8, window += 16) {
    v128.store(f, f64x2.mul(f64x2.promote_low_f32x4(v128.load64_zero(sound)), v128.load(window)));
  }
  let s0 = f64x2.splat(0);
  let s1 = s0;
  let s2 = s0;
  let s3 = s0;
  let s4 = s0;
  let s5 = s0;
  let s6 = s0;
  let s7 = s0;
  let s8 = s0;
  for (let f = frame; f < end; f += 8) {
    const here = v128.load64_splat(f);
    s0 = f64x2.add(s0, f64x2.mul(here, v128.load(f)));
    s1 = f64x2.add(s1, f64x2.mul(here, v128.load(f, 16)));
    s2 = f64x2.add(s2, f64x2.mul(here, v128.load(f, 32)));
    s3 = f64x2.add(s3, f64x2.mul(here, v128.load(f, 48)));
    s4 = f64x2.add(s4, f64x2.mul(here, v128.load(f, 64)));
    s5 = f64x2.add(s5, f64x2.mul(here, v128.load(f, 80)));
    s6 = f64x2.add(s6, f64x2.mul(here, v128.load(f, 96)));
    s7 = f64x2.add(s7, f64x2.mul(here, v128.load(f, 112)));
    s8 = f64x2.add(s8, f64x2.mul(here, v128.load(f, 128)));
  }
  v128.store(correlation, s0);
  v128.store(correlation, s1, 16);
  v128.store(correlation, s2, 32);
  v128.store(correlation, s3, 48);
  v128.store(correlation, s4, 64);
  v128.store(correlation, s5, 80);
  v128.store(correlation, s6, 96);
  v128.store(correlation, s7, 112);
  v128.store(correlation, s8, 128);
}

/** `count` samples, a multiple of four, read between those at `sound` by a kernel of eight taps, in 32 bits. */
function readBetween(sound: usize, kernel: usize, result: usize, count: i32): void {
  const k0 = v128.load32_splat(kernel);
  const k1 = v128.load32_splat(kernel, 4);
  const k2 = v128.load32_splat(kernel, 8);
  const k3 = v128.load32_splat(kernel, 12);
  const k4 = v128.load32_splat(kernel, 16);
  const k5 = v128.load32_splat(kernel, 20);
  const k6 = v128.load32_splat(kernel, 24);
  const k7 = v128.load32_splat(kernel, 28);
  const end = result + (<usize>count << 2);
  for (; result < end; result += 16, sound += 16) {
    const left = f32x4.add(
      f32x4.add(f32x4.mul(k0, v128.load(sound)), f32x4.mul(k1, v128.load(sound, 4))),
      f32x4.add(f32x4.mul(k2, v128.load(sound, 8)), f32x4.mul(k3, v128.load(sound, 12))),
    );
    const right = f32x4.add(
      f32x4.add(f32x4.mul(k4, v128.load(sound, 16)), f32x4.mul(k5, v128.load(sound, 20))),
      f32x4.add(f32x4.mul(k6, v128.load(sound, 24)), f32x4.mul(k7, v128.load(sound, 28))),
    );
    v128.store(result, f32x4.add(left, right));
  }
}

/** Adds `count` samples of 32 bits, a multiple of four, to others. */
function addTo(sums: usize, row: usize, count: i32): void {
  const end = sums + (<usize>count << 2);
  for (; sums < end; sums += 16, row += 16) v128.store(sums, f32x4.add(v128.load(sums), v128.load(row)));
}

/** `result = share (sums - row)`, `count` samples of 32 bits, a multiple of four; returns the sum of the squares. */
function meanOfOthers(sums: usize, row: usize, share: f32, result: usize, count: i32): f32 {
  const factor = f32x4.splat(share);
  const end = sums + (<usize>count << 2);
  let squares = f32x4.splat(0);
  for (; sums < end; sums += 16, row += 16, result += 16) {
    const value = f32x4.mul(factor, f32x4.sub(v128.load(sums), v128.load(row)));
    v128.store(result, value);
    squares = f32x4.add(squares, f32x4.mul(value, value));
  }
  return sumOfLanes(squares);
}

/** Sum of products of `count` samples of 32 bits, a multiple of four. */
function dot(a: usize, b: usize, count: i32): f32 {
  const end = a + (<usize>count << 2);
  let sums = f32x4.splat(0);
  for (; a < end; a += 16, b += 16) sums = f32x4.add(sums, f32x4.mul(v128.load(a), v128.load(b)));
  return sumOfLanes(sums);
}

/** The same with `b` and three others at once, which so wait for no sum: 64-bit numbers at `products`. */
function fourDots(a: usize, b: usize, c: usize, d: usize, e: usize, count: i32, products: usize): void {
  const end = a + (<usize>count << 2);
  let withB = f32x4.splat(0);
  let withC = withB;
  let withD = withB;
  let withE = withB;
  for (; a < end; a += 16, b += 16, c += 16, d += 16, e += 16) {
    const own = v128.load(a);
    withB = f32x4.add(withB, f32x4.mul(own, v128.load(b)));
    withC = f32x4.add(withC, f32x4.mul(own, v128.load(c)));
    withD = f32x4.add(withD, f32x4.mul(own, v128.load(d)));
    withE = f32x4.add(withE, f32x4.mul(own, v128.load(e)));
  }
  store<f64>(products, <f64>sumOfLanes(withB));
  store<f64>(products, <f64>sumOfLanes(withC), 8);
  store<f64>(products, <f64>sumOfLanes(withD), 16);
  store<f64>(products, <f64>sumOfLanes(withE), 24);
}

// @ts-expect-error: decorator
@inline
function sumOfLanes(lanes: v128): f32 {
  return (
    f32x4.extract_lane(lanes, 0) +
    f32x4.extract_lane(lanes, 1) +
    (f32x4.extract_lane(lanes, 2) + f32x4.extract_lane(lanes, 3))
  );
}

/**
 * Pearson correlation of the second differences of two rows, `count` samples of 32 bits each, a multiple of four; one more on either side is read.
 */
function brightPearson(a: usize, b: usize, count: i32): f64 {
  const end = a + (<usize>count << 2);
  const two = f32x4.splat(2);
  let products = f32x4.splat(0);
  let squaresA = f32x4.splat(0);
  let squaresB = f32x4.splat(0);
  for (; a < end; a += 16, b += 16) {
    const x = f32x4.sub(f32x4.sub(f32x4.mul(two, v128.load(a)), v128.load(a - 4)), v128.load(a, 4));
    const y = f32x4.sub(f32x4.sub(f32x4.mul(two, v128.load(b)), v128.load(b - 4)), v128.load(b, 4));
    products = f32x4.add(products, f32x4.mul(x, y));
    squaresA = f32x4.add(squaresA, f32x4.mul(x, x));
    squaresB = f32x4.add(squaresB, f32x4.mul(y, y));
  }
  return <f64>sumOfLanes(products) / sqrt(<f64>sumOfLanes(squaresA) * <f64>sumOfLanes(squaresB));
}

/** Natural logarithms of `count` numbers above 0, an even count, in place: `log(scale * value + floor)`, to 12 digits. */
export function logarithms(values: usize, count: i32, scale: f64, floor: f64): void {
  const scales = f64x2.splat(scale);
  const floors = f64x2.splat(floor);
  const one = f64x2.splat(1);
  const mantissa = i64x2.splat(0x000fffffffffffff);
  const end = values + (<usize>count << 3);
  for (; values < end; values += 16) {
    const x = f64x2.add(f64x2.mul(scales, v128.load(values)), floors);
    // Half an octave down and back, so that the mantissa lies about 1.
    const bits = i64x2.sub(x, i64x2.splat(0x3fe6a09e667f3bcd));
    const exponent = i64x2.shr_s(bits, 52);
    const m = i64x2.add(v128.and(bits, mantissa), i64x2.splat(0x3fe6a09e667f3bcd));
    const s = f64x2.div(f64x2.sub(m, one), f64x2.add(m, one));
    const z = f64x2.mul(s, s);
    let series = f64x2.add(f64x2.splat(1.0 / 11), f64x2.mul(z, f64x2.splat(1.0 / 13)));
    series = f64x2.add(f64x2.splat(1.0 / 9), f64x2.mul(z, series));
    series = f64x2.add(f64x2.splat(1.0 / 7), f64x2.mul(z, series));
    series = f64x2.add(f64x2.splat(1.0 / 5), f64x2.mul(z, series));
    series = f64x2.add(f64x2.splat(1.0 / 3), f64x2.mul(z, series));
    series = f64x2.add(one, f64x2.mul(z, series));
    const octaves = f64x2.convert_low_i32x4_s(i32x4.shuffle(exponent, exponent, 0, 2, 0, 2));
    v128.store(
      values,
      f64x2.add(f64x2.mul(octaves, f64x2.splat(0.6931471805599453)), f64x2.mul(f64x2.add(s, s), series)),
    );
  }
}

/** Of `count` numbers, an even count, plus `added`: the sum of the square roots and that of their inverses, in two sums each, four numbers at `sums`. */
export function rootSums(values: usize, count: i32, added: f64, sums: usize): void {
  const one = f64x2.splat(1);
  const more = f64x2.splat(added);
  let roots = f64x2.splat(0);
  let inverses = f64x2.splat(0);
  const end = values + (<usize>count << 3);
  for (; values < end; values += 16) {
    const root = f64x2.sqrt(f64x2.add(v128.load(values), more));
    roots = f64x2.add(roots, root);
    inverses = f64x2.add(inverses, f64x2.div(one, root));
  }
  v128.store(sums, roots);
  v128.store(sums, inverses, 16);
}

/**
 * `count` numbers above 0, an even count, to one power in place, to 12 digits: `exp(exponent ln x)`. The result is held between 1e-300 and 1e300.
 */
export function raise(values: usize, count: i32, exponent: f64): void {
  logarithms(values, count, 1, 0);
  const exponents = f64x2.splat(exponent);
  const end = values + (<usize>count << 3);
  for (; values < end; values += 16) {
    const scaled = f64x2.mul(exponents, v128.load(values));
    v128.store(values, exponential(scaled));
  }
}

/** e to the power of `count` numbers, an even count, in place. */
function exponentials(values: usize, count: i32): void {
  const end = values + (<usize>count << 3);
  for (; values < end; values += 16) v128.store(values, exponential(v128.load(values)));
}

/** e to the power of two numbers, held between -690 and 690: by halves of an octave and eleven terms of the exponential series. */
// @ts-expect-error: decorator
@inline
function exponential(unbounded: v128): v128 {
  const rounding = f64x2.splat(6755399441055744);
  const x = f64x2.pmax(f64x2.pmin(unbounded, f64x2.splat(690)), f64x2.splat(-690));
  const shifted = f64x2.add(f64x2.mul(x, f64x2.splat(1.4426950408889634)), rounding);
  const octaves = f64x2.sub(shifted, rounding);
  const r = f64x2.sub(x, f64x2.mul(octaves, f64x2.splat(0.6931471805599453)));
  let series = f64x2.add(f64x2.splat(1.0 / 3628800), f64x2.mul(r, f64x2.splat(1.0 / 39916800)));
  series = f64x2.add(f64x2.splat(1.0 / 362880), f64x2.mul(r, series));
  series = f64x2.add(f64x2.splat(1.0 / 40320), f64x2.mul(r, series));
  series = f64x2.add(f64x2.splat(1.0 / 5040), f64x2.mul(r, series));
  series = f64x2.add(f64x2.splat(1.0 / 720), f64x2.mul(r, series));
  series = f64x2.add(f64x2.splat(1.0 / 120), f64x2.mul(r, series));
  series = f64x2.add(f64x2.splat(1.0 / 24), f64x2.mul(r, series));
  series = f64x2.add(f64x2.splat(1.0 / 6), f64x2.mul(r, series));
  series = f64x2.add(f64x2.splat(0.5), f64x2.mul(r, series));
  series = f64x2.add(f64x2.splat(1), f64x2.mul(r, series));
  series = f64x2.add(f64x2.splat(1), f64x2.mul(r, series));
  // The octaves go into the exponent.
  return f64x2.mul(series, i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52));
}

/**
 * Of bins `low` to `high` of a power spectrum at `sums`: sum, first and second moment about bin 0, sum of natural logarithms (of powers held between 1e-25 and
 * 1e9), and sum of products of the magnitudes with those at `before`, which they replace. `products` is room for a number to every 12 bins and three more.
 */
function readBins(powers: usize, before: usize, low: i32, high: i32, products: usize, sums: usize): void {
  const least = f64x2.splat(1e-25);
  const most = f64x2.splat(1e9);
  const two = f64x2.splat(2);
  let k = f64x2(<f64>low, <f64>low + 1);
  let total = f64x2.splat(0);
  let moment = total;
  let square = total;
  let cross = total;
  let p = powers + (<usize>low << 3);
  let b = before + (<usize>low << 3);
  const end = p + (<usize>((high - low + 1) & ~1) << 3);
  let at = products;
  while (p < end) {
    // One logarithm for several bins: their product stays within range.
    const groupEnd = min(p + 96, end);
    let product = f64x2.splat(1);
    for (; p < groupEnd; p += 16, b += 16) {
      const value = v128.load(p);
      const first = f64x2.mul(value, k);
      total = f64x2.add(total, value);
      moment = f64x2.add(moment, first);
      square = f64x2.add(square, f64x2.mul(first, k));
      product = f64x2.mul(product, f64x2.pmin(f64x2.pmax(value, least), most));
      const magnitude = f64x2.sqrt(value);
      cross = f64x2.add(cross, f64x2.mul(magnitude, v128.load(b)));
      v128.store(b, magnitude);
      k = f64x2.add(k, two);
    }
    store<f64>(at, f64x2.extract_lane(product, 0) * f64x2.extract_lane(product, 1));
    at += 8;
  }
  let lastTotal: f64 = 0;
  let lastFirst: f64 = 0;
  let lastCross: f64 = 0;
  if ((high - low) % 2 == 0) {
    const value = load<f64>(p);
    const magnitude = sqrt(value);
    lastTotal = value;
    lastFirst = value * <f64>high;
    lastCross = magnitude * load<f64>(b);
    store<f64>(b, magnitude);
    store<f64>(at, min(1e9, max(1e-25, value)));
    at += 8;
  }
  store<f64>(at, 1);
  const count = <i32>((at - products) >> 3);
  logarithms(products, (count + 1) & ~1, 1, 0);
  let logarithm: f64 = 0;
  for (let a = products; a < at; a += 8) logarithm += load<f64>(a);
  store<f64>(sums, f64x2.extract_lane(total, 0) + f64x2.extract_lane(total, 1) + lastTotal);
  store<f64>(sums, f64x2.extract_lane(moment, 0) + f64x2.extract_lane(moment, 1) + lastFirst, 8);
  store<f64>(sums, f64x2.extract_lane(square, 0) + f64x2.extract_lane(square, 1) + lastFirst * <f64>high, 16);
  store<f64>(sums, logarithm, 24);
  store<f64>(sums, f64x2.extract_lane(cross, 0) + f64x2.extract_lane(cross, 1) + lastCross, 32);
}

/** Numbers of one frame that `compareStretch` sums up: squared differences, their products with the slope, squared slopes, power, instants. */
const SUMS_BYTES: usize = 40;
/** Taps and phases of the kernels that read a sound between its samples. */
const BETWEEN_TAPS: i32 = 16;
const BETWEEN_PHASES: i32 = 128;

/** Pitch at the last instant that `movePitch` was asked for, its relative slope there, and the frame before that instant. */
let pitchHz: f64 = 0;
let pitchSlope: f64 = 0;
let pitchFrame: i32 = 0;
/** Bytes of a frame's part of the curve that `drawCurve` draws: its pitch, the factors of a cubic, and the time to the next frame. */
const CURVE_BYTES: usize = 40;

/**
 * Sums over the instants of each frame of one voiced stretch, what `src/quality/harmonics-to-noise.ts` says. `frames` holds the times of all frames,
 * and `frequencies` the pitches, `borders` the samples where each begins and ends; `first` and `last` are those of the stretch. The sound is of 32 bits, `running` holds the sums of all samples before each;
 * `table` holds the kernels between samples, phase by phase, and `gains` what each leaves of noise. `curve` is room for five numbers a frame of the stretch. At `sums` come five numbers a
 * frame of the stretch.
 */
export function compareStretch(
  sound: usize,
  length: i32,
  running: usize,
  table: usize,
  gains: usize,
  frames: usize,
  frequencies: usize,
  first: i32,
  last: i32,
  borders: usize,
  hopSeconds: f64,
  rateHz: f64,
  stride: i32,
  block: i32,
  curve: usize,
  sums: usize,
): void {
  const start = load<f64>(frames + (<usize>first << 3)) - hopSeconds / 2;
  const end = load<f64>(frames + (<usize>last << 3)) + hopSeconds / 2;
  const from = frames + (<usize>first << 3);
  const count = last - first;
  drawCurve(from, frequencies + (<usize>first << 3), count, curve);
  for (let i = first; i <= last; i++, sums += SUMS_BYTES) {
    memory.fill(sums, 0, SUMS_BYTES);
    const until = <i32>load<f64>(borders + (<usize>i << 4), 8);
    for (let n = <i32>load<f64>(borders + (<usize>i << 4)); n < until; ) {
      const stop = min(until, n + block);
      const middle = <f64>(n + stop) / 2 / rateHz;
      movePitch(curve, from, count, middle);
      const after = cycleFrom(1);
      const before = cycleFrom(-1);
      movePitch(curve, from, count, middle + after);
      const latest = after + cycleFrom(1);
      movePitch(curve, from, count, middle - before);
      const earliest = before + cycleFrom(-1);
      if (middle - earliest >= start && middle + latest <= end) {
        sumFive(sound, length, running, table, gains, n, stop, stride, after * rateHz, before * rateHz, latest * rateHz, earliest * rateHz, sums);
      } else if (middle - before >= start && middle + after <= end) {
        sumThree(sound, length, running, table, gains, n, stop, stride, after * rateHz, before * rateHz, sums);
      }
      n += (stop - n + stride - 1) / stride * stride;
    }
  }
}

/** Length in seconds of the cycle that begins (`direction` 1) or ends (-1) at the instant that `movePitch` moved to. */
// @ts-expect-error: decorator
@inline
function cycleFrom(direction: f64): f64 {
  const period = 1 / pitchHz;
  return period * (1 - 0.5 * direction * pitchSlope * period);
}

/** What `PitchCurve` of `src/quality/pitch-curve.ts` draws between the frames from the first to number `last`. */
function drawCurve(frames: usize, frequencies: usize, last: i32, curve: usize): void {
  pitchFrame = 0;
  for (let i = 0; i < last; i++, curve += CURVE_BYTES) {
    const at = <usize>i << 3;
    const span = load<f64>(frames + at, 8) - load<f64>(frames + at);
    const from = load<f64>(frequencies + at);
    const to = load<f64>(frequencies + at, 8);
    const slopeFrom = slopeAt(frames, frequencies, last, i) * span;
    const slopeTo = slopeAt(frames, frequencies, last, i + 1) * span;
    store<f64>(curve, from);
    store<f64>(curve, slopeFrom, 8);
    store<f64>(curve, 3 * (to - from) - 2 * slopeFrom - slopeTo, 16);
    store<f64>(curve, 2 * (from - to) + slopeFrom + slopeTo, 24);
    store<f64>(curve, span, 32);
  }
  store<f64>(curve, load<f64>(frequencies + (<usize>last << 3)));
}

/** What `PitchCurve.moveTo` does. */
function movePitch(curve: usize, frames: usize, last: i32, seconds: f64): void {
  let frame = pitchFrame;
  while (frame < last - 1 && load<f64>(frames + (<usize>frame << 3), 8) <= seconds) frame++;
  while (frame > 0 && load<f64>(frames + (<usize>frame << 3)) > seconds) frame--;
  pitchFrame = frame;
  const own = curve + <usize>frame * CURVE_BYTES;
  const isLate = seconds >= load<f64>(frames + (<usize>last << 3));
  if (last == 0 || isLate || seconds <= load<f64>(frames)) {
    pitchHz = load<f64>(isLate ? curve + <usize>last * CURVE_BYTES : own);
    pitchSlope = 0;
    return;
  }
  const slope = load<f64>(own, 8);
  const bow = load<f64>(own, 16);
  const bend = load<f64>(own, 24);
  const span = load<f64>(own, 32);
  const x = (seconds - load<f64>(frames + (<usize>frame << 3))) / span;
  pitchHz = load<f64>(own) + x * (slope + x * (bow + x * bend));
  pitchSlope = (slope + x * (2 * bow + 3 * x * bend)) / span / pitchHz;
}

// @ts-expect-error: decorator
@inline
function slopeAt(frames: usize, frequencies: usize, last: i32, frame: i32): f64 {
  const before = <usize>max(0, frame - 1) << 3;
  const after = <usize>min(last, frame + 1) << 3;
  return (
    (load<f64>(frequencies + after) - load<f64>(frequencies + before)) /
    (load<f64>(frames + after) - load<f64>(frames + before))
  );
}

/** Adds what a block of instants gives to the sums of a frame: noise leaves one over `share` of its power in the difference. */
// @ts-expect-error: decorator
@inline
function addSums(sums: usize, share: f64, difference: f64, cross: f64, slopes: f64, power: f64, instants: i32): void {
  store<f64>(sums, load<f64>(sums) + share * difference);
  store<f64>(sums, load<f64>(sums, 8) + sqrt(share) * cross, 8);
  store<f64>(sums, load<f64>(sums, 16) + slopes, 16);
  store<f64>(sums, load<f64>(sums, 24) + power, 24);
  store<f64>(sums, load<f64>(sums, 32) + <f64>instants, 32);
}

/** Second differences: one cycle after and one before. */
function sumThree(
  sound: usize,
  length: i32,
  running: usize,
  table: usize,
  gains: usize,
  begin: i32,
  stop: i32,
  stride: i32,
  after: f64,
  before: f64,
  sums: usize,
): void {
  const wholeAfter = <i32>floor(after);
  const phaseAfter = <i32>Math.round((after - floor(after)) * <f64>BETWEEN_PHASES);
  const wholeBefore = <i32>ceil(before);
  const phaseBefore = <i32>Math.round((ceil(before) - before) * <f64>BETWEEN_PHASES);
  const reach = BETWEEN_TAPS / 2;
  const cycle = (after + before) / 2;
  const end3 = after + cycle / 2 + 0.5;
  const end2 = cycle / 2 + 0.5;
  const end1 = 0.5 - cycle / 2;
  const end0 = 0.5 - before - cycle / 2;
  const whole3 = <i32>floor(end3);
  const whole2 = <i32>floor(end2);
  const whole1 = <i32>floor(end1);
  const whole0 = <i32>floor(end0);
  const part3 = end3 - floor(end3);
  const part2 = end2 - floor(end2);
  const part1 = end1 - floor(end1);
  const part0 = end0 - floor(end0);
  const share = 1 / (4 + load<f64>(gains + (<usize>phaseAfter << 3)) + load<f64>(gains + (<usize>phaseBefore << 3)));
  const from = max(begin, max(wholeBefore + reach, max(-whole0, 1)));
  const to = min(stop, min(length - wholeAfter - reach - 1, length - whole3));
  if (to <= from) return;
  const kernelAfter = table + (<usize>(phaseAfter * BETWEEN_TAPS) << 2);
  const kernelBefore = table + (<usize>(phaseBefore * BETWEEN_TAPS) << 2);
  const later = wholeAfter - reach + 1;
  const earlier = wholeBefore + reach - 1;
  const perAfter = 1 / after;
  const perBefore = 1 / before;
  const perCycle = 1 / cycle;
  let difference: f64 = 0;
  let cross: f64 = 0;
  let slopes: f64 = 0;
  let power: f64 = 0;
  for (let n = from; n < to; n += stride) {
    const here = sound + (<usize>n << 2);
    const compared = <f64>(
      sumOfLanes(f32x4.add(lanesAt(kernelAfter, sound, n + later), lanesAt(kernelBefore, sound, n - earlier)))
    );
    const sum3 = runningAt(running, sound, n + whole3, part3);
    const sum2 = runningAt(running, sound, n + whole2, part2);
    const sum1 = runningAt(running, sound, n + whole1, part1);
    const sum0 = runningAt(running, sound, n + whole0, part0);
    const centred = <f64>load<f32>(here) - (sum2 - sum1) * perCycle;
    const d = compared - 2 * centred - (sum3 - sum2) * perAfter - (sum1 - sum0) * perBefore;
    const slope = <f64>load<f32>(here, 4) - <f64>load<f32>(here - 4);
    difference += d * d;
    cross += d * slope;
    slopes += slope * slope;
    power += centred * centred;
  }
  addSums(sums, share, difference, cross, slopes, power, (to - from + stride - 1) / stride);
}

/** Fourth differences: `d = 4 (x+ + x-) - (x++ + x--) - 6 x`. */
function sumFive(
  sound: usize,
  length: i32,
  running: usize,
  table: usize,
  gains: usize,
  begin: i32,
  stop: i32,
  stride: i32,
  after: f64,
  before: f64,
  latest: f64,
  earliest: f64,
  sums: usize,
): void {
  const reach = BETWEEN_TAPS / 2;
  const lags = f64x2(after, -before);
  const farLags = f64x2(latest, -earliest);
  const wholes = f64x2.floor(lags);
  const farWholes = f64x2.floor(farLags);
  const phases = phasesOf(f64x2.sub(lags, wholes));
  const farPhases = phasesOf(f64x2.sub(farLags, farWholes));
  const phase1 = i32x4.extract_lane(phases, 0);
  const phase2 = i32x4.extract_lane(phases, 1);
  const phase3 = i32x4.extract_lane(farPhases, 0);
  const phase4 = i32x4.extract_lane(farPhases, 1);
  const kernel1 = table + (<usize>(phase1 * BETWEEN_TAPS) << 2);
  const kernel2 = table + (<usize>(phase2 * BETWEEN_TAPS) << 2);
  const kernel3 = table + (<usize>(phase3 * BETWEEN_TAPS) << 2);
  const kernel4 = table + (<usize>(phase4 * BETWEEN_TAPS) << 2);
  const places = i32x4.trunc_sat_f64x2_s_zero(wholes);
  const farPlaces = i32x4.trunc_sat_f64x2_s_zero(farWholes);
  const offset1 = i32x4.extract_lane(places, 0) - reach + 1;
  const offset2 = i32x4.extract_lane(places, 1) - reach + 1;
  const offset3 = i32x4.extract_lane(farPlaces, 0) - reach + 1;
  const offset4 = i32x4.extract_lane(farPlaces, 1) - reach + 1;
  const gain =
    36 +
    16 * load<f64>(gains + (<usize>phase1 << 3)) +
    16 * load<f64>(gains + (<usize>phase2 << 3)) +
    load<f64>(gains + (<usize>phase3 << 3)) +
    load<f64>(gains + (<usize>phase4 << 3));
  const cycle = (after + before) / 2;
  // Ends of the cycles about the five instants, from the last to the first, two by two.
  const half = f64x2.splat(0.5);
  const ends54 = f64x2.add(f64x2.add(f64x2(latest, after), f64x2.splat(cycle / 2)), half);
  const ends32 = f64x2.add(f64x2(cycle / 2, -cycle / 2), half);
  const ends10 = f64x2.add(f64x2.sub(f64x2(-before, -earliest), f64x2.splat(cycle / 2)), half);
  const wholes54 = f64x2.floor(ends54);
  const wholes32 = f64x2.floor(ends32);
  const wholes10 = f64x2.floor(ends10);
  const places54 = i32x4.trunc_sat_f64x2_s_zero(wholes54);
  const places32 = i32x4.trunc_sat_f64x2_s_zero(wholes32);
  const places10 = i32x4.trunc_sat_f64x2_s_zero(wholes10);
  const parts54 = f64x2.sub(ends54, wholes54);
  const parts32 = f64x2.sub(ends32, wholes32);
  const parts10 = f64x2.sub(ends10, wholes10);
  const whole5 = i32x4.extract_lane(places54, 0);
  const whole4 = i32x4.extract_lane(places54, 1);
  const whole3 = i32x4.extract_lane(places32, 0);
  const whole2 = i32x4.extract_lane(places32, 1);
  const whole1 = i32x4.extract_lane(places10, 0);
  const whole0 = i32x4.extract_lane(places10, 1);
  const part5 = f64x2.extract_lane(parts54, 0);
  const part4 = f64x2.extract_lane(parts54, 1);
  const part3 = f64x2.extract_lane(parts32, 0);
  const part2 = f64x2.extract_lane(parts32, 1);
  const part1 = f64x2.extract_lane(parts10, 0);
  const part0 = f64x2.extract_lane(parts10, 1);
  const perLatest = 1 / (latest - after);
  const perAfter = 1 / after;
  const perCycle = 1 / cycle;
  const perBefore = 1 / before;
  const perEarliest = 1 / (earliest - before);
  const from = max(begin, max(<i32>ceil(earliest) + reach, max(-whole0, 1)));
  const to = min(stop, min(length - i32x4.extract_lane(farPlaces, 0) - reach - 1, length - whole5));
  if (to <= from) return;
  let sumsOfD = f64x2.splat(0);
  let sumsOfSlope = sumsOfD;
  let n = from;
  // Four instants at a time, two samples apart.
  for (; stride == 2 && n + 6 < to; ) {
    let four = fourAt(kernel1, sound, n + offset1, kernel2, n + offset2);
    let fourFar = fourAt(kernel3, sound, n + offset3, kernel4, n + offset4);
    for (const end = n + 8; n < end; n += 4) {
      const sum5 = runningTwo(running, sound, n + whole5, part5);
      const sum4 = runningTwo(running, sound, n + whole4, part4);
      const sum3 = runningTwo(running, sound, n + whole3, part3);
      const sum2 = runningTwo(running, sound, n + whole2, part2);
      const sum1 = runningTwo(running, sound, n + whole1, part1);
      const sum0 = runningTwo(running, sound, n + whole0, part0);
      const centred = f64x2.sub(twoAt(sound, n), f64x2.mul(f64x2.sub(sum3, sum2), f64x2.splat(perCycle)));
      const nextCentred = f64x2.sub(
        f64x2.sub(f64x2.promote_low_f32x4(four), f64x2.mul(f64x2.sub(sum4, sum3), f64x2.splat(perAfter))),
        f64x2.mul(f64x2.sub(sum2, sum1), f64x2.splat(perBefore)),
      );
      const farCentred = f64x2.sub(
        f64x2.sub(f64x2.promote_low_f32x4(fourFar), f64x2.mul(f64x2.sub(sum5, sum4), f64x2.splat(perLatest))),
        f64x2.mul(f64x2.sub(sum1, sum0), f64x2.splat(perEarliest)),
      );
      const d = f64x2.sub(
        f64x2.sub(f64x2.mul(f64x2.splat(4), nextCentred), farCentred),
        f64x2.mul(f64x2.splat(6), centred),
      );
      const slope = f64x2.sub(twoAt(sound, n + 1), twoAt(sound, n - 1));
      sumsOfD = addTwo(sumsOfD, f64x2.mul(d, d), f64x2.mul(d, slope));
      sumsOfSlope = addTwo(sumsOfSlope, f64x2.mul(slope, slope), f64x2.mul(centred, centred));
      four = i64x2.shuffle(four, four, 1, 1);
      fourFar = i64x2.shuffle(fourFar, fourFar, 1, 1);
    }
  }
  let difference = f64x2.extract_lane(sumsOfD, 0);
  let cross = f64x2.extract_lane(sumsOfD, 1);
  let slopes = f64x2.extract_lane(sumsOfSlope, 0);
  let power = f64x2.extract_lane(sumsOfSlope, 1);
  for (; n < to; n += stride) {
    const here = sound + (<usize>n << 2);
    const next = <f64>(
      sumOfLanes(f32x4.add(lanesAt(kernel1, sound, n + offset1), lanesAt(kernel2, sound, n + offset2)))
    );
    const far = <f64>(
      sumOfLanes(f32x4.add(lanesAt(kernel3, sound, n + offset3), lanesAt(kernel4, sound, n + offset4)))
    );
    const sum5 = runningAt(running, sound, n + whole5, part5);
    const sum4 = runningAt(running, sound, n + whole4, part4);
    const sum3 = runningAt(running, sound, n + whole3, part3);
    const sum2 = runningAt(running, sound, n + whole2, part2);
    const sum1 = runningAt(running, sound, n + whole1, part1);
    const sum0 = runningAt(running, sound, n + whole0, part0);
    const centred = <f64>load<f32>(here) - (sum3 - sum2) * perCycle;
    const nextCentred = next - (sum4 - sum3) * perAfter - (sum2 - sum1) * perBefore;
    const farCentred = far - (sum5 - sum4) * perLatest - (sum1 - sum0) * perEarliest;
    const d = 4 * nextCentred - farCentred - 6 * centred;
    const slope = <f64>load<f32>(here, 4) - <f64>load<f32>(here - 4);
    difference += d * d;
    cross += d * slope;
    slopes += slope * slope;
    power += centred * centred;
  }
  addSums(sums, 1 / gain, difference, cross, slopes, power, (to - from + stride - 1) / stride);
}

/** The sum of the samples before each of `length` of 32 bits, and of all. */
export function runningSums(sound: usize, length: i32, sums: usize): void {
  let sum: f64 = 0;
  store<f64>(sums, 0);
  for (const end = sound + (<usize>length << 2); sound < end; sound += 4, sums += 8) {
    sum += <f64>load<f32>(sound);
    store<f64>(sums, sum, 8);
  }
}

/** Products of 16 taps with the sound from sample `n` on, added up four by four. */
// @ts-expect-error: decorator
@inline
function lanesAt(kernel: usize, sound: usize, n: i32): v128 {
  const at = sound + (<usize>n << 2);
  return f32x4.add(
    f32x4.add(
      f32x4.mul(v128.load(kernel), v128.load(at)),
      f32x4.mul(v128.load(kernel, 16), v128.load(at, 16)),
    ),
    f32x4.add(
      f32x4.mul(v128.load(kernel, 32), v128.load(at, 32)),
      f32x4.mul(v128.load(kernel, 48), v128.load(at, 48)),
    ),
  );
}

/** Phases of the kernels nearest to two parts of a sample. */
// @ts-expect-error: decorator
@inline
function phasesOf(parts: v128): v128 {
  const x = f64x2.mul(parts, f64x2.splat(<f64>BETWEEN_PHASES));
  const above = f64x2.ceil(x);
  const isNearBelow = f64x2.gt(f64x2.sub(above, f64x2.splat(0.5)), x);
  return i32x4.trunc_sat_f64x2_s_zero(f64x2.sub(above, v128.and(isNearBelow, f64x2.splat(1))));
}

/** The sound at two lags together, of four instants that are two samples apart: what `sumOfLanes` makes of the `lanesAt` of each. */
// @ts-expect-error: decorator
@inline
function fourAt(kernel: usize, sound: usize, n: i32, other: usize, m: i32): v128 {
  const at = sound + (<usize>n << 2);
  const otherAt = sound + (<usize>m << 2);
  return f32x4.add(twoLanes(kernel, at, other, otherAt), twoLanes(kernel + 8, at + 8, other + 8, otherAt + 8));
}

/** The first two of the four lanes, together. */
// @ts-expect-error: decorator
@inline
function twoLanes(kernel: usize, at: usize, other: usize, otherAt: usize): v128 {
  const a0 = v128.load(at);
  const a1 = v128.load(at, 16);
  const a2 = v128.load(at, 32);
  const a3 = v128.load(at, 48);
  const a4 = v128.load(at, 64);
  const b0 = v128.load(otherAt);
  const b1 = v128.load(otherAt, 16);
  const b2 = v128.load(otherAt, 32);
  const b3 = v128.load(otherAt, 48);
  const b4 = v128.load(otherAt, 64);
  return f32x4.add(
    f32x4.add(
      everyFourth(kernel, evens(a0, a1), evens(a1, a2), evens(a2, a3), evens(a3, a4)),
      everyFourth(other, evens(b0, b1), evens(b1, b2), evens(b2, b3), evens(b3, b4)),
    ),
    f32x4.add(
      everyFourth(kernel + 4, odds(a0, a1), odds(a1, a2), odds(a2, a3), odds(a3, a4)),
      everyFourth(other + 4, odds(b0, b1), odds(b1, b2), odds(b2, b3), odds(b3, b4)),
    ),
  );
}

// @ts-expect-error: decorator
@inline
function everyFourth(kernel: usize, a: v128, b: v128, c: v128, d: v128): v128 {
  return f32x4.add(
    f32x4.add(f32x4.mul(v128.load32_splat(kernel), a), f32x4.mul(v128.load32_splat(kernel, 16), b)),
    f32x4.add(f32x4.mul(v128.load32_splat(kernel, 32), c), f32x4.mul(v128.load32_splat(kernel, 48), d)),
  );
}

// @ts-expect-error: decorator
@inline
function evens(a: v128, b: v128): v128 {
  return i32x4.shuffle(a, b, 0, 2, 4, 6);
}

// @ts-expect-error: decorator
@inline
function odds(a: v128, b: v128): v128 {
  return i32x4.shuffle(a, b, 1, 3, 5, 7);
}

/** Samples `n` and `n + 2`. */
// @ts-expect-error: decorator
@inline
function twoAt(sound: usize, n: i32): v128 {
  const samples = v128.load(sound + (<usize>n << 2));
  return f64x2.promote_low_f32x4(evens(samples, samples));
}

/** `runningAt` of two instants that are two samples apart. */
// @ts-expect-error: decorator
@inline
function runningTwo(running: usize, sound: usize, whole: i32, part: f64): v128 {
  const at = running + (<usize>whole << 3);
  const sums = i64x2.shuffle(v128.load(at), v128.load(at, 16), 0, 2);
  return f64x2.add(sums, f64x2.mul(f64x2.splat(part), twoAt(sound, whole)));
}

/** Adds the first numbers of two pairs to two sums, then the second ones. */
// @ts-expect-error: decorator
@inline
function addTwo(sums: v128, a: v128, b: v128): v128 {
  return f64x2.add(f64x2.add(sums, i64x2.shuffle(a, b, 0, 2)), i64x2.shuffle(a, b, 1, 3));
}

// @ts-expect-error: decorator
@inline
function runningAt(running: usize, sound: usize, whole: i32, part: f64): f64 {
  return load<f64>(running + (<usize>whole << 3)) + part * <f64>load<f32>(sound + (<usize>whole << 2));
}

/** Sums of `values[n] * values[n - lag]` over `length` numbers, for lags 0 to 13 and on in fourteens until `lags` are done; as many numbers lie before `values`. */
function correlateDelays(values: usize, length: i32, lags: i32, sums: usize): void {
  const end = values + (<usize>length << 3);
  for (let lag: usize = 0; lag < <usize>lags; lag += 14) {
    let a = f64x2.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let e = a;
    let f = a;
    let g = a;
    // Each vector holds the delays `lag + 1` and `lag`, as memory has them.
    let y = values - ((lag + 13) << 3);
    for (let x = values; x < end; x += 8, y += 8) {
      const value = v128.load64_splat(x);
      a = f64x2.add(a, f64x2.mul(value, v128.load(y, 96)));
      b = f64x2.add(b, f64x2.mul(value, v128.load(y, 80)));
      c = f64x2.add(c, f64x2.mul(value, v128.load(y, 64)));
      d = f64x2.add(d, f64x2.mul(value, v128.load(y, 48)));
      e = f64x2.add(e, f64x2.mul(value, v128.load(y, 32)));
      f = f64x2.add(f, f64x2.mul(value, v128.load(y, 16)));
      g = f64x2.add(g, f64x2.mul(value, v128.load(y)));
    }
    const o = sums + (lag << 3);
    v128.store(o, i64x2.shuffle(a, a, 1, 0));
    v128.store(o, i64x2.shuffle(b, b, 1, 0), 16);
    v128.store(o, i64x2.shuffle(c, c, 1, 0), 32);
    v128.store(o, i64x2.shuffle(d, d, 1, 0), 48);
    v128.store(o, i64x2.shuffle(e, e, 1, 0), 64);
    v128.store(o, i64x2.shuffle(f, f, 1, 0), 80);
    v128.store(o, i64x2.shuffle(g, g, 1, 0), 96);
  }
}

/** Magnitudes of what a predictor of `order` coefficients leaves of `length` numbers, a multiple of four, from `values` on. */
function residuals(values: usize, coefficients: usize, order: i32, length: i32, result: usize): void {
  const end = <usize>length << 3;
  const last = coefficients + (<usize>order << 3);
  for (let n: usize = 0; n < end; n += 32) {
    let left = v128.load(values + n);
    let right = v128.load(values + n, 16);
    let x = values + n - 8;
    for (let c = coefficients; c < last; c += 8, x -= 8) {
      const coefficient = v128.load64_splat(c);
      left = f64x2.sub(left, f64x2.mul(coefficient, v128.load(x)));
      right = f64x2.sub(right, f64x2.mul(coefficient, v128.load(x, 16)));
    }
    v128.store(result + n, f64x2.abs(left));
    v128.store(result + n, f64x2.abs(right), 16);
  }
}

/**
 * Adds the sums of `weights[n] * values[n - i] * values[n - j]` over numbers `from` to `to` (not included) to `covariances`, for `i` from 0 to `order` and
 * `j` from 0 to `i`; what comes to the places of greater `j` means nothing. Rows are `stride` numbers long, 13 more than `order` at least.
 */
function covary(
  values: usize,
  weights: usize,
  from: i32,
  to: i32,
  order: i32,
  covariances: usize,
  stride: i32,
): void {
  const first = weights + (<usize>from << 3);
  const end = weights + (<usize>to << 3);
  const start = values + (<usize>from << 3);
  let i: usize = 0;
  for (; i < <usize>order; i += 2) {
    for (let j: usize = 0; j <= i + 1; j += 6) {
      let a = f64x2.splat(0);
      let b = f64x2.splat(0);
      let c = f64x2.splat(0);
      let d = f64x2.splat(0);
      let e = f64x2.splat(0);
      let f = f64x2.splat(0);
      let x = start - (i << 3) - 8;
      let y = start - ((j + 5) << 3);
      for (let w = first; w < end; w += 8, x += 8, y += 8) {
        const weight = v128.load64_splat(w);
        const one = f64x2.mul(weight, v128.load64_splat(x, 8));
        const two = f64x2.mul(weight, v128.load64_splat(x));
        const y0 = v128.load(y, 32);
        const y1 = v128.load(y, 16);
        const y2 = v128.load(y);
        a = f64x2.add(a, f64x2.mul(one, y0));
        b = f64x2.add(b, f64x2.mul(one, y1));
        c = f64x2.add(c, f64x2.mul(one, y2));
        d = f64x2.add(d, f64x2.mul(two, y0));
        e = f64x2.add(e, f64x2.mul(two, y1));
        f = f64x2.add(f, f64x2.mul(two, y2));
      }
      const o = covariances + ((i * <usize>stride + j) << 3);
      const p = o + (<usize>stride << 3);
      v128.store(o, f64x2.add(v128.load(o), i64x2.shuffle(a, a, 1, 0)));
      v128.store(o, f64x2.add(v128.load(o, 16), i64x2.shuffle(b, b, 1, 0)), 16);
      v128.store(o, f64x2.add(v128.load(o, 32), i64x2.shuffle(c, c, 1, 0)), 32);
      v128.store(p, f64x2.add(v128.load(p), i64x2.shuffle(d, d, 1, 0)));
      v128.store(p, f64x2.add(v128.load(p, 16), i64x2.shuffle(e, e, 1, 0)), 16);
      v128.store(p, f64x2.add(v128.load(p, 32), i64x2.shuffle(f, f, 1, 0)), 32);
    }
  }
  // The last of an odd number of rows.
  if (i > <usize>order) return;
  for (let j: usize = 0; j <= i; j += 14) {
    let a = f64x2.splat(0);
    let b = a;
    let c = a;
    let d = a;
    let e = a;
    let f = a;
    let g = a;
    let x = start - (i << 3);
    let y = start - ((j + 13) << 3);
    for (let w = first; w < end; w += 8, x += 8, y += 8) {
      const own = f64x2.mul(v128.load64_splat(w), v128.load64_splat(x));
      a = f64x2.add(a, f64x2.mul(own, v128.load(y, 96)));
      b = f64x2.add(b, f64x2.mul(own, v128.load(y, 80)));
      c = f64x2.add(c, f64x2.mul(own, v128.load(y, 64)));
      d = f64x2.add(d, f64x2.mul(own, v128.load(y, 48)));
      e = f64x2.add(e, f64x2.mul(own, v128.load(y, 32)));
      f = f64x2.add(f, f64x2.mul(own, v128.load(y, 16)));
      g = f64x2.add(g, f64x2.mul(own, v128.load(y)));
    }
    const o = covariances + ((i * <usize>stride + j) << 3);
    v128.store(o, f64x2.add(v128.load(o), i64x2.shuffle(a, a, 1, 0)));
    v128.store(o, f64x2.add(v128.load(o, 16), i64x2.shuffle(b, b, 1, 0)), 16);
    v128.store(o, f64x2.add(v128.load(o, 32), i64x2.shuffle(c, c, 1, 0)), 32);
    v128.store(o, f64x2.add(v128.load(o, 48), i64x2.shuffle(d, d, 1, 0)), 48);
    v128.store(o, f64x2.add(v128.load(o, 64), i64x2.shuffle(e, e, 1, 0)), 64);
    v128.store(o, f64x2.add(v128.load(o, 80), i64x2.shuffle(f, f, 1, 0)), 80);
    v128.store(o, f64x2.add(v128.load(o, 96), i64x2.shuffle(g, g, 1, 0)), 96);
  }
}

/**
 * Readies a frame of which samples `from` to before `to` exist, as 32-bit numbers at `sound`; the others are silence. Leaves the energy before each of them and
 * of all, `length + 1` numbers of 64 bits, at `energy`, and the windowed frame without its mean and zeros up to `room` numbers, of 32 bits, at `frame`. At `powers`
 * come the sums of squares about the mean of the windowed frame and of a wide and a narrow span of samples.
 */
export function readyFrame(
  sound: usize,
  from: i32,
  to: i32,
  length: i32,
  window: usize,
  energy: usize,
  frame: usize,
  room: i32,
  wideFrom: i32,
  wideTo: i32,
  narrowFrom: i32,
  narrowTo: i32,
  powers: usize,
): void {
  memory.fill(frame, 0, <usize>from << 2);
  memory.fill(frame + (<usize>to << 2), 0, <usize>(room - to) << 2);
  memory.fill(energy, 0, <usize>(from + 1) << 3);
  const fours = from + ((to - from) & ~3);
  let sums = f64x2.splat(0);
  let before = f64x2.splat(0);
  let i = from;
  for (; i < fours; i += 4) {
    const s = sound + (<usize>i << 2);
    const a = f64x2.promote_low_f32x4(v128.load64_zero(s));
    const b = f64x2.promote_low_f32x4(v128.load64_zero(s, 8));
    const o = <usize>i << 3;
    sums = f64x2.add(sums, f64x2.add(a, b));
    const squaresA = f64x2.mul(a, a);
    const squaresB = f64x2.mul(b, b);
    const pairA = f64x2.add(i64x2.shuffle(squaresA, f64x2.splat(0), 2, 0), squaresA);
    const pairB = f64x2.add(i64x2.shuffle(squaresB, f64x2.splat(0), 2, 0), squaresB);
    const fromB = f64x2.add(i64x2.shuffle(pairA, pairA, 1, 1), pairB);
    v128.store(energy + o, f64x2.add(before, pairA), 8);
    const after = f64x2.add(before, fromB);
    v128.store(energy + o, after, 24);
    before = i64x2.shuffle(after, after, 1, 1);
  }
  let sum = f64x2.extract_lane(sums, 0) + f64x2.extract_lane(sums, 1);
  let squares = f64x2.extract_lane(before, 0);
  for (; i < to; i++) {
    const sample = <f64>load<f32>(sound + (<usize>i << 2));
    sum += sample;
    squares += sample * sample;
    store<f64>(energy + (<usize>i << 3), squares, 8);
  }
  for (; i < length; i++) store<f64>(energy + (<usize>i << 3), squares, 8);
  const mean = <f32>(to > from ? sum / <f64>(to - from) : 0);
  store<f64>(powers, squaresAbout(mean, sound, wideFrom, wideTo), 8);
  store<f64>(powers, squaresAbout(mean, sound, narrowFrom, narrowTo), 16);
  const means = f32x4.splat(mean);
  for (i = from; i < fours; i += 4) {
    const o = <usize>i << 2;
    v128.store(frame + o, f32x4.mul(f32x4.sub(v128.load(sound + o), means), v128.load(window + o)));
  }
  for (; i < to; i++) {
    const o = <usize>i << 2;
    store<f32>(frame + o, (load<f32>(sound + o) - mean) * load<f32>(window + o));
  }
  store<f64>(powers, squaresAbout(0, frame, from, to));
}

/** Sum of the squares of numbers `from` to before `to`, of 32 bits, about a mean. */
function squaresAbout(mean: f32, numbers: usize, from: i32, to: i32): f64 {
  const means = f32x4.splat(mean);
  let sums = f32x4.splat(0);
  let i = from;
  for (; i + 4 <= to; i += 4) {
    const value = f32x4.sub(v128.load(numbers + (<usize>i << 2)), means);
    sums = f32x4.add(sums, f32x4.mul(value, value));
  }
  let sum = sumOfLanes(sums);
  for (; i < to; i++) {
    const value = load<f32>(numbers + (<usize>i << 2)) - mean;
    sum += value * value;
  }
  return <f64>sum;
}

/** Where the parabola through values at -1, 0 and 1 is highest. */
// @ts-expect-error: decorator
@inline
function vertex(before: f64, here: f64, after: f64): f64 {
  const bend = before - 2 * here + after;
  return bend < 0 ? max<f64>(-1, min<f64>(1, (0.5 * (before - after)) / bend)) : 0;
}

// @ts-expect-error: decorator
@inline
function withinOne(correlation: f64): f64 {
  return correlation > 1 ? 1 / correlation : correlation;
}

/**
 * The strongest maxima above `least` of a correlation of 32 bits, between two lags that whole ones `begin` to `last` enclose, `most` of them; their lags and strengths
 * less the costs of the whole lags. Returns their number.
 */
export function findPeaks(
  correlation: usize,
  costs: usize,
  least: f32,
  shortest: f64,
  longest: f64,
  begin: i32,
  last: i32,
  lags: usize,
  strengths: usize,
  most: i32,
): i32 {
  const lowest = f32x4.splat(least);
  let count = 0;
  for (let k = begin; k <= last; k += 8) {
    const at = correlation + (<usize>k << 2);
    const one = topsAt(at, lowest);
    const two = topsAt(at + 16, lowest);
    if (!v128.any_true(v128.or(one, two))) continue;
    for (let tops = i32x4.bitmask(one) | (i32x4.bitmask(two) << 4); tops != 0; tops &= tops - 1) {
      const side = ctz(tops);
      if (k + side > last) break;
      const place = at + (<usize>side << 2);
      const left = <f64>load<f32>(place - 4);
      const after = <f64>load<f32>(place, 4);
      const top = <f64>load<f32>(place);
      const shift = vertex(left, top, after);
      const lag = <f64>(k + side) + shift;
      if (lag < shortest || lag > longest) continue;
      const strength = withinOne(top + 0.25 * shift * (after - left)) - load<f64>(costs + (<usize>(k + side) << 3));
      let slot = count;
      if (count < most) count++;
      else {
        slot = 0;
        for (let s = 1; s < most; s++) {
          if (load<f64>(strengths + (<usize>s << 3)) < load<f64>(strengths + (<usize>slot << 3))) slot = s;
        }
        if (load<f64>(strengths + (<usize>slot << 3)) >= strength) continue;
      }
      store<f64>(lags + (<usize>slot << 3), lag);
      store<f64>(strengths + (<usize>slot << 3), strength);
    }
  }
  return count;
}

/** Which of four numbers are maxima among their neighbours, and not below the lowest. */
// @ts-expect-error: decorator
@inline
function topsAt(at: usize, lowest: v128): v128 {
  const here = v128.load(at);
  const rises = f32x4.gt(here, v128.load(at - 4));
  const falls = f32x4.ge(here, v128.load(at, 4));
  return v128.and(v128.and(f32x4.ge(here, lowest), rises), falls);
}

/** Half length in lags of the windowed sinc that reads a correlation between lags, and its steps; those of `src/pitch/pitch-frame.ts`. */
const LAG_REACH: i32 = 10;
const LAG_STEPS: i32 = 128;
const REFINE_SPAN: f64 = 24.0 / 128.0;

/** A correlation of 32 bits between lags, which is even about lag 0. */
function readLag(correlation: usize, table: usize, lag: f64): f64 {
  const whole = floor(lag);
  const phase = <i32>Math.round((lag - whole) * <f64>LAG_STEPS);
  const taps = 2 * LAG_REACH;
  const t = table + (<usize>(phase * taps) << 2);
  const first = <i32>whole - LAG_REACH + 1;
  if (first >= 0) return <f64>dot(t, correlation + (<usize>first << 2), taps);
  let sum: f32 = 0;
  for (let k = 0; k < taps; k++) {
    const at = first + k;
    sum += load<f32>(t + (<usize>k << 2)) * load<f32>(correlation + (<usize>(at < 0 ? -at : at) << 2));
  }
  return <f64>sum;
}

/** Lag of the maximum near a whole one: a parabola through whole lags, then two through values read between those. */
function refinePeak(correlation: usize, table: usize, lag: i32): f64 {
  const at = correlation + (<usize>lag << 2);
  let x = <f64>lag + vertex(<f64>load<f32>(at - 4), <f64>load<f32>(at), <f64>load<f32>(at, 4));
  for (let round = 0; round < 2; round++) {
    x = Math.round(x * <f64>LAG_STEPS) / <f64>LAG_STEPS;
    const before = readLag(correlation, table, x - REFINE_SPAN);
    const here = readLag(correlation, table, x);
    x += REFINE_SPAN * vertex(before, here, readLag(correlation, table, x + REFINE_SPAN));
  }
  return x;
}

/**
 * Correlation of `span` samples before the middle of a frame of `length` with those a lag later, at both whole lags about it, the greater one, as far as samples
 * `begin` to before `end` exist.
 */
function correlatePeriods(
  samples: usize,
  energy: usize,
  length: i32,
  begin: i32,
  end: i32,
  whole: i32,
  span: i32,
): f64 {
  const firstA = (length >> 1) - ((span + whole) >> 1);
  const firstB = (length >> 1) - ((span + whole + 1) >> 1);
  const from = max(0, begin - firstB);
  const count = min(span, end - firstA - whole - 1) - from;
  const a = periodCorrelation(samples, energy, firstA + from, whole, count);
  return max<f64>(-1, max<f64>(a, periodCorrelation(samples, energy, firstB + from, whole + 1, count)));
}

/** A sum of products of samples of 32 bits over the root of both energies; -1 where either has none. */
// @ts-expect-error: decorator
@inline
function periodCorrelation(samples: usize, energy: usize, first: i32, lag: i32, count: i32): f64 {
  if (count <= 0) return -1;
  const span = <usize>count << 3;
  const delay = <usize>lag << 3;
  const e = energy + (<usize>first << 3);
  const energies = (load<f64>(e + span) - load<f64>(e)) * (load<f64>(e + delay + span) - load<f64>(e + delay));
  if (!(energies > 0)) return -1;
  const shift = <usize>lag << 2;
  let a = samples + (<usize>first << 2);
  const end = a + (<usize>count << 2);
  let sum = dot(a, a + shift, count & ~3);
  for (a += <usize>(count & ~3) << 2; a < end; a += 4) sum += load<f32>(a) * load<f32>(a + shift);
  return <f64>sum / sqrt(energies);
}

// @ts-expect-error: decorator
@inline
function amplitudeAt(amplitude: usize, bin: f64): f64 {
  const below = floor(bin);
  const rest = bin - below;
  const at = amplitude + (<usize>(<i32>below) << 2);
  return <f64>load<f32>(at) * (1 - rest) + <f64>load<f32>(at, 4) * rest;
}

const HARMONICS: i32 = 12;
const MOST_CANDIDATES: i32 = 8;
const MOST_PEAKS: i32 = 64;
const SAME_PITCH: f64 = 0.035;
const SHARE_STEP: f64 = 1.0 / 32000.0;

/**
 * Merges the peaks of all correlations and writes what tells of each candidate, eight numbers in a row, as `src/pitch/candidate-reader.ts` has it. `work` is
 * room for 160 numbers. Returns the number of candidates.
 */
export function readCandidates(
  lags: usize,
  strengths: usize,
  peaks: i32,
  full: usize,
  low: usize,
  compressed: usize,
  table: usize,
  samples: usize,
  energy: usize,
  length: i32,
  begin: i32,
  end: i32,
  amplitude: usize,
  room: i32,
  rateHz: f64,
  shortest: f64,
  longest: f64,
  work: usize,
  rows: usize,
): i32 {
  const tops = work + 8 * MOST_CANDIDATES;
  const refined = tops + 8 * MOST_PEAKS;
  const spare = refined + 8 * MOST_PEAKS;
  const peaksEnd = <usize>peaks << 3;
  if (peaks & 1) store<f64>(strengths + peaksEnd, -2);
  let settled: usize = 0;
  let count = 0;
  let most = MOST_CANDIDATES;
  let row = rows;
  for (let round = 0; round < peaks && count < most; round++) {
    let strongest = v128.load(strengths);
    for (let p: usize = 16; p < peaksEnd; p += 16) strongest = f64x2.pmax(strongest, v128.load(strengths + p));
    strongest = f64x2.pmax(strongest, i64x2.shuffle(strongest, strongest, 1, 0));
    let places: u64 = (<u64>1) << (peaks - 1);
    for (let p: usize = 0; p < peaksEnd; p += 16) {
      places |= <u64>i64x2.bitmask(f64x2.eq(v128.load(strengths + p), strongest)) << (p >> 3);
    }
    const best = <usize>ctz(places) << 3;
    store<f64>(strengths + best, -2);
    let lag = load<f64>(lags + best);
    // The plain autocorrelation's own maximum beside it.
    const at = highestAbout(full + (<usize>(<i32>Math.round(lag)) << 2), max(1, <i32>ceil(0.5 * SAME_PITCH * lag)));
    const top = <i32>((at - full) >> 2);
    const height = load<f32>(at);
    if (top >= 2 && height >= load<f32>(at - 4) && height >= load<f32>(at, 4)) {
      let i: usize = 0;
      while (i < settled && load<f64>(tops + i) != <f64>top) i += 8;
      if (i == settled) {
        store<f64>(tops + i, <f64>top);
        store<f64>(refined + i, refinePeak(full, table, top));
        settled += 8;
      }
      const own = load<f64>(refined + i);
      if (abs(own / lag - 1) < SAME_PITCH && own >= shortest && own <= longest) lag = own;
    }
    const frequency = rateHz / lag;
    let known = false;
    for (let c = 0; c < count; c++) {
      if (abs(load<f64>(work + (<usize>c << 3)) / frequency - 1) < SAME_PITCH) known = true;
    }
    if (known) continue;
    store<f64>(work + (<usize>count << 3), frequency);
    const periodicity = withinOne(readLag(full, table, lag));
    const compressedPeriodicity = withinOne(readLag(compressed, table, lag));
    const whole = <i32>floor(lag);
    const span = <i32>Math.round(max<f64>(lag, 0.005 * rateHz));
    const short = correlatePeriods(samples, energy, length, begin, end, whole, min(span, length - whole - 2));
    store<f64>(row, periodicity < 0.3 ? frequency : harmonicPitch(amplitude, frequency, rateHz / <f64>room, room >> 1, spare));
    store<f64>(row, periodicity, 8);
    store<f64>(row, shareSteps(withinOne(readLag(low, table, lag))), 16);
    store<f64>(row, shareSteps(compressedPeriodicity), 24);
    store<f64>(row, shareSteps(short), 32);
    readHarmonics(amplitude, frequency * (<f64>room / rateHz), <f64>((room >> 1) - 1), row + 40);
    row += 64;
    count++;
    if (count == 1 && periodicity > 0.9 && compressedPeriodicity > 0.85) most = 4;
  }
  return count;
}

/** Place of the greatest of the numbers of 32 bits up to `reach` to either side of the middle one, which comes first where several are, then the lowest. */
// @ts-expect-error: decorator
@inline
function highestAbout(middle: usize, reach: i32): usize {
  const here = load<f32>(middle);
  if (reach == 1) {
    const before = load<f32>(middle - 4);
    const after = load<f32>(middle, 4);
    if (after > max<f32>(before, here)) return middle + 4;
    return before > here ? middle - 4 : middle;
  }
  const start = middle - (<usize>reach << 2);
  const last = middle + (<usize>reach << 2) - 12;
  let highest = v128.load(last);
  for (let k = start; k < last; k += 16) highest = f32x4.pmax(highest, v128.load(k));
  highest = f32x4.pmax(highest, i64x2.shuffle(highest, highest, 1, 0));
  highest = f32x4.pmax(highest, i32x4.shuffle(highest, highest, 1, 0, 3, 2));
  if (here == f32x4.extract_lane(highest, 0)) return middle;
  let k = start;
  for (; k < last; k += 16) {
    const places = i32x4.bitmask(f32x4.eq(v128.load(k), highest));
    if (places != 0) return k + (<usize>ctz(places) << 2);
  }
  return last + (<usize>ctz(i32x4.bitmask(f32x4.eq(v128.load(last), highest))) << 2);
}

// @ts-expect-error: decorator
@inline
function shareSteps(share: f64): f64 {
  return Math.round(max<f64>(-1.02, min<f64>(1.02, share)) / SHARE_STEP);
}

/** Contrast of the harmonics of a frequency, in bins, up to bin `last`, the share of the odd ones and of those that 3 does not divide. */
// @ts-expect-error: decorator
@inline
function readHarmonics(amplitude: usize, bins: f64, last: f64, shares: usize): void {
  let on: f64 = 0;
  let even: f64 = 0;
  let third: f64 = 0;
  let between: f64 = 0;
  for (let h = 1; h <= HARMONICS; h++) {
    const bin = <f64>h * bins;
    if (bin > last) break;
    between += amplitudeAt(amplitude, (<f64>h - 0.5) * bins);
    const value = amplitudeAt(amplitude, bin);
    on += value;
    if ((h & 1) == 0) even += value;
    if (h % 3 == 0) third += value;
  }
  store<f64>(shares, shareSteps(on + between > 0 ? (on - between) / (on + between) : 0));
  store<f64>(shares, shareSteps(on > 0 ? (on - even) / on : 0), 8);
  store<f64>(shares, shareSteps(on > 0 ? (on - third) / on : 0), 16);
}

/** What `HarmonicPitch` of `src/pitch/harmonic-pitch.ts` reads; `work` is room for two times 12 numbers. */
function harmonicPitch(amplitude: usize, frequencyHz: f64, binHz: f64, bins: i32, work: usize): f64 {
  const weights = work + 8 * HARMONICS;
  const spacing = frequencyHz / binHz;
  const reach = max(1, <i32>min<f64>(4, floor(0.25 * spacing)));
  const last = <f64>(bins - 2 - reach);
  let count: usize = 0;
  let total: f64 = 0;
  for (let h: f64 = 1; h <= <f64>HARMONICS; h++) {
    const expected = h * spacing;
    if (expected > last) break;
    const top = highestAbout(amplitude + (<usize>(<i32>Math.round(expected)) << 2), reach);
    const height = <f64>load<f32>(top);
    const before = <f64>load<f32>(top - 4);
    const after = <f64>load<f32>(top, 4);
    const bend = 2 * height - before - after;
    if (bend <= 0 || height < before || height < after) continue;
    const peak = <f64>(<i32>((top - amplitude) >> 2)) + (0.5 * (after - before)) / bend;
    if (abs(peak - expected) > 0.03 * expected) continue;
    const clear = max<f64>(0.05, 1 - amplitudeAt(amplitude, expected - 0.5 * spacing) / height);
    const weight = h * sqrt(height) * clear * clear * clear;
    const own = (peak * binHz) / h;
    let slot = count;
    count += 8;
    for (; slot > 0 && load<f64>(work + slot - 8) > own; slot -= 8) {
      store<f64>(work + slot, load<f64>(work + slot - 8));
      store<f64>(weights + slot, load<f64>(weights + slot - 8));
    }
    store<f64>(work + slot, own);
    store<f64>(weights + slot, weight);
    total += weight;
  }
  if (count < 24) return frequencyHz;
  let before = 0.5 * load<f64>(weights);
  for (let i: usize = 8; i < count; i += 8) {
    const here = before + 0.5 * (load<f64>(weights + i - 8) + load<f64>(weights + i));
    if (here >= 0.5 * total) {
      const share = max<f64>(0, (0.5 * total - before) / (here - before));
      const lower = load<f64>(work + i - 8);
      return lower + share * (load<f64>(work + i) - lower);
    }
    before = here;
  }
  return load<f64>(work + count - 8);
}

/**
 * A network of `units` hidden ones, a multiple of four: each has its row of weights of the inputs, four rows interleaved at `weights`.
 */
export function runNetwork(
  input: usize,
  inputs: i32,
  weights: usize,
  bias: usize,
  output: usize,
  units: i32,
  outputBias: f64,
): f64 {
  const end = input + (<usize>inputs << 3);
  const last = bias + (<usize>units << 3);
  let sum = outputBias;
  let w = weights;
  for (; bias < last; bias += 32, output += 32) {
    let a = v128.load(bias);
    let b = v128.load(bias, 16);
    for (let i = input; i < end; i += 8, w += 32) {
      const value = v128.load64_splat(i);
      a = f64x2.add(a, f64x2.mul(v128.load(w), value));
      b = f64x2.add(b, f64x2.mul(v128.load(w, 16), value));
    }
    a = f64x2.mul(v128.load(output), hyperbolicTangents(a));
    b = f64x2.mul(v128.load(output, 16), hyperbolicTangents(b));
    sum +=
      f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1) + f64x2.extract_lane(b, 0) + f64x2.extract_lane(b, 1);
  }
  return sum;
}

/** By the first seven terms of the continued fraction (Lambert 1770), within 0.0001; it reaches 1 at 4.97. */
// @ts-expect-error: decorator
@inline
function hyperbolicTangents(unbounded: v128): v128 {
  const x = f64x2.pmax(f64x2.pmin(unbounded, f64x2.splat(4.97)), f64x2.splat(-4.97));
  const s = f64x2.mul(x, x);
  let above = f64x2.add(f64x2.splat(378), s);
  above = f64x2.add(f64x2.splat(17325), f64x2.mul(s, above));
  above = f64x2.add(f64x2.splat(135135), f64x2.mul(s, above));
  let below = f64x2.add(f64x2.splat(3150), f64x2.mul(s, f64x2.splat(28)));
  below = f64x2.add(f64x2.splat(62370), f64x2.mul(s, below));
  below = f64x2.add(f64x2.splat(135135), f64x2.mul(s, below));
  const fraction = f64x2.div(f64x2.mul(x, above), below);
  const saturated = f64x2.ge(f64x2.abs(unbounded), f64x2.splat(4.97));
  const sign = v128.and(unbounded, i64x2.splat(i64.MIN_VALUE));
  return v128.bitselect(v128.or(f64x2.splat(1), sign), fraction, saturated);
}

/**
 * Two filters of second order, one after the other, over `count` samples of 32 bits: the sum of the squares that come out. Two samples a step:
 * `factors` holds twelve pairs, of either filter, as `src/loudness/weighting-filter.ts` lays them out, `state` two, which go on from call to call. The second
 * filter runs a step behind the first, beside it.
 */
export function weighLoudness(sound: usize, count: i32, factors: usize, state: usize): f64 {
  const gain = v128.load(factors);
  const later = v128.load(factors, 16);
  const turn = v128.load(factors, 32);
  const fromFirst0 = v128.load(factors, 48);
  const fromFirst1 = v128.load(factors, 64);
  const keepFirst0 = v128.load(factors, 80);
  const keepFirst1 = v128.load(factors, 96);
  const fromSecond0 = v128.load(factors, 112);
  const fromSecond1 = v128.load(factors, 128);
  const keepSecond0 = v128.load(factors, 144);
  const keepSecond1 = v128.load(factors, 160);
  let first = v128.load(state);
  let second = v128.load(state, 16);
  let out0 = f64x2.splat(0);
  let out1 = out0;
  let even = out0;
  let odd = out0;
  const pairs = count >> 1;
  const rounds = pairs > 0 ? pairs + 1 : 0;
  for (let i = 0; i < rounds; i++) {
    const x = i < pairs ? f64x2.promote_low_f32x4(v128.load64_zero(sound + (<usize>i << 3))) : out0;
    const x0 = i64x2.shuffle(x, out0, 0, 2);
    const x1 = i64x2.shuffle(x, out1, 1, 2);
    out0 = f64x2.add(first, f64x2.mul(gain, x0));
    out1 = f64x2.add(
      f64x2.add(second, f64x2.mul(turn, first)),
      f64x2.add(f64x2.mul(later, x0), f64x2.mul(gain, x1)),
    );
    const next1 = f64x2.add(
      f64x2.add(
        f64x2.add(f64x2.mul(fromFirst0, x0), f64x2.mul(fromFirst1, x1)),
        f64x2.mul(keepFirst1, second),
      ),
      f64x2.mul(keepFirst0, first),
    );
    const next2 = f64x2.add(
      f64x2.add(
        f64x2.add(f64x2.mul(fromSecond0, x0), f64x2.mul(fromSecond1, x1)),
        f64x2.mul(keepSecond1, second),
      ),
      f64x2.mul(keepSecond0, first),
    );
    // The second filter waits for the first pair, and the first has none in the last round.
    if (i == 0) {
      first = i64x2.shuffle(next1, first, 0, 3);
      second = i64x2.shuffle(next2, second, 0, 3);
      continue;
    }
    even = f64x2.add(even, f64x2.mul(out0, out0));
    odd = f64x2.add(odd, f64x2.mul(out1, out1));
    first = i == pairs ? i64x2.shuffle(first, next1, 0, 3) : next1;
    second = i == pairs ? i64x2.shuffle(second, next2, 0, 3) : next2;
  }
  let energy = f64x2.extract_lane(even, 1) + f64x2.extract_lane(odd, 1);
  if ((count & 1) == 1) {
    let x = f64x2.splat(<f64>load<f32>(sound + (<usize>(count - 1) << 2)));
    // One sample alone, which the second filter has after the first.
    const y = f64x2.extract_lane(f64x2.add(first, f64x2.mul(gain, x)), 0);
    x = f64x2.replace_lane(x, 1, y);
    const out = f64x2.add(first, f64x2.mul(gain, x));
    const z = f64x2.extract_lane(out, 1);
    const before = first;
    first = f64x2.add(f64x2.add(second, f64x2.mul(turn, first)), f64x2.mul(later, x));
    second = f64x2.add(f64x2.mul(v128.load(factors, 176), before), f64x2.mul(fromSecond1, x));
    energy += z * z;
  }
  v128.store(state, first);
  v128.store(state, second, 16);
  return energy;
}

/**
 * Takes a slowly varying offset out of `count` samples of 32 bits: what `ChannelMixer` of `src/signal/channel-mixer.ts` does. `state` holds the offset and the
 * sample before.
 */
export function removeOffset(sound: usize, count: i32, follow: f64, state: usize): void {
  const keep = 1 - follow;
  const square = keep * keep;
  const follows = f64x2.splat(follow);
  const keeps = f64x2(1, keep);
  const squares = f64x2.splat(square);
  const fourths = f64x2.splat(square * square);
  const secondKeep = f64x2(0, keep);
  const zero = f64x2.splat(0);
  let offset = f64x2.splat(load<f64>(state));
  let before = load<f64>(state, 8);
  let i = 0;
  while (i < count) {
    const place = sound + (<usize>i << 2);
    if (i + 4 <= count) {
      const samples = v128.load(place);
      if (!v128.any_true(f32x4.eq(samples, f32x4.splat(0)))) {
        const a = f64x2.promote_low_f32x4(samples);
        const b = f64x2.promote_low_f32x4(i64x2.shuffle(samples, samples, 1, 1));
        const fromA = f64x2.mul(follows, a);
        const fromB = f64x2.mul(follows, b);
        const firstA = i64x2.shuffle(zero, fromA, 0, 2);
        const firstB = i64x2.shuffle(zero, fromB, 0, 2);
        // What both samples of a pair add by its end, in the second lane.
        const addedA = f64x2.add(f64x2.mul(secondKeep, i64x2.shuffle(fromA, fromA, 0, 0)), fromA);
        const addedB = f64x2.add(f64x2.mul(secondKeep, i64x2.shuffle(fromB, fromB, 0, 0)), fromB);
        const pairA = i64x2.shuffle(addedA, addedA, 1, 1);
        const pairB = i64x2.shuffle(addedB, addedB, 1, 1);
        const middle = f64x2.add(f64x2.mul(squares, offset), pairA);
        const outA = f64x2.sub(a, f64x2.add(f64x2.mul(keeps, offset), firstA));
        const outB = f64x2.sub(b, f64x2.add(f64x2.mul(keeps, middle), firstB));
        v128.store(
          place,
          i64x2.shuffle(f32x4.demote_f64x2_zero(outA), f32x4.demote_f64x2_zero(outB), 0, 2),
        );
        offset = f64x2.add(f64x2.mul(fourths, offset), f64x2.add(f64x2.mul(squares, pairA), pairB));
        before = f64x2.extract_lane(b, 1);
        i += 4;
        continue;
      }
    }
    // Digital silence stays silence: nothing rings on into it.
    let single = f64x2.extract_lane(offset, 0);
    for (const end = min(count, i + 4); i < end; i++) {
      const sample = <f64>load<f32>(sound + (<usize>i << 2));
      if (sample != 0 || before != 0) {
        store<f32>(sound + (<usize>i << 2), <f32>(sample - single));
        single = keep * single + follow * sample;
      }
      before = sample;
    }
    offset = f64x2.splat(single);
  }
  store<f64>(state, f64x2.extract_lane(offset, 0));
  store<f64>(state, before, 8);
}

/** Energies of `blocks` blocks of 32 samples of 32 bits. */
export function blockEnergies(sound: usize, blocks: i32, energies: usize): void {
  for (const end = energies + (<usize>blocks << 3); energies < end; energies += 8) {
    let even = f64x2.splat(0);
    let odd = even;
    for (const last = sound + 128; sound < last; sound += 16) {
      const a = f64x2.promote_low_f32x4(v128.load64_zero(sound));
      const b = f64x2.promote_low_f32x4(v128.load64_zero(sound, 8));
      even = f64x2.add(even, f64x2.mul(a, a));
      odd = f64x2.add(odd, f64x2.mul(b, b));
    }
    store<f64>(
      energies,
      f64x2.extract_lane(even, 0) +
        f64x2.extract_lane(even, 1) +
        (f64x2.extract_lane(odd, 0) + f64x2.extract_lane(odd, 1)),
    );
  }
}

/** Samples of one block of a `CompactSound`, of `src/signal/compact-sound.ts`, and their bytes. */
const COMPACT_BLOCK: i32 = 256;
const COMPACT_BYTES: usize = 384;

/**
 * Packs `blocks` blocks of 256 samples of 32 bits, the one before the first of which was kept as `last`: 384 bytes each to `bytes`, a scale to `scales` and
 * what was kept of the sample before it to `starts`, both of 32 bits. Returns what is kept of the last sample.
 */
export function packSound(sound: usize, blocks: i32, last: f64, bytes: usize, scales: usize, starts: usize): f64 {
  const prediction = f64x2.splat(0.9);
  const rounding: f64 = 6755399441055744;
  for (let b = 0; b < blocks; b++) {
    let peak = abs(<f64>load<f32>(sound) - 0.9 * last);
    let peaks = f64x2.splat(peak);
    let i: usize = 4;
    for (; i + 8 <= <usize>COMPACT_BLOCK << 2; i += 8) {
      const here = f64x2.promote_low_f32x4(v128.load64_zero(sound + i));
      const before = f64x2.promote_low_f32x4(v128.load64_zero(sound + i - 4));
      peaks = f64x2.pmax(peaks, f64x2.abs(f64x2.sub(here, f64x2.mul(prediction, before))));
    }
    peak = max(f64x2.extract_lane(peaks, 0), f64x2.extract_lane(peaks, 1));
    peak = max(peak, abs(<f64>load<f32>(sound + i) - 0.9 * <f64>load<f32>(sound + i - 4)));
    const single = <f32>(peak / 2046);
    const scale = <f64>single;
    const steps = scale > 1e-38 ? 1 / scale : 0;
    store<f32>(scales, single);
    store<f32>(starts, <f32>last);
    scales += 4;
    starts += 4;
    let told = steps > 0 ? 0.9 * (last / scale) : 0;
    let value: f64 = 0;
    for (const end = sound + (<usize>COMPACT_BLOCK << 2); sound < end; sound += 8, bytes += 3) {
      const even = <f64>load<f32>(sound) * steps - told + rounding - rounding;
      told = 0.9 * (told + even);
      const odd = <f64>load<f32>(sound, 4) * steps - told + rounding - rounding;
      value = told + odd;
      told = 0.9 * value;
      const pair = (<i32>even + 2048) | ((<i32>odd + 2048) << 12);
      store<u16>(bytes, pair);
      store<u8>(bytes, pair >> 16, 2);
    }
    last = <f64>(<f32>(value * scale));
  }
  return last;
}

/** Unpacks `blocks` blocks of 384 bytes into 256 samples of 32 bits each. */
export function unpackSound(bytes: usize, blocks: i32, scales: usize, starts: usize, sound: usize): void {
  for (let b = 0; b < blocks; b++) {
    const scale = <f64>load<f32>(scales);
    let value = scale > 1e-38 ? <f64>load<f32>(starts) / scale : 0;
    scales += 4;
    starts += 4;
    for (const end = bytes + COMPACT_BYTES; bytes < end; bytes += 3, sound += 8) {
      const pair = <i32>load<u16>(bytes) | (<i32>load<u8>(bytes, 2) << 16);
      value = 0.9 * value + <f64>((pair & 4095) - 2048);
      store<f32>(sound, <f32>(value * scale));
      value = 0.9 * value + <f64>((pair >> 12) - 2048);
      store<f32>(sound, <f32>(value * scale), 4);
    }
  }
}

/** Whether `count` samples of 32 bits, a multiple of four, are all numbers and none is greater than `largest`. */
export function areWithin(sound: usize, count: i32, largest: f32): bool {
  const bound = f32x4.splat(largest);
  let within = i32x4.splat(-1);
  for (const end = sound + (<usize>count << 2); sound < end; sound += 16) {
    within = v128.and(within, f32x4.le(f32x4.abs(v128.load(sound)), bound));
  }
  return i32x4.all_true(within);
}

/**
 * Pre-emphasises `count` samples of 32 bits, the one before the first of which lies before them too, and takes DC and rumble out by one pole: what
 * `src/quality/inverse-filter.ts` has it for.
 */
export function emphasise(sound: usize, count: i32, emphasis: f64, pole: f64, result: usize): void {
  let before = <f64>load<f32>(sound - 4);
  let past = <f64>load<f32>(sound) - emphasis * before;
  let value: f64 = 0;
  for (const end = sound + (<usize>count << 2); sound < end; sound += 4, result += 4) {
    const sample = <f64>load<f32>(sound);
    const here = sample - emphasis * before;
    value = here - past + pole * value;
    past = here;
    before = sample;
    store<f32>(result, <f32>value);
  }
}

/**
 * The excitation of `steps` steps of `step` samples each, a multiple of 16, by linear prediction of `order` coefficients and a low-pass of `taps`, an odd number. The
 * emphasised sound of the first step begins at `sound`, and as much before and after as windows and filters need. `expected` and `expectedNext` go into the
 * autocorrelation at lags 0 and 1. `work` is room for `2 (order + 1) + order + taps` numbers, `filter` for as many of 32 bits as `order + taps`. The power that
 * white noise leaves in the second difference of each step is added to the number at `gain`, 1 to the one after it.
 */
export function excite(
  sound: usize,
  steps: i32,
  step: i32,
  window: usize,
  length: i32,
  frame: usize,
  correlation: usize,
  order: i32,
  lowPass: usize,
  taps: i32,
  expected: f64,
  expectedNext: f64,
  noiseShare: f64,
  emphasis: f64,
  work: usize,
  filter: usize,
  gain: usize,
  result: usize,
): void {
  const bytes = <usize>step << 2;
  const left = (step / 2 - length / 2) << 2;
  const lead = <usize>((taps - 1) / 2) << 2;
  const predictor = work;
  const previous = predictor + (<usize>(order + 1) << 3);
  const combined = previous + (<usize>(order + 1) << 3);
  const count = order + taps;
  for (let k = 0; k < steps; k++, sound += bytes, result += bytes) {
    autocorrelate(sound + left, window, length, frame, correlation);
    store<f64>(correlation, load<f64>(correlation) + expected);
    store<f64>(correlation, load<f64>(correlation, 8) - expectedNext, 8);
    if (!predictFrom(correlation, order, noiseShare, predictor, previous)) {
      memory.fill(result, 0, bytes);
      continue;
    }
    memory.fill(combined, 0, <usize>count << 3);
    for (let i: usize = 0; i <= <usize>order << 3; i += 8) {
      const value = load<f64>(predictor + i);
      for (let j: usize = 0; j < <usize>taps << 3; j += 8) {
        const o = combined + i + j;
        store<f64>(o, load<f64>(o) + value * load<f64>(lowPass + j));
      }
    }
    store<f64>(gain, load<f64>(gain) + brightNoiseGain(combined, count, emphasis));
    store<f64>(gain, load<f64>(gain, 8) + 1, 8);
    for (let t: usize = 0; t < <usize>count; t++) store<f32>(filter + (t << 2), <f32>load<f64>(combined + (t << 3)));
    convolve(sound + lead, filter, count, result, step);
  }
}

/** Linear prediction from an autocorrelation (Levinson and Durbin); false for silence. */
function predictFrom(correlation: usize, order: i32, noiseShare: f64, filter: usize, previous: usize): bool {
  if (!(load<f64>(correlation) > 1e-24)) return false;
  const bytes = <usize>(order + 1) << 3;
  memory.fill(filter, 0, bytes);
  store<f64>(filter, 1);
  let error = load<f64>(correlation) * (1 + noiseShare);
  for (let k: usize = 8; k < bytes; k += 8) {
    let sum = load<f64>(correlation + k);
    for (let j: usize = 8; j < k; j += 8) sum += load<f64>(filter + j) * load<f64>(correlation + k - j);
    const reflection = -sum / error;
    memory.copy(previous, filter, bytes);
    for (let j: usize = 8; j < k; j += 8) {
      store<f64>(filter + j, load<f64>(previous + j) + reflection * load<f64>(previous + k - j));
    }
    store<f64>(filter + k, reflection);
    error *= 1 - reflection * reflection;
  }
  return true;
}

/** Power that white noise of power 1 leaves after pre-emphasis, a filter and a second difference. */
function brightNoiseGain(filter: usize, count: i32, emphasis: f64): f64 {
  let gain: f64 = 0;
  let before: f64 = 0;
  let beforeBefore: f64 = 0;
  let third: f64 = 0;
  for (let n = 0; n < count + 3; n++) {
    const here = n < count ? load<f64>(filter + (<usize>n << 3)) : 0;
    const value = here - (2 + emphasis) * before + (1 + 2 * emphasis) * beforeBefore - emphasis * third;
    gain += value * value;
    third = beforeBefore;
    beforeBefore = before;
    before = here;
  }
  return gain;
}

/**
 * Closures among the pulses of an excitation, what `src/quality/find-closures.ts` says; sample `from` of it, the first that may be a pulse, lies at `sound`. Those of the
 * best chain come to `closures`, which is room for half as many numbers as there are samples, as `work` is for four times that. `curve` is room for five numbers a frame, of which the first and number `last` are those of the stretch. Returns how many they are.
 */
export function chooseClosures(
  sound: usize,
  from: i32,
  to: i32,
  polarity: f64,
  frames: usize,
  frequencies: usize,
  last: i32,
  curve: usize,
  rateHz: f64,
  lookEvery: i32,
  work: usize,
  closures: usize,
): i32 {
  const room = <usize>(((to - from) >> 1) + 2) << 3;
  const at = work;
  const period = at + room;
  const strength = period + room;
  const score = strength + room;
  drawCurve(frames, frequencies, last, curve);
  let count: usize = 0;
  let periodSamples: f64 = 0;
  let lookAt = from;
  const sign = f32x4.splat(<f32>polarity);
  let place = sound;
  for (let first = from; first <= to; first += 4, place += 16) {
    const four = f32x4.mul(sign, v128.load(place));
    const rises = f32x4.ge(four, f32x4.mul(sign, v128.load(place - 4)));
    const falls = f32x4.gt(four, f32x4.mul(sign, v128.load(place, 4)));
    let tops = i32x4.bitmask(v128.and(v128.and(rises, falls), f32x4.gt(four, f32x4.splat(0))));
    for (; tops != 0; tops &= tops - 1) {
      const n = first + ctz(tops);
      if (n > to) break;
      const here = polarity * <f64>load<f32>(sound + (<usize>(n - from) << 2));
      if (n >= lookAt) {
        movePitch(curve, frames, last, <f64>n / rateHz);
        periodSamples = rateHz / pitchHz;
        lookAt = n + lookEvery;
      }
      let isLess = false;
      if (count > 0 && <f64>n - load<f64>(at + count - 8) < 0.12 * periodSamples) {
        // Of two pulses too close together the greater stays.
        if (here <= load<f64>(strength + count - 8)) isLess = true;
        else count -= 8;
      }
      if (!isLess) {
        store<f64>(at + count, <f64>n);
        store<f64>(period + count, periodSamples);
        store<f64>(strength + count, here);
        count += 8;
      }
    }
  }
  // Each strength over the greatest within a period, where the scores will be.
  let begin: usize = 0;
  for (let i: usize = 0; i < count; i += 8) {
    const own = load<f64>(at + i);
    const reach = load<f64>(period + i);
    while (load<f64>(at + begin) < own - reach) begin += 8;
    let greatest: f64 = 0;
    for (let j = begin; j < count && load<f64>(at + j) <= own + reach; j += 8) {
      greatest = max<f64>(greatest, load<f64>(strength + j));
    }
    store<f64>(score + i, load<f64>(strength + i) / greatest);
  }
  memory.copy(strength, score, count);
  // The place of the pulse before each on the best chain that ends with it goes to where the closures will be, as a number of 32 bits.
  let best: i32 = -1;
  begin = 0;
  for (let i: usize = 0; i < count; i += 8) {
    const own = load<f64>(at + i);
    const spacing = load<f64>(period + i);
    while (own - load<f64>(at + begin) > 1.6 * spacing) {
      if (best < 0 || load<f64>(score + begin) > load<f64>(score + <usize>best)) best = <i32>begin;
      begin += 8;
    }
    let greatest = best < 0 ? 0 : load<f64>(score + <usize>best) - 1;
    let came = best;
    for (let j = begin; j < i; j += 8) {
      const interval = (own - load<f64>(at + j)) / spacing;
      if (interval < 0.6) break;
      const value = load<f64>(score + j) - (20 * (interval - 1) * (interval - 1)) / interval;
      if (value > greatest) {
        greatest = value;
        came = <i32>j;
      }
    }
    store<i32>(closures + (i >> 1), came);
    store<f64>(score + i, greatest + load<f64>(strength + i));
  }
  let end: i32 = -1;
  for (let i: usize = 0; i < count; i += 8) {
    if (end < 0 || load<f64>(score + i) > load<f64>(score + <usize>end)) end = <i32>i;
  }
  let chain: i32 = 0;
  // From the last one back: the chain is written over the periods, which nothing asks for any more.
  for (let i = end; i >= 0; i = load<i32>(closures + (<usize>i >> 1))) {
    if (load<f64>(strength + <usize>i) < 0.15) continue;
    store<f64>(period + ((<usize>chain) << 3), load<f64>(at + <usize>i));
    chain++;
  }
  for (let k = 0; k < chain; k++) {
    const n = load<f64>(period + (<usize>(chain - 1 - k) << 3));
    const place = sound + (<usize>(<i32>n - from) << 2);
    const left = polarity * <f64>load<f32>(place - 4);
    const middle = polarity * <f64>load<f32>(place);
    const right = polarity * <f64>load<f32>(place, 4);
    const bend = left - 2 * middle + right;
    store<f64>(closures + (<usize>k << 3), bend < 0 ? n + (0.5 * (left - right)) / bend : n);
  }
  return chain;
}

/** Roots that `settleRoots` finds at a time lie in vectors; so many rounds at most, and after so small a step none is wrong. */
const MOST_ROUNDS: i32 = 60;
const CONVERGED: f64 = 1e-6;

/** All complex roots of the monic polynomial of `count` coefficients from where they lie, as `src/resonance/polynomial-roots.ts` has it; whether all settled. */
export function settleRoots(a: usize, count: i32, real: usize, imaginary: usize): bool {
  const bytes = <usize>count << 3;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    let largest: f64 = 0;
    for (let k: usize = 0; k < bytes; k += 8) {
      const zr = load<f64>(real + k);
      const zi = load<f64>(imaginary + k);
      let pr: f64 = 1;
      let pi: f64 = 0;
      let dr: f64 = 0;
      let di: f64 = 0;
      for (let j: usize = 0; j < bytes; j += 8) {
        const nextDr = dr * zr - di * zi + pr;
        di = dr * zi + di * zr + pi;
        dr = nextDr;
        const nextPr = pr * zr - pi * zi - load<f64>(a + j);
        pi = pr * zi + pi * zr;
        pr = nextPr;
      }
      const derivative = dr * dr + di * di;
      if (derivative == 0) continue;
      const newtonR = (pr * dr + pi * di) / derivative;
      const newtonI = (pi * dr - pr * di) / derivative;
      let pushR: f64 = 0;
      let pushI: f64 = 0;
      for (let j: usize = 0; j < bytes; j += 8) {
        if (j == k) continue;
        const er = zr - load<f64>(real + j);
        const ei = zi - load<f64>(imaginary + j);
        const square = er * er + ei * ei;
        const nearness = 1 / (square == 0 || square != square ? 1e-300 : square);
        pushR += er * nearness;
        pushI -= ei * nearness;
      }
      const br = 1 - (newtonR * pushR - newtonI * pushI);
      const bi = -(newtonR * pushI + newtonI * pushR);
      const magnitude = br * br + bi * bi;
      const b = magnitude == 0 || magnitude != magnitude ? 1e-300 : magnitude;
      const stepR = (newtonR * br + newtonI * bi) / b;
      const stepI = (newtonI * br - newtonR * bi) / b;
      store<f64>(real + k, zr - stepR);
      store<f64>(imaginary + k, zi - stepI);
      const step = abs(stepR) + abs(stepI);
      if (!(step <= largest)) largest = step;
    }
    if (largest < CONVERGED) return true;
  }
  return false;
}

/** Numbers of a row that `readSpectra` writes before the sums of the mel filters. */
const ROW_HEAD: usize = 64;

/**
 * Reads `frames` frames of a sound of `length` samples of 32 bits, which begin at the samples that `starts` tells as integers of 32 bits and may reach beyond the
 * sound: what `src/timbre/plain-spectrum-reader.ts` does. `bark` and `mel` hold the places of the weights, firsts and offsets of the bands and their number,
 * as integers of 32 bits, `sharpness` the weights of the 24 Bark bands. `before` holds the magnitudes of the frame before, `average` the sums of all powers,
 * `specific` those of the loudness of the Bark bands, all of which go on. Rows are eight numbers and one a mel filter long.
 */
export function readSpectra(
  sound: usize,
  length: i32,
  starts: usize,
  frames: i32,
  window: usize,
  size: i32,
  input: usize,
  work: usize,
  twiddles: usize,
  unfold: usize,
  room: usize,
  powers: usize,
  low: i32,
  high: i32,
  before: usize,
  products: usize,
  bark: usize,
  sharpness: usize,
  mel: usize,
  average: usize,
  specific: usize,
  rows: usize,
): void {
  const half = size >> 1;
  const barks = load<i32>(bark, 12);
  const mels = load<i32>(mel, 12);
  const loudness = products + 1024;
  const sums = loudness + 192;
  for (let i = 0; i < frames; i++) {
    const start = load<i32>(starts + (<usize>i << 2));
    const from = min(size, max(0, -start));
    const to = max(from, min(size, length - start));
    windowedPower(sound + (start << 2), from, to, window, input, work, twiddles, unfold, room, powers, half);
    readBins(powers, before, low, high, products, rows);
    const total = load<f64>(rows);
    let rolloff = NaN;
    if (total >= 1e-14) {
      let below: f64 = 0;
      let k = low;
      let p = powers + (<usize>low << 3);
      for (; k < high; k++, p += 8) {
        const next = below + load<f64>(p);
        if (next >= 0.85 * total) break;
        below = next;
      }
      rolloff = <f64>k - 0.5 + min<f64>(1, (0.85 * total - below) / load<f64>(p));
    }
    store<f64>(rows, rolloff, 40);
    memory.fill(loudness, 0, 192);
    gather(powers, load<i32>(bark), load<i32>(bark, 4), load<i32>(bark, 8), barks, sums);
    for (let b: usize = 0; b < <usize>barks << 3; b += 8) store<f64>(loudness + b, load<f64>(sums + b) / 1e-6);
    raise(loudness, 24, 0.23);
    let sone: f64 = 0;
    let sharp: f64 = 0;
    for (let b: usize = 0; b < 192; b += 8) {
      if (b >= <usize>barks << 3 || !(load<f64>(sums + b) > 0)) store<f64>(loudness + b, 0);
      const value = load<f64>(loudness + b);
      sone += value;
      sharp += load<f64>(sharpness + b) * value;
      store<f64>(specific + b, load<f64>(specific + b) + value);
    }
    store<f64>(rows, sone, 48);
    store<f64>(rows, sharp, 56);
    for (let k: usize = 0; k < <usize>half << 3; k += 16) {
      v128.store(average + k, f64x2.add(v128.load(average + k), v128.load(powers + k)));
    }
    const last = <usize>half << 3;
    store<f64>(average + last, load<f64>(average + last) + load<f64>(powers + last));
    gather(powers, load<i32>(mel), load<i32>(mel, 4), load<i32>(mel, 8), mels, rows + ROW_HEAD);
    rows += ROW_HEAD + (<usize>mels << 3);
  }
}

/**
 * Of `frames` frames of 26 mel filters, numbers of 32 bits at `filters`: the mean of `(power * width) ** exponent` over filters `from` to before `to`, of those with
 * power, the slope over `octaves` in dB, and the strongest power, three numbers a frame at `results`; 26 codes as `src/timbre/compact-powers.ts` has them, integers of
 * 16 bits, at `codes`. `work` is room for 52 numbers.
 */
export function judgeFilters(
  filters: usize,
  frames: i32,
  widths: usize,
  exponent: f64,
  from: i32,
  to: i32,
  octaves: usize,
  work: usize,
  results: usize,
  codes: usize,
): void {
  const loudness = work + 208;
  for (let i = 0; i < frames; i++) {
    for (let m: usize = 0; m < 26; m++) {
      const power = <f64>load<f32>(filters + (m << 2));
      store<f64>(work + (m << 3), power);
      store<f64>(loudness + (m << 3), power * load<f64>(widths + (m << 3)));
    }
    logarithms(work, 26, 1, 0);
    raise(loudness, 26, exponent);
    let sum: f64 = 0;
    let strongest: usize = 0;
    let highest = -Infinity;
    for (let m: usize = 0; m < 26; m++) {
      const power = load<f32>(filters + (m << 2));
      const level = power > 0 ? 4.3429448190325175 * load<f64>(work + (m << 3)) : -Infinity;
      store<f64>(work + (m << 3), level);
      if (level > highest) highest = level;
      if (power > load<f32>(filters + (strongest << 2))) strongest = m;
      if (<i32>m >= from && <i32>m < to && power > 0) sum += load<f64>(loudness + (m << 3));
    }
    store<f64>(results, sum / <f64>(to - from));
    let n: f64 = 0;
    let sx: f64 = 0;
    let sy: f64 = 0;
    let sxx: f64 = 0;
    let sxy: f64 = 0;
    for (let m: usize = 0; m < 208; m += 8) {
      const y = load<f64>(work + m);
      if (!(y > highest - 60)) continue;
      const x = load<f64>(octaves + m);
      n++;
      sx += x;
      sy += y;
      sxx += x * x;
      sxy += x * y;
    }
    const spread = n * sxx - sx * sx;
    store<f64>(results, spread > 1e-9 ? (n * sxy - sx * sy) / spread : 0, 8);
    const greatest = load<f32>(filters + (strongest << 2));
    store<f64>(results, <f64>greatest, 16);
    const top = load<f64>(work + (strongest << 3));
    const isHeard = greatest > 0;
    for (let m: usize = 0; m < 26; m++) {
      const code = isHeard ? Math.round(65535 + (65535.0 / 128) * (load<f64>(work + (m << 3)) - top)) : 0;
      store<u16>(codes + (m << 1), <u16>(<i32>max<f64>(0, code)));
    }
    filters += 104;
    results += 24;
    codes += 52;
  }
}

/** `runNetwork` of `rows` rows of `inputs` numbers each; one result a row. */
export function runNetworks(
  input: usize,
  rows: i32,
  inputs: i32,
  weights: usize,
  bias: usize,
  output: usize,
  units: i32,
  outputBias: f64,
  results: usize,
): void {
  const bytes = <usize>inputs << 3;
  let row = 0;
  // Two rows at a time share the weights.
  for (; row + 2 <= rows; row += 2, input += 2 * bytes, results += 16) {
    let sum = outputBias;
    let otherSum = outputBias;
    let w = weights;
    for (let u: usize = 0; u < <usize>units << 3; u += 32) {
      let a = v128.load(bias + u);
      let b = v128.load(bias + u, 16);
      let c = a;
      let d = b;
      for (let i = input; i < input + bytes; i += 8, w += 32) {
        const first = v128.load(w);
        const second = v128.load(w, 16);
        const value = v128.load64_splat(i);
        const other = v128.load64_splat(i + bytes);
        a = f64x2.add(a, f64x2.mul(first, value));
        b = f64x2.add(b, f64x2.mul(second, value));
        c = f64x2.add(c, f64x2.mul(first, other));
        d = f64x2.add(d, f64x2.mul(second, other));
      }
      const one = v128.load(output + u);
      const two = v128.load(output + u, 16);
      a = f64x2.mul(one, hyperbolicTangents(a));
      b = f64x2.mul(two, hyperbolicTangents(b));
      c = f64x2.mul(one, hyperbolicTangents(c));
      d = f64x2.mul(two, hyperbolicTangents(d));
      sum +=
        f64x2.extract_lane(a, 0) + f64x2.extract_lane(a, 1) + f64x2.extract_lane(b, 0) + f64x2.extract_lane(b, 1);
      otherSum +=
        f64x2.extract_lane(c, 0) + f64x2.extract_lane(c, 1) + f64x2.extract_lane(d, 0) + f64x2.extract_lane(d, 1);
    }
    store<f64>(results, sum);
    store<f64>(results, otherSum, 8);
  }
  if (row < rows) store<f64>(results, runNetwork(input, inputs, weights, bias, output, units, outputBias));
}

/**
 * Mel cepstra of `frames` rows of 26 powers of 32 bits, what `src/timbre/clean-cepstra.ts` says: 12 coefficients of 32 bits a row at `result`, NaN for silence. `basis` holds
 * 12 numbers a filter. To `sums` are added the levels of all rows that are no silence, the coefficients, their squares, the number of rows, the powers, and how
 * often each was `clear` times the floor. `levels` is room for 26 numbers.
 */
export function cepstra(
  powers: usize,
  frames: i32,
  floor: usize,
  leastLeft: f64,
  leastShare: f64,
  clear: f64,
  basis: usize,
  levels: usize,
  result: usize,
  sums: usize,
): void {
  for (let i = 0; i < frames; i++, powers += 104, result += 48) {
    let strongest: f64 = 0;
    for (let m: usize = 0; m < 26; m++) strongest = max<f64>(strongest, <f64>load<f32>(powers + (m << 2)));
    if (!(strongest > 0)) {
      for (let c: usize = 0; c < 48; c += 4) store<f32>(result + c, NaN);
      continue;
    }
    for (let m: usize = 0; m < 26; m++) {
      const power = <f64>load<f32>(powers + (m << 2));
      const noise = load<f64>(floor + (m << 3));
      const left = max<f64>(power - noise, leastLeft * power);
      store<f64>(levels + (m << 3), max<f64>(left, leastShare * strongest));
      const sum = sums + (m << 3);
      store<f64>(sum, load<f64>(sum, 408) + power, 408);
      store<f64>(sum, load<f64>(sum, 616) + select<f64>(1, 0, power > clear * noise), 616);
    }
    logarithms(levels, 26, 1, 0);
    const decibels = f64x2.splat(4.3429448190325175);
    for (let m: usize = 0; m < 208; m += 16) {
      const level = f64x2.mul(decibels, v128.load(levels + m));
      v128.store(levels + m, level);
      v128.store(sums + m, f64x2.add(v128.load(sums + m), level));
    }
    let c0 = f64x2.splat(0);
    let c1 = c0;
    let c2 = c0;
    let c3 = c0;
    let c4 = c0;
    let c5 = c0;
    let b = basis;
    for (let m: usize = 0; m < 208; m += 8, b += 96) {
      const level = v128.load64_splat(levels + m);
      c0 = f64x2.add(c0, f64x2.mul(v128.load(b), level));
      c1 = f64x2.add(c1, f64x2.mul(v128.load(b, 16), level));
      c2 = f64x2.add(c2, f64x2.mul(v128.load(b, 32), level));
      c3 = f64x2.add(c3, f64x2.mul(v128.load(b, 48), level));
      c4 = f64x2.add(c4, f64x2.mul(v128.load(b, 64), level));
      c5 = f64x2.add(c5, f64x2.mul(v128.load(b, 80), level));
    }
    v128.store64_lane(result, f32x4.demote_f64x2_zero(c0), 0);
    v128.store64_lane(result, f32x4.demote_f64x2_zero(c1), 0, 8);
    v128.store64_lane(result, f32x4.demote_f64x2_zero(c2), 0, 16);
    v128.store64_lane(result, f32x4.demote_f64x2_zero(c3), 0, 24);
    v128.store64_lane(result, f32x4.demote_f64x2_zero(c4), 0, 32);
    v128.store64_lane(result, f32x4.demote_f64x2_zero(c5), 0, 40);
    for (let c: usize = 0; c < 12; c++) {
      const value = <f64>load<f32>(result + (c << 2));
      const o = sums + 208 + (c << 3);
      store<f64>(o, load<f64>(o) + value);
      store<f64>(o + 96, load<f64>(o + 96) + value * value);
    }
    store<f64>(sums, load<f64>(sums, 400) + 1, 400);
  }
}

/**
 * Predicts `length` numbers from `values` on, and `order` before them, over the shut phases of a voice: what `src/resonance/closed-phase-predictor.ts` says; whether it could.
 * `window` holds as many numbers as are predicted; `weights`, `windowed` and `residual` are room for them, `windowed` with zeros before. `correlation`,
 * `coefficients` and `previous` are room for `order + 14` numbers, `covariances` for rows of `stride`. Numbers after `values` and `residual` are room too.
 */
export function predictShut(
  values: usize,
  window: usize,
  weights: usize,
  windowed: usize,
  correlation: usize,
  coefficients: usize,
  previous: usize,
  residual: usize,
  covariances: usize,
  order: i32,
  length: i32,
  stride: i32,
  ridge: f64,
  period: f64,
  isVoiced: bool,
  after: f64,
  shut: f64,
  search: f64,
): bool {
  const bytes = <usize>length << 3;
  for (let n: usize = 0; n < bytes; n += 8) {
    store<f64>(windowed + n, load<f64>(values + n) * load<f64>(window + n));
  }
  correlateDelays(windowed, length, order + 1, correlation);
  const orderBytes = <usize>order << 3;
  memory.fill(coefficients, 0, orderBytes);
  let error = load<f64>(correlation) * (1 + ridge);
  if (!(error > 1e-30)) return false;
  for (let k: usize = 0; k < orderBytes; k += 8) {
    let sum = load<f64>(correlation + k, 8);
    for (let j: usize = 0; j < k; j += 8) sum -= load<f64>(coefficients + j) * load<f64>(correlation + k - j);
    const reflection = sum / error;
    memory.copy(previous, coefficients, k);
    store<f64>(coefficients + k, reflection);
    for (let j: usize = 0; j < k; j += 8) {
      store<f64>(coefficients + j, load<f64>(previous + j) - reflection * load<f64>(previous + k - 8 - j));
    }
    error *= 1 - reflection * reflection;
    if (!(error > 0)) break;
  }
  if (isVoiced) {
    residuals(values, coefficients, order, (length + 3) & ~3, residual);
    memory.fill(weights, 0, bytes);
    let strongest: usize = 0;
    let highest = load<f64>(residual) * load<f64>(window);
    for (let n: usize = 8; n < bytes; n += 8) {
      const height = load<f64>(residual + n) * load<f64>(window + n);
      if (height > highest) {
        highest = height;
        strongest = n;
      }
    }
    const first = <f64>(strongest >> 3);
    for (let closure = first; closure >= 0; closure = closureNear(residual, length, closure - period, search)) {
      weighBetween(weights, window, length, closure + after, closure + after + shut);
      if (closure < period) {
        weighBetween(weights, window, length, closure - period + after, closure - period + after + shut);
      }
    }
    let closure = closureNear(residual, length, first + period, search);
    for (; closure >= 0; closure = closureNear(residual, length, closure + period, search)) {
      weighBetween(weights, window, length, closure + after, closure + after + shut);
    }
  } else memory.copy(weights, window, bytes);
  memory.fill(covariances, 0, <usize>((order + 1) * stride) << 3);
  for (let from = 0; from < length; from++) {
    if (load<f64>(weights + (<usize>from << 3)) == 0) continue;
    let to = from + 1;
    while (to < length && load<f64>(weights + (<usize>to << 3)) != 0) to++;
    covary(values, weights, from, to, order, covariances, stride);
    from = to;
  }
  return solveCovariance(covariances, <usize>stride << 3, orderBytes, ridge, coefficients);
}

/** Place of the greatest residual about a place; -1 where that reaches beyond the frame. */
// @ts-expect-error: decorator
@inline
function closureNear(residual: usize, length: i32, place: f64, search: f64): f64 {
  const from = <i32>floor(place - search + 0.5);
  const to = <i32>floor(place + search + 0.5);
  if (from < 0 || to >= length) return -1;
  let best = from;
  let highest = load<f64>(residual + (<usize>from << 3));
  for (let n = from + 1; n <= to; n++) {
    const height = load<f64>(residual + (<usize>n << 3));
    if (height > highest) {
      highest = height;
      best = n;
    }
  }
  return <f64>best;
}

// @ts-expect-error: decorator
@inline
function weighBetween(weights: usize, window: usize, length: i32, first: f64, last: f64): void {
  const from = max(0, <i32>ceil(first));
  const to = min(length - 1, <i32>floor(last));
  if (to < from) return;
  memory.copy(weights + (<usize>from << 3), window + (<usize>from << 3), <usize>(to - from + 1) << 3);
}

/**
 * Cholesky's method on delays 1 and on, by rows of `row` bytes; whether there is a solution. Column by column: what each takes from those after it waits for no other, and is
 * taken in the order in which they would ask for it.
 */
function solveCovariance(c: usize, row: usize, orderBytes: usize, ridge: f64, coefficients: usize): bool {
  const last = c + (orderBytes >> 3) * row;
  for (let k: usize = 8, at = c + row; k <= orderBytes; k += 8, at += row) store<f64>(at + k, load<f64>(at + k) * (1 + ridge));
  for (let k: usize = 8, at = c + row; k <= orderBytes; k += 8, at += row) {
    const square = load<f64>(at + k);
    if (!(square > 0)) return false;
    const root = sqrt(square);
    store<f64>(at + k, root);
    for (let own = at + row; own <= last; own += row) store<f64>(own + k, load<f64>(own + k) / root);
    // Two columns at a time: what comes beyond the diagonal means nothing.
    for (let j = k + 8, other = at + row; j <= orderBytes; j += 16, other += 2 * row) {
      const taken = f64x2(load<f64>(other + k), load<f64>(min(other + row, last) + k));
      for (let own = other; own <= last; own += row) {
        v128.store(own + j, f64x2.sub(v128.load(own + j), f64x2.mul(v128.load64_splat(own + k), taken)));
      }
    }
  }
  for (let i: usize = 8; i <= orderBytes; i += 8) {
    const own = c + (i >> 3) * row;
    let sum = load<f64>(own);
    for (let k: usize = 8; k < i; k += 8) sum -= load<f64>(own + k) * load<f64>(coefficients + k - 8);
    store<f64>(coefficients + i - 8, sum / load<f64>(own + i));
  }
  for (let i = orderBytes; i >= 8; i -= 8) {
    let sum = load<f64>(coefficients + i - 8);
    for (let k = i + 8; k <= orderBytes; k += 8) {
      sum -= load<f64>(c + (k >> 3) * row + i) * load<f64>(coefficients + k - 8);
    }
    store<f64>(coefficients + i - 8, sum / load<f64>(c + (i >> 3) * row + i));
  }
  return true;
}

/**
 * Squared cepstra of `steps` frames of a sound of `length` samples of 32 bits that begin at `starts`, integers of 32 bits: `count` numbers each at `squares`, zeros for
 * silence. The places are those of a transform of `size` and of one of half as many cosines.
 */
export function squareCepstra(
  sound: usize,
  length: i32,
  starts: usize,
  steps: i32,
  window: usize,
  windowLength: i32,
  size: i32,
  input: usize,
  work: usize,
  twiddles: usize,
  unfold: usize,
  room: usize,
  powers: usize,
  folded: usize,
  turn: usize,
  halfWork: usize,
  halfTwiddles: usize,
  halfUnfold: usize,
  bins: usize,
  cepstrum: usize,
  floor: f64,
  count: i32,
  squares: usize,
): void {
  const half = size >> 1;
  const bytes = <usize>count << 3;
  for (let k = 0; k < steps; k++, squares += bytes) {
    const start = load<i32>(starts + (<usize>k << 2));
    const from = min(windowLength, max(0, -start));
    const to = max(from, min(windowLength, length - start));
    windowedPower(sound + (start << 2), from, to, window, input, work, twiddles, unfold, room, powers, half);
    let peaks = v128.load64_splat(powers + (<usize>half << 3));
    for (let p: usize = 0; p < <usize>half << 3; p += 16) peaks = f64x2.pmax(peaks, v128.load(powers + p));
    const greatest = max<f64>(f64x2.extract_lane(peaks, 0), f64x2.extract_lane(peaks, 1));
    if (!(greatest > 0)) {
      memory.fill(squares, 0, bytes);
      continue;
    }
    logarithms(powers, half + 2, 1 / greatest, floor);
    for (let p: usize = 0; p <= <usize>half << 2; p += 4) store<f32>(room + p, <f32>load<f64>(powers + 2 * p));
    cosines(room, folded, turn, halfWork, halfTwiddles, halfUnfold, bins, cepstrum, half >> 1, 2 * (count >> 1));
    for (let q: usize = 0; q < bytes; q += 8) {
      const value = <f64>load<f32>(cepstrum + (q >> 1));
      store<f64>(squares + q, value * value);
    }
  }
}

/**
 * How far the peaks of squared cepstra, `count` numbers each, stand out near the periods of `steps` frames, what `src/quality/cepstral-peak-prominence.ts` says: in nepers of
 * power, at `periods` in place of them. Periods are in samples, NaN where they are not to be looked for; `half` numbers on either side are averaged, and the line goes through
 * numbers `first` to `last`. `running` is room for one number more than `count`, `levels` for two.
 */
export function prominences(
  squares: usize,
  steps: i32,
  count: i32,
  half: i32,
  first: i32,
  last: i32,
  factor: f64,
  running: usize,
  levels: usize,
  periods: usize,
): void {
  const bytes = <usize>count << 3;
  const reach = <usize>half << 3;
  for (let k = 0; k < steps; k++, periods += 8) {
    const period = load<f64>(periods);
    store<f64>(periods, NaN);
    if (period != period) continue;
    const here = squares + <usize>k * bytes;
    const before = k > 0 ? here - bytes : here;
    const after = k + 1 < steps ? here + bytes : here;
    let total: f64 = 0;
    store<f64>(running, 0);
    for (let q: usize = 0; q < bytes; q += 8) {
      total += load<f64>(before + q) + 2 * load<f64>(here + q) + load<f64>(after + q);
      store<f64>(running + q, total, 8);
    }
    if (!(total > 0)) continue;
    const line = levels - (<usize>first << 3);
    for (let q = <usize>first << 3; q <= <usize>last << 3; q += 8) {
      store<f64>(line + q, load<f64>(running + q + reach, 8) - load<f64>(running + q - reach));
    }
    logarithms(levels, 2 * ((last - first + 2) >> 1), 1, 0);
    let sum: f64 = 0;
    let moment: f64 = 0;
    let weightedSum: f64 = 0;
    let weightedMoment: f64 = 0;
    let n: f64 = 0;
    for (let q = first; q <= last; q += 2) {
      const value = load<f64>(line + (<usize>q << 3));
      const place = <f64>q;
      sum += value;
      moment += place;
      weightedSum += value * place;
      weightedMoment += place * place;
      n++;
    }
    const slope = (weightedSum - (sum * moment) / n) / (weightedMoment - (moment * moment) / n);
    const from = max(first, <i32>floor(period / factor));
    const to = min(last, <i32>ceil(period * factor));
    let peak = from;
    let greatest = -Infinity;
    for (let q = from; q <= to; q++) {
      const value = load<f64>(line + (<usize>q << 3));
      if (value <= greatest) continue;
      greatest = value;
      peak = q;
    }
    store<f64>(periods, greatest - sum / n - slope * (<f64>peak - moment / n));
  }
}

/** Candidates nearer to each other than this are one pitch, in octaves; that of `src/pitch/path-sums.ts`. */
const SAME_PITCH_OCTAVES: f64 = 0.2;

/**
 * Sums forth over all paths through `rows` rows of candidates, what `src/pitch/path-sums.ts` says, from row `firstRow` on, 0 or 1. `first` holds the first candidate of each
 * row and one more, integers of 32 bits; `odds`, `octaves` and `forward` hold a number a candidate and one more, `silent` one a row, the first ones given where
 * `firstRow` is 1. The odds are taken to the power of e. How likely each candidate goes on as each of the next row's comes to `weights`, in 32 bits; returns where
 * they end. `exponents` is room for a number for each pair in two rows, an even number.
 */
export function sumForth(
  first: usize,
  firstRow: i32,
  rows: i32,
  octaves: usize,
  odds: usize,
  forward: usize,
  silent: usize,
  weights: usize,
  exponents: usize,
  leap: f64,
  change: f64,
  otherPitch: f64,
): usize {
  const candidates = load<i32>(first + (<usize>rows << 2));
  exponentials(odds, candidates + (candidates & 1));
  let before = forward;
  let here = firstRow > 0 ? forward + (<usize>load<i32>(first, 4) << 3) : forward;
  for (let r = firstRow; r < rows; r++) {
    const end = forward + (<usize>load<i32>(first + (<usize>r << 2), 4) << 3);
    const silentBefore = r > 0 ? load<f64>(silent + (<usize>r << 3) - 8) : 1;
    let stopped: f64 = 0;
    for (let p = before; p < here; p += 8) stopped += load<f64>(p);
    const stillSilent = silentBefore + stopped * change;
    const starting = silentBefore * change;
    let e = exponents;
    for (let c = here; c < end; c += 8) {
      const pitch = load<f64>(octaves + (c - forward));
      for (let p = before; p < here; p += 8, e += 8) {
        const distance = abs(pitch - load<f64>(octaves + (p - forward)));
        store<f64>(e, (distance < SAME_PITCH_OCTAVES ? 0 : otherPitch) - leap * distance);
      }
    }
    store<f64>(e, 0);
    const pairs = <i32>(e - exponents) >> 3;
    exponentials(exponents, pairs + (pairs & 1));
    let total = stillSilent;
    e = exponents;
    for (let c = here; c < end; c += 8) {
      let sum = starting;
      for (let p = before; p < here; p += 8, e += 8, weights += 4) {
        const weight = <f32>load<f64>(e);
        store<f32>(weights, weight);
        sum += load<f64>(p) * <f64>weight;
      }
      sum *= load<f64>(odds + (c - forward));
      store<f64>(c, sum);
      total += sum;
    }
    for (let c = here; c < end; c += 8) store<f64>(c, load<f64>(c) / total);
    store<f64>(silent + (<usize>r << 3), stillSilent / total);
    before = here;
    here = end;
  }
  return weights;
}

/**
 * Sums back over the rows that `sumForth` went through last: `forward` and `silent` come to say how likely each candidate of each row is, and no voice. `backward` holds what
 * is known of the last row, and in the end of the first one; `silentBackward` the same of no voice: returned. `weights` is where those end.
 */
export function sumBack(
  first: usize,
  firstRow: i32,
  rows: i32,
  odds: usize,
  forward: usize,
  backward: usize,
  silent: usize,
  weights: usize,
  change: f64,
  silentBackward: f64,
): f64 {
  for (let r = rows - 1; r >= firstRow; r--) {
    const at = first + (<usize>r << 2);
    const before = r > 0 ? <usize>load<i32>(at - 4) << 3 : 0;
    const here = <usize>load<i32>(at) << 3;
    const end = <usize>load<i32>(at, 4) << 3;
    for (let c = here; c < end; c += 8) store<f64>(forward + c, load<f64>(forward + c) * load<f64>(backward + c));
    const s = silent + (<usize>r << 3);
    store<f64>(s, load<f64>(s) * silentBackward);
    if (r == 0) break;
    let started: f64 = 0;
    for (let c = here; c < end; c += 8) {
      const value = load<f64>(backward + c) * load<f64>(odds + c);
      store<f64>(backward + c, value);
      started += value;
    }
    const starting = silentBackward * change;
    let total = silentBackward + started * change;
    const step = (here - before) >> 1;
    weights -= step * ((end - here) >> 3);
    for (let p = before; p < here; p += 8) {
      let sum = starting;
      let w = weights + ((p - before) >> 1);
      for (let c = here; c < end; c += 8, w += step) sum += load<f64>(backward + c) * <f64>load<f32>(w);
      store<f64>(backward + p, sum);
      total += sum;
    }
    for (let p = before; p < here; p += 8) store<f64>(backward + p, load<f64>(backward + p) / total);
    silentBackward = (silentBackward + started * change) / total;
  }
  return silentBackward;
}

/** Numbers that tell of a candidate among those of its frame. */
const CANDIDATE_INPUTS: usize = 14;

/**
 * Judges the candidates of `frames` frames, what `src/pitch/weigh-candidates.ts` says: the log probability of each among those of its frame comes to `results`, the binary logarithm of its
 * pitch over the register's middle, `1 / perCentre`, to `octaves`. `first` holds the first candidate of each frame and one more, integers of 32 bits; `frequencies` and `periodicities` are numbers
 * of 32 bits a candidate, `shares` six columns of integers of 16 bits, `column` bytes each; `levels` two numbers a frame. `rows` is room for the inputs of the network, `spare` for a
 * number a candidate, `sums` for one a frame; all of them, `octaves` and `results` too, for one number more.
 */
export function judgeCandidates(
  first: usize,
  frames: i32,
  frequencies: usize,
  periodicities: usize,
  shares: usize,
  column: usize,
  levels: usize,
  perCentre: f64,
  weights: usize,
  bias: usize,
  output: usize,
  units: i32,
  outputBias: f64,
  octaves: usize,
  rows: usize,
  spare: usize,
  sums: usize,
  results: usize,
): void {
  const count = load<i32>(first + (<usize>frames << 2));
  for (let c: usize = 0; c < <usize>count; c++) store<f64>(octaves + (c << 3), <f64>load<f32>(frequencies + (c << 2)));
  store<f64>(octaves + (<usize>count << 3), 1);
  logarithms(octaves, count + (count & 1), perCentre, 0);
  const compressed = shares + 5 * column;
  let row = rows;
  for (let i = 0; i < frames; i++, levels += 16) {
    const from = <usize>load<i32>(first + (<usize>i << 2));
    const to = <usize>load<i32>(first + (<usize>i << 2), 4);
    for (let at = from; at < to; at++, row += CANDIDATE_INPUTS << 3) {
      const own = <f64>load<f32>(periodicities + (at << 2));
      const ownHz = <f64>load<f32>(frequencies + (at << 2));
      const ownCompressed = <f64>load<i16>(compressed + (at << 1));
      const higherHz = 1.3 * ownHz;
      let best = own;
      let higher: f64 = -1;
      let higherCompressed: f64 = -1 / SHARE_STEP;
      let lower: f64 = -1;
      for (let c = from; c < to; c++) {
        const value = <f64>load<f32>(periodicities + (c << 2));
        const hz = <f64>load<f32>(frequencies + (c << 2));
        best = max<f64>(best, value);
        if (hz > higherHz) {
          higher = max<f64>(higher, value);
          higherCompressed = max<f64>(higherCompressed, <f64>load<i16>(compressed + (c << 1)));
        } else if (1.3 * hz < ownHz) lower = max<f64>(lower, value);
      }
      store<f64>(row, own);
      let share = shares + (at << 1);
      for (let k: usize = 8; k <= 40; k += 8, share += column) {
        store<f64>(row + k, SHARE_STEP * <f64>load<i16>(share));
      }
      store<f64>(row, SHARE_STEP * ownCompressed, 48);
      const octave = 1.4426950408889634 * load<f64>(octaves + (at << 3));
      store<f64>(octaves + (at << 3), octave);
      store<f64>(row, octave, 56);
      store<f64>(row, own - best, 64);
      store<f64>(row, max<f64>(-0.6, higher - own), 72);
      store<f64>(row, max<f64>(-0.6, SHARE_STEP * (higherCompressed - ownCompressed)), 80);
      store<f64>(row, max<f64>(-0.6, lower - own), 88);
      v128.store(row, v128.load(levels), 96);
    }
  }
  runNetworks(rows, count, <i32>CANDIDATE_INPUTS, weights, bias, output, units, outputBias, results);
  for (let i = 0; i < frames; i++) {
    const from = <usize>load<i32>(first + (<usize>i << 2)) << 3;
    const to = <usize>load<i32>(first + (<usize>i << 2), 4) << 3;
    let greatest = -Infinity;
    for (let c = from; c < to; c += 8) greatest = max<f64>(greatest, load<f64>(results + c));
    for (let c = from; c < to; c += 8) {
      const below = load<f64>(results + c) - greatest;
      store<f64>(results + c, below);
      store<f64>(spare + c, below);
    }
  }
  exponentials(spare, count + (count & 1));
  for (let i = 0; i < frames; i++) {
    const from = <usize>load<i32>(first + (<usize>i << 2)) << 3;
    const to = <usize>load<i32>(first + (<usize>i << 2), 4) << 3;
    let sum: f64 = from == to ? 1 : 0;
    for (let c = from; c < to; c += 8) sum += load<f64>(spare + c);
    store<f64>(sums + (<usize>i << 3), sum);
  }
  store<f64>(sums + (<usize>frames << 3), 1);
  logarithms(sums, frames + (frames & 1), 1, 0);
  for (let i = 0; i < frames; i++) {
    const from = <usize>load<i32>(first + (<usize>i << 2)) << 3;
    const to = <usize>load<i32>(first + (<usize>i << 2), 4) << 3;
    const total = load<f64>(sums + (<usize>i << 3));
    for (let c = from; c < to; c += 8) store<f64>(results + c, load<f64>(results + c) - total);
  }
}

/** Most resonances of a step and ways to call them formants, and the costs of the latter; those of `src/resonance/formant-path.ts`. */
const MOST_RESONANCES: i32 = 6;
const MOST_WAYS: i32 = 12;
const PLACE_COST: f64 = 1.5;
const MOVE_COST: f64 = 0.7;
const LEAP_COST: f64 = 9;
const CHANGE_COST: f64 = 1;
/** Where in the work of `followFormants` lie the logarithms and costs of resonances, and ways: their number, names, costs, and the movements of the step before. */
const WIDTH_COSTS: usize = 96;
const LEFT_COSTS: usize = 144;
const WAY_COUNT: usize = 192;
const WAY_NAMES: usize = 200;
const WAY_COSTS: usize = 248;
const COSTS: usize = 344;
const PLACES: usize = 480;

/**
 * Follows the formants through a stretch of `steps` steps, what `src/resonance/formant-path.ts` says: the names of the resonances of each step, four integers of 8 bits, come to
 * `result`. `counts` holds the number of resonances of each step in 8 bits, `frequencies` and `bandwidths` six numbers of 32 bits a step, `table` the middles, spreads and costs of a missing
 * one of four formants, and their inverse movements. `names` is room for 48 bytes a step, `back` for 12, `work` for 1400.
 */
export function followFormants(
  counts: usize,
  frequencies: usize,
  bandwidths: usize,
  steps: i32,
  held: i32,
  table: usize,
  names: usize,
  back: usize,
  result: usize,
  work: usize,
): void {
  let before = work + COSTS;
  let now = before + PLACES;
  let ways = 0;
  for (let i = 0; i < steps; i++, frequencies += 24, bandwidths += 24) {
    const resonances = <i32>load<u8>(counts + i);
    for (let k: usize = 0; k < <usize>MOST_RESONANCES; k++) {
      const isThere = k < <usize>resonances;
      const frequency = isThere ? <f64>load<f32>(frequencies + (k << 2)) : 1;
      const width = isThere ? <f64>load<f32>(bandwidths + (k << 2)) : 1;
      store<f64>(work + (k << 3), frequency);
      store<f64>(work + (k << 3), isThere ? width / (60 + 0.05 * frequency) : 1, 48);
      const isNarrow = width < max<f64>(600, 0.25 * frequency);
      store<f64>(work + LEFT_COSTS + (k << 3), isNarrow ? 20 * max<f64>(0, 1 - width / 500) : 0);
    }
    logarithms(work, 2 * MOST_RESONANCES, 1, 0);
    for (let k: usize = 0; k < <usize>MOST_RESONANCES << 3; k += 8) {
      store<f64>(work + k, 1.4426950408889634 * load<f64>(work + k));
      const octaves = 1.4426950408889634 * load<f64>(work + k, 48);
      store<f64>(work + WIDTH_COSTS + k, octaves > 0 ? 0.5 * octaves * octaves : 0);
    }
    store<i32>(work + WAY_COUNT, 0);
    visitWays(work, table, held, resonances, 0, 0, 0, 0xffffffff);
    const count = load<i32>(work + WAY_COUNT);
    memory.copy(names, work + WAY_NAMES, 48);
    for (let w = 0; w < count; w++) {
      const name = load<u32>(names + (<usize>w << 2));
      const place = now + 96 + (<usize>w << 5);
      for (let f: usize = 0; f < 4; f++) {
        const k = <usize>((name >> (<u32>f << 3)) & 0xff);
        const octaves = f < <usize>held ? (k == 0xff ? 1e9 : load<f64>(work + (k << 3)) * load<f64>(table + 96 + (f << 3))) : 0;
        store<f64>(place + (f << 3), octaves);
      }
      let least = i > 0 ? Infinity : 0;
      const low = v128.load(place);
      const high = v128.load(place, 16);
      for (let b = 0; b < ways; b++) {
        const other = before + 96 + (<usize>b << 5);
        const costs = f64x2.add(moveCosts(low, v128.load(other)), moveCosts(high, v128.load(other, 16)));
        const cost =
          load<f64>(before + (<usize>b << 3)) + (f64x2.extract_lane(costs, 0) + f64x2.extract_lane(costs, 1));
        if (cost >= least) continue;
        least = cost;
        store<u8>(back + w, b);
      }
      store<f64>(now + (<usize>w << 3), least + load<f64>(work + WAY_COSTS + (<usize>w << 3)));
    }
    ways = count;
    names += 48;
    back += MOST_WAYS;
    const spare = before;
    before = now;
    now = spare;
  }
  let way: usize = 0;
  for (let w: usize = 1; w < <usize>ways; w++) {
    if (load<f64>(before + (w << 3)) < load<f64>(before + (way << 3))) way = w;
  }
  result += <usize>steps << 2;
  for (let i = 0; i < steps; i++) {
    names -= 48;
    back -= MOST_WAYS;
    result -= 4;
    store<u32>(result, load<u32>(names + (way << 2)));
    way = <usize>load<u8>(back + way);
  }
}

/** What the movements of two formants cost, in units of the usual ones. */
// @ts-expect-error: decorator
@inline
function moveCosts(here: v128, before: v128): v128 {
  const away = f64x2.sub(here, before);
  const cost = f64x2.pmin(f64x2.mul(f64x2.splat(MOVE_COST), f64x2.mul(away, away)), f64x2.splat(LEAP_COST));
  return v128.bitselect(f64x2.splat(CHANGE_COST), cost, f64x2.gt(f64x2.abs(away), f64x2.splat(1e8)));
}

/** Goes through formants from `formant` on among the resonances from `next` on; those before cost `cost` so far and have the names `chosen`, 8 bits each. */
function visitWays(
  work: usize,
  table: usize,
  held: i32,
  resonances: i32,
  formant: i32,
  next: i32,
  cost: f64,
  chosen: u32,
): void {
  const count = load<i32>(work + WAY_COUNT);
  // Nothing below gets cheaper.
  if (count == MOST_WAYS && cost >= load<f64>(work + WAY_COSTS + 88)) return;
  if (formant == held) {
    let w = <usize>(count < MOST_WAYS ? count : MOST_WAYS - 1);
    if (count < MOST_WAYS) store<i32>(work + WAY_COUNT, count + 1);
    for (; w > 0 && load<f64>(work + WAY_COSTS + (w << 3) - 8) > cost; w--) {
      store<f64>(work + WAY_COSTS + (w << 3), load<f64>(work + WAY_COSTS + (w << 3) - 8));
      store<u32>(work + WAY_NAMES + (w << 2), load<u32>(work + WAY_NAMES + (w << 2) - 4));
    }
    store<f64>(work + WAY_COSTS + (w << 3), cost);
    store<u32>(work + WAY_NAMES + (w << 2), chosen);
    return;
  }
  const own = table + (<usize>formant << 3);
  const shift = <u32>formant << 3;
  const others = chosen & ~((<u32>0xff) << shift);
  let skipped: f64 = 0;
  for (let k = next; k < resonances; k++) {
    const at = work + (<usize>k << 3);
    const away = (load<f64>(at) - load<f64>(own)) / load<f64>(own, 32);
    const reached = cost + skipped + load<f64>(at + WIDTH_COSTS) + PLACE_COST * away * away;
    visitWays(work, table, held, resonances, formant + 1, k + 1, reached, others | (<u32>k << shift));
    skipped += load<f64>(at + LEFT_COSTS);
  }
  visitWays(work, table, held, resonances, formant + 1, next, cost + load<f64>(own, 64), chosen | ((<u32>0xff) << shift));
}

/**
 * Autocorrelations of a windowed frame of `2 * half` numbers, what `src/signal/frame-correlator.ts` says: plain, after a low-pass and of magnitudes, `lags + 1` numbers and six
 * more each at `full`, `low` and `compressed`, freed of the window by `inverse` and `compressedInverse`. Magnitudes come to `amplitude`; `powers` and `filtered` are room for as
 * many. All are of 32 bits. The other places are those of transforms of the frame and of one of half its length. Returns the sum of the low-passed powers.
 */
export function correlate(
  frame: usize,
  work: usize,
  twiddles: usize,
  unfold: usize,
  powers: usize,
  half: i32,
  lowPass: usize,
  filtered: usize,
  amplitude: usize,
  folded: usize,
  turn: usize,
  halfWork: usize,
  halfTwiddles: usize,
  halfUnfold: usize,
  bins: usize,
  inverse: usize,
  compressedInverse: usize,
  full: usize,
  low: usize,
  compressed: usize,
  lags: i32,
): f32 {
  power(frame, work, twiddles, unfold, powers, half);
  const lowPower = weigh(powers, lowPass, filtered, amplitude, half);
  const quarter = half >> 1;
  cosines(powers, folded, turn, halfWork, halfTwiddles, halfUnfold, bins, full, quarter, lags);
  norm(full, inverse, lags);
  cosines(filtered, folded, turn, halfWork, halfTwiddles, halfUnfold, bins, low, quarter, lags);
  norm(low, inverse, lags);
  cosines(amplitude, folded, turn, halfWork, halfTwiddles, halfUnfold, bins, compressed, quarter, lags);
  norm(compressed, compressedInverse, lags);
  return lowPower;
}

/** Rows of cycles that lie in a ring, numbers of 64 bits that `alignBlock` says of a cycle, and what its twin in `src/signal/cycle-kernels.ts` says of the rest. */
const RING: i32 = 32;
const ALIGNED: usize = 48;
const NOISE_OF_CHANGE: f64 = 0.5;

/** The row of cycle `i`, from `left` bytes on. */
// @ts-expect-error: decorator
@inline
function rowOf(rows: usize, rowBytes: usize, left: usize, i: i32): usize {
  return rows + <usize>(i & (RING - 1)) * rowBytes + left;
}

/**
 * Reads the rows of cycles `from` to before `to`, so that their closures, which `at` tells in samples, lie at sample `centre` of each. `halves` tells how far they reach to either side, and
 * sample 0 lies at `sound`; `table` holds the kernels of eight taps, phase by phase.
 */
export function readRows(
  sound: usize,
  table: usize,
  at: usize,
  halves: usize,
  from: i32,
  to: i32,
  rows: usize,
  rowBytes: usize,
  centre: i32,
): void {
  for (let i = from; i < to; i++) {
    const reach = load<f64>(halves + (<usize>i << 3));
    const start = load<f64>(at + (<usize>i << 3)) - reach;
    const whole = floor(start);
    const phase = <usize>Math.round((start - whole) * <f64>BETWEEN_PHASES);
    const half = <i32>reach;
    readBetween(
      sound + ((<i32>whole - 3) << 2),
      table + (phase << 5),
      rowOf(rows, rowBytes, <usize>((centre - half) << 2), i),
      (2 * half + 4) & ~3,
    );
  }
}

/** Two neighbours on each side, in bytes. */
// @ts-expect-error: decorator
@inline
function shiftOf(k: i32, beside: i32): i32 {
  return ((k < 2 ? -beside : beside) + ((k & 1) == 0 ? -1 : 1)) << 2;
}

/**
 * Aligns cycles `block` to before `end` with the mean of others among `first` to before `last`, what `src/quality/align-cycles.ts` says: of each its movement in whole samples and parts of one, its
 * strength, and where `isLast` its likeness to the one before above 2 kHz and the variances of its strength and place, at `results`; NaN where not told. `width` samples about the closure, which lies in
 * the middle, are compared, `wing` more on either side are summed; `sums` and `others` are rows too. `stray` holds four numbers that go on, and room for twice as many.
 */
export function alignBlock(
  rows: usize,
  rowBytes: usize,
  left: usize,
  first: i32,
  last: i32,
  block: i32,
  end: i32,
  sums: usize,
  others: usize,
  width: i32,
  wing: i32,
  search: i32,
  beside: i32,
  isLast: bool,
  stray: usize,
  results: usize,
): void {
  const all = width + 2 * wing;
  const middle = sums + (<usize>wing << 2);
  memory.fill(sums, 0, <usize>all << 2);
  for (let i = first; i < last; i++) addTo(sums, rowOf(rows, rowBytes, left, i) - (<usize>wing << 2), all);
  const likeness = stray + 32;
  const products = stray + 64;
  const whole = isLast ? <f64>dot(middle, middle, width) : 0;
  const s0 = shiftOf(0, beside);
  const s1 = shiftOf(1, beside);
  const s2 = shiftOf(2, beside);
  const s3 = shiftOf(3, beside);
  if (isLast) {
    fourDots(middle, middle + s0, middle + s1, middle + s2, middle + s3, width, likeness);
    for (let k: usize = 0; k < 32; k += 8) {
      store<f64>(likeness + k, whole > 0 ? load<f64>(likeness + k) / whole : 0);
    }
  }
  const share = <f32>(1 / <f64>(last - first - 1));
  for (let i = block; i < end; i++, results += ALIGNED) {
    const row = rowOf(rows, rowBytes, left, i);
    const energy = <f64>meanOfOthers(middle, row, share, others, width);
    // Uphill from the closure before, one sample at a time.
    let best = 0;
    fourDots(others, row - 4, row, row + 4, row + 8, width, products);
    let before = load<f64>(products);
    let here = load<f64>(products, 8);
    let after = load<f64>(products, 16);
    while (max<f64>(before, after) > here && abs<i32>(best) < search) {
      if (after > before) {
        best++;
        before = here;
        here = after;
        after = best == 1 ? load<f64>(products, 24) : <f64>dot(others, row + (<usize>(best + 1) << 2), width);
      } else {
        best--;
        after = here;
        here = before;
        before = <f64>dot(others, row + (<usize>(best - 1) << 2), width);
      }
    }
    const bend = before - 2 * here + after;
    store<f64>(results, <f64>best);
    store<f64>(results, vertex(before, here, after), 8);
    const peak = <f64>load<f32>(others + (<usize>(width >> 1) << 2));
    store<f64>(results, energy > 0 ? abs((here / energy) * peak) : NaN, 16);
    store<f64>(results, NaN, 24);
    store<f64>(results, NaN, 32);
    store<f64>(results, NaN, 40);
    if (!isLast) continue;
    if (i > 0) store<f64>(results, brightPearson(rowOf(rows, rowBytes, left, i - 1), row, width), 24);
    // What the mean pulse finds where there is none, less what its own tails give; what changes of it from cycle to cycle is noise.
    let squares: f64 = 0;
    let slopes: f64 = 0;
    let changeBefore: f64 = 0;
    const there = row + (best << 2);
    fourDots(others, there + s0, there + s1, there + s2, there + s3, width, products);
    for (let k: usize = 0; k < 32; k += 8) {
      const value = load<f64>(products + k) / here - load<f64>(likeness + k);
      const change = value - load<f64>(stray + k);
      store<f64>(stray + k, value);
      squares += change * change;
      if ((k & 8) == 8) slopes += (change - changeBefore) * (change - changeBefore);
      changeBefore = change;
    }
    if (!(i > 0 && here > 0 && bend < 0)) continue;
    // A change has the noise of two cycles.
    store<f64>(results, (NOISE_OF_CHANGE * squares) / 8, 32);
    store<f64>(results, (slopes / 16) * ((here / bend) * (here / bend)), 40);
  }
}
