/**
 * What can go wrong, for the page to find its own words for:
 * - with the microphone: `denied`, `no-microphone`, `in-use`, `no-output` (a browser that hears nothing where it has nothing to
 *   play sound on), `insecure` (a page that came by plain HTTP), `unsupported`, `disconnected`;
 * - with a recording: `too-short`, `silent`, `no-voice`, `too-long`, `empty`, `not-sound` (no sound file that is known), `unreadable` (one that is broken or
 *   coded in a way that is not read);
 * - with what was asked for: `code` (no GemCode), `format` (this stone cannot be written so), `option`;
 * - with the stone: `gone` (released, or lost when its worker crashed);
 * - with us: `crashed` (the worker ended; another takes its place), `fault`.
 */
export type FailureKind =
  | "denied"
  | "no-microphone"
  | "in-use"
  | "no-output"
  | "insecure"
  | "unsupported"
  | "disconnected"
  | "too-short"
  | "silent"
  | "no-voice"
  | "too-long"
  | "empty"
  | "not-sound"
  | "unreadable"
  | "code"
  | "format"
  | "option"
  | "gone"
  | "crashed"
  | "fault";

/** A failure as plain data, which can cross from a worker. Texts are the library's own, in English; the page says `kind` in the visitor's language. */
export interface Failure {
  readonly kind: FailureKind;
  /** What was found. */
  readonly found: string;
  /** What would have been accepted; empty where the library does not say. */
  readonly accepted: string;
  /** What to do; empty where the library does not say. */
  readonly advice: string;
}

/** What the promises of the voice and the stones reject with, unless with the reason of an aborted signal. */
export class FailureError extends Error {
  override readonly name = "FailureError";

  constructor(readonly failure: Failure) {
    super(
      [failure.found, failure.accepted && `accepted: ${failure.accepted}`, failure.advice].filter(Boolean).join(". "),
    );
  }
}
