import { halveRate } from "./halve-rate.js";

/** How a spectrogram is taken. */
export interface SpectrogramSettings {
  /** Highest frequency, in Hz. */
  readonly highestHz: number;
  /** Effective length of the Gaussian window in seconds: 1.3 divided by the bandwidth in Hz. */
  readonly windowSeconds: number;
  /** How much each octave is lifted above the one below, in dB. */
  readonly preEmphasisDbPerOctave: number;
  /** Pixels from left to right. */
  readonly columns: number;
  /** Pixels from bottom to top. */
  readonly rows: number;
}

/** Half as fast again as the sampling theorem asks: room for the filter that halves the rate. */
const LEAST_RATE_SHARE = 2.4;
/** A column that stands for a long time is the mean of at most so many windows. */
const MOST_WINDOWS = 6;
/** Power of silence. */
const SILENT_POWER = 1e-20;

/**
 * Short-time power spectrum of a sound, one Gaussian-windowed Fourier sum for every pixel at the pixel's own frequency (so
 * nothing is interpolated). The window is Praat's: twice as long as its effective length, `(exp(-12 x^2) - e^-12) / (1 - e^-12)`
 * for x from -1 to 1, with side lobes below -120 dB (Boersma and Weenink, `Sound: To Spectrogram`).
 *
 * @returns Levels in dB (10 log10 of power), `rows x columns`, from the highest frequency down.
 */
export function measureSpectrogram(
  sound: Float32Array,
  sampleRateHz: number,
  { highestHz, windowSeconds, preEmphasisDbPerOctave, columns, rows }: SpectrogramSettings,
): Float32Array {
  const durationSeconds = sound.length / sampleRateHz;
  let samples = sound;
  let rateHz = sampleRateHz;
  while (rateHz / 2 >= LEAST_RATE_SHARE * highestHz) {
    samples = halveRate(samples);
    rateHz /= 2;
  }
  const reach = Math.max(2, Math.round(windowSeconds * rateHz));
  const { cosine, sine } = kernels(reach, rows, highestHz / rateHz);
  const columnSeconds = durationSeconds / columns;
  const windows = Math.max(1, Math.min(MOST_WINDOWS, Math.ceil(columnSeconds / windowSeconds)));
  const lift = Float64Array.from(
    { length: rows },
    (_, row) => preEmphasisDbPerOctave * Math.log2(rowHz(row, rows, highestHz) / 1000),
  );
  const even = new Float64Array(reach);
  const odd = new Float64Array(reach);
  const power = new Float64Array(rows);
  const levelsDb = new Float32Array(rows * columns);
  for (let column = 0; column < columns; column++) {
    power.fill(0);
    for (let w = 0; w < windows; w++) {
      const centre = Math.round((column + (w + 0.5) / windows) * columnSeconds * rateHz);
      fold(samples, centre, even, odd);
      addPower(even, odd, cosine, sine, power);
    }
    for (let row = 0; row < rows; row++) {
      levelsDb[row * columns + column] = 10 * Math.log10(power[row] / windows + SILENT_POWER) + lift[row];
    }
  }
  return levelsDb;
}

/** Frequency in the middle of a pixel; row 0 is the highest. */
function rowHz(row: number, rows: number, highestHz: number): number {
  return ((rows - row - 0.5) / rows) * highestHz;
}

/** Windowed cosines and sines of every row, for the half of the frame from its centre on. */
function kernels(reach: number, rows: number, highestShare: number): { cosine: Float64Array; sine: Float64Array } {
  const window = Float64Array.from({ length: reach }, (_, n) => {
    const edge = Math.exp(-12);
    return (Math.exp(-12 * (n / reach) ** 2) - edge) / (1 - edge);
  });
  // A full-scale sine has 0 dB wherever the window lies.
  const scale = 2 / (2 * window.reduce((sum, w) => sum + w, 0) - 1);
  const cosine = new Float64Array(rows * reach);
  const sine = new Float64Array(rows * reach);
  for (let row = 0; row < rows; row++) {
    const step = 2 * Math.PI * rowHz(row, rows, highestShare);
    for (let n = 0; n < reach; n++) {
      cosine[row * reach + n] = window[n] * scale * Math.cos(step * n);
      sine[row * reach + n] = window[n] * scale * Math.sin(step * n);
    }
  }
  return { cosine, sine };
}

/** The frame around `centre` as its even and odd halves: two sums of half the length stand for one complex sum. */
function fold(samples: Float32Array, centre: number, even: Float64Array, odd: Float64Array): void {
  const at = (n: number) => (n >= 0 && n < samples.length ? samples[n] : 0);
  even[0] = at(centre);
  odd[0] = 0;
  for (let n = 1; n < even.length; n++) {
    even[n] = at(centre + n) + at(centre - n);
    odd[n] = at(centre + n) - at(centre - n);
  }
}

function addPower(
  even: Float64Array,
  odd: Float64Array,
  cosine: Float64Array,
  sine: Float64Array,
  power: Float64Array,
): void {
  const reach = even.length;
  for (let row = 0; row < power.length; row++) {
    const from = row * reach;
    let real = 0;
    let imaginary = 0;
    for (let n = 0; n < reach; n++) {
      real += even[n] * cosine[from + n];
      imaginary += odd[n] * sine[from + n];
    }
    power[row] += real * real + imaginary * imaginary;
  }
}
