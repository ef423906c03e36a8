import { WindowedSpectrum } from "../signal/windowed-spectrum.js";
import { hannWindow } from "../signal/windows.js";

/** A whistle carries this share of its power in one narrow band... */
const WHISTLE_SHARE = 0.6;
/** ...and no more than this share clearly below it, where a voice would have its fundamental. */
const UNDERTONE_SHARE = 0.1;
const UNDERTONE_EDGE = 0.7;
/** In a pure whistle no bin further off than this share of its frequency... */
const PURE_REACH = 0.3;
/** ...and below this many times it, for a whistle may have an octave of its own, which says nothing of a voice... */
const OCTAVE_EDGE = 1.7;
/** ...holds more than this share of the loudest... */
const PARTIAL_SHARE = 0.005;
/** ...and stands out of the mean above by this factor, as no bin of even noise does. */
const NOISE_CREST = 12;
/** A partial that stands out by this factor is none of pink noise either: within the human range of the whistle it is a voice's. */
const CERTAIN_CREST = 100;
/** Only above the human range is a whistle a bird's. */
const LOWEST_WHISTLE_HZ = 1100;
/** Short, so that a trill stays narrow within it. */
const FRAME_SECONDS = 0.008;
/** Half width of the narrow band in bins: the window's main lobe and room for a glide. */
const NARROW_BINS = 3;

/**
 * Share of a sound's power that is whistled above the human range: one narrow band with next to nothing below it. A soprano's
 * top notes and a child's laughter have their fundamental within the human range, and sibilants are wide.
 *
 * @example
 * ```ts
 * const meter = new WhistleMeter(16_000);
 * meter.push(new Float32Array(16_000).map((_, i) => Math.sin(i)));
 * meter.whistledShare; // 1: a tone at 2546 Hz
 * ```
 */
export class WhistleMeter {
  readonly #binHz: number;
  readonly #spectrum: WindowedSpectrum;
  readonly #frame: Float32Array;
  #filled = 0;
  #all = 0;
  #whistled = 0;
  #pure = 0;
  #voiced = 0;

  constructor(sampleRateHz: number) {
    const length = 2 ** Math.ceil(Math.log2(FRAME_SECONDS * sampleRateHz));
    this.#binHz = sampleRateHz / length;
    this.#spectrum = new WindowedSpectrum(hannWindow(length), length, `Hann ${length}`);
    this.#frame = new Float32Array(length);
  }

  /** The share so far, 0 to 1; 0 in silence. */
  get whistledShare(): number {
    return this.#all > 0 ? this.#whistled / this.#all : 0;
  }

  /**
   * The share so far that is whistled without any other partial, 0 to 1: where it is large, a pitch an octave or more below the whistle is a subharmonic
   * that nothing sounds at. A shout's drowned fundamental is weak, but there.
   */
  get pureShare(): number {
    return this.#all > 0 ? this.#pure / this.#all : 0;
  }

  /** The share so far that looks whistled but has a partial so near to its loudest one as only a voice's lie, 0 to 1: a shout's. */
  get voicedShare(): number {
    return this.#all > 0 ? this.#voiced / this.#all : 0;
  }

  push(samples: Float32Array): void {
    const frame = this.#frame;
    const { length } = frame;
    for (let at = 0; at < samples.length; ) {
      const count = Math.min(length - this.#filled, samples.length - at);
      frame.set(samples.subarray(at, at + count), this.#filled);
      at += count;
      this.#filled += count;
      if (this.#filled < length) return;
      this.#filled = 0;
      this.#spectrum.read(frame, 0);
      this.#weigh(this.#spectrum.power);
    }
  }

  #weigh(power: Float64Array): void {
    let peak = 2;
    let loudest = power[2];
    let even = 0;
    let odd = 0;
    // From bin 2 to half the frame: an odd number.
    for (let k = 2; k + 1 < power.length; k += 2) {
      const a = power[k];
      const b = power[k + 1];
      even += a;
      odd += b;
      if (a > loudest) {
        loudest = a;
        peak = k;
      }
      if (b > loudest) {
        loudest = b;
        peak = k + 1;
      }
    }
    const last = power.length - 1;
    if (power[last] > loudest) peak = last;
    const total = even + odd + power[last];
    this.#all += total;
    if (peak * this.#binHz <= LOWEST_WHISTLE_HZ) return;
    let narrow = 0;
    const end = Math.min(last, peak + NARROW_BINS);
    for (let k = Math.max(2, peak - NARROW_BINS); k <= end; k++) narrow += power[k];
    let below = 0;
    for (let k = 2; k < UNDERTONE_EDGE * peak; k++) below += power[k];
    if (narrow > WHISTLE_SHARE * total && below < UNDERTONE_SHARE * total) this.#whistled += total;
    let partial = 0;
    let near = 0;
    const octave = Math.min(power.length, Math.ceil(OCTAVE_EDGE * peak));
    const reach = LOWEST_WHISTLE_HZ / this.#binHz;
    for (let k = 2; k < octave; k++) {
      const distance = Math.abs(k - peak);
      if (distance <= PURE_REACH * peak) continue;
      partial = Math.max(partial, power[k]);
      if (distance < reach) near = Math.max(near, power[k]);
    }
    let above = 0;
    for (let k = octave; k < power.length; k++) above += power[k];
    const rest = above / Math.max(1, power.length - octave);
    const least = PARTIAL_SHARE * power[peak];
    if (narrow > WHISTLE_SHARE * total && partial < Math.max(least, NOISE_CREST * rest)) this.#pure += total;
    if (near > least && near > CERTAIN_CREST * rest) this.#voiced += total;
  }
}
