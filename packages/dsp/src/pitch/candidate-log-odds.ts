import { allFrames, CANDIDATE_INPUTS, CandidateInputs, type FrameRange } from "./candidate-inputs.js";
import type { CandidateModel } from "./candidate-model.js";
import type { PitchCandidates } from "./pitch-candidates.js";

/**
 * For each candidate the log odds that it is the pitch of its frame against the frame having none, by a small network.
 *
 * @param centreHz - Middle of the register's range, as the model was learned with.
 * @param frames - The frames that are judged, by each other's levels; all of them by default.
 * @returns One value a candidate, from the first of frame `frames.from` on.
 */
export function candidateLogOdds(
  candidates: PitchCandidates,
  centreHz: number,
  model: CandidateModel,
  frames: FrameRange = allFrames(candidates),
): Float32Array {
  const hiddenWeights = Float64Array.from(model.hiddenWeights);
  const hiddenBias = Float64Array.from(model.hiddenBias);
  const outputWeights = Float64Array.from(model.outputWeights);
  const first = candidates.first.values;
  const start = first[frames.from];
  const logOdds = new Float32Array(first[frames.to] - start);
  const inputs = new CandidateInputs(candidates, centreHz, frames);
  const input = new Float64Array(CANDIDATE_INPUTS);
  for (let i = frames.from; i < frames.to; i++) {
    for (let c = first[i]; c < first[i + 1]; c++) {
      inputs.read(i, c, input);
      let sum = model.outputBias;
      for (let h = 0; h < hiddenBias.length; h++) {
        let value = hiddenBias[h];
        for (let k = 0; k < CANDIDATE_INPUTS; k++) value += hiddenWeights[h * CANDIDATE_INPUTS + k] * input[k];
        sum += outputWeights[h] * Math.tanh(value);
      }
      logOdds[c - start] = sum;
    }
  }
  return logOdds;
}
