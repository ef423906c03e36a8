export type {
  PitchTrack,
  SpeakerTraits,
  Syllable,
  TimbreTrack,
  UtteranceTraits,
  VoiceFeatures,
  VoiceSummary,
} from "./voice-features.js";
