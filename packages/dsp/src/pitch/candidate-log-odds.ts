import { releasable, release } from "../signal/release.js";
import { CANDIDATE_INPUTS, CandidateInputs } from "./candidate-inputs.js";
import type { CandidateModel } from "./candidate-model.js";
import { allFrames, type FrameRange } from "./frame-range.js";
import { Network, type NetworkWeights } from "./network.js";
import type { PitchCandidates } from "./pitch-candidates.js";
import { RelativeLevels } from "./relative-levels.js";
import { type FrameLevels, type LikelyCandidates, VOICING_INPUTS, VoicingInputs } from "./voicing-inputs.js";

/** Time between neighbours that the decision on voice looks at, in seconds, where frames lie close enough. */
const NEIGHBOUR_SECONDS = 0.01;

/** Frames whose voice, and whose choice, is judged at a time. */
const VOICING_BATCH = 64;
const CHOICE_BATCH = 64;

/** What candidates are judged with, from the register's settings. */
export interface CandidateJudge {
  /** Middle of the register's range, as the model was learned with. */
  readonly pitchCentreHz: number;
  readonly candidateModel: CandidateModel;
  readonly pitchHopSeconds: number;
}

/**
 * For each candidate the log odds that it is the pitch of its frame against the frame having none: one small network tells which candidate of a
 * frame is its pitch if it has one, another by the likely ones of the frame and its neighbours whether it has.
 *
 * @param hopSeconds - Time between frames.
 * @param frames - The frames that are judged, by each other's levels; all of them by default.
 * @param isLast - Nothing more will be asked of the candidates' powers: they make room for the odds.
 * @returns One value a candidate, from the first of frame `frames.from` on.
 */
export function candidateLogOdds(
  candidates: PitchCandidates,
  judge: CandidateJudge,
  hopSeconds: number,
  frames: FrameRange = allFrames(candidates),
  isLast = false,
): Float32Array {
  const { pitchCentreHz, candidateModel } = judge;
  const levels = frameLevels(candidates, frames);
  if (isLast) candidates.forgetPowers();
  const { likely, logProbability } = weighCandidates(candidates, pitchCentreHz, candidateModel.choice, levels, frames);
  const step = neighbourStep(judge, hopSeconds);
  const inputs = new VoicingInputs(candidates, pitchCentreHz, levels, likely, step);
  const network = new Network(candidateModel.voicing);
  const first = candidates.first.values;
  const start = first[frames.from];
  for (let from = 0; from < likely.at.length; from += VOICING_BATCH) {
    const to = Math.min(likely.at.length, from + VOICING_BATCH);
    const rows = network.rows(to - from);
    let count = 0;
    for (let i = from; i < to; i++) if (likely.at[i] >= 0) inputs.read(i, rows, VOICING_INPUTS * count++);
    const voiced = network.runRows(rows, count);
    for (let i = from, row = 0; i < to; i++) {
      if (likely.at[i] < 0) continue;
      const odds = voiced[row++];
      for (let c = first[frames.from + i]; c < first[frames.from + i + 1]; c++) logProbability[c - start] += odds;
    }
  }
  for (const level of Object.values(levels)) level.forget();
  release(likely.at, likely.logProbability);
  return logProbability;
}

/** Frames between neighbours that the decision on voice looks at. */
export function neighbourStep(judge: CandidateJudge, hopSeconds: number): number {
  return Math.max(1, Math.round(Math.min(NEIGHBOUR_SECONDS, judge.pitchHopSeconds) / hopSeconds));
}

/** The levels of some frames, by each other's. */
export function frameLevels(candidates: PitchCandidates, { from, to }: FrameRange): FrameLevels {
  return {
    full: new RelativeLevels(candidates.power.values.subarray(from, to)),
    low: new RelativeLevels(candidates.lowPower.values.subarray(from, to)),
    short: new RelativeLevels(candidates.shortPower.values.subarray(from, to)),
    narrow: new RelativeLevels(candidates.narrowPower.values.subarray(from, to)),
  };
}

/** Log probability of each candidate among those of its frame, and the likeliest of each frame. */
export function weighCandidates(
  candidates: PitchCandidates,
  centreHz: number,
  weights: NetworkWeights,
  levels: FrameLevels,
  frames: FrameRange,
): { readonly logProbability: Float32Array; readonly likely: LikelyCandidates } {
  const first = candidates.first.values;
  const start = first[frames.from];
  const count = frames.to - frames.from;
  const logProbability = releasable(Float32Array, first[frames.to] - start);
  const likely = { at: releasable(Int32Array, count).fill(-1), logProbability: releasable(Float32Array, count) };
  const inputs = new CandidateInputs(candidates, centreHz);
  const network = new Network(weights);
  for (let begin = 0; begin < count; begin += CHOICE_BATCH) {
    const end = Math.min(count, begin + CHOICE_BATCH);
    const offset = first[frames.from + begin];
    const rows = network.rows(first[frames.from + end] - offset);
    for (let i = begin; i < end; i++) {
      const from = first[frames.from + i];
      const to = first[frames.from + i + 1];
      for (let c = from; c < to; c++) {
        inputs.read(from, to, c, levels.full, levels.low, i, rows, CANDIDATE_INPUTS * (c - offset));
      }
    }
    logProbability.set(network.runRows(rows, first[frames.from + end] - offset), offset - start);
    for (let i = begin; i < end; i++) {
      const from = first[frames.from + i] - start;
      const to = first[frames.from + i + 1] - start;
      if (from === to) continue;
      let best = from;
      for (let c = from; c < to; c++) if (logProbability[c] > logProbability[best]) best = c;
      const greatest = logProbability[best];
      let sum = 0;
      for (let c = from; c < to; c++) sum += Math.exp(logProbability[c] - greatest);
      const total = greatest + Math.log(sum);
      for (let c = from; c < to; c++) logProbability[c] -= total;
      likely.at[i] = best + start;
      likely.logProbability[i] = logProbability[best];
    }
  }
  return { logProbability, likely };
}
