import { sortedQuantile, sortFinite } from "../signal/quantile.js";
import { CANDIDATES_PER_FRAME, type PitchCandidates } from "./pitch-candidates.js";

/**
 * For each candidate the log odds that it is the pitch of its frame against the frame having none: a linear model over its
 * periodicity (plain and low-passed), its harmonics, and how far the frame's level stands between the recording's
 * floor and its loud parts. All of it is free of the recording's gain.
 */
export function candidateLogOdds(candidates: PitchCandidates): Float64Array {
  const frames = candidates.count.length;
  const logOdds = new Float64Array(candidates.frequencyHz.length);
  const levels = frameLevels(candidates.power);
  for (let i = 0; i < frames; i++) {
    for (let c = 0; c < candidates.count[i]; c++) {
      const at = i * CANDIDATES_PER_FRAME + c;
      const full = candidates.periodicity[at];
      const low = candidates.lowPeriodicity[at];
      const value =
        -7 +
        5 * Math.max(full, 0) +
        4 * Math.max(low, 0) +
        2 * candidates.harmonicContrast[at] +
        3 * Math.min(0.35, candidates.oddShare[at]) +
        0.35 * Math.log2(candidates.frequencyHz[at] / 100) +
        2.5 * Math.min(0, levels[i]);
      logOdds[at] = Math.max(-12, Math.min(12, value));
    }
  }
  return logOdds;
}

/** Level of each frame: 0 and up where it is voice-like loud, down to -2 at the recording's floor. */
function frameLevels(power: Float64Array): Float64Array {
  const levels = power.map((p) => 10 * Math.log10(p + 1e-30));
  const sorted = sortFinite(levels.filter((level) => level > -160));
  const loud = sortedQuantile(sorted, 0.95);
  return levels.map((level) => Math.max(-2, Math.min(0, (level - (loud - 25)) / 15)));
}
