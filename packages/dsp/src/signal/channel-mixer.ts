import { type Kernels, sharedKernels } from "./kernels.js";

/** A channel is turned around where its correlation with the reference is below this, and back above the other. */
const AGAINST = -0.5;
const ALONG = -0.3;
/** Another channel becomes the reference where it carries this many times its energy. */
const STRONGER = 4;
/** Length of the blocks in which sound is to be mixed: whether channels run against each other is told from half a second. */
export const BLOCK_SECONDS = { one: 0.1, several: 0.5 } as const;
/** Time over which a channel is turned, in seconds. */
const FADE_SECONDS = 0.02;

/**
 * One channel from many: their mean, after channels that run against the strongest one have been turned around, so that a
 * recording with one microphone wired in reverse does not cancel; a slowly varying offset (below about 5 Hz) is taken out.
 *
 * Sound comes in blocks and each is mixed by what is known up to its end: the correlation of the channels over everything
 * before it and the block itself. A channel that is turned later fades over 20 ms.
 *
 * @example
 * ```ts
 * const mixer = new ChannelMixer(2, 48_000);
 * const left = Float32Array.of(0, 0.5, 0, -0.5);
 * const mono = mixer.mix([left, left.map((x) => -x)]);
 * ```
 */
export class ChannelMixer {
  readonly #channels: number;
  readonly #fade: number;
  readonly #follow: number;
  readonly #head: number;
  readonly #kernels: Kernels | null;
  /** Inner product of every channel with every other, of all sound so far: a square table. */
  readonly #products: Float64Array;
  readonly #weights: Float64Array;
  readonly #signs: Int8Array;
  #reference = 0;
  #mixed = 0;
  #mono = new Float32Array(0);
  #offset = 0;
  #before = 0;

  /** @param kernels - Null for plain TypeScript. */
  constructor(channels: number, sampleRateHz: number, kernels: Kernels | null = sharedKernels()) {
    this.#channels = channels;
    this.#kernels = kernels;
    this.#fade = Math.ceil(FADE_SECONDS * sampleRateHz);
    this.#follow = 1 - Math.exp((-2 * Math.PI * 5) / sampleRateHz);
    this.#head = Math.ceil(sampleRateHz / 10);
    this.#products = new Float64Array(channels * channels);
    this.#weights = new Float64Array(channels).fill(1 / channels);
    this.#signs = new Int8Array(channels).fill(1);
  }

  /**
   * Mixes the next block, of one length in all channels. Blocks but the last are to be a tenth of a second long or more.
   *
   * @returns A view until the next call; full scale stays -1 to 1.
   */
  mix(block: readonly Float32Array[]): Float32Array {
    const length = block[0].length;
    if (this.#mono.length < length) this.#mono = new Float32Array(length);
    const mono = length === this.#mono.length ? this.#mono : this.#mono.subarray(0, length);
    if (this.#channels > 1) this.#sum(block, mono);
    else mono.set(block[0]);
    this.#removeOffset(mono);
    this.#mixed += length;
    return mono;
  }

  #sum(block: readonly Float32Array[], mono: Float32Array): void {
    this.#turn(block);
    const { length } = mono;
    mono.fill(0);
    for (let c = 0; c < this.#channels; c++) {
      const channel = block[c];
      const weight = this.#signs[c] / this.#channels;
      const old = this.#mixed > 0 ? this.#weights[c] : weight;
      const fade = old === weight ? 0 : Math.min(length, this.#fade);
      for (let i = 0; i < fade; i++) mono[i] += (old + ((weight - old) * i) / fade) * channel[i];
      for (let i = fade; i < length; i++) mono[i] += weight * channel[i];
      this.#weights[c] = weight;
    }
  }

  /** Gathers how the channels run along each other and chooses the sign of each. */
  #turn(block: readonly Float32Array[]): void {
    const n = this.#channels;
    const products = this.#products;
    for (let a = 0; a < n; a++) {
      for (let b = a; b < n; b++) {
        products[a * n + b] += innerProduct(block[a], block[b]);
        products[b * n + a] = products[a * n + b];
      }
    }
    let strongest = this.#mixed > 0 ? this.#reference : 0;
    const lead = this.#mixed > 0 ? STRONGER : 1;
    for (let c = 0; c < n; c++) if (products[c * n + c] > lead * products[strongest * n + strongest]) strongest = c;
    // A new reference keeps the sign that it had, so that not all are turned at once.
    const sign = this.#signs[strongest];
    this.#reference = strongest;
    for (let c = 0; c < n; c++) {
      const scale = Math.sqrt(products[c * n + c] * products[strongest * n + strongest]);
      const along = scale > 0 ? (sign * products[c * n + strongest]) / scale : 0;
      // Only a clear reversal counts: two far microphones are uncorrelated, and turning one by chance would not be steady.
      if (c === strongest) continue;
      if (this.#signs[c] === 1) this.#signs[c] = along < AGAINST ? -1 : 1;
      else this.#signs[c] = along > ALONG ? 1 : -1;
    }
  }

  /** First-order high-pass at 5 Hz, started at the first tenth of a second's mean, silence after a shorter sound included, so that a constant offset makes no step. */
  #removeOffset(sound: Float32Array): void {
    if (this.#mixed === 0) {
      const head = Math.min(sound.length, this.#head);
      for (let i = 0; i < head; i++) this.#offset += sound[i] / this.#head;
    }
    if (this.#kernels === null) this.#removePlainly(sound);
    else {
      const place = this.#kernels.scratch(16 + 4 * sound.length);
      const { numbers, run, singles } = this.#kernels;
      const state = place / 8;
      const first = place / 4 + 4;
      numbers[state] = this.#offset;
      numbers[state + 1] = this.#before;
      singles.set(sound, first);
      run.removeOffset(place + 16, sound.length, this.#follow, place);
      sound.set(singles.subarray(first, first + sound.length));
      this.#offset = numbers[state];
      this.#before = numbers[state + 1];
    }
  }

  /** The kernel's twin: four samples at a time where none is zero. */
  #removePlainly(sound: Float32Array): void {
    const follow = this.#follow;
    const keep = 1 - follow;
    const square = keep * keep;
    let offset = this.#offset;
    let before = this.#before;
    for (let i = 0; i < sound.length; ) {
      const [a, b, c, d] = sound.subarray(i, i + 4);
      if (i + 4 <= sound.length && a !== 0 && b !== 0 && c !== 0 && d !== 0) {
        const first = keep * (follow * a) + follow * b;
        const second = keep * (follow * c) + follow * d;
        const middle = square * offset + first;
        sound[i] = a - offset;
        sound[i + 1] = b - (keep * offset + follow * a);
        sound[i + 2] = c - middle;
        sound[i + 3] = d - (keep * middle + follow * c);
        offset = square * square * offset + (square * first + second);
        before = d;
        i += 4;
        continue;
      }
      for (const end = Math.min(sound.length, i + 4); i < end; i++) {
        const sample = sound[i];
        // Digital silence stays silence: nothing rings on into it.
        if (sample !== 0 || before !== 0) {
          sound[i] = sample - offset;
          offset = keep * offset + follow * sample;
        }
        before = sample;
      }
    }
    this.#offset = offset;
    this.#before = before;
  }
}

function innerProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i] * b[i];
  return sum;
}
