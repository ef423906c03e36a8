import { allFrames, CANDIDATE_INPUTS, CandidateInputs, type FrameRange, OWN_INPUTS } from "./candidate-inputs.js";
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
  const shared = new Float64Array(hiddenBias.length);
  for (let i = frames.from; i < frames.to; i++) {
    if (first[i] === first[i + 1]) continue;
    // What the candidates of a frame have in common is weighed once.
    inputs.readFrame(i, input);
    for (let h = 0; h < hiddenBias.length; h++) {
      let value = hiddenBias[h];
      for (let k = OWN_INPUTS; k < CANDIDATE_INPUTS; k++) value += hiddenWeights[h * CANDIDATE_INPUTS + k] * input[k];
      shared[h] = value;
    }
    for (let c = first[i]; c < first[i + 1]; c++) {
      inputs.readCandidate(c, input);
      let sum = model.outputBias;
      for (let h = 0; h < hiddenBias.length; h++) {
        let value = shared[h];
        for (let k = 0; k < OWN_INPUTS; k++) value += hiddenWeights[h * CANDIDATE_INPUTS + k] * input[k];
        sum += outputWeights[h] * hyperbolicTangent(value);
      }
      logOdds[c - start] = sum;
    }
  }
  return logOdds;
}

/** Where the fraction below reaches 1. */
const SATURATED = 4.97;

/** The hyperbolic tangent by the first seven terms of its continued fraction (Lambert 1770), within 0.0001. */
function hyperbolicTangent(x: number): number {
  if (x >= SATURATED) return 1;
  if (x <= -SATURATED) return -1;
  const s = x * x;
  return (x * (135135 + s * (17325 + s * (378 + s)))) / (135135 + s * (62370 + s * (3150 + s * 28)));
}
