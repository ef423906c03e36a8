import { type Kernels, sharedKernels } from "../signal/kernels.js";
import { releasable, release } from "../signal/release.js";
import { allFrames, type FrameRange } from "./frame-range.js";
import { PathSums, SAME_PITCH_OCTAVES } from "./path-sums.js";
import { CANDIDATES_PER_FRAME, type PitchCandidates } from "./pitch-candidates.js";
import { PitchLattice } from "./pitch-lattice.js";

/** What moving from one frame to the next costs, in units of log odds. */
export interface PathCosts {
  /** Per octave between two voiced frames 10 ms apart. */
  readonly octave: number;
  /** For a voice that starts or stops. */
  readonly voicing: number;
}

/** The most probable pitch of every frame and how probable voice is at all. */
export interface PitchPath {
  /** Which of its frame's candidates was chosen, or -1 where the frame is not voiced or its pitch in doubt. */
  readonly choice: Int8Array;
  /** 0 to 1, by summing over all paths. */
  readonly voicedProbability: Float64Array;
}

/** A leap costs no more than falling silent and starting anew, so this only bounds the arithmetic. */
const LARGEST_LEAP_OCTAVES = 4;
/** The lattice is laid for this many frames at a time: that of an hour would take 100 MB. */
const BLOCK_FRAMES = 32_768;

/** What an octave costs where doubt is weighed, however long it takes. */
const DOUBT_OCTAVE = 5.5;
/** How likely voice is there to start, stop or leap, against its going on, for each share of new sound. */
const DOUBT_CHANGE = 1.25;
/** A pitch counts if it is likelier than no voice, and this many times as likely as another pitch. */
const SURE_OF_PITCH = 10;

/**
 * The best path through the candidates of all frames (Viterbi 1967; for pitch Ney 1983, Talkin 1995) and, by the forward-backward
 * sums over the same lattice (Rabiner 1989), the probability of voice in each frame.
 *
 * Where the pitch of the path is in doubt there is none: the first and the last cycle of a voice often last longer or shorter than those that the frame
 * is judged by, and in creak any of several pitches might be meant. Such doubt does not show in the sums of the path, which take each frame for a new
 * witness, though neighbours hear much the same sound. So it is weighed by sums of their own, in which a frame counts for as much as it hears anew.
 *
 * @param candidates - What each frame may be.
 * @param logOdds - For each candidate of `frames` the log odds that it is the pitch; being unvoiced has log odds 0.
 * @param hopSeconds - Time between frames; costs of movement shrink and grow with it.
 * @param newShare - How much of what a frame hears its neighbour has not heard, 0 to 1.
 * @param frames - The frames of the path; all of them by default.
 * @param blockFrames - Frames whose lattice is laid at a time: the result does not depend on it.
 * @param kernels - Null for plain TypeScript.
 */
export function findPitchPath(
  candidates: PitchCandidates,
  logOdds: Float32Array,
  hopSeconds: number,
  costs: PathCosts,
  newShare: number,
  frames: FrameRange = allFrames(candidates),
  blockFrames = BLOCK_FRAMES,
  kernels: Kernels | null = sharedKernels(),
): PitchPath {
  const length = frames.to - frames.from;
  const leap = (costs.octave * 0.01) / hopSeconds;
  const lattice = new PitchLattice(candidates, logOdds, frames, costs.voicing, blockFrames);
  const best = new BestPath(length, logOdds.length, leap, costs.voicing);
  for (let from = 0; from < length; from += blockFrames) {
    lattice.lay(from);
    best.goOn(lattice);
  }
  const choice = best.choice();
  const voicedProbability = new Float64Array(length);
  const sums = new PathSums(lattice, kernels);
  sums.run({ leap, change: Math.exp(-costs.voicing), otherPitch: 1, share: 1 }, (likelihood, silence) => {
    const { first, firstRow, from, rows } = lattice;
    for (let r = firstRow; r < rows; r++) {
      let voiced = 0;
      for (let c = first[r]; c < first[r + 1]; c++) voiced += likelihood[c];
      voicedProbability[from + r - firstRow] = voiced > 0 ? voiced / (voiced + silence[r]) : 0;
    }
  });
  const change = Math.min(1, DOUBT_CHANGE * newShare);
  sums.run({ leap: DOUBT_OCTAVE, change, otherPitch: change, share: newShare }, (likelihood, silence) => {
    const { first, firstRow, from, octaves, rows, which } = lattice;
    for (let r = firstRow, frame = from; r < rows; r++, frame++) {
      if (choice[frame] < 0) continue;
      let at = first[r];
      while (which[at] !== choice[frame]) at++;
      let same = 0;
      let other = 0;
      for (let c = first[r]; c < first[r + 1]; c++) {
        if (Math.abs(octaves[c] - octaves[at]) < SAME_PITCH_OCTAVES) same += likelihood[c];
        else other += likelihood[c];
      }
      if (same < silence[r] + SURE_OF_PITCH * other) choice[frame] = -1;
    }
  });
  return { choice, voicedProbability };
}

