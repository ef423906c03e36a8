import { CANDIDATE_INPUTS, CandidateInputs } from "./candidate-inputs.js";
import type { CandidateModel } from "./candidate-model.js";
import { CANDIDATES_PER_FRAME, type PitchCandidates } from "./pitch-candidates.js";

/**
 * For each candidate the log odds that it is the pitch of its frame against the frame having none, by a small network.
 *
 * @param centreHz - Middle of the register's range, as the model was learned with.
 */
export function candidateLogOdds(candidates: PitchCandidates, centreHz: number, model: CandidateModel): Float64Array {
  const { hiddenWeights, hiddenBias, outputWeights, outputBias } = model;
  const logOdds = new Float64Array(candidates.frequencyHz.length);
  const inputs = new CandidateInputs(candidates, centreHz);
  const input = new Float64Array(CANDIDATE_INPUTS);
  for (let i = 0; i < candidates.count.length; i++) {
    for (let c = 0; c < candidates.count[i]; c++) {
      inputs.read(i, c, input);
      let sum = outputBias;
      for (let h = 0; h < hiddenBias.length; h++) {
        let value = hiddenBias[h];
        for (let k = 0; k < CANDIDATE_INPUTS; k++) value += hiddenWeights[h * CANDIDATE_INPUTS + k] * input[k];
        sum += outputWeights[h] * Math.tanh(value);
      }
      logOdds[i * CANDIDATES_PER_FRAME + c] = sum;
    }
  }
  return logOdds;
}
