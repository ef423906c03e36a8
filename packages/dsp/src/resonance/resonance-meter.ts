import { ClosedPhasePredictor } from "./closed-phase-predictor.js";
import { predictorRoots } from "./polynomial-roots.js";

/** Most resonances that one frame may hold. */
export const MOST_RESONANCES = 6;

/** Twice the frequency up to which an adult has five formants and a child four. */
export const RESONANCE_RATE_HZ = 11_000;
const FRAME_SECONDS = 0.03;
/** From here on the spectrum of a low and of a high voice is lifted... */
const PRE_EMPHASIS_HZ = [50, 1000] as const;
/** ...of which the pitches are these; between them it changes over by degrees. */
const LOW_VOICE_HZ = 150;
const HIGH_VOICE_HZ = 200;
const LOWEST_HZ = 150;
/** Poles this near the Nyquist frequency belong to the filter before it. */
const HIGHEST_SHARE = 0.945;
/** A pole wider than this is spectral tilt, not a resonance: 1200 Hz, or this share of its frequency. */
const WIDEST_HZ = 600;
const WIDEST_SHARE = 0.25;

/**
 * Resonances of one frame after the other: 6 dB an octave lifted above 50 Hz, prediction of 30 ms over the shut phases of the voice, and
 * the angles and radii of the predictor's poles (Markel and Gray 1976). In a voice above 200 Hz only what lies above 1 kHz is lifted: between the few partials around its
 * first formant the errors of the others would decide. A pole counts between 150 Hz and 0.945 of the
 * Nyquist frequency with a bandwidth under 1200 Hz or 0.4 of its frequency. One object owns its buffers.
 *
 * @example
 * ```ts
 * const meter = new ResonanceMeter(11_000);
 * const count = meter.measure(new Float32Array(11_000), 5500, 120); // 0: silence
 * ```
 */
export class ResonanceMeter {
  readonly rateHz: number;
  /** Frequencies of the last frame in Hz, in rising order. */
  readonly frequencyHz = new Float64Array(MOST_RESONANCES);
  /** Their bandwidths in Hz: `-ln(radius) rate / pi`. */
  readonly bandwidthHz = new Float64Array(MOST_RESONANCES);
  /** Samples before and after the centre that `measure` reads. */
  readonly reach: number;
  readonly #predictor: ClosedPhasePredictor;
  readonly #frame: Float64Array;
  readonly #real: Float64Array;
  readonly #imaginary: Float64Array;
  /** Whether those of the frame before are there to begin from. */
  #hasRoots = false;

  /** @param rateHz - 11,000, or twice the highest frequency of a recording that holds less: a predictor would spend its poles on the empty band. */
  constructor(rateHz: number) {
    this.rateHz = rateHz;
    const order = Math.round((12 * rateHz) / RESONANCE_RATE_HZ);
    const length = Math.round(FRAME_SECONDS * rateHz);
    this.reach = Math.ceil(length / 2) + order + 1;
    this.#predictor = new ClosedPhasePredictor(order, length);
    this.#frame = new Float64Array(order + length);
    this.#real = new Float64Array(order);
    this.#imaginary = new Float64Array(order);
  }

  /** Begins anew: the next frame does not follow the last one. */
  begin(): void {
    this.#hasRoots = false;
  }

  /**
   * Measures the frame around sample `centre`; outside of `sound` is silence.
   *
   * @param pitchHz - Fundamental frequency there; NaN where the voice has none.
   * @returns How many resonances were found.
   */
  measure(sound: Float32Array, centre: number, pitchHz: number): number {
    const frame = this.#frame;
    const predictor = this.#predictor;
    const { order, length } = predictor;
    const octaves = Math.log2(pitchHz / LOW_VOICE_HZ) / Math.log2(HIGH_VOICE_HZ / LOW_VOICE_HZ);
    const height = octaves > 0 ? Math.min(1, octaves) : 0;
    const fromHz = PRE_EMPHASIS_HZ[0] * (PRE_EMPHASIS_HZ[1] / PRE_EMPHASIS_HZ[0]) ** height;
    const keep = Math.exp((-2 * Math.PI * fromHz) / this.rateHz);
    const start = centre - (length >> 1) - order;
    const from = Math.min(frame.length, Math.max(0, 1 - start));
    const to = Math.max(from, Math.min(frame.length, sound.length - start));
    if (from > 0) frame.fill(0, 0, from);
    if (to < frame.length) frame.fill(0, to);
    let before = from < to ? sound[start + from - 1] : 0;
    for (let n = from; n < to; n++) {
      const here = sound[start + n];
      frame[n] = here - keep * before;
      before = here;
    }
    if (!predictor.predict(frame, this.rateHz / pitchHz, height)) return 0;
    this.#hasRoots = predictorRoots(predictor.coefficients, this.#real, this.#imaginary, this.#hasRoots);
    if (!this.#hasRoots) return 0;
    return this.#gather();
  }

  /** Poles of the upper half plane that pass for resonances, in rising order. */
  #gather(): number {
    const { frequencyHz, bandwidthHz, rateHz } = this;
    let count = 0;
    for (let k = 0; k < this.#real.length && count < MOST_RESONANCES; k++) {
      if (this.#imaginary[k] <= 0) continue;
      const real = this.#real[k];
      const imaginary = this.#imaginary[k];
      const frequency = (Math.atan2(imaginary, real) * rateHz) / (2 * Math.PI);
      // Over so few samples a pole may come out as growing; it rings at the same frequency.
      const bandwidth = (Math.abs(0.5 * Math.log(real * real + imaginary * imaginary)) * rateHz) / Math.PI;
      if (frequency < LOWEST_HZ || frequency > HIGHEST_SHARE * 0.5 * rateHz) continue;
      if (!(bandwidth < Math.max(WIDEST_HZ, WIDEST_SHARE * frequency))) continue;
      let slot = count++;
      for (; slot > 0 && frequencyHz[slot - 1] > frequency; slot--) {
        frequencyHz[slot] = frequencyHz[slot - 1];
        bandwidthHz[slot] = bandwidthHz[slot - 1];
      }
      frequencyHz[slot] = frequency;
      bandwidthHz[slot] = bandwidth;
    }
    return count;
  }
}
