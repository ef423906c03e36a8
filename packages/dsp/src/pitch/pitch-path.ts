import { releasable, release } from "../signal/release.js";
import { allFrames, type FrameRange } from "./frame-range.js";
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
  /** Which of its frame's candidates was chosen, or -1 where the frame is not voiced or its pitch in doubt. */
  readonly choice: Int8Array;
  /** 0 to 1, by summing over all paths. */
  readonly voicedProbability: Float64Array;
}

/** A leap costs no more than falling silent and starting anew, so this only bounds the arithmetic. */
const LARGEST_LEAP_OCTAVES = 4;
/** Candidates this far beyond where falling silent for a frame is cheaper add nothing to the probability of voice either. */
const HOPELESS_MARGIN = 3;
/** The lattice is laid for this many frames at a time: that of an hour would take 100 MB. */
const BLOCK_FRAMES = 16_384;

/** What an octave costs where doubt is weighed, however long it takes. */
const DOUBT_OCTAVE = 5.5;
/** How likely voice is there to start, stop or leap, against its going on, for each share of new sound. */
const DOUBT_CHANGE = 1.25;
/** Candidates this near to each other are one pitch, in octaves. */
const SAME_PITCH_OCTAVES = 0.2;
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
 */
export function findPitchPath(
  candidates: PitchCandidates,
  logOdds: Float32Array,
  hopSeconds: number,
  costs: PathCosts,
  newShare: number,
  frames: FrameRange = allFrames(candidates),
  blockFrames = BLOCK_FRAMES,
): PitchPath {
  const length = frames.to - frames.from;
  const leap = (costs.octave * 0.01) / hopSeconds;
  const lattice = new Lattice(candidates, logOdds, frames, costs.voicing, blockFrames);
  const best = new BestPath(length, logOdds.length, leap, costs.voicing);
  for (let from = 0; from < length; from += blockFrames) {
    lattice.lay(from);
    best.goOn(lattice);
  }
  const choice = best.choice();
  const voicedProbability = new Float64Array(length);
  const sums = new PathSums(lattice);
  sums.run({ leap, change: Math.exp(-costs.voicing), otherPitch: 1, share: 1 }, (frame, from, to) => {
    let voiced = 0;
    for (let c = from; c < to; c++) voiced += sums.likelihood[c];
    voicedProbability[frame] = voiced > 0 ? voiced / (voiced + sums.silence) : 0;
  });
  const change = Math.min(1, DOUBT_CHANGE * newShare);
  sums.run({ leap: DOUBT_OCTAVE, change, otherPitch: change, share: newShare }, (frame, from, to) => {
    if (choice[frame] < 0) return;
    let at = from;
    while (lattice.which[at] !== choice[frame]) at++;
    let same = 0;
    let other = 0;
    for (let c = from; c < to; c++) {
      if (Math.abs(lattice.octaves[c] - lattice.octaves[at]) < SAME_PITCH_OCTAVES) same += sums.likelihood[c];
      else other += sums.likelihood[c];
    }
    if (same < sums.silence + SURE_OF_PITCH * other) choice[frame] = -1;
  });
  return { choice, voicedProbability };
}

/** The candidates of a block of frames that are worth a thought, in rows: one a frame, and before them that of the frame before the block. */
class Lattice {
  /** First frame of the block, and which row is its. */
  from = 0;
  firstRow = 0;
  rows = 0;
  /** Index of each row's first candidate; one more than rows. */
  first = new Int32Array(0);
  /** Which of its frame's candidates each is. */
  which = new Int8Array(0);
  octaves = new Float64Array(0);
  logOdds = new Float64Array(0);
  readonly #candidates: PitchCandidates;
  readonly #given: Float32Array;
  readonly #frames: FrameRange;
  readonly #blockFrames: number;
  readonly #least: number;

  constructor(
    candidates: PitchCandidates,
    logOdds: Float32Array,
    frames: FrameRange,
    voicing: number,
    blockFrames: number,
  ) {
    this.#candidates = candidates;
    this.#given = logOdds;
    this.#frames = frames;
    this.#blockFrames = blockFrames;
    // A candidate that costs more than stopping and starting the voice about its frame is on no best path.
    this.#least = -2 * voicing - HOPELESS_MARGIN;
  }

