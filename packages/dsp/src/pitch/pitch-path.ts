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
  /** Which of its frame's candidates was chosen, or -1 where the frame is not voiced. */
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

/**
 * The best path through the candidates of all frames (Viterbi 1967; for pitch Ney 1983, Talkin 1995) and, by the forward-backward
 * sums over the same lattice (Rabiner 1989), the probability of voice in each frame.
 *
 * @param candidates - What each frame may be.
 * @param logOdds - For each candidate of `frames` the log odds that it is the pitch; being unvoiced has log odds 0.
 * @param hopSeconds - Time between frames; costs of movement shrink and grow with it.
 * @param frames - The frames of the path; all of them by default.
 * @param blockFrames - Frames whose lattice is laid at a time: the result does not depend on it.
 */
export function findPitchPath(
  candidates: PitchCandidates,
  logOdds: Float32Array,
  hopSeconds: number,
  costs: PathCosts,
  frames: FrameRange = allFrames(candidates),
  blockFrames = BLOCK_FRAMES,
): PitchPath {
  const length = frames.to - frames.from;
  const leap = (costs.octave * 0.01) / hopSeconds;
  const lattice = new Lattice(candidates, logOdds, frames, costs.voicing);
  const best = new BestPath(length, logOdds.length, leap, costs.voicing);
  const sums = new VoicedSums(leap, costs.voicing);
  const starts: Row[] = [];
  for (let from = 0; from < length; from += blockFrames) {
    lattice.lay(from, Math.min(length, from + blockFrames));
    best.goOn(lattice);
    starts.push(sums.lastRow(lattice));
    sums.goForth(lattice, starts[starts.length - 1]);
  }
  const voicedProbability = new Float64Array(length);
  for (let block = starts.length - 1; block >= 0; block--) {
    if (block < starts.length - 1) {
      lattice.lay(block * blockFrames, (block + 1) * blockFrames);
      sums.goForth(lattice, starts[block]);
    }
    sums.goBack(lattice, voicedProbability);
  }
  return { choice: best.choice(), voicedProbability };
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
  readonly #least: number;

  constructor(candidates: PitchCandidates, logOdds: Float32Array, frames: FrameRange, voicing: number) {
    this.#candidates = candidates;
    this.#given = logOdds;
    this.#frames = frames;
    // A candidate that costs more than stopping and starting the voice about its frame is on no best path.
    this.#least = -2 * voicing - HOPELESS_MARGIN;
  }

  lay(from: number, to: number): void {
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

/** Forward-backward sums, block by block: all forth, then all back. */
class VoicedSums {
  readonly #leap: number;
  readonly #switching: number;
  #odds = new Float64Array(0);
  #forward = new Float64Array(0);
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

  constructor(leap: number, voicing: number) {
    this.#leap = leap;
    this.#switching = Math.exp(-voicing);
  }

  /** The last row of the block before this one, which is its first. */
  lastRow({ first, firstRow }: Lattice): Row {
    const count = firstRow > 0 ? first[1] : 0;
    const silent = firstRow > 0 ? this.#silentForward[this.#rows - 1] : 1;
    return { candidates: this.#forward.slice(this.#end - count, this.#end), silent };
  }

  goForth({ first, firstRow, logOdds, octaves, rows }: Lattice, start: Row): void {
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
    const switching = this.#switching;
    for (let c = 0; c < count; c++) odds[c] = Math.exp(Math.min(30, logOdds[c]));
    forward.set(start.candidates);
    if (firstRow > 0) silentForward[0] = start.silent;
    for (let r = firstRow; r < rows; r++) {
      const before = r > 0 ? first[r - 1] : 0;
      const here = first[r];
      const silentBefore = r > 0 ? silentForward[r - 1] : 1;
      let stopped = 0;
      for (let p = before; p < here; p++) stopped += forward[p];
      const silent = silentBefore + stopped * switching;
      let total = silent;
      let at = pairsAt[r];
      for (let c = here; c < first[r + 1]; c++) {
        let sum = silentBefore * switching;
        for (let p = before; p < here; p++) {
          weight[at] = Math.exp(-leap * Math.abs(octaves[c] - octaves[p]));
          sum += forward[p] * weight[at++];
        }
        forward[c] = sum * odds[c];
        total += forward[c];
      }
      for (let c = here; c < first[r + 1]; c++) forward[c] /= total;
      silentForward[r] = silent / total;
    }
  }

  /** Goes back through the block that it went forth through last; writes its probabilities of voice. */
  goBack({ first, firstRow, from, rows }: Lattice, into: Float64Array): void {
    const forward = this.#forward;
    const backward = this.#backward;
    const weight = this.#weight;
    const switching = this.#switching;
    let silentBackward = this.#silentBackward;
    backward.fill(1, first[rows - 1], first[rows]);
    backward.set(this.#last, first[rows] - this.#last.length);
    for (let r = rows - 1; r >= firstRow; r--) {
      const before = r > 0 ? first[r - 1] : 0;
      const here = first[r];
      const end = first[r + 1];
      let voiced = 0;
      for (let c = here; c < end; c++) voiced += forward[c] * backward[c];
      into[from + r - firstRow] = voiced > 0 ? voiced / (voiced + this.#silentForward[r] * silentBackward) : 0;
      if (r === 0) break;
      const count = here - before;
      let started = 0;
      for (let c = here; c < end; c++) {
        backward[c] *= this.#odds[c];
        started += backward[c];
      }
      let total = silentBackward + started * switching;
      for (let p = before; p < here; p++) {
        let sum = silentBackward * switching;
        for (let c = here, at = this.#pairsAt[r] + p - before; c < end; c++, at += count)
          sum += backward[c] * weight[at];
        backward[p] = sum;
        total += sum;
      }
      for (let p = before; p < here; p++) backward[p] /= total;
      silentBackward = (silentBackward + started * switching) / total;
    }
    this.#silentBackward = silentBackward;
    this.#last = firstRow > 0 ? backward.slice(0, first[1]) : new Float64Array(0);
  }
}
