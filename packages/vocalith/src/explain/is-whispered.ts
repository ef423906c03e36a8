import type { VoiceFeatures } from "@vocalith/dsp";

/** Whether a recording is known and holds a human voice without a tone anywhere. */
export function isWhispered(features: VoiceFeatures | undefined): boolean {
  if (features === undefined) return false;
  const { register, pitchMedianHz } = features.summary.speaker;
  return register === "human" && Number.isNaN(pitchMedianHz);
}
