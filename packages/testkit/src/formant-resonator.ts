import cos from "@stdlib/math-base-special-cos";
import exp from "@stdlib/math-base-special-exp";

/**
 * A second-order digital resonator with unity gain at 0 Hz (Klatt 1980, equation 1): one formant of a cascade. Frequency
 * and bandwidth may change while it rings.
 *
 * @example
 * ```ts
 * import { FormantResonator } from "@vocalith/testkit";
 * const first = new FormantResonator(64_000);
 * first.tune(500, 70);
 * const impulseResponse = [1, 0, 0, 0].map((sample) => first.process(sample));
 * ```
 */
export class FormantResonator {
  #gain = 1;
  #feedback1 = 0;
  #feedback2 = 0;
  #past1 = 0;
  #past2 = 0;

  /** @param sampleRateHz rate of the samples it is given, in Hz */
  constructor(readonly sampleRateHz: number) {}

  /** Sets centre frequency (0 to half the sample rate) and -3 dB bandwidth (above 0), both in Hz. */
  tune(frequencyHz: number, bandwidthHz: number): void {
    const radius = exp((-Math.PI * bandwidthHz) / this.sampleRateHz);
    this.#feedback2 = -radius * radius;
    this.#feedback1 = 2 * radius * cos((2 * Math.PI * frequencyHz) / this.sampleRateHz);
    this.#gain = 1 - this.#feedback1 - this.#feedback2;
  }

  /** Takes one sample, gives one. */
  process(sample: number): number {
    const out = this.#gain * sample + this.#feedback1 * this.#past1 + this.#feedback2 * this.#past2;
    this.#past2 = this.#past1;
    this.#past1 = out;
    return out;
  }
}
