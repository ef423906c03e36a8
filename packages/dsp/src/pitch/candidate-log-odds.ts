import { release } from "../signal/release.js";
import type { CandidateModel } from "./candidate-model.js";
import { allFrames, type FrameRange } from "./frame-range.js";
import { Network } from "./network.js";
import type { PitchCandidates } from "./pitch-candidates.js";
import { RelativeLevels } from "./relative-levels.js";
import { type FrameLevels, VOICING_INPUTS, VoicingInputs } from "./voicing-inputs.js";
import { releaseWeighed, type WeighedCandidates, weighCandidates } from "./weigh-candidates.js";

/** Time between neighbours that the decision on voice looks at, in seconds, where frames lie close enough. */
const NEIGHBOUR_SECONDS = 0.01;

/** Frames whose voice is judged at a time. */
const VOICING_BATCH = 64;

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
 * @param known - What `weighAhead` found of the first frames.
 * @returns One value a candidate, from the first of frame `frames.from` on.
 */
export function candidateLogOdds(
  candidates: PitchCandidates,
  judge: CandidateJudge,
  hopSeconds: number,
  frames: FrameRange = allFrames(candidates),
  isLast = false,
  known?: WeighedCandidates,
): Float32Array {
  const { pitchCentreHz, candidateModel } = judge;
  const levels = frameLevels(candidates, frames);
  if (isLast) candidates.forgetPowers();
  const weighed = weighCandidates(candidates, pitchCentreHz, candidateModel.choice, levels, frames, known);
  if (isLast && known !== undefined) releaseWeighed(known);
  const { likely, logProbability } = weighed;
  const step = neighbourStep(judge, hopSeconds);
  const inputs = new VoicingInputs(candidates, levels, likely, step);
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
  release(likely.at, likely.logProbability, likely.octaves);
  return logProbability;
}

/**
 * What can be found of all frames so far while more are to come: which candidate of each is its pitch if it has one. It holds in the end for as long as the floor
 * of the recording stays where it is.
 *
 * @param known - What was found of the first of them; it is let go of.
 */
export function weighAhead(
  candidates: PitchCandidates,
  { candidateModel, pitchCentreHz }: CandidateJudge,
  known?: WeighedCandidates,
): WeighedCandidates {
  const frames = allFrames(candidates);
  const levels = {
    full: levelsOf(candidates.power.values, frames),
    low: levelsOf(candidates.lowPower.values, frames),
  };
  const weighed = weighCandidates(candidates, pitchCentreHz, candidateModel.choice, levels, frames, known);
  for (const level of Object.values(levels)) level.forget();
  if (known !== undefined) releaseWeighed(known);
  return weighed;
}

/** Frames between neighbours that the decision on voice looks at. */
export function neighbourStep(judge: CandidateJudge, hopSeconds: number): number {
  return Math.max(1, Math.round(Math.min(NEIGHBOUR_SECONDS, judge.pitchHopSeconds) / hopSeconds));
}

/** The levels of some frames, by each other's. */
export function frameLevels(candidates: PitchCandidates, frames: FrameRange): FrameLevels {
  return {
    full: levelsOf(candidates.power.values, frames),
    low: levelsOf(candidates.lowPower.values, frames),
    short: levelsOf(candidates.shortPower.values, frames),
    narrow: levelsOf(candidates.narrowPower.values, frames),
  };
}

function levelsOf(power: Float32Array, { from, to }: FrameRange): RelativeLevels {
  return new RelativeLevels(power.subarray(from, to));
}
