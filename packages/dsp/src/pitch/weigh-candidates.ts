import { logarithm } from "../signal/cycle-kernels.js";
import { exponential } from "../signal/exponential.js";
import { type Kernels, sharedKernels } from "../signal/kernels.js";
import { releasable, release } from "../signal/release.js";
import { CANDIDATE_INPUTS, CandidateInputs, OCTAVE_INPUT } from "./candidate-inputs.js";
import type { FrameRange } from "./frame-range.js";
import { Network, type NetworkWeights } from "./network.js";
import type { PitchCandidates } from "./pitch-candidates.js";
import type { FrameLevels, LikelyCandidates } from "./voicing-inputs.js";

/** Frames that are judged at a time. */
const BATCH = 64;

/** What was found of a batch: numbers a candidate. */
interface Judged {
  /** Binary logarithm of its pitch over the middle of the register's range. */
  readonly octaves: Float64Array;
  /** Of its probability among those of its frame, the natural one. */
  readonly logProbability: Float64Array;
}

/** The levels that candidates of a frame are weighed by. */
export type WeighingLevels = Pick<FrameLevels, "full" | "low">;

/** What `weighCandidates` found of some frames. */
export interface WeighedCandidates {
  /** Of each candidate, the natural one, among those of its frame. */
  readonly logProbability: Float32Array;
  readonly likely: LikelyCandidates;
  readonly frames: FrameRange;
  /** The floor that it was judged by. */
  readonly floorDb: number;
}

/** Lets go of what was found. */
export function releaseWeighed({ likely, logProbability }: WeighedCandidates): void {
  release(logProbability, likely.at, likely.logProbability, likely.octaves);
}

/**
 * Log probability of each candidate among those of its frame, and the likeliest of each frame: in WebAssembly where there are kernels, else in TypeScript with the same bits.
 *
 * @param centreHz - Middle of the register's range.
 * @param levels - Of `frames`.
 * @param known - What was found of the first of them before: it is not looked for again where the floor is the same.
 * @param kernels - Null for plain TypeScript.
 *
 * @example
 * ```ts
 * weighCandidates(candidates, 150, CANDIDATE_MODEL.choice, levels, allFrames(candidates)).likely.at[0]; // 2: the third candidate
 * ```
 */
export function weighCandidates(
  candidates: PitchCandidates,
  centreHz: number,
  weights: NetworkWeights,
  levels: WeighingLevels,
  frames: FrameRange,
  known?: WeighedCandidates,
  kernels: Kernels | null = sharedKernels(),
): WeighedCandidates {
  const first = candidates.first.values;
  const start = first[frames.from];
  const count = frames.to - frames.from;
  const logProbability = releasable(Float32Array, first[frames.to] - start);
  const likely = {
    at: releasable(Int32Array, count).fill(-1),
    logProbability: releasable(Float32Array, count),
    octaves: releasable(Float64Array, count),
  };
  const judge =
    kernels === null
      ? new PlainJudge(candidates, centreHz, weights, levels)
      : new KernelJudge(candidates, centreHz, weights, levels, kernels);
  const floorDb = levels.full.steppedFloorDb;
  const isKnown = known?.frames.from === frames.from && known.frames.to <= frames.to && known.floorDb === floorDb;
  if (isKnown) {
    logProbability.set(known.logProbability);
    likely.at.set(known.likely.at);
    likely.logProbability.set(known.likely.logProbability);
    likely.octaves.set(known.likely.octaves);
  }
  for (let begin = isKnown ? known.likely.at.length : 0; begin < count; begin += BATCH) {
    const end = Math.min(count, begin + BATCH);
    const offset = first[frames.from + begin];
    const judged = judge.judge(frames.from, begin, end);
    logProbability.set(judged.logProbability, offset - start);
    for (let i = begin; i < end; i++) {
      const from = first[frames.from + i] - offset;
      const to = first[frames.from + i + 1] - offset;
      if (from === to) continue;
      let best = from;
      for (let c = from; c < to; c++) if (judged.logProbability[c] > judged.logProbability[best]) best = c;
      likely.at[i] = best + offset;
      likely.logProbability[i] = judged.logProbability[best];
      likely.octaves[i] = judged.octaves[best];
    }
  }
  return { logProbability, likely, frames, floorDb };
}

class KernelJudge {
  readonly #candidates: PitchCandidates;
  readonly #perCentre: number;
  readonly #network: Network;
  readonly #units: number;
  readonly #outputBias: number;
  readonly #levels: WeighingLevels;
  readonly #kernels: Kernels;

