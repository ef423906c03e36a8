import { type Failure, FailureError, type FailureKind } from "../stones/failure.js";
import type { Trouble, TroubleKind } from "./trouble.js";

const TROUBLES: Readonly<Record<FailureKind, TroubleKind>> = {
  denied: "denied",
  "no-microphone": "no-microphone",
  "in-use": "in-use",
  "no-output": "no-output",
  insecure: "cannot-record-here",
  unsupported: "cannot-record-here",
  disconnected: "microphone-lost",
  "too-short": "too-short",
  silent: "silent",
  "no-voice": "no-voice",
  "too-long": "too-long",
  empty: "unreadable-file",
  "not-sound": "unreadable-file",
  unreadable: "unreadable-file",
  code: "bad-code",
  format: "fault",
  option: "fault",
  gone: "fault",
  crashed: "fault",
  fault: "fault",
};

/** What a failure of the microphone or of the cutter is to the visitor. */
export function troubleOf(failure: Pick<Failure, "kind" | "found">): Trouble {
  return { kind: TROUBLES[failure.kind], ...(failure.found === "" ? {} : { detail: failure.found }) };
}

/** What any error is to the visitor; one that nobody foresaw is a fault of ours. */
export function troubleOfError(error: unknown): Trouble {
  if (error instanceof FailureError) return troubleOf(error.failure);
  return { kind: "fault", detail: error instanceof Error ? error.message : String(error) };
}
