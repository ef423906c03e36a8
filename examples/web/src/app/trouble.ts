/** What can go wrong, as the visitor meets it. Each kind has its own words in every language, and at least one way on. */
export const TROUBLE_KINDS = [
  "denied",
  "no-microphone",
  "in-use",
  "no-output",
  "microphone-lost",
  "cannot-record-here",
  "cannot-cut-here",
  "silent",
  "no-voice",
  "too-short",
  "too-long",
  "unreadable-file",
  "bad-code",
  "fault",
] as const;

/** One of the things that can go wrong. */
export type TroubleKind = (typeof TROUBLE_KINDS)[number];

/** What the visitor may do about it: try the microphone again, choose a file, go back to the first page, or load the page anew. */
export type WayOn = "again" | "file" | "home" | "reload";

/** One thing that went wrong. */
export interface Trouble {
  readonly kind: TroubleKind;
  /** What was found, from the error itself, in English; shown small, for whoever wants to know. */
  readonly detail?: string;
}

const WAYS_ON: Readonly<Record<TroubleKind, readonly [WayOn, ...WayOn[]]>> = {
  denied: ["again", "file", "home"],
  "no-microphone": ["again", "file", "home"],
  "in-use": ["again", "file", "home"],
  "no-output": ["again", "file", "home"],
  "microphone-lost": ["again", "file", "home"],
  "cannot-record-here": ["file", "home"],
  "cannot-cut-here": ["reload"],
  silent: ["again", "file", "home"],
  "no-voice": ["again", "file", "home"],
  "too-short": ["again", "file", "home"],
  "too-long": ["file", "again", "home"],
  "unreadable-file": ["file", "again", "home"],
  "bad-code": ["again", "file", "home"],
  fault: ["reload", "home"],
};

/** The ways on from a trouble, the most promising first. */
export function waysOn(kind: TroubleKind): readonly [WayOn, ...WayOn[]] {
  return WAYS_ON[kind];
}
