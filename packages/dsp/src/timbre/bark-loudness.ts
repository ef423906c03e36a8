import { raiseAll } from "../signal/raise-all.js";
import { bandBank } from "./band-bank.js";
import { BandSums, type WeighedBands } from "./band-sums.js";

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
export const SHARPNESS_WEIGHT = Float64Array.from({ length: BARK_BANDS }, (_, b) => {
  const bark = b + 1;
  return 0.11 * bark * (bark < 15 ? 1 : 0.066 * Math.exp(0.171 * bark));
});

/**
 * The critical bands that a spectrum holds; a band that reaches beyond it is left out.
 *
 * @param binHz - Distance of the spectrum's bins in Hz.
 * @param bins - Number of its bins, or of those that the recording can hold.
 *
 * @example
 * ```ts
 * barkBands(31.25, 257).firstBin.length; // 21
 * ```
 */
export function barkBands(binHz: number, bins: number): WeighedBands {
  const { firstBin, offset, weights } = bandBank(BARK_EDGES_HZ, binHz, bins);
  const heard = BARK_EDGES_HZ.slice(1).filter((edge) => edge <= (bins - 0.5) * binHz).length;
  return { firstBin: firstBin.slice(0, heard), offset: offset.slice(0, heard + 1), weights };
}

/**
 * Specific loudness of a frame in the 24 critical bands, `(power / 1e-6) ** 0.23` in sone a Bark, its sum in sone and its sharpness in acum
 * (Zwicker and Fastl 1990 as Peeters 2004 has it). The scale is that of a playback in which full scale is 100 dB; masking between bands and
 * the threshold in quiet are left out, so a gain of 10 dB multiplies every loudness by 1.7 and leaves the sharpness.
 *
 * @example
 * ```ts
 * const bark = new BarkLoudness(barkBands(31.25, 257));
 * bark.measure(new Float64Array(257).fill(1e-9));
 * bark.sharp / bark.totalSone; // the sharpness of white noise, in acum
 * ```
 */
export class BarkLoudness {
  /** Of the last frame, in sone a Bark; 0 in bands beyond the spectrum. */
  readonly specific = new Float64Array(BARK_BANDS);
  totalSone = 0;
  /** The sharpness in acum times `totalSone`. */
  sharp = 0;
  readonly #sums: BandSums;
  readonly #heard: number;

  /** @param bands - Those of `barkBands`. */
  constructor(bands: WeighedBands) {
    this.#sums = new BandSums(bands);
    this.#heard = bands.firstBin.length;
  }

  /** @param power - Power spectrum whose sum is the frame's mean power. */
  measure(power: Float64Array): void {
    const { specific } = this;
    const sums = this.#sums.read(power);
    specific.fill(0);
    for (let b = 0; b < this.#heard; b++) specific[b] = sums[b] / SONE_POWER;
    raiseAll(specific, EXPONENT, null);
    this.totalSone = 0;
    this.sharp = 0;
    for (let b = 0; b < BARK_BANDS; b++) {
      if (b >= this.#heard || !(sums[b] > 0)) specific[b] = 0;
      this.totalSone += specific[b];
      this.sharp += SHARPNESS_WEIGHT[b] * specific[b];
    }
  }
}
