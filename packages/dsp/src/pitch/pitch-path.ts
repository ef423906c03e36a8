import { allFrames, type FrameRange } from "./candidate-inputs.js";
import { CANDIDATES_PER_FRAME, type PitchCandidates } from "./pitch-candidates.js";

/** What moving from one frame to the next costs, in units of log odds. */
export interface PathCosts {
  /** Per octave between two voiced frames 10 ms apart. */
  readonly octave: number;
  /** For a voice that starts or stops. */
  readonly voicing: number;
}

/** The most probable pitch of every frame and how probable voice is at all. */
export interface PitchPath {
  /** Which of its frame's candidates was chosen, or -1 where the frame is not voiced. */
  readonly choice: Int8Array;
  /** 0 to 1, by summing over all paths. */
  readonly voicedProbability: Float64Array;
}

const STATES = CANDIDATES_PER_FRAME + 1;
/** A leap costs no more than falling silent and starting anew, so this only bounds the arithmetic. */
const LARGEST_LEAP_OCTAVES = 4;

/**
 * The best path through the candidates of all frames (Viterbi 1967; for pitch Ney 1983, Talkin 1995) and, by the forward-backward
 * sums over the same lattice (Rabiner 1989), the probability of voice in each frame.
 *
 * @param candidates - What each frame may be.
 * @param logOdds - For each candidate of `frames` the log odds that it is the pitch; being unvoiced has log odds 0.
 * @param hopSeconds - Time between frames; costs of movement shrink and grow with it.
 * @param frames - The frames of the path; all of them by default.
 */
export function findPitchPath(
  candidates: PitchCandidates,
  logOdds: Float32Array,
  hopSeconds: number,
  costs: PathCosts,
  frames: FrameRange = allFrames(candidates),
): PitchPath {
  const begin = candidates.first.values[frames.from];
  const first = candidates.first.values.subarray(frames.from, frames.to + 1).map((at) => at - begin);
  const octaves = candidates.frequencyHz.values.subarray(begin, begin + logOdds.length).map((f) => Math.log2(f));
  const leap = (costs.octave * 0.01) / hopSeconds;
  return {
    choice: bestPath(first, octaves, logOdds, leap, costs.voicing),
    voicedProbability: voicedPosterior(first, octaves, logOdds, leap, costs.voicing),
  };
}

/** @param first - Index of each frame's first candidate; one more than frames. */
function bestPath(
  first: Int32Array,
  octaves: Float32Array,
  logOdds: Float32Array,
  leap: number,
  voicing: number,
): Int8Array {
  const frames = first.length - 1;
  const cameFrom = new Int8Array(frames * STATES);
  let score = new Float64Array(STATES);
  let previous = new Float64Array(STATES);
  for (let i = 0; i < frames; i++) {
    const here = first[i];
    const count = first[i + 1] - here;
    const before = i > 0 ? first[i - 1] : 0;
    const voicedBefore = here - before;
    // The last state is the unvoiced one.
    for (let c = 0; c <= count; c++) {
      const unvoiced = c === count;
      let best = i > 0 ? previous[CANDIDATES_PER_FRAME] - (unvoiced ? 0 : voicing) : 0;
      let from = -1;
      for (let p = 0; p < voicedBefore; p++) {
        const distance = unvoiced
          ? 0
          : Math.min(LARGEST_LEAP_OCTAVES, Math.abs(octaves[here + c] - octaves[before + p]));
        const total = previous[p] - (unvoiced ? voicing : leap * distance);
        if (total > best) {
          best = total;
          from = p;
        }
      }
      const state = unvoiced ? CANDIDATES_PER_FRAME : c;
      score[state] = best + (unvoiced ? 0 : logOdds[here + c]);
      cameFrom[i * STATES + state] = from;
    }
    [score, previous] = [previous, score];
  }
  const choice = new Int8Array(frames).fill(-1);
  if (frames === 0) return choice;
  let state = CANDIDATES_PER_FRAME;
  for (let c = 0; c < first[frames] - first[frames - 1]; c++) if (previous[c] > previous[state]) state = c;
  for (let i = frames - 1; i >= 0; i--) {
    choice[i] = state === CANDIDATES_PER_FRAME ? -1 : state;
    const from = cameFrom[i * STATES + state];
    state = from < 0 ? CANDIDATES_PER_FRAME : from;
  }
  return choice;
}

function voicedPosterior(
  first: Int32Array,
  octaves: Float32Array,
  logOdds: Float32Array,
  leap: number,
  voicing: number,
): Float64Array {
  const frames = first.length - 1;
  const forward = new Float32Array(frames * STATES);
  const backward = new Float64Array(STATES);
  const next = new Float64Array(STATES);
  const odds = new Float32Array(logOdds.length);
  for (let i = 0; i < odds.length; i++) odds[i] = Math.exp(Math.max(-30, Math.min(30, logOdds[i])));
  const switching = Math.exp(-voicing);
  const voicedProbability = new Float64Array(frames);
  const weight = (a: number, b: number) => Math.exp(-leap * Math.abs(octaves[a] - octaves[b]));
  for (let i = 0; i < frames; i++) {
    const here = first[i];
    const count = first[i + 1] - here;
    const before = i > 0 ? first[i - 1] : 0;
    const voicedBefore = here - before;
    const row = i * STATES;
    const unvoicedBefore = i > 0 ? forward[row - STATES + CANDIDATES_PER_FRAME] : 1;
    let total = 0;
    let stopped = 0;
    for (let p = 0; p < voicedBefore; p++) stopped += forward[row - STATES + p];
    for (let c = 0; c < count; c++) {
      let sum = unvoicedBefore * switching;
      for (let p = 0; p < voicedBefore; p++) {
        sum += forward[row - STATES + p] * weight(here + c, before + p);
      }
      forward[row + c] = sum * odds[here + c];
      total += forward[row + c];
    }
    forward[row + CANDIDATES_PER_FRAME] = unvoicedBefore + stopped * switching;
    total += forward[row + CANDIDATES_PER_FRAME];
    for (let s = 0; s < STATES; s++) forward[row + s] /= total;
  }
  backward.fill(1);
  for (let i = frames - 1; i >= 0; i--) {
    const here = first[i];
    const count = first[i + 1] - here;
    const before = i > 0 ? first[i - 1] : 0;
    const voicedBefore = here - before;
    const row = i * STATES;
    let voiced = 0;
    for (let c = 0; c < count; c++) voiced += forward[row + c] * backward[c];
    const unvoiced = forward[row + CANDIDATES_PER_FRAME] * backward[CANDIDATES_PER_FRAME];
    voicedProbability[i] = count > 0 ? voiced / (voiced + unvoiced) : 0;
    if (i === 0) break;
    let total = 0;
    let started = 0;
    for (let c = 0; c < count; c++) started += backward[c] * odds[here + c];
    for (let p = 0; p < voicedBefore; p++) {
      let sum = backward[CANDIDATES_PER_FRAME] * switching;
      for (let c = 0; c < count; c++) {
        sum += backward[c] * odds[here + c] * weight(here + c, before + p);
      }
      next[p] = sum;
      total += sum;
    }
    next[CANDIDATES_PER_FRAME] = backward[CANDIDATES_PER_FRAME] + started * switching;
    total += next[CANDIDATES_PER_FRAME];
    for (let s = 0; s < STATES; s++) backward[s] = s < voicedBefore || s === CANDIDATES_PER_FRAME ? next[s] / total : 0;
  }
  return voicedProbability;
}
