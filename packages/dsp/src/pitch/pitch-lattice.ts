import type { FrameRange } from "./frame-range.js";
import type { PitchCandidates } from "./pitch-candidates.js";

/** Candidates this far beyond where falling silent for a frame is cheaper add nothing to the probability of voice either. */
const HOPELESS_MARGIN = 3;

/** The candidates of a block of frames that are worth a thought, in rows: one a frame, and before them that of the frame before the block. */
export class PitchLattice {
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

  /**
   * @param logOdds - For each candidate of `frames`.
   * @param voicing - What a voice that starts or stops costs.
   * @param blockFrames - Frames of a block.
   */
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
