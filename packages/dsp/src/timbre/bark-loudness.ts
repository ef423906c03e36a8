import { type Kernels, sharedKernels } from "../signal/kernels.js";
import { raiseAll } from "../signal/raise-all.js";
import type { KeptSpectrum } from "../signal/windowed-spectrum.js";
import { bandBank } from "./band-bank.js";
import { BandSums } from "./band-sums.js";

/** Edges of the critical bands in Hz (Zwicker and Fastl 1990). */
const BARK_EDGES_HZ = [
  20, 100, 200, 300, 400, 510, 630, 770, 920, 1080, 1270, 1480, 1720, 2000, 2320, 2700, 3150, 3700, 4400, 5300, 6400,
  7700, 9500, 12_000, 15_500,
];
/** Number of critical bands. */
export const BARK_BANDS = 24;
/** Steven's law for excitation (Zwicker and Fastl 1990). */
const EXPONENT = 0.23;
/** Mean power in a band that makes one sone a Bark: a full-scale level is taken as 100 dB of sound pressure, 40 dB at 1 kHz is a sone. */
const SONE_POWER = 1e-6;

/** Weight of each band in the sharpness (Peeters 2004): `0.11 z g(z)`, `g = 1` below 15 Bark and `0.066 exp(0.171 z)` from there. */
const SHARPNESS_WEIGHT = Float64Array.from({ length: BARK_BANDS }, (_, b) => {
  const bark = b + 1;
  return 0.11 * bark * (bark < 15 ? 1 : 0.066 * Math.exp(0.171 * bark));
});

/**
 * Specific loudness of a frame in the 24 critical bands, `(power / 1e-6) ** 0.23` in sone a Bark, its sum in sone and its sharpness in acum
 * (Zwicker and Fastl 1990 as Peeters 2004 has it). The scale is that of a playback in which full scale is 100 dB; masking between bands and
 * the threshold in quiet are left out, so a gain of 10 dB multiplies every loudness by 1.7 and leaves the sharpness.
 *
 * @example
 * ```ts
 * const bark = new BarkLoudness(31.25, 257);
 * bark.measure({ power: new Float64Array(257).fill(1e-9), place: undefined });
 * bark.sharpnessAcum; // of white noise
 * ```
 */
export class BarkLoudness {
  /** Of the last frame, in sone a Bark; 0 in bands beyond the spectrum. */
  readonly specific = new Float64Array(BARK_BANDS);
  totalSone = 0;
  /** NaN in silence. */
  sharpnessAcum = Number.NaN;
  readonly #sums: BandSums;
  readonly #heard: number;
  readonly #kernels: Kernels | null;

  /**
   * @param binHz - Distance of the spectrum's bins in Hz.
   * @param bins - Number of its bins, or of those that the recording can hold: a band that reaches beyond them is left out.
   * @param kernels - Null for plain TypeScript.
   */
  constructor(binHz: number, bins: number, kernels: Kernels | null = sharedKernels()) {
    this.#kernels = kernels;
    this.#sums = new BandSums(bandBank(BARK_EDGES_HZ, binHz, bins), `Bark ${binHz} ${bins}`, kernels);
    this.#heard = BARK_EDGES_HZ.slice(1).filter((edge) => edge <= (bins - 0.5) * binHz).length;
  }

  /** @param power - Power spectrum whose sum is the frame's mean power. */
  measure(power: KeptSpectrum): void {
    const { specific } = this;
    const sums = this.#sums.read(power);
    for (let b = 0; b < this.#heard; b++) specific[b] = sums[b] / SONE_POWER;
    raiseAll(specific, EXPONENT, this.#kernels);
    let total = 0;
    let sharp = 0;
    for (let b = 0; b < BARK_BANDS; b++) {
      if (b >= this.#heard || !(sums[b] > 0)) specific[b] = 0;
      total += specific[b];
      sharp += SHARPNESS_WEIGHT[b] * specific[b];
    }
    this.totalSone = total;
    this.sharpnessAcum = total > 0 ? sharp / total : Number.NaN;
  }
}
