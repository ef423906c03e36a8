import { allFrames, type FrameRange } from "./frame-range.js";
import type { PitchCandidates } from "./pitch-candidates.js";

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

/** A leap costs no more than falling silent and starting anew, so this only bounds the arithmetic. */
const LARGEST_LEAP_OCTAVES = 4;
/** Candidates this far beyond where falling silent for a frame is cheaper add nothing to the probability of voice either. */
const HOPELESS_MARGIN = 3;

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
  const lattice = layLattice(candidates, logOdds, frames, costs.voicing);
  const leap = (costs.octave * 0.01) / hopSeconds;
  return {
    choice: bestPath(lattice, leap, costs.voicing),
    voicedProbability: voicedPosterior(lattice, leap, costs.voicing),
  };
}

/** The candidates of all frames that are worth a thought. */
interface Lattice {
  /** Index of each frame's first one; one more than frames. */
  readonly first: Int32Array;
  /** Which of its frame's candidates each is. */
  readonly which: Int8Array;
  readonly octaves: Float64Array;
  readonly logOdds: Float64Array;
}

/** A candidate that costs more than stopping and starting the voice about its frame is on no best path. */
function layLattice(candidates: PitchCandidates, logOdds: Float32Array, frames: FrameRange, voicing: number): Lattice {
  const all = candidates.first.values;
  const frequencyHz = candidates.frequencyHz.values;
  const begin = all[frames.from];
  const least = -2 * voicing - HOPELESS_MARGIN;
  const first = new Int32Array(frames.to - frames.from + 1);
  const which = new Int8Array(logOdds.length);
  const octaves = new Float64Array(logOdds.length);
  const kept = new Float64Array(logOdds.length);
  let count = 0;
  for (let i = frames.from; i < frames.to; i++) {
    for (let c = all[i]; c < all[i + 1]; c++) {
      if (logOdds[c - begin] < least) continue;
      which[count] = c - all[i];
      octaves[count] = Math.log2(frequencyHz[c]);
      kept[count++] = logOdds[c - begin];
    }
    first[i - frames.from + 1] = count;
  }
  return { first, which, octaves: octaves.subarray(0, count), logOdds: kept.subarray(0, count) };
}

/** Viterbi's: the unvoiced state of frame `i` is kept beside the candidates, which point back to candidates or, by -1, to no voice. */
function bestPath({ first, which, octaves, logOdds }: Lattice, leap: number, voicing: number): Int8Array {
  const frames = first.length - 1;
  const choice = new Int8Array(frames).fill(-1);
  const cameFrom = new Int32Array(octaves.length);
  const silentCameFrom = new Int32Array(frames);
  const score = new Float64Array(octaves.length);
  let silent = 0;
  for (let i = 0; i < frames; i++) {
    const before = i > 0 ? first[i - 1] : 0;
    const here = first[i];
    const starting = i > 0 ? silent - voicing : 0;
    let stillSilent = silent;
    let from = -1;
    for (let p = before; p < here; p++) {
      if (score[p] - voicing <= stillSilent) continue;
      stillSilent = score[p] - voicing;
      from = p;
    }
    silentCameFrom[i] = from;
    for (let c = here; c < first[i + 1]; c++) {
      let best = starting;
      from = -1;
      for (let p = before; p < here; p++) {
        const distance = Math.min(LARGEST_LEAP_OCTAVES, Math.abs(octaves[c] - octaves[p]));
        const total = score[p] - leap * distance;
        if (total > best) {
          best = total;
          from = p;
        }
      }
      score[c] = best + logOdds[c];
      cameFrom[c] = from;
    }
    silent = stillSilent;
  }
  if (frames === 0) return choice;
  let state = -1;
  let greatest = silent;
  for (let c = first[frames - 1]; c < first[frames]; c++) {
    if (score[c] <= greatest) continue;
    greatest = score[c];
    state = c;
  }
  for (let i = frames - 1; i >= 0; i--) {
    if (state >= 0) choice[i] = which[state];
    state = state < 0 ? silentCameFrom[i] : cameFrom[state];
  }
  return choice;
}

function voicedPosterior({ first, octaves, logOdds }: Lattice, leap: number, voicing: number): Float64Array {
  const frames = first.length - 1;
  const odds = logOdds.map((value) => Math.exp(Math.min(30, value)));
  const switching = Math.exp(-voicing);
  // How likely each candidate goes on as each of the next frame's.
  const pairsAt = new Int32Array(frames + 1);
  for (let i = 1; i < frames; i++) {
    pairsAt[i + 1] = pairsAt[i] + (first[i] - first[i - 1]) * (first[i + 1] - first[i]);
  }
  const weight = new Float32Array(pairsAt[frames]);
  const forward = new Float64Array(octaves.length);
  const silentForward = new Float64Array(frames);
  for (let i = 0; i < frames; i++) {
    const before = i > 0 ? first[i - 1] : 0;
    const here = first[i];
    const silentBefore = i > 0 ? silentForward[i - 1] : 1;
    let stopped = 0;
    for (let p = before; p < here; p++) stopped += forward[p];
    const silent = silentBefore + stopped * switching;
    let total = silent;
    let at = pairsAt[i];
    for (let c = here; c < first[i + 1]; c++) {
      let sum = silentBefore * switching;
      for (let p = before; p < here; p++) {
        weight[at] = Math.exp(-leap * Math.abs(octaves[c] - octaves[p]));
        sum += forward[p] * weight[at++];
      }
      forward[c] = sum * odds[c];
      total += forward[c];
    }
    for (let c = here; c < first[i + 1]; c++) forward[c] /= total;
    silentForward[i] = silent / total;
  }
  const backward = new Float64Array(octaves.length).fill(1);
  let silentBackward = 1;
  const voicedProbability = new Float64Array(frames);
  for (let i = frames - 1; i >= 0; i--) {
    const before = i > 0 ? first[i - 1] : 0;
    const here = first[i];
    const end = first[i + 1];
    let voiced = 0;
    for (let c = here; c < end; c++) voiced += forward[c] * backward[c];
    voicedProbability[i] = voiced > 0 ? voiced / (voiced + silentForward[i] * silentBackward) : 0;
    if (i === 0) break;
    const count = here - before;
    let started = 0;
    for (let c = here; c < end; c++) {
      backward[c] *= odds[c];
      started += backward[c];
    }
    let total = silentBackward + started * switching;
    for (let p = before; p < here; p++) {
      let sum = silentBackward * switching;
      for (let c = here, at = pairsAt[i] + p - before; c < end; c++, at += count) sum += backward[c] * weight[at];
      backward[p] = sum;
      total += sum;
    }
    for (let p = before; p < here; p++) backward[p] /= total;
    silentBackward = (silentBackward + started * switching) / total;
  }
  return voicedProbability;
}
