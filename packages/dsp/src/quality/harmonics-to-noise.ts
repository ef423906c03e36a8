import { type Kernels, sharedKernels } from "../signal/kernels.js";
import { CYCLE_SUMS, CycleComparer, SUMS, TAPS } from "./cycle-comparer.js";
import { interpolationKernels } from "./interpolation-kernels.js";
import { CURVE_NUMBERS, PitchCurve } from "./pitch-curve.js";
import type { VoicedSound } from "./voiced-sound.js";
import type { VoicedStretch } from "./voiced-stretches.js";

/** Bounds of the ratio in dB: below, no harmonics are left; above, numbers end. */
const LOWEST_DB = -20;
const HIGHEST_DB = 60;
/** Lags are held for this long. */
const BLOCK_SECONDS = 0.001;
/** About this many instants a second are looked at: more add nothing to a power. */
const POINTS_PER_SECOND = 8000;
/** Frames this far on either side share their sums. */
const SMOOTHING_SECONDS = 0.02;

/** Samples and frames of one call. */
interface ComparedSound extends VoicedSound {
  readonly stride: number;
  readonly block: number;
  /** Samples at which each frame begins and ends, two numbers a frame. */
  readonly borders: Float64Array;
}

/**
 * Harmonics-to-noise ratio of every frame: power of what repeats from cycle to cycle over power of what does not, 10 log10, in dB,
 * over the whole band of the recording from half the fundamental frequency up.
 *
 * `d(t) = 4 x(t + T+) + 4 x(t - T-) - x(t + T++) - x(t - T--) - 6 x(t)`, where one cycle of the pitch track passes within `T+` and `T-`, two within `T++` and
 * `T--`. What repeats, and swells, fades or glides evenly or along a curve, cancels; noise of power N leaves `(36 + 16 (g+ + g-) + g++ + g--) N`, with `g` what
 * interpolation leaves of white noise. Where a stretch holds no two cycles on either side, `x(t + T+) - 2 x(t) + x(t - T-)` and `(4 + g+ + g-) N` stand in.
 * Rumble and DC are not the voice's: of each of the five, the mean over the cycle about it is taken off first.
 * From `d` the share that a wrong pitch slope would leave, along `x'`, is taken out by least squares. `H = S - N`, S the power of
 * `x`. Sums run over 50 ms.
 *
 * After Yumoto, Gould and Baer (1982), who compared cycles with their mean; differences along the pitch need no mark, no window correction (Boersma 1993) and
 * no steady pitch, and are unbiased at any ratio. Cycle-to-cycle jitter and shimmer count as noise, as they do there.
 *
 * Tried and left, by the error at a true 40 dB of an open vowel of 110 / 210 Hz with a vibrato of 60 cents: second differences alone, -3.6 / -.9 dB, because
 * formants ring on into a cycle that comes sooner or later but do not stretch with it; lags held from closure to closure, -1.6 / -.4; second differences less
 * what lies along `x''` and the first difference too, -3.3 / -.7; third differences -.8 / -.1. Fourth differences leave -.3 / 0.
 *
 * @param otherNoise - Power of noise that the recording held beyond this sound, in each frame.
 * @returns -20 to 60 dB a frame; NaN where not voiced, in stretches shorter than three cycles, and in digital silence.
 */
export function harmonicsToNoise(
  sound: VoicedSound,
  stretches: readonly VoicedStretch[],
  otherNoise?: (frame: number) => number,
  kernels: Kernels | null = sharedKernels(),
): Float64Array {
  return harmonicRatios(cycleDifferences(sound, stretches, kernels), sound.pitch.hopSeconds, stretches, otherNoise);
}

/**
 * What `harmonicsToNoise` sums up over the instants of each frame, five numbers a frame, before it takes ratios of them: the dear part, which needs the sound.
 *
 * @param kernels - Null for plain TypeScript.
 */
export function cycleDifferences(
  sound: VoicedSound,
  stretches: readonly VoicedStretch[],
  kernels: Kernels | null = sharedKernels(),
): Float64Array {
  const stride = Math.max(1, Math.round(sound.sampleRateHz / POINTS_PER_SECOND));
  const compared = {
    ...sound,
    stride,
    block: Math.max(stride, Math.round(BLOCK_SECONDS * sound.sampleRateHz)),
    borders: bordersOf(sound),
  };
  return kernels === null ? sumPlainly(compared, stretches) : sumFast(compared, stretches, kernels);
}

/** Samples at which each frame begins, and before which it ends. */
function bordersOf({ pitch, sampleRateHz, whole }: VoicedSound): Float64Array {
  const { firstSample, timeSeconds } = whole ?? { firstSample: 0, timeSeconds: pitch.timeSeconds };
  const half = pitch.hopSeconds / 2;
  const borders = new Float64Array(2 * timeSeconds.length);
  for (let i = 0; i < timeSeconds.length; i++) {
    borders[2 * i] = Math.ceil((timeSeconds[i] - half) * sampleRateHz) - firstSample;
    borders[2 * i + 1] = Math.ceil((timeSeconds[i] + half) * sampleRateHz) - firstSample;
  }
  return borders;
}

