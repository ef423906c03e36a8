import { type Failure, FailureError, type FailureKind } from "./failure.js";

/** The library's errors by their names, which stay when a bundler shortens those of classes. */
const KINDS: Readonly<Record<string, FailureKind>> = {
  RecordingTooShortError: "too-short",
  SilentRecordingError: "silent",
  NoVoiceFoundError: "no-voice",
  AudioLimitError: "too-long",
  EmptyAudioError: "empty",
  UnrecognizedAudioError: "not-sound",
  VoiceInputError: "not-sound",
  UnsupportedAudioError: "unreadable",
  CorruptAudioError: "unreadable",
  InvalidSamplesError: "unreadable",
  InvalidRecordingError: "unreadable",
  // A file that was moved, changed or taken away since it was chosen.
  NotReadableError: "unreadable",
  NotFoundError: "unreadable",
  GemCodeError: "code",
  GemFormatError: "format",
  CutOptionError: "option",
  ExplainLanguageError: "option",
  InspectError: "option",
  ParticleCountError: "option",
};

/** Any error as plain data. */
export function failureOf(error: unknown): Failure {
  if (error instanceof FailureError) return error.failure;
  if (!(error instanceof Error)) return { kind: "fault", found: String(error), accepted: "", advice: "" };
  const { message, name } = error;
  const kind = KINDS[name] ?? (isBroken(error) ? "crashed" : "fault");
  const found = textOf(error, "found");
  const accepted = textOf(error, "accepted");
  if (found === "" || accepted === "") return { kind, found: message, accepted, advice: "" };
  const after = message.lastIndexOf(accepted) + accepted.length;
  const advice = textOf(error, "advice") || textOf(error, "remedy") || message.slice(after).replace(/^[^.]*\.\s*/, "");
  return { kind, found, accepted, advice };
}

/** Whether what ran is in no state to go on: WebAssembly that was trapped, memory that is full. */
function isBroken(error: Error): boolean {
  return (
    error instanceof WebAssembly.RuntimeError || (error instanceof RangeError && /allocat|memory/i.test(error.message))
  );
}

function textOf(error: Error, field: string): string {
  const value: unknown = Reflect.get(error, field);
  return typeof value === "string" ? value : "";
}
