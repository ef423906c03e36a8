import { AudioDecodeError } from "@vocalith/audio";
import { VoiceAnalysisError } from "@vocalith/dsp";
import { FabricationError } from "@vocalith/geometry";
import {
  ConsentError,
  CutOptionError,
  ExplainLanguageError,
  GemCodeError,
  GemFormatError,
  ProvenanceError,
  SpeakersError,
  VoiceInputError,
} from "vocalith";
import { OutputError } from "./output-path.js";

export const EXIT_OK = 0;
/** A fault of ours. */
export const EXIT_FAULT = 1;
/** What the user gave cannot be used. */
export const EXIT_INPUT = 2;

const INPUT_ERRORS = [
  AudioDecodeError,
  VoiceAnalysisError,
  CutOptionError,
  GemCodeError,
  ExplainLanguageError,
  VoiceInputError,
  SpeakersError,
  ProvenanceError,
  ConsentError,
  FabricationError,
  GemFormatError,
  OutputError,
];

/** What the advice of an error of the library is called on the command line. */
const OPTION_NAMES: readonly (readonly [kind: abstract new (...parts: never[]) => Error, options: string])[] = [
  [FabricationError, "--flat, --bail, --hole, --hollow, --engrave, --size"],
  [ConsentError, "--consent, --require-consent"],
  [ProvenanceError, "--speaker, --recorded, --place, --licence, --note, --consent-by, --consent-on, --consent-scope"],
  [GemFormatError, "--format, --cut, -o"],
  [SpeakersError, "--speakers, --twin"],
];

/** Errors of the file system that are about the path the user gave. */
const PATH_ERRORS: Readonly<Record<string, string>> = {
  ENOENT: "there is no such file or folder; check the spelling",
  EISDIR: "it is a folder; name a file",
  ENOTDIR: "a part of the path is not a folder; check the path",
  EACCES: "it may not be read or written; check its permissions",
  EPERM: "it may not be read or written; check its permissions",
  ENAMETOOLONG: "its name is too long; choose a shorter one",
  ENOSPC: "the disk is full; make room and run again",
  EROFS: "the disk is read-only; write to another folder with -o",
};

/** The exit code that an error ends the program with. */
export function exitCodeOf(error: unknown): typeof EXIT_FAULT | typeof EXIT_INPUT {
  if (INPUT_ERRORS.some((kind) => error instanceof kind)) return EXIT_INPUT;
  return pathErrorOf(error) ? EXIT_INPUT : EXIT_FAULT;
}

/** What to tell the user: a sentence for bad input, the whole stack for a fault of ours. */
export function messageOf(error: unknown): string {
  const pathError = pathErrorOf(error);
  if (pathError) return `${pathError.path ?? "the file"}: ${PATH_ERRORS[pathError.code]}`;
  if (!(error instanceof Error)) return String(error);
  if (exitCodeOf(error) === EXIT_FAULT) return error.stack ?? error.message;
  const named = OPTION_NAMES.find(([kind]) => error instanceof kind);
  return named === undefined ? error.message : `${error.message} (On the command line: ${named[1]}.)`;
}

function pathErrorOf(error: unknown): { code: string; path?: string } | undefined {
  if (!(error instanceof Error) || !("code" in error) || typeof error.code !== "string") return undefined;
  if (!Object.hasOwn(PATH_ERRORS, error.code)) return undefined;
  return { code: error.code, path: "path" in error && typeof error.path === "string" ? error.path : undefined };
}
