import { growingFloat32 } from "../signal/growing-array.js";
import { cleanCepstra } from "./clean-cepstra.js";
import { MEL_COEFFICIENTS, MEL_FILTERS } from "./mel-cepstrum.js";

const NO_FLOOR = new Float64Array(MEL_FILTERS);

/**
 * Mel cepstra of the sound as it is while it goes on: of frames whose mel powers will be the same in the end.
 *
 * @example
 * ```ts
 * const cepstra = new EarlyCepstra();
 * const melPower = new Float32Array(2 * 26).fill(1);
 * cepstra.goOn(melPower.subarray(0, 26));
 * cepstra.take(melPower); // 24 zeros: flat spectra, of which the first is not looked at again
 * ```
 */
export class EarlyCepstra {
  readonly #coefficients = growingFloat32();

  /** @param melPower - Of all frames so far, `frames x 26`. */
  goOn(melPower: Float32Array): void {
    const done = this.#coefficients.length / MEL_COEFFICIENTS;
    const more = cleanCepstra(melPower.subarray(done * MEL_FILTERS), NO_FLOOR);
    const at = this.#coefficients.reserve(more.length);
    this.#coefficients.values.set(more, at);
  }

  /** What `cleanCepstra` gives of all frames without a floor; nothing can be asked after that. */
  take(melPower: Float32Array): Float32Array {
    this.goOn(melPower);
    const all = this.#coefficients.values.slice(0, (melPower.length / MEL_FILTERS) * MEL_COEFFICIENTS);
    this.#coefficients.forget();
    return all;
  }
}
