import { CorruptAudioError } from "../audio-decode-error.js";

/** The error for a file of a known kind in which nothing could be decoded. */
export function nothingDecodable(what: string, cause?: unknown): CorruptAudioError {
  return new CorruptAudioError(
    {
      found: `${what} in which no sound could be decoded`,
      accepted: "a file whose sound is whole, or damaged in parts",
      remedy: "The file was probably not copied whole; copy it again, or export it again as WAV.",
    },
    cause === undefined ? undefined : { cause },
  );
}

/** A warning about damaged parts that were left out, or none. */
export function damageWarning(count: number, what: string): string[] {
  return count === 0 ? [] : [`${count} damaged ${what}(s) were left out; the sound has gaps or ends early.`];
}