/** The ratios that follow from sums, as `harmonicsToNoise` gives them. */
export function harmonicRatios(
  sums: Float64Array,
  hopSeconds: number,
  stretches: readonly VoicedStretch[],
  otherNoise?: (frame: number) => number,
): Float64Array {
  const result = new Float64Array(sums.length / SUMS).fill(Number.NaN);
  const shared = Math.round(SMOOTHING_SECONDS / hopSeconds);
  for (const { firstFrame, lastFrame } of stretches) {
    for (let i = firstFrame; i <= lastFrame; i++) {
      const from = Math.max(firstFrame, i - shared);
      result[i] = ratioOf(sums, from, Math.min(lastFrame, i + shared), otherNoise);
    }
  }
  return result;
}

/** Sums over the instants of each frame, `SUMS` numbers a frame. */
function sumFast(
  { samples, sampleRateHz, pitch: { timeSeconds, frequencyHz, hopSeconds }, stride, block, borders }: ComparedSound,
  stretches: readonly VoicedStretch[],
  kernels: Kernels,
): Float64Array {
  const { table, noiseGain } = interpolationKernels(TAPS);
  const taps = kernels.table("taps between samples", () => new Float64Array(Float32Array.from(table).buffer));
  const gains = kernels.table("gains between samples", () => noiseGain);
  const count = timeSeconds.length;
  const room = 2 * Math.ceil(samples.length / 2);
  const place = kernels.scratch(4 * room + 8 * (samples.length + 1) + 8 * (4 + CURVE_NUMBERS + SUMS) * count);
  const running = place + 4 * room;
  const times = running + 8 * (samples.length + 1);
  const frequencies = times + 8 * count;
  const borderPlace = frequencies + 8 * count;
  const curve = borderPlace + 16 * count;
  const sums = curve + 8 * CURVE_NUMBERS * count;
  const { numbers, run, singles } = kernels;
  singles.set(samples, place / 4);
  numbers.set(timeSeconds, times / 8);
  numbers.set(frequencyHz, frequencies / 8);
  numbers.set(borders, borderPlace / 8);
  run.runningSums(place, samples.length, running);
  for (const { firstFrame, lastFrame } of stretches) {
    run.compareStretch(
      place,
      samples.length,
      running,
      taps,
      gains,
      times,
      frequencies,
      firstFrame,
      lastFrame,
      borderPlace,
      hopSeconds,
      sampleRateHz,
      stride,
      block,
      curve,
      sums + 8 * SUMS * firstFrame,
    );
  }
  return numbers.slice(sums / 8, sums / 8 + SUMS * count);
}

/** The kernel's twin. */
function sumPlainly(
  { samples, sampleRateHz, pitch: { timeSeconds, frequencyHz, hopSeconds }, stride, block, borders }: ComparedSound,
  stretches: readonly VoicedStretch[],
): Float64Array {
  const sums = new Float64Array(SUMS * timeSeconds.length);
  const comparer = new CycleComparer(samples, sampleRateHz, stride, block, sums);
  for (const stretch of stretches) {
    const curve = new PitchCurve(timeSeconds, frequencyHz, stretch);
    const start = timeSeconds[stretch.firstFrame] - hopSeconds / 2;
    const end = timeSeconds[stretch.lastFrame] + hopSeconds / 2;
    for (let i = stretch.firstFrame; i <= stretch.lastFrame; i++) {
      comparer.sumFrame(i, borders[2 * i], borders[2 * i + 1], start, end, curve);
    }
  }
  return sums;
}

function ratioOf(sums: Float64Array, from: number, to: number, otherNoise?: (frame: number) => number): number {
  let noise = 0;
  let other = 0;
  let power = 0;
  for (let i = from; i <= to; i++) {
    const at = i * SUMS;
    if (!(sums[at + CYCLE_SUMS.weight] > 0)) continue;
    const slope =
      sums[at + CYCLE_SUMS.slope] > 0
        ? (sums[at + CYCLE_SUMS.cross] * sums[at + CYCLE_SUMS.cross]) / sums[at + CYCLE_SUMS.slope]
        : 0;
    noise += sums[at + CYCLE_SUMS.difference] - slope;
    power += sums[at + CYCLE_SUMS.power];
    if (otherNoise !== undefined) other += sums[at + CYCLE_SUMS.weight] * otherNoise(i);
  }
  if (!(power > 0)) return Number.NaN;
  const harmonic = power - noise;
  if (harmonic <= 0) return LOWEST_DB;
  const allNoise = Math.max(0, noise) + other;
  if (allNoise <= 0) return HIGHEST_DB;
  return Math.max(LOWEST_DB, Math.min(HIGHEST_DB, 10 * Math.log10(harmonic / allNoise)));
}
