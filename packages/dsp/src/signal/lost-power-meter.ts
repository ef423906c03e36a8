import { growingFloat32 } from "./growing-array.js";
import { SlidingSound } from "./sliding-sound.js";

/** Power is given of spans this long. */
export const LOST_SPAN_SECONDS = 0.01;
/** About this many instants a second are looked at: more add nothing to a power. */
const POINTS_PER_SECOND = 4000;
/** Edge of what `resample` keeps, as a share of the lower Nyquist frequency, and half the length of its kernel in zero crossings. */
const CUTOFF = 0.93;
const ZERO_CROSSINGS = 8;

/** What a sound held beyond the band that was kept of it. */
export interface LostPower {
  /** Upper edge of what was kept, and of the sound, in Hz. */
  readonly fromHz: number;
  readonly toHz: number;
  /** Mean power of every 10 ms from time 0 on. */
  readonly power: Float32Array;
}

/**
 * Power of what resampling to a lower rate takes away from a sound, most of which is noise where the sound is a voice: the sound less its
 * windowed-sinc low-pass (Blackman window), at 4000 instants a second.
 *
 * @example
 * ```ts
 * const meter = new LostPowerMeter(48_000, 16_000);
 * meter.push(Float32Array.from({ length: 48_000 }, (_, n) => Math.sin((2 * Math.PI * 10_000 * n) / 48_000)));
 * meter.finish().power[50]; // 0.5: nothing of a tone at 10 kHz is kept
 * ```
 */
export class LostPowerMeter {
  readonly #sampleRateHz: number;
  readonly #fromHz: number;
  /** The middle tap and those to its right; both sides are alike. */
  readonly #kernel: Float64Array;
  /** White noise of which neither filter lets pass its part at the edge counts here. */
  readonly #gain: number;
  readonly #stride: number;
  readonly #sound = new SlidingSound();
  readonly #power = growingFloat32();
  #next = 0;
  /** End of the span that is being filled. */
  #spanEnd: number;
  #sum = 0;
  #count = 0;

  constructor(sampleRateHz: number, keptRateHz: number) {
    this.#sampleRateHz = sampleRateHz;
    this.#fromHz = (CUTOFF * Math.min(keptRateHz, sampleRateHz)) / 2;
    this.#kernel = highPass((2 * this.#fromHz) / sampleRateHz);
    this.#gain = edgeGain(this.#kernel);
    this.#spanEnd = LOST_SPAN_SECONDS * sampleRateHz;
    this.#stride = Math.max(1, Math.round(sampleRateHz / POINTS_PER_SECOND));
  }

  push(samples: Float32Array): void {
    this.#sound.push(samples);
    const reach = this.#kernel.length - 1;
    this.#measure(this.#sound.length - reach);
    this.#sound.forget(this.#next - reach);
  }

  /** Measures what is left; silence follows. */
  finish(): LostPower {
    this.#measure(this.#sound.length);
    if (this.#count > 0) this.#write();
    return { fromHz: this.#fromHz, toHz: this.#sampleRateHz / 2, power: this.#power.taken() };
  }

  /** Looks at all instants before place `end`. */
  #measure(end: number): void {
    const kernel = this.#kernel;
    const sound = this.#sound.samples();
    const start = this.#sound.start;
    const reach = kernel.length - 1;
    for (; this.#next < end; this.#next += this.#stride) {
      const at = this.#next - start;
      const value =
        at >= reach && at + reach < sound.length ? filtered(kernel, sound, at) : filteredAtEnd(kernel, sound, at);
      if (this.#next >= this.#spanEnd) {
        do {
          this.#write();
        } while (this.#next >= this.#spanEnd);
      }
      this.#sum += value * value;
      this.#count++;
    }
  }

  #write(): void {
    this.#power.push(this.#count > 0 ? (this.#gain * this.#sum) / this.#count : 0);
    this.#sum = 0;
    this.#count = 0;
    this.#spanEnd = (this.#power.length + 1) * LOST_SPAN_SECONDS * this.#sampleRateHz;
  }
}

/** The filter's output at a place with sound all around; in two sums, neither of which waits for the other. */
function filtered(kernel: Float64Array, sound: Float32Array, at: number): number {
  const reach = kernel.length - 1;
  let a = kernel[0] * sound[at];
  let b = 0;
  let k = 1;
  for (; k < reach; k += 2) {
    a += kernel[k] * (sound[at - k] + sound[at + k]);
    b += kernel[k + 1] * (sound[at - k - 1] + sound[at + k + 1]);
  }
  if (k === reach) a += kernel[k] * (sound[at - k] + sound[at + k]);
  return a + b;
}

function filteredAtEnd(kernel: Float64Array, sound: Float32Array, at: number): number {
  let value = kernel[0] * sound[at];
  for (let k = 1; k < kernel.length; k++) value += kernel[k] * ((sound[at - k] ?? 0) + (sound[at + k] ?? 0));
  return value;
}

/** An impulse less a low-pass whose edge is a share of the Nyquist frequency. */
function highPass(edge: number): Float64Array {
  const reach = 2 * Math.ceil(ZERO_CROSSINGS / edge / 2);
  const low = Float64Array.from({ length: reach }, (_, k) => {
    const across = k / reach;
    const window = 0.42 + 0.5 * Math.cos(Math.PI * across) + 0.08 * Math.cos(2 * Math.PI * across);
    return (k === 0 ? 1 : Math.sin(Math.PI * k * edge) / (Math.PI * k * edge)) * window;
  });
  // Nothing is left of a constant.
  const sum = low.reduce((total, tap) => total + 2 * tap, -low[0]);
  return low.map((tap, k) => (k === 0 ? 1 : 0) - tap / sum);
}

/** What of white noise the low-pass takes away, over what the high-pass lets through. */
function edgeGain(kernel: Float64Array): number {
  let high = kernel[0] * kernel[0];
  let low = (1 - kernel[0]) * (1 - kernel[0]);
  for (let k = 1; k < kernel.length; k++) {
    high += 2 * kernel[k] * kernel[k];
    low += 2 * kernel[k] * kernel[k];
  }
  return (1 - low) / high;
}
