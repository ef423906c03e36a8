import { exponential } from "../signal/exponential.js";
import { type Kernels, sharedKernels } from "../signal/kernels.js";
import type { PitchLattice } from "./pitch-lattice.js";

/** Candidates this near to each other are one pitch, in octaves. */
export const SAME_PITCH_OCTAVES = 0.2;
/** No candidate is surer than this. */
const GREATEST_LOG_ODDS = 30;

/** Odds of change and weight of evidence for `PathSums`. */
export interface SumOdds {
  /** Cost of an octave. */
  readonly leap: number;
  /** Odds of a voice that starts or stops. */
  readonly change: number;
  /** Odds of a leap to another pitch, beyond its cost. */
  readonly otherPitch: number;
  /** To what power the odds of each candidate go in. */
  readonly share: number;
}

/**
 * Told of a block, which is the one that the lattice holds.
 *
 * @param likelihood - How likely each candidate of the lattice is, by all rows.
 * @param silence - The same of no voice in each row, in the unit of that row's `likelihood`.
 */
export type TellSums = (likelihood: Float64Array, silence: Float64Array) => void;

/** How likely each candidate of one row is, and no voice, by all that came before. */
interface Row {
  readonly candidates: Float64Array;
  readonly silent: number;
}

/** A block's sums: with kernels in their memory, until anything else is done with them. */
interface Sums {
  readonly forward: Float64Array;
  readonly silent: Float64Array;
  readonly backward: Float64Array;
  /** Goes forth through the block, from the second row on where the first one is given. */
  goForth(odds: SumOdds): void;
  /** Goes back; returns how likely no voice is in the first row by all that comes after. */
  goBack(change: number, silentBackward: number): number;
}

/**
 * Forward-backward sums over all paths through a lattice (Rabiner 1989), block by block: all forth, then all back. In WebAssembly where there are kernels, else in TypeScript with
 * the same bits.
 *
 * @example
 * ```ts
 * new PathSums(lattice).run({ leap: 16, change: 0.1, otherPitch: 1, share: 1 }, (likelihood, silence) => {
 *   console.log(likelihood[0] / silence[0]); // the odds of the first candidate
 * });
 * ```
 */
export class PathSums {
  readonly #lattice: PitchLattice;
  readonly #kernels: Kernels | null;
  #sums: Sums | undefined;

  /** @param kernels - Null for plain TypeScript. */
  constructor(lattice: PitchLattice, kernels: Kernels | null = sharedKernels()) {
    this.#lattice = lattice;
    this.#kernels = kernels;
  }

  /** Tells of every block, the last first. */
  run(odds: SumOdds, tell: TellSums): void {
    const lattice = this.#lattice;
    const blocks = lattice.starts();
    const rows = blocks.map((from) => {
      lattice.lay(from);
      const start = this.#lastRow();
      this.#sums = this.#goForth(start, odds);
      return start;
    });
    let last = new Float64Array(0);
    let silent = 1;
    for (let block = blocks.length - 1; block >= 0; block--) {
      if (block < blocks.length - 1) {
        lattice.lay(blocks[block]);
        this.#sums = this.#goForth(rows[block], odds);
      }
      if (this.#sums === undefined) return;
      const { backward, forward, silent: silence } = this.#sums;
      const { first, firstRow, rows: count } = lattice;
      backward.fill(1, first[count - 1], first[count]);
      backward.set(last, first[count] - last.length);
      silent = this.#sums.goBack(odds.change, silent);
      last = backward.slice(0, firstRow > 0 ? first[1] : 0);
      tell(forward, silence);
    }
  }

  /** The last row of the block before this one, which is its first. */
  #lastRow(): Row {
    const { first, firstRow } = this.#lattice;
    if (firstRow === 0 || this.#sums === undefined) return { candidates: new Float64Array(0), silent: 1 };
    const { forward, silent } = this.#sums;
    return { candidates: forward.slice(forward.length - first[1]), silent: silent[silent.length - 1] };
  }

  #goForth({ candidates, silent }: Row, odds: SumOdds): Sums {
    const sums = this.#kernels === null ? new PlainSums(this.#lattice) : new KernelSums(this.#lattice, this.#kernels);
    sums.forward.set(candidates);
    sums.silent[0] = silent;
    sums.goForth(odds);
    return sums;
  }
}

class KernelSums implements Sums {
  readonly forward: Float64Array;
  readonly silent: Float64Array;
  readonly backward: Float64Array;
  readonly #lattice: PitchLattice;
  readonly #kernels: Kernels;
  readonly #places: { first: number; octaves: number; odds: number; exponents: number; weights: number };
  #weightsEnd = 0;

  constructor(lattice: PitchLattice, kernels: Kernels) {
    const { first, rows } = lattice;
    const room = 8 * (first[rows] + 1);
    let pairs = 0;
    let most = 0;
    for (let r = 1; r < rows; r++) {
      const here = (first[r] - first[r - 1]) * (first[r + 1] - first[r]);
      pairs += here;
      most = Math.max(most, here);
    }
    const rowRoom = 8 * Math.ceil((rows + 1) / 2);
    const octaves = kernels.scratch(rowRoom + 8 * rows + 4 * room + 8 * (most + 2) + 4 * pairs);
    const odds = octaves + room;
    const forward = odds + room;
    const backward = forward + room;
    const silent = backward + room;
    const exponents = silent + 8 * rows;
    const firstPlace = exponents + 8 * (most + 2);
    this.#lattice = lattice;
    this.#kernels = kernels;
    this.#places = { first: firstPlace, octaves, odds, exponents, weights: firstPlace + rowRoom };
    const view = (place: number, count: number) => kernels.numbers.subarray(place / 8, place / 8 + count);
    this.forward = view(forward, first[rows]);
    this.backward = view(backward, first[rows]);
    this.silent = view(silent, rows);
  }