/** Viterbi's: the unvoiced state of each frame is kept beside the candidates, which point back to candidates or, by -1, to no voice. */
class BestPath {
  readonly #leap: number;
  readonly #voicing: number;
  /** Of all frames: index of the first candidate, and of each candidate which it is and which of the frame before it came from. */
  readonly #first: Int32Array;
  readonly #which: Int8Array;
  readonly #cameFrom: Int8Array;
  readonly #silentCameFrom: Int8Array;
  #before = new Float64Array(CANDIDATES_PER_FRAME);
  #here = new Float64Array(CANDIDATES_PER_FRAME);
  #silent = 0;
  #frames = 0;

  constructor(frames: number, candidates: number, leap: number, voicing: number) {
    this.#leap = leap;
    this.#voicing = voicing;
    this.#first = releasable(Int32Array, frames + 1);
    this.#which = releasable(Int8Array, candidates);
    this.#cameFrom = releasable(Int8Array, candidates);
    this.#silentCameFrom = new Int8Array(frames);
  }

  /** Takes the next block. */
  goOn({ first, firstRow, logOdds, octaves, rows, which }: PitchLattice): void {
    const leap = this.#leap;
    const voicing = this.#voicing;
    for (let r = firstRow; r < rows; r++) {
      const score = this.#before;
      const next = this.#here;
      const before = r > 0 ? first[r - 1] : 0;
      const here = first[r];
      const end = first[r + 1];
      const at = this.#first[this.#frames];
      const starting = this.#frames > 0 ? this.#silent - voicing : 0;
      let stillSilent = this.#silent;
      let from = -1;
      for (let p = before; p < here; p++) {
        if (score[p - before] - voicing <= stillSilent) continue;
        stillSilent = score[p - before] - voicing;
        from = p - before;
      }
      this.#silentCameFrom[this.#frames] = from;
      for (let c = here; c < end; c++) {
        let best = starting;
        from = -1;
        for (let p = before; p < here; p++) {
          const distance = Math.min(LARGEST_LEAP_OCTAVES, Math.abs(octaves[c] - octaves[p]));
          const total = score[p - before] - leap * distance;
          if (total > best) {
            best = total;
            from = p - before;
          }
        }
        next[c - here] = best + logOdds[c];
        this.#cameFrom[at + c - here] = from;
        this.#which[at + c - here] = which[c];
      }
      this.#silent = stillSilent;
      this.#first[++this.#frames] = at + end - here;
      this.#before = next;
      this.#here = score;
    }
  }

  /** What was chosen in each frame, after the last; nothing can be asked after that. */
  choice(): Int8Array {
    const frames = this.#frames;
    const choice = new Int8Array(frames).fill(-1);
    if (frames === 0) return choice;
    const first = this.#first;
    let state = -1;
    let greatest = this.#silent;
    for (let c = 0; c < first[frames] - first[frames - 1]; c++) {
      if (this.#before[c] <= greatest) continue;
      greatest = this.#before[c];
      state = c;
    }
    for (let i = frames - 1; i >= 0; i--) {
      if (state >= 0) choice[i] = this.#which[first[i] + state];
      state = state < 0 ? this.#silentCameFrom[i] : this.#cameFrom[first[i] + state];
    }
    release(first, this.#which, this.#cameFrom);
    return choice;
  }
}
