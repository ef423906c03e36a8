export {
  AudioDecodeError,
  type AudioDecodeErrorDetails,
  AudioLimitError,
  CorruptAudioError,
  EmptyAudioError,
  InvalidSamplesError,
  UnrecognizedAudioError,
  UnsupportedAudioError,
} from "./audio-decode-error.js";
export { decode } from "./decode.js";
export { DECODE_DEFAULTS, type DecodeOptions } from "./decode-options.js";
export { fromSamples } from "./from-samples.js";
export type { BroadcastExtension, Recording, RecordingMetadata, RecordingSource } from "./recording.js";
export { toMono } from "./to-mono.js";