  constructor(
    candidates: PitchCandidates,
    centreHz: number,
    weights: NetworkWeights,
    levels: WeighingLevels,
    kernels: Kernels,
  ) {
    this.#candidates = candidates;
    this.#perCentre = 1 / centreHz;
    this.#network = new Network(weights, kernels);
    this.#units = weights.hiddenBias.length;
    this.#outputBias = weights.outputBias;
    this.#levels = levels;
    this.#kernels = kernels;
  }

  /** Frames `begin` to `end` (not included) of those that begin with `from`; what it gives lasts until anything else is done with kernels. */
  judge(from: number, begin: number, end: number): Judged {
    const candidates = this.#candidates;
    const kernels = this.#kernels;
    const { full, low } = this.#levels;
    const all = candidates.first.values;
    const offset = all[from + begin];
    const to = all[from + end];
    const frames = end - begin;
    const column = 2 * (to - offset + 1);
    // A number of 64 bits a candidate, with one to spare.
    const room = 8 * (to - offset + 1);
    const octaves = kernels.scratch(room * (5 + CANDIDATE_INPUTS) + 6 * column + 28 * (frames + 2));
    const spare = octaves + room;
    const results = spare + room;
    const rows = results + room;
    const frequencies = rows + CANDIDATE_INPUTS * room;
    const periodicities = frequencies + room;
    const levels = periodicities + room;
    const sums = levels + 16 * frames;
    const first = sums + 8 * (frames + 1);
    const shares = first + 4 * (frames + 1);
    const { integers, numbers, run, shorts, singles } = kernels;
    for (let i = 0; i <= frames; i++) integers[first / 4 + i] = all[from + begin + i] - offset;
    for (let i = 0; i < frames; i++) {
      numbers[levels / 8 + 2 * i] = full.aboveSteppedFloor(begin + i);
      numbers[levels / 8 + 2 * i + 1] = low.belowOther(full, begin + i);
    }
    singles.set(candidates.frequencyHz.values.subarray(offset, to), frequencies / 4);
    singles.set(candidates.periodicity.values.subarray(offset, to), periodicities / 4);
    let at = shares / 2;
    for (const { values } of [
      candidates.lowPeriodicity,
      candidates.shortPeriodicity,
      candidates.harmonicContrast,
      candidates.oddShare,
      candidates.unthirdShare,
      candidates.compressedPeriodicity,
    ]) {
      shorts.set(values.subarray(offset, to), at);
      at += column / 2;
    }
    const places = this.#network.places ?? { weights: 0, bias: 0, output: 0 };
    run.judgeCandidates(
      first,
      frames,
      frequencies,
      periodicities,
      shares,
      column,
      levels,
      this.#perCentre,
      places.weights,
      places.bias,
      places.output,
      this.#units,
      this.#outputBias,
      octaves,
      rows,
      spare,
      sums,
      results,
    );
    const view = (place: number) => numbers.subarray(place / 8, place / 8 + to - offset);
    return { octaves: view(octaves), logProbability: view(results) };
  }
}

class PlainJudge {
  readonly #candidates: PitchCandidates;
  readonly #inputs: CandidateInputs;
  readonly #network: Network;
  readonly #levels: WeighingLevels;

  constructor(candidates: PitchCandidates, centreHz: number, weights: NetworkWeights, levels: WeighingLevels) {
    this.#candidates = candidates;
    this.#inputs = new CandidateInputs(candidates, centreHz);
    this.#network = new Network(weights, null);
    this.#levels = levels;
  }

  judge(start: number, begin: number, end: number): Judged {
    const { full, low } = this.#levels;
    const first = this.#candidates.first.values;
    const offset = first[start + begin];
    const count = first[start + end] - offset;
    const rows = this.#network.rows(count);
    const octaves = new Float64Array(count);
    for (let i = begin; i < end; i++) {
      const from = first[start + i];
      const to = first[start + i + 1];
      for (let c = from; c < to; c++) {
        const row = CANDIDATE_INPUTS * (c - offset);
        this.#inputs.read(from, to, c, full, low, i, rows, row);
        octaves[c - offset] = rows[row + OCTAVE_INPUT];
      }
    }
    const logProbability = this.#network.runRows(rows, count);
    for (let i = begin; i < end; i++) {
      const from = first[start + i] - offset;
      const to = first[start + i + 1] - offset;
      if (from === to) continue;
      let greatest = Number.NEGATIVE_INFINITY;
      for (let c = from; c < to; c++) greatest = Math.max(greatest, logProbability[c]);
      let sum = 0;
      for (let c = from; c < to; c++) {
        logProbability[c] -= greatest;
        sum += exponential(logProbability[c]);
      }
      const total = logarithm(sum);
      for (let c = from; c < to; c++) logProbability[c] -= total;
    }
    return { octaves, logProbability };
  }
}
