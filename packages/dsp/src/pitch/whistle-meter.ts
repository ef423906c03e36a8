import { type Kernels, sharedKernels } from "../signal/kernels.js";
import { type KernelPlaces, kernelPlaces } from "../signal/real-fft.js";
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
  readonly #weigher: WhistleWeigher;
  /** The begun frame. */
  readonly #frame: Float32Array;
  #filled = 0;

  /** @param kernels - Null for plain TypeScript. */
  constructor(sampleRateHz: number, kernels: Kernels | null = sharedKernels()) {
    const length = 2 ** Math.ceil(Math.log2(FRAME_SECONDS * sampleRateHz));
    this.#binHz = sampleRateHz / length;
    this.#weigher =
      kernels === null ? new PlainWeigher(length, this.#binHz) : new KernelWeigher(length, this.#binHz, kernels);
    this.#frame = new Float32Array(length);
  }

  /** The share so far, 0 to 1; 0 in silence. */
  get whistledShare(): number {
    return this.#shareOf("whistled");
  }

  /**
   * The share so far that is whistled without any other partial, 0 to 1: where it is large, a pitch an octave or more below the whistle is a subharmonic
   * that nothing sounds at. A shout's drowned fundamental is weak, but there.
   */
  get pureShare(): number {
    return this.#shareOf("pure");
  }

  /** The share so far that looks whistled but has a partial so near to its loudest one as only a voice's lie, 0 to 1: a shout's. */
  get voicedShare(): number {
    return this.#shareOf("voiced");
  }

  push(samples: Float32Array): void {
    const begun = this.#frame.subarray(0, this.#filled);
    const { length } = this.#frame;
    const frames = Math.floor((begun.length + samples.length) / length);
    if (frames > 0) this.#weigher.weigh(begun, samples, frames);
    const kept = frames > 0 ? 0 : begun.length;
    const rest = samples.subarray(Math.max(0, frames * length - begun.length));
    this.#frame.set(rest, kept);
    this.#filled = kept + rest.length;
  }

  #shareOf(kind: "whistled" | "pure" | "voiced"): number {
    const { sums } = this.#weigher;
    return sums[POWER.all] > 0 ? sums[POWER[kind]] / sums[POWER.all] : 0;
  }
}

/** Which of a weigher's sums is which. */
const POWER = { all: 0, whistled: 1, pure: 2, voiced: 3 } as const;

/** Sums up the powers of frames, and those of whistles among them. */
interface WhistleWeigher {
  readonly sums: Float64Array;
  /** Weighs whole frames: what was begun and the samples after it. */
  weigh(begun: Float32Array, samples: Float32Array, frames: number): void;
}

class KernelWeigher implements WhistleWeigher {
  readonly sums = new Float64Array(4);
  readonly #length: number;
  readonly #binHz: number;
  readonly #kernels: Kernels;
  readonly #places: KernelPlaces;
  readonly #window: number;

  constructor(length: number, binHz: number, kernels: Kernels) {
    this.#length = length;
    this.#binHz = binHz;
    this.#kernels = kernels;
    this.#places = kernelPlaces(kernels, length);
    this.#window = kernels.table(`window Hann ${length}`, () => Float32Array.from(hannWindow(length)));
  }

  weigh(begun: Float32Array, samples: Float32Array, frames: number): void {
    const place = this.#kernels.scratch(8 * this.sums.length + 4 * (begun.length + samples.length));
    const sound = place + 8 * this.sums.length;
    const { numbers, run, singles } = this.#kernels;
    const { input, power, real, twiddles, unfold, work } = this.#places;
    numbers.set(this.sums, place / 8);
    singles.set(begun, sound / 4);
    singles.set(samples, sound / 4 + begun.length);
    run.weighWhistles(
      sound,
      frames,
      this.#length,
      this.#window,
      input,
      work,
      twiddles,
      unfold,
      real,
      power,
      this.#binHz,
      place,
    );
    for (let k = 0; k < this.sums.length; k++) this.sums[k] = numbers[place / 8 + k];
  }
}

/** The kernel's twin. */
class PlainWeigher implements WhistleWeigher {
  readonly sums = new Float64Array(4);
  readonly #binHz: number;
  readonly #spectrum: WindowedSpectrum;
  readonly #frame: Float32Array;

  constructor(length: number, binHz: number) {
    this.#binHz = binHz;
    this.#spectrum = new WindowedSpectrum(hannWindow(length), length, "", null);
    this.#frame = new Float32Array(length);
  }

  weigh(begun: Float32Array, samples: Float32Array, frames: number): void {
    const frame = this.#frame;
    frame.set(begun);
    let filled = begun.length;
    for (let i = 0, at = 0; i < frames; i++) {
      frame.set(samples.subarray(at, at + frame.length - filled), filled);
      at += frame.length - filled;
      filled = 0;
      this.#spectrum.read(frame, 0);
      this.#weigh(this.#spectrum.power);
    }
  }

  #weigh(power: Float64Array): void {
    const { sums } = this;
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
    sums[POWER.all] += total;
    if (peak * this.#binHz <= LOWEST_WHISTLE_HZ) return;
    let narrow = 0;
    const end = Math.min(last, peak + NARROW_BINS);
    for (let k = Math.max(2, peak - NARROW_BINS); k <= end; k++) narrow += power[k];
    let below = 0;
    for (let k = 2; k < UNDERTONE_EDGE * peak; k++) below += power[k];
    if (narrow > WHISTLE_SHARE * total && below < UNDERTONE_SHARE * total) sums[POWER.whistled] += total;
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
    if (narrow > WHISTLE_SHARE * total && partial < Math.max(least, NOISE_CREST * rest)) sums[POWER.pure] += total;
    if (near > least && near > CERTAIN_CREST * rest) sums[POWER.voiced] += total;
  }
}
