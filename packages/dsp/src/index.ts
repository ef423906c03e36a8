export { ANALYZE_DEFAULTS, type AnalyzeOptions } from "./analyze-options.js";
export { analyzeVoice } from "./analyze-voice.js";
export { measureVoiceQuality } from "./quality/measure-voice-quality.js";
export { roughnessOfSpan } from "./quality/roughness-of-span.js";
export type { Register } from "./register.js";
export { TRACK_PITCH_DEFAULTS, type TrackPitchOptions, trackPitch } from "./track-pitch.js";
export {
  AnalyzerFinishedError,
  InvalidOptionError,
  InvalidRecordingError,
  NoVoiceFoundError,
  RecordingTooShortError,
  SilentRecordingError,
  VoiceAnalysisError,
} from "./voice-analysis-error.js";
export {
  VOICE_ANALYZER_DEFAULTS,
  VoiceAnalyzer,
  type VoiceAnalyzerOptions,
  type VoiceSnapshot,
} from "./voice-analyzer.js";
export type {
  Creak,
  FormantTrack,
  GlottalCycles,
  LongTermSpectrum,
  LoudnessTrack,
  Pause,
  PitchTrack,
  SpeakerTraits,
  Syllable,
  TimbreTrack,
  UtteranceTraits,
  VoiceFeatures,
  VoiceOutline,
  VoiceQuality,
  VoiceQualitySummary,
  VoiceSummary,
} from "./voice-features.js";
