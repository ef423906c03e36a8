import type { PitchCandidates } from "./pitch-candidates.js";

/** Frames `from` to `to` (not included) of a longer list. */
export interface FrameRange {
  readonly from: number;
  readonly to: number;
}

/** All frames that there are. */
export function allFrames(candidates: PitchCandidates): FrameRange {
  return { from: 0, to: candidates.frames };
}
