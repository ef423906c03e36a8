import { growingFloat32 } from "./growing-array.js";
import { StreamResampler } from "./resample.js";

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
  /** The sound less what is kept, at the instants that are looked at. */
  readonly #beyond: StreamResampler;
  /** White noise of which neither filter lets pass its part at the edge counts here. */
  readonly #gain: number;
  readonly #stride: number;
  readonly #power = growingFloat32();
  #next = 0;
  /** End of the span that is being filled. */
  #spanEnd: number;
  #sum = 0;
  #count = 0;

  constructor(sampleRateHz: number, keptRateHz: number) {
    this.#sampleRateHz = sampleRateHz;
    this.#fromHz = (CUTOFF * Math.min(keptRateHz, sampleRateHz)) / 2;
    const kernel = highPass((2 * this.#fromHz) / sampleRateHz);
    this.#gain = edgeGain(kernel);
    this.#spanEnd = LOST_SPAN_SECONDS * sampleRateHz;
    this.#stride = Math.max(1, Math.round(sampleRateHz / POINTS_PER_SECOND));
    this.#beyond = new StreamResampler(this.#stride, 1, undefined, bothSides(kernel));
  }

  push(samples: Float32Array): void {
    this.#measure(this.#beyond.push(samples));
  }

  /** Measures what is left; silence follows. */
  finish(): LostPower {
    this.#measure(this.#beyond.finish());
    if (this.#count > 0) this.#write();
    return { fromHz: this.#fromHz, toHz: this.#sampleRateHz / 2, power: this.#power.taken() };
  }

  /** Adds up the next instants. */
  #measure(values: Float32Array): void {
    for (let i = 0; i < values.length; i++, this.#next += this.#stride) {
      while (this.#next >= this.#spanEnd) this.#write();
      this.#sum += values[i] * values[i];
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

/** All taps of a symmetrical filter, of which the middle one and those to its right are known, and room for one more on the right. */
function bothSides(kernel: Float64Array): Float32Array {
  const reach = kernel.length;
  return Float32Array.from({ length: 2 * reach }, (_, t) => kernel[Math.abs(t - reach + 1)] ?? 0);
}

/** An impulse less a low-pass whose edge is a share of the Nyquist frequency: the middle tap and those to its right, an even number. */
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
