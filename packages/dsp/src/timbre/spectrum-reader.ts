/** Where a row says what of a frame; the 26 sums over the mel filters follow. */
export const SPECTRUM_ROW = {
  /** Sums over the bins of the band, as `BinSums` has them. */
  total: 0,
  moment: 1,
  square: 2,
  logarithm: 3,
  cross: 4,
  /** In bins; NaN in silence. */
  rolloff: 5,
  /** Loudness, and what its sharpness is without the division by it. */
  sone: 6,
  sharp: 7,
  filters: 8,
} as const;

/** Share of the power that lies below the rolloff. */
export const ROLLOFF = 0.85;
/** Power of a whole frame below which it counts as digital silence: -140 dB re full scale. */
export const SILENT_POWER = 1e-14;

/** Reads short-time spectra of a sound, one frame after the other, and adds them to a `LongTermAverage`. */
export interface SpectrumReader {
  /**
   * Reads the frames that begin at samples `starts` of `sound`, which may lie beyond its ends, in silence.
   *
   * @returns A row a frame, until the next call.
   */
  read(sound: Float32Array, starts: readonly number[]): Float64Array;
}
