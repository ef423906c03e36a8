import type { VoiceFeatures } from "@vocalith/dsp";

/** A voice in a few plain words, such as `a deep, calm, clear voice`. */
export function describeVoice({ quality, summary }: VoiceFeatures): string {
  const { speaker, utterance } = summary;
  const words = [heightWord(speaker.register, speaker.pitchMedianHz), moodWord(utterance.arousal)];
  if (speaker.harmonicsToNoiseDb >= 20) words.push("clear");
  const isWhispered = Number.isNaN(speaker.pitchMedianHz);
  if (speaker.harmonicsToNoiseDb < 11 && !isWhispered) words.push("rough");
  // Of the acted sentences of Burkhardt et al. (2005) one in ten has more breath than this, and one in ten more creak.
  if (quality.summary.breathiness > 0.88) words.push("breathy");
  if (quality.summary.creak > 0.15) words.push("creaky");
  if (utterance.pitchRangeSemitones >= 10) words.push("wide-ranging");
  if (utterance.pitchRangeSemitones < 4 && !isWhispered) words.push("level");
  const kinds = { human: "voice", bird: "bird's voice", whale: "whale's voice" } as const;
  return `a ${words.join(", ")} ${kinds[speaker.register]}`;
}

function heightWord(register: "human" | "bird" | "whale", pitchMedianHz: number): string {
  if (Number.isNaN(pitchMedianHz)) return "whispered";
  // Boundaries in Hz: for people between bass, tenor, alto and child; for animals the middle of their range.
  const [low, middle, high] = { human: [130, 190, 280], bird: [2000, 3500, 5500], whale: [60, 120, 250] }[register];
  if (pitchMedianHz < low) return "deep";
  if (pitchMedianHz < middle) return "middling";
  return pitchMedianHz < high ? "high" : "very high";
}

function moodWord(arousal: number): string {
  if (arousal < 0.25) return "calm";
  if (arousal < 0.5) return "composed";
  return arousal < 0.75 ? "lively" : "excited";
}
