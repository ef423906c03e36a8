import { type ChannelStream, CODEBOOK, forEachBand } from "./channel-stream.js";

/** Which bands of a pair are stored as middle and side (ISO/IEC 14496-3, 4.6.8.1). */
export interface MiddleSide {
  /** 0 for none, 1 for those in `bands`, 2 for all. */
  readonly mode: number;
  readonly bands: Uint8Array;
}

/**
 * Fills bands that hold only a noise energy (4.6.13) with noise of that energy. The noise is a fixed sequence, so that a
 * file always gives the same samples: a linear congruential generator (Numerical Recipes, 7.1) that the caller carries on.
 */
export class NoiseSource {
  #state = 1;

  fill(stream: ChannelStream): void {
    forEachBand(stream.info, (band, start, end) => {
      if (stream.codebooks[band] === CODEBOOK.noise) this.#fillBand(stream, band, start, end);
    });
  }

  #fillBand({ scales, spectrum }: ChannelStream, band: number, start: number, end: number): void {
    let energy = 0;
    for (let at = start; at < end; at++) {
      this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) | 0;
      spectrum[at] = this.#state;
      energy += this.#state * this.#state;
    }
    const factor = 2 ** ((scales[band] as number) / 4) / Math.sqrt(energy);
    for (let at = start; at < end; at++) spectrum[at] = (spectrum[at] as number) * factor;
  }
}

/** Makes left and right of a pair: middle and side, intensity (4.6.8.2), and noise that both channels share. */
export function coupleChannels(left: ChannelStream, right: ChannelStream, middleSide: MiddleSide): void {
  forEachBand(right.info, (band, start, end) => {
    const codebook = right.codebooks[band] as number;
    const isMarked = middleSide.mode === 2 || (middleSide.mode === 1 && middleSide.bands[band] === 1);
    if (codebook >= CODEBOOK.intensityOutOfPhase) {
      // Marked bands turn the phase over; a mask for all bands does not count here.
      const turned = middleSide.mode === 1 && middleSide.bands[band] === 1 ? -1 : 1;
      const phase = codebook === CODEBOOK.intensity ? 1 : -1;
      const factor = turned * phase * 0.5 ** ((right.scales[band] as number) / 4);
      for (let at = start; at < end; at++) right.spectrum[at] = factor * (left.spectrum[at] as number);
    } else if (isMarked && codebook === CODEBOOK.noise && left.codebooks[band] === CODEBOOK.noise) {
      const factor = 2 ** (((right.scales[band] as number) - (left.scales[band] as number)) / 4);
      for (let at = start; at < end; at++) right.spectrum[at] = factor * (left.spectrum[at] as number);
    } else if (isMarked && codebook !== CODEBOOK.noise && left.codebooks[band] !== CODEBOOK.noise) {
      for (let at = start; at < end; at++) {
        const middle = left.spectrum[at] as number;
        const side = right.spectrum[at] as number;
        left.spectrum[at] = middle + side;
        right.spectrum[at] = middle - side;
      }
    }
  });
}
