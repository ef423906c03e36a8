import { type Kernels, sharedKernels } from "../signal/kernels.js";
import type { Excitation } from "./inverse-filter.js";
import { CURVE_NUMBERS, PitchCurve } from "./pitch-curve.js";
import type { PitchFrames } from "./voiced-sound.js";
import type { VoicedStretch } from "./voiced-stretches.js";

/** Shortest and longest interval between two closures, in periods of the pitch track. */
const SHORTEST_INTERVAL = 0.6;
const LONGEST_INTERVAL = 1.6;
/** A pulse is the greatest within this share of a period on either side. */
const ALONE_WITHIN = 0.12;
/** Pulses below this share of their surroundings' greatest are no closures. */
const LEAST_STRENGTH = 0.15;
/** Cost of an interval that is off the pitch by a factor of e, against a strength of 1 for the greatest pulse about. */
const INTERVAL_COST = 20;
/** The pitch is looked up this often. */
const LOOK_SECONDS = 0.002;
/** Cost of a hole in the chain. */
const HOLE_COST = 1;

/** Sum of the excitation's cubes: positive where closures leave positive pulses, negative where negative. */
export function pulseSkewness(excitation: Float32Array): number {
  let cubes = 0;
  // Every third sample tells as much.
  for (let n = 0; n < excitation.length; n += 3) cubes += excitation[n] * excitation[n] * excitation[n];
  return cubes;
}

/**
 * Roughly where the glottis closes: the chain of excitation pulses that is strongest and keeps best to the pitch track, by dynamic
 * programming over all pulses of a voiced stretch (as Naylor et al. 2007 choose among candidates).
 *
 * @returns Closures in samples of the excitation, in order, to a fraction of a sample (parabola).
 */
export function findClosures(
  excitation: Excitation,
  polarity: 1 | -1,
  stretch: VoicedStretch,
  pitch: PitchFrames,
  kernels: Kernels | null = sharedKernels(),
): Float64Array {
  const { samples, sampleRateHz } = excitation;
  const { timeSeconds, hopSeconds } = pitch;
  const from = Math.max(1, Math.floor((timeSeconds[stretch.firstFrame] - hopSeconds / 2) * sampleRateHz));
  const to = Math.min(samples.length - 2, Math.ceil((timeSeconds[stretch.lastFrame] + hopSeconds / 2) * sampleRateHz));
  const lookEvery = Math.max(1, Math.round(LOOK_SECONDS * sampleRateHz));
  const searched = { samples, sampleRateHz, polarity, stretch, pitch, from, to, lookEvery };
  return kernels === null ? findPlainly(searched) : findFast(searched, kernels);
}

/** What closures are looked for in: samples `from` to `to`. */
interface Searched {
  readonly samples: Float32Array;
  readonly sampleRateHz: number;
  readonly polarity: 1 | -1;
  readonly stretch: VoicedStretch;
  readonly pitch: PitchFrames;
  readonly from: number;
  readonly to: number;
  readonly lookEvery: number;
}

function findFast(searched: Searched, kernels: Kernels): Float64Array {
  const { from, lookEvery, polarity, sampleRateHz, samples, stretch, to } = searched;
  const { firstFrame, lastFrame } = stretch;
  if (to < from) return new Float64Array(0);
  // The sample before and the one after are looked at too.
  const sound = samples.subarray(from - 1, to + 2);
  const room = ((to - from) >> 1) + 2;
  const frames = lastFrame - firstFrame + 1;
  const place = kernels.scratch(8 * (Math.ceil(sound.length / 2) + 5 * room + (2 + CURVE_NUMBERS) * frames));
  const times = place + 8 * Math.ceil(sound.length / 2);
  const frequencies = times + 8 * frames;
  const curve = frequencies + 8 * frames;
  const closures = curve + 8 * CURVE_NUMBERS * frames;
  const work = closures + 8 * room;
  const { numbers, run, singles } = kernels;
  singles.set(sound, place / 4);
  numbers.set(searched.pitch.timeSeconds.subarray(firstFrame, lastFrame + 1), times / 8);
  numbers.set(searched.pitch.frequencyHz.subarray(firstFrame, lastFrame + 1), frequencies / 8);
  const count = run.chooseClosures(
    place + 4,
    from,
    to,
    polarity,
    times,
    frequencies,
    frames - 1,
    curve,
    sampleRateHz,
    lookEvery,
    work,
    closures,
  );
  return numbers.slice(closures / 8, closures / 8 + count);
}

