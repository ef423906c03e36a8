import { sortedQuantile, sortFinite } from "../signal/quantile.js";
import type { CandidateModel } from "./candidate-model.js";
import { CANDIDATES_PER_FRAME, type PitchCandidates } from "./pitch-candidates.js";

const INPUTS = 15;

/**
 * For each candidate the log odds that it is the pitch of its frame against the frame having none: a small network over its
 * periodicities, its harmonics, and how far the frame's level stands from the recording's floor and from its loud parts. All
 * of it is free of the recording's gain, and what counts as floor adapts to the recording.
 *
 * @param centreHz - Middle of the register's range: the network knows pitch only by its distance from there.
 */
export function candidateLogOdds(candidates: PitchCandidates, centreHz: number, model: CandidateModel): Float64Array {
  const frames = candidates.count.length;
  const hidden = model.hiddenBias.length;
  const logOdds = new Float64Array(candidates.frequencyHz.length);
  const full = relativeLevels(candidates.power);
  const low = relativeLevels(candidates.lowPower);
  const short = relativeLevels(candidates.shortPower);
  const input = new Float64Array(INPUTS);
  for (let i = 0; i < frames; i++) {
    input[7] = full.belowLoud[i];
    input[8] = full.aboveFloor[i];
    input[9] = low.belowLoud[i];
    input[10] = low.aboveFloor[i];
    input[11] = short.belowLoud[i];
    input[12] = short.aboveFloor[i];
    input[13] = Math.max(-3, Math.min(0, (low.levelDb[i] - full.levelDb[i]) / 10));
    input[14] = Math.max(-1.5, Math.min(1, (short.levelDb[i] - full.levelDb[i]) / 10));
    for (let c = 0; c < candidates.count[i]; c++) {
      const at = i * CANDIDATES_PER_FRAME + c;
      input[0] = candidates.periodicity[at];
      input[1] = candidates.lowPeriodicity[at];
      input[2] = candidates.shortPeriodicity[at];
      input[3] = candidates.harmonicContrast[at];
      input[4] = candidates.oddShare[at];
      input[5] = candidates.compressedPeriodicity[at];
      input[6] = Math.log2(candidates.frequencyHz[at] / centreHz);
      let sum = model.outputBias;
      for (let h = 0; h < hidden; h++) {
        let value = model.hiddenBias[h];
        for (let k = 0; k < INPUTS; k++) value += model.hiddenWeights[h * INPUTS + k] * input[k];
        sum += model.outputWeights[h] * Math.tanh(value);
      }
      logOdds[at] = sum;
    }
  }
  return logOdds;
}

/** Levels in units of 20 dB against the recording's 95th and 5th percentile, held to where a difference still tells something. */
function relativeLevels(power: Float64Array) {
  const levelDb = power.map((p) => 10 * Math.log10(p + 1e-30));
  const sorted = sortFinite(levelDb.filter((level) => level > -160));
  const loud = sortedQuantile(sorted, 0.95);
  const floor = sortedQuantile(sorted, 0.05);
  return {
    levelDb,
    belowLoud: levelDb.map((level) => Math.max(-2.5, Math.min(0.5, (level - loud) / 20))),
    aboveFloor: levelDb.map((level) => Math.max(-0.5, Math.min(2.5, (level - floor) / 20))),
  };
}