  goForth({ change, leap, otherPitch, share }: SumOdds): void {
    const { first, firstRow, logOdds, octaves, rows } = this.#lattice;
    const places = this.#places;
    const { integers, numbers, run } = this.#kernels;
    const count = first[rows];
    integers.set(first.subarray(0, rows + 1), places.first / 4);
    numbers.set(octaves.subarray(0, count), places.octaves / 8);
    for (let c = 0, at = places.odds / 8; c < count; c++) {
      numbers[at + c] = share * Math.min(GREATEST_LOG_ODDS, logOdds[c]);
    }
    this.#weightsEnd = run.sumForth(
      places.first,
      firstRow,
      rows,
      places.octaves,
      places.odds,
      this.forward.byteOffset,
      this.silent.byteOffset,
      places.weights,
      places.exponents,
      leap,
      change,
      Math.log(otherPitch),
    );
  }

  goBack(change: number, silentBackward: number): number {
    const { firstRow, rows } = this.#lattice;
    const { first, odds } = this.#places;
    return this.#kernels.run.sumBack(
      first,
      firstRow,
      rows,
      odds,
      this.forward.byteOffset,
      this.backward.byteOffset,
      this.silent.byteOffset,
      this.#weightsEnd,
      change,
      silentBackward,
    );
  }
}

class PlainSums implements Sums {
  readonly forward: Float64Array;
  readonly silent: Float64Array;
  readonly backward: Float64Array;
  readonly #lattice: PitchLattice;
  readonly #odds: Float64Array;
  /** How likely each candidate goes on as each of the next row's, and where those of each row begin. */
  readonly #weight: Float32Array;
  readonly #pairsAt: Int32Array;

  constructor(lattice: PitchLattice) {
    const { first, rows } = lattice;
    this.#lattice = lattice;
    this.forward = new Float64Array(first[rows]);
    this.backward = new Float64Array(first[rows]);
    this.silent = new Float64Array(rows);
    this.#odds = new Float64Array(first[rows]);
    this.#pairsAt = new Int32Array(rows);
    let pairs = 0;
    for (let r = 1; r < rows; r++) {
      this.#pairsAt[r] = pairs;
      pairs += (first[r] - first[r - 1]) * (first[r + 1] - first[r]);
    }
    this.#weight = new Float32Array(pairs);
  }

  goForth({ change, leap, otherPitch, share }: SumOdds): void {
    const { first, firstRow, logOdds, octaves, rows } = this.#lattice;
    const { forward, silent } = this;
    const odds = this.#odds;
    const weight = this.#weight;
    const logOther = Math.log(otherPitch);
    for (let c = 0; c < odds.length; c++) odds[c] = exponential(share * Math.min(GREATEST_LOG_ODDS, logOdds[c]));
    for (let r = firstRow; r < rows; r++) {
      const before = r > 0 ? first[r - 1] : 0;
      const here = first[r];
      const silentBefore = r > 0 ? silent[r - 1] : 1;
      let stopped = 0;
      for (let p = before; p < here; p++) stopped += forward[p];
      const stillSilent = silentBefore + stopped * change;
      let total = stillSilent;
      let at = this.#pairsAt[r];
      for (let c = here; c < first[r + 1]; c++) {
        let sum = silentBefore * change;
        for (let p = before; p < here; p++) {
          const distance = Math.abs(octaves[c] - octaves[p]);
          weight[at] = exponential((distance < SAME_PITCH_OCTAVES ? 0 : logOther) - leap * distance);
          sum += forward[p] * weight[at++];
        }
        forward[c] = sum * odds[c];
        total += forward[c];
      }
      for (let c = here; c < first[r + 1]; c++) forward[c] /= total;
      silent[r] = stillSilent / total;
    }
  }

  goBack(change: number, silentBackward: number): number {
    const { first, firstRow, rows } = this.#lattice;
    const { backward, forward, silent } = this;
    const weight = this.#weight;
    let silentAfter = silentBackward;
    for (let r = rows - 1; r >= firstRow; r--) {
      const before = r > 0 ? first[r - 1] : 0;
      const here = first[r];
      const end = first[r + 1];
      for (let c = here; c < end; c++) forward[c] *= backward[c];
      silent[r] *= silentAfter;
      if (r === 0) break;
      const count = here - before;
      let started = 0;
      for (let c = here; c < end; c++) {
        backward[c] *= this.#odds[c];
        started += backward[c];
      }
      let total = silentAfter + started * change;
      for (let p = before; p < here; p++) {
        let sum = silentAfter * change;
        for (let c = here, at = this.#pairsAt[r] + p - before; c < end; c++, at += count)
          sum += backward[c] * weight[at];
        backward[p] = sum;
        total += sum;
      }
      for (let p = before; p < here; p++) backward[p] /= total;
      silentAfter = (silentAfter + started * change) / total;
    }
    return silentAfter;
  }
}
