import type { FrameRange } from "./frame-range.js";
import { CANDIDATES_PER_FRAME, type PitchCandidates } from "./pitch-candidates.js";

const BINS_PER_OCTAVE = 12;
const OCTAVES = 11;
/** Frequency of the first bin; whales moan down to 15 Hz. */
const LOWEST_HZ = 12;
/** How widely a pitch speaks for others, as a standard deviation in octaves. */
const SPREAD_OCTAVES = 0.25;
/** How much a pitch where the voice never goes still counts against one where it goes most, and to what power. */
const ELSEWHERE = 0.03;
const POWER = 2;
/** So much of the voice is taken on trust everywhere, lest the first syllable rule the second. */
const TRUST_SECONDS = 0.1;
/** Candidates that are less probable say nothing of where the voice goes. */
const LEAST_PROBABILITY = 0.02;

/**
 * Favours those candidates of a frame that lie where the voice goes in the whole utterance: what each frame may be, taken together and smoothed, is the
 * distribution of the speaker's pitch, and its square goes into the odds between the candidates of a frame (the two passes of De Looze and Hirst 2008,
 * without their hard limits: a voice that goes to two places keeps both). The odds of voice stay as they are.
 *
 * It decides where an octave is in doubt: where the first formant swallows all other harmonics on a telephone, in loud noise, and where a period in two is
 * weak. Share of wrong frames in per cent without and with it: synthetic voices on a telephone 0.34 and 0.03, in white noise of 0 dB 3.7 and 2.9,
 * laryngograph speech in it 6.7 and 6.5.
 *
 * @param logOdds - For each candidate of `frames` the log odds that it is the pitch against the frame having none; changed in place.
 */
export function favourSpeakersRange(
  candidates: PitchCandidates,
  logOdds: Float32Array,
  hopSeconds: number,
  frames: FrameRange,
): void {
  const first = candidates.first.values;
  const frequencyHz = candidates.frequencyHz.values;
  const start = first[frames.from];
  const odds = new Float64Array(frames.to - frames.from);
  const prior = logPrior(occupation(candidates, logOdds, frames, odds), TRUST_SECONDS / hopSeconds);
  for (let i = frames.from; i < frames.to; i++) {
    const from = first[i];
    const to = first[i + 1];
    if (to - from < 2) continue;
    const before = odds[i - frames.from];
    let after = 0;
    for (let c = from; c < to; c++) {
      const place = placeOf(frequencyHz[c]);
      const bin = Math.floor(place);
      const favoured = logOdds[c - start] + prior[bin] + (place - bin) * (prior[bin + 1] - prior[bin]);
      after += Math.exp(Math.min(MOST, favoured));
      logOdds[c - start] = favoured;
    }
    const shift = before > 0 && after > 0 ? Math.log(before / after) : 0;
    for (let c = from; c < to; c++) logOdds[c - start] += shift;
  }
}

/** Bounds the arithmetic; no network is as sure. */
const MOST = 60;

/** Between the bins that hold a frequency. */
function placeOf(frequencyHz: number): number {
  return Math.max(0, Math.min(BINS_PER_OCTAVE * OCTAVES - 2, BINS_PER_OCTAVE * Math.log2(frequencyHz / LOWEST_HZ)));
}

/**
 * In how many frames the pitch lies in each bin, by what each may be.
 *
 * @param odds - Takes the odds of voice in each of `frames`.
 */
function occupation(
  candidates: PitchCandidates,
  logOdds: Float32Array,
  frames: FrameRange,
  odds: Float64Array,
): Float64Array {
  const first = candidates.first.values;
  const frequencyHz = candidates.frequencyHz.values;
  const start = first[frames.from];
  const counts = new Float64Array(BINS_PER_OCTAVE * OCTAVES);
  const weights = new Float64Array(CANDIDATES_PER_FRAME);
  for (let i = frames.from; i < frames.to; i++) {
    const from = first[i];
    let sum = 0;
    for (let c = from; c < first[i + 1]; c++) {
      weights[c - from] = Math.exp(Math.min(MOST, logOdds[c - start]));
      sum += weights[c - from];
    }
    odds[i - frames.from] = sum;
    for (let c = from; c < first[i + 1]; c++) {
      const probability = weights[c - from] / (1 + sum);
      if (probability < LEAST_PROBABILITY) continue;
      const place = placeOf(frequencyHz[c]);
      const bin = Math.floor(place);
      counts[bin] += probability * (1 - place + bin);
      counts[bin + 1] += probability * (place - bin);
    }
  }
  return counts;
}

/** What to add to the log odds in each bin: nothing where the voice goes most. */
function logPrior(counts: Float64Array, trust: number): Float64Array {
  const spread = SPREAD_OCTAVES * BINS_PER_OCTAVE;
  const reach = Math.ceil(3 * spread);
  const smoothed = counts.map((_, bin) => {
    let sum = 0;
    for (let other = Math.max(0, bin - reach); other <= Math.min(counts.length - 1, bin + reach); other++) {
      sum += counts[other] * Math.exp((-0.5 * (other - bin) ** 2) / spread ** 2);
    }
    return sum;
  });
  const most = smoothed.reduce((a, b) => Math.max(a, b), 0);
  const elsewhere = ELSEWHERE * (most + trust);
  return smoothed.map((value) => POWER * Math.log((value + elsewhere) / (most + elsewhere)));
}
