/** Sampling rates by their index in AAC's headers, in Hz (ISO/IEC 14496-3, table 1.18). */
export const AAC_SAMPLE_RATES_HZ: readonly number[] = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
];

/** Widths of the scale factor bands as `width`, or `width x repeats`, for frames of 1024 (tables 4.129 to 4.147 there). */
const LONG_WIDTHS: readonly string[] = [
  "4x14 8x5 12x5 16x2 24 28 36 44 64x11",
  "4x14 8x4 12x3 16x3 20 24x2 28 36 40x18",
  "4x10 8x7 12x4 16x2 20x2 24x2 28x2 32x19 96",
  "4x10 8x7 12x4 16x2 20x2 24x2 28x2 32x22",
  "4x11 8x10 12x4 16x3 20x2 24x2 28x2 32 36x2 40 44 48 52x2 64x5",
  "8x11 12x9 16x4 20x3 24x2 28x2 32 36 40x2 44 48 52 56 60 64x3",
  "12x13 16x7 20x4 24x3 28x2 32 36x2 40 44 48 52 56 60 64 80",
];

/** The same for the eight short windows of 128. */
const SHORT_WIDTHS: readonly string[] = [
  "4x6 8x3 16 28 36",
  "4x6 8x3 16 28 36",
  "4x5 8x3 12x3 16x3",
  "4x5 8x3 12x3 16x3",
  "4x7 8x3 12x2 16x2 20",
  "4x8 8x2 12x2 16 20x2",
  "4x7 8x4 12 16 20x2",
];

/** Which of the seven tables a rate index uses. */
const TABLE_BY_RATE: readonly number[] = [0, 0, 1, 2, 2, 3, 4, 4, 5, 5, 5, 6, 6];

/** Highest band that temporal noise shaping reaches, by rate index: long windows, short windows (table 4.139, AAC LC). */
const SHAPED_BANDS_LONG: readonly number[] = [31, 31, 34, 40, 42, 51, 46, 46, 42, 42, 42, 39, 39];
const SHAPED_BANDS_SHORT: readonly number[] = [9, 9, 10, 14, 14, 14, 14, 14, 14, 14, 14, 14, 14];

/** How the coefficients of one window are split into bands. */
export interface ScaleFactorBands {
  /** First coefficient of each band, and the number of coefficients at the end. */
  readonly offsets: readonly number[];
  readonly bandCount: number;
  readonly maximumShapedBands: number;
}

function bands(widths: string, maximumShapedBands: number): ScaleFactorBands {
  const offsets = [0];
  for (const run of widths.split(" ")) {
    const [width = 0, repeats = 1] = run.split("x").map(Number);
    for (let i = 0; i < repeats; i++) offsets.push((offsets[offsets.length - 1] as number) + width);
  }
  return { offsets, bandCount: offsets.length - 1, maximumShapedBands };
}

/** The bands of long and short windows at a rate index of 0 to 12. */
export function scaleFactorBands(rateIndex: number): { long: ScaleFactorBands; short: ScaleFactorBands } {
  const table = TABLE_BY_RATE[rateIndex] as number;
  return {
    long: bands(LONG_WIDTHS[table] as string, SHAPED_BANDS_LONG[rateIndex] as number),
    short: bands(SHORT_WIDTHS[table] as string, SHAPED_BANDS_SHORT[rateIndex] as number),
  };
}