/** The kernel's twin. */
function findPlainly({ from, lookEvery, pitch, polarity, sampleRateHz, samples, stretch, to }: Searched): Float64Array {
  const curve = new PitchCurve(pitch.timeSeconds, pitch.frequencyHz, stretch);
  const at: number[] = [];
  const period: number[] = [];
  const strength: number[] = [];
  let periodSamples = 0;
  let lookAt = from;
  let before = polarity * samples[from - 1];
  let here = polarity * samples[from];
  for (let n = from, after = 0; n <= to; n++, before = here, here = after) {
    after = polarity * samples[n + 1];
    if (!(here > 0 && here >= before && here > after)) continue;
    if (n >= lookAt) {
      curve.moveTo(n / sampleRateHz);
      periodSamples = sampleRateHz / curve.frequencyHz;
      lookAt = n + lookEvery;
    }
    const last = at.length - 1;
    // Of two pulses too close together the greater stays.
    if (last >= 0 && n - at[last] < ALONE_WITHIN * periodSamples) {
      if (here <= strength[last]) continue;
      at.pop();
      period.pop();
      strength.pop();
    }
    at.push(n);
    period.push(periodSamples);
    strength.push(here);
  }
  return refined(samples, polarity, bestChain(at, period, relativeToSurroundings(at, period, strength)));
}

/** Each strength over the greatest within a period. */
function relativeToSurroundings(
  at: readonly number[],
  period: readonly number[],
  strength: readonly number[],
): Float64Array {
  const result = new Float64Array(at.length);
  let first = 0;
  for (let i = 0; i < at.length; i++) {
    const reach = period[i];
    while (at[first] < at[i] - reach) first++;
    let greatest = 0;
    for (let j = first; j < at.length && at[j] <= at[i] + reach; j++) greatest = Math.max(greatest, strength[j]);
    result[i] = strength[i] / greatest;
  }
  return result;
}

/** Positions of the pulses on the best chain. */
function bestChain(at: readonly number[], period: readonly number[], strength: Float64Array): number[] {
  const score = new Float64Array(at.length);
  const before = new Int32Array(at.length).fill(-1);
  // The best chain that ends before the pulses a chain may go on to.
  let best = -1;
  let first = 0;
  for (let i = 0; i < at.length; i++) {
    while (at[i] - at[first] > LONGEST_INTERVAL * period[i]) {
      if (best < 0 || score[first] > score[best]) best = first;
      first++;
    }
    let greatest = best < 0 ? 0 : score[best] - HOLE_COST;
    before[i] = best;
    for (let j = first; j < i; j++) {
      const interval = (at[i] - at[j]) / period[i];
      if (interval < SHORTEST_INTERVAL) break;
      // Nearly the square of the logarithm, without one.
      const value = score[j] - (INTERVAL_COST * (interval - 1) * (interval - 1)) / interval;
      if (value > greatest) {
        greatest = value;
        before[i] = j;
      }
    }
    score[i] = greatest + strength[i];
  }
  let end = -1;
  for (let i = 0; i < at.length; i++) if (end < 0 || score[i] > score[end]) end = i;
  const chain: number[] = [];
  for (let i = end; i >= 0; i = before[i]) if (strength[i] >= LEAST_STRENGTH) chain.push(at[i]);
  return chain.reverse();
}

function refined(samples: Float32Array, polarity: number, chain: readonly number[]): Float64Array {
  return Float64Array.from(chain, (n) => {
    const left = polarity * samples[n - 1];
    const here = polarity * samples[n];
    const right = polarity * samples[n + 1];
    const bend = left - 2 * here + right;
    return bend < 0 ? n + (0.5 * (left - right)) / bend : n;
  });
}
