import type { WeighedBands } from "./band-sums.js";

/** How spectra are read. */
export interface SpectrumPlan {
  /** As long as a frame, a power of two. */
  readonly window: Float64Array;
  /** First and last bin of the band. */
  readonly low: number;
  readonly high: number;
  /** Bark bands that the recording can hold, 24 at most. */
  readonly bark: WeighedBands;
  /** The 26 mel filters. */
  readonly mel: WeighedBands;
  /** A name for these bands and this window: all of one kind share their tables. */
  readonly kind: string;
}