  /** Where each block begins. */
  starts(): number[] {
    const { from, to } = this.#frames;
    return Array.from({ length: Math.ceil((to - from) / this.#blockFrames) }, (_, block) => block * this.#blockFrames);
  }

  /** Lays the block that begins with a frame, if it does not lie there already. */
  lay(from: number): void {
    if (this.rows > 0 && this.from === from) return;
    const to = Math.min(this.#frames.to - this.#frames.from, from + this.#blockFrames);
    const all = this.#candidates.first.values;
    const frequencyHz = this.#candidates.frequencyHz.values;
    const begin = all[this.#frames.from];
    this.from = from;
    this.firstRow = from > 0 ? 1 : 0;
    const start = this.#frames.from + from - this.firstRow;
    this.rows = this.#frames.from + to - start;
    const most = all[start + this.rows] - all[start];
    if (this.first.length <= this.rows) this.first = new Int32Array(this.rows + 1);
    if (this.which.length < most) {
      this.which = new Int8Array(most);
      this.octaves = new Float64Array(most);
      this.logOdds = new Float64Array(most);
    }
    let count = 0;
    for (let r = 0; r < this.rows; r++) {
      const i = start + r;
      for (let c = all[i]; c < all[i + 1]; c++) {
        const odds = this.#given[c - begin];
        if (odds < this.#least) continue;
        this.which[count] = c - all[i];
        this.octaves[count] = Math.log2(frequencyHz[c]);
        this.logOdds[count++] = odds;
      }
      this.first[r + 1] = count;
    }
  }
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
  goOn({ first, firstRow, logOdds, octaves, rows, which }: Lattice): void {
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

/** How likely each candidate of one frame is, and no voice, by all that came before. */
interface Row {
  readonly candidates: Float64Array;
  readonly silent: number;
}

/** Odds of change and weight of evidence for `PathSums`. */
interface SumOdds {
  /** Cost of an octave. */
  readonly leap: number;
  /** Odds of a voice that starts or stops. */
  readonly change: number;
  /** Odds of a leap to another pitch, beyond its cost. */
  readonly otherPitch: number;
  /** To what power the odds of each candidate go in. */
  readonly share: number;
}

/** Forward-backward sums over all paths, block by block: all forth, then all back. */
class PathSums {
  /** How likely no voice is in the row that is told of, by all rows, in the unit of `likelihood`. */
  silence = 1;
  readonly #lattice: Lattice;
  #forward = new Float64Array(0);
  #leap = 0;
  #change = 1;
  #otherPitch = 1;
  #share = 1;
  #odds = new Float64Array(0);
  #backward = new Float64Array(0);
  #silentForward = new Float64Array(0);
  /** How likely each candidate goes on as each of the next row's, and where those of each row begin. */
  #weight = new Float32Array(0);
  #pairsAt = new Int32Array(0);
  /** Of the row that the last block went back to; empty before that. */
  #last = new Float64Array(0);
  #silentBackward = 1;
  #rows = 0;
  #end = 0;

  constructor(lattice: Lattice) {
    this.#lattice = lattice;
  }

  /** How likely each candidate of the row that is told of is, by all rows. */
  get likelihood(): Float64Array {
    return this.#forward;
  }

  /** Tells of every frame, the last first: its candidates lie from one place up to another of the lattice and of `likelihood`. */
  run({ change, leap, otherPitch, share }: SumOdds, tell: (frame: number, from: number, to: number) => void): void {
    this.#leap = leap;
    this.#change = change;
    this.#otherPitch = otherPitch;
    this.#share = share;
    this.#last = new Float64Array(0);
    this.#silentBackward = 1;
    const blocks = this.#lattice.starts();
    const rows = blocks.map((from) => {
      this.#lattice.lay(from);
      const start = this.#lastRow();
      this.#goForth(start);
      return start;
    });
    for (let block = blocks.length - 1; block >= 0; block--) {
      if (block < blocks.length - 1) {
        this.#lattice.lay(blocks[block]);
        this.#goForth(rows[block]);
      }
      this.#goBack(tell);
    }
  }

  /** The last row of the block before this one, which is its first. */
  #lastRow(): Row {
    const { first, firstRow } = this.#lattice;
    const count = firstRow > 0 ? first[1] : 0;
    const silent = firstRow > 0 ? this.#silentForward[this.#rows - 1] : 1;
    return { candidates: this.#forward.slice(this.#end - count, this.#end), silent };
  }

  #goForth(start: Row): void {
    const { first, firstRow, logOdds, octaves, rows } = this.#lattice;
    const count = first[rows];
    this.#rows = rows;
    this.#end = count;
    if (this.#pairsAt.length < rows) {
      this.#pairsAt = new Int32Array(rows);
      this.#silentForward = new Float64Array(rows);
    }
    if (this.#odds.length < count) {
      this.#odds = new Float64Array(count);
      this.#forward = new Float64Array(count);
      this.#backward = new Float64Array(count);
    }
    const pairsAt = this.#pairsAt;
    let pairs = 0;
    for (let r = 1; r < rows; r++) {
      pairsAt[r] = pairs;
      pairs += (first[r] - first[r - 1]) * (first[r + 1] - first[r]);
    }
    if (this.#weight.length < pairs) this.#weight = new Float32Array(pairs);
    const odds = this.#odds;
    const forward = this.#forward;
    const silentForward = this.#silentForward;
    const weight = this.#weight;
    const leap = this.#leap;
    const change = this.#change;
    const otherPitch = this.#otherPitch;
    const share = this.#share;
    for (let c = 0; c < count; c++) odds[c] = Math.exp(share * Math.min(30, logOdds[c]));
    forward.set(start.candidates);
    if (firstRow > 0) silentForward[0] = start.silent;
    for (let r = firstRow; r < rows; r++) {
      const before = r > 0 ? first[r - 1] : 0;
      const here = first[r];
      const silentBefore = r > 0 ? silentForward[r - 1] : 1;
      let stopped = 0;
      for (let p = before; p < here; p++) stopped += forward[p];
      const silent = silentBefore + stopped * change;
      let total = silent;
      let at = pairsAt[r];
      for (let c = here; c < first[r + 1]; c++) {
        let sum = silentBefore * change;
        for (let p = before; p < here; p++) {
          const distance = Math.abs(octaves[c] - octaves[p]);
          weight[at] = (distance < SAME_PITCH_OCTAVES ? 1 : otherPitch) * Math.exp(-leap * distance);
          sum += forward[p] * weight[at++];
        }
        forward[c] = sum * odds[c];
        total += forward[c];
      }
      for (let c = here; c < first[r + 1]; c++) forward[c] /= total;
      silentForward[r] = silent / total;
    }
  }

  /** Goes back through the block that it went forth through last. */
  #goBack(tell: (frame: number, from: number, to: number) => void): void {
    const { first, firstRow, from, rows } = this.#lattice;
    const forward = this.#forward;
    const backward = this.#backward;
    const weight = this.#weight;
    const change = this.#change;
    let silentBackward = this.#silentBackward;
    backward.fill(1, first[rows - 1], first[rows]);
    backward.set(this.#last, first[rows] - this.#last.length);
    for (let r = rows - 1; r >= firstRow; r--) {
      const before = r > 0 ? first[r - 1] : 0;
      const here = first[r];
      const end = first[r + 1];
      for (let c = here; c < end; c++) forward[c] *= backward[c];
      this.silence = this.#silentForward[r] * silentBackward;
      tell(from + r - firstRow, here, end);
      if (r === 0) break;
      const count = here - before;
      let started = 0;
      for (let c = here; c < end; c++) {
        backward[c] *= this.#odds[c];
        started += backward[c];
      }
      let total = silentBackward + started * change;
      for (let p = before; p < here; p++) {
        let sum = silentBackward * change;
        for (let c = here, at = this.#pairsAt[r] + p - before; c < end; c++, at += count)
          sum += backward[c] * weight[at];
        backward[p] = sum;
        total += sum;
      }
      for (let p = before; p < here; p++) backward[p] /= total;
      silentBackward = (silentBackward + started * change) / total;
    }
    this.#silentBackward = silentBackward;
    this.#last = firstRow > 0 ? backward.slice(0, first[1]) : new Float64Array(0);
  }
}
