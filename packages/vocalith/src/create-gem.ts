import { analyzeVoice, type VoiceFeatures } from "@vocalith/dsp";
import { type CutOptions, checkedCut, cutVoices } from "./cut-gem.js";
import type { Gem } from "./gem.js";
import { partSpeakers, SpeakersError } from "./input/part-speakers.js";
import { type ReadVoice, readVoice, type VoiceInput } from "./input/read-voice.js";
import { encodeVoice } from "./law/encode-voice.js";
import { checkStatement, requireConsentOf } from "./provenance/check-statement.js";
import type { ProvenanceStatement, VoiceProvenance } from "./provenance/provenance.js";
import { ProvenanceError } from "./provenance/provenance-error.js";
import { traceGem } from "./provenance/trace-gem.js";
import { traceRecording } from "./provenance/trace-recording.js";

/** How a gem is made of a voice. */
export interface CreateGemOptions extends CutOptions {
  /** Called as the work goes on: the step at hand and the share of the whole that is done. */
  readonly onProgress?: (progress: GemProgress) => void;
  /**
   * How many people speak in one recording. Default 1, whatever its channels: stereo is mixed. With 2 the recording must have two channels with
   * one speaker on each; it becomes a twin in the order of speaking.
   */
  readonly speakers?: 1 | 2;
  /**
   * What is known of the recording. For two recordings, or two speakers, one statement for each: in the order of the recordings, or of the channels.
   * Default: nothing.
   */
  readonly provenance?: ProvenanceStatement | readonly [ProvenanceStatement, ProvenanceStatement];
  /** Refuses to begin unless every voice's `provenance.consent.given` is true. Default false. */
  readonly requireConsent?: boolean;
}

/** The options `createGem` uses where none are given, beside those of `cutGem`. */
export const CREATE_GEM_DEFAULTS = { speakers: 1, requireConsent: false } as const;

/** Where the making of a gem stands. */
export interface GemProgress {
  readonly step: "decode" | "analyze" | "cut" | "done";
  /** Share of the whole, 0 to 1, never falling. */
  readonly fraction: number;
}

/**
 * A recording in, a gem out. The same recording gives the same gem, byte for byte, and its `code` cuts it again with
 * {@link cutGem}. Runs in Node and in browsers; nothing leaves the machine, and no samples stay in the gem.
 *
 * Two recordings give a twin: two stones of their own species grown through one another, who speaks first left.
 *
 * @param input - Bytes of a sound file, a `Blob`, an `AudioBuffer`, samples, or a recording decoded before; or two of these, in the order
 * of speaking.
 * @returns The gem with the `features` that made it.
 * @throws VoiceInputError for a value of another kind; the errors of `decode` for a bad file; the errors of `analyzeVoice` for
 * silence, noise without a voice or less than 0.3 s; SpeakersError for `speakers: 2` where two speakers cannot be parted; ProvenanceError for a
 * statement that cannot be kept and ConsentError for missing consent, both before anything is read; the errors of
 * {@link cutGem}; the reason of an aborted `signal`.
 *
 * @example
 * ```ts
 * import { createGem } from "vocalith";
 * declare const recording: Blob;
 * const gem = await createGem(recording, { onProgress: ({ step }) => console.log(step) });
 * const stl: Uint8Array = gem.toSTL();
 *
 * declare const mine: Blob, yours: Blob;
 * const twin = await createGem([mine, yours], {
 *   provenance: [{ speaker: "Ana", consent: { given: true } }, { speaker: "Ben", consent: { given: true } }],
 *   requireConsent: true,
 * });
 * ```
 */
export async function createGem(
  input: VoiceInput | readonly [VoiceInput, VoiceInput],
  options: CreateGemOptions = {},
): Promise<Gem> {
  const { signal, onProgress } = options;
  const inputs: readonly VoiceInput[] = isPair(input) ? input : [input];
  const statements = checkedStatements(options, inputs.length);
  const isTwin = statements.length === 2;

  signal?.throwIfAborted();
  onProgress?.({ step: "decode", fraction: 0 });
  const read: ReadVoice[] = [];
  for (const one of inputs) read.push(await readVoice(one, signal));

  signal?.throwIfAborted();
  onProgress?.({ step: "analyze", fraction: 0.2 });
  const isShared = isTwin && inputs.length === 1;
  const recordings = isShared ? partSpeakers(read[0].recording) : read.map(({ recording }) => recording);
  const voices: HeardVoice[] = [];
  for (const [i, recording] of recordings.entries()) {
    const features = analyzeVoice(recording, { signal });
    const { recording: whole, bytes } = read[isShared ? 0 : i];
    const traced = isShared ? { ...whole, channels: [whole.channels[i]] } : whole;
    voices.push({ features, provenance: { ...statements[i], recording: await traceRecording(traced, bytes) } });
  }
  if (isShared && firstBeatSeconds(voices[1]) < firstBeatSeconds(voices[0])) voices.reverse();

  signal?.throwIfAborted();
  onProgress?.({ step: "cut", fraction: 0.7 });
  const heard = voices.map(({ features }) => features);
  const gem = await cutVoices(heard.map(encodeVoice), options, heard);
  onProgress?.({ step: "done", fraction: 1 });
  return traceGem(
    gem,
    voices.map(({ provenance }) => provenance),
  );
}

/**
 * Checks options as {@link createGem} does before it reads anything: for programs that ask their users for them and want to say at once what is amiss.
 *
 * @param recordings - How many will be given: 1, or 2 for a twin.
 * @throws CutOptionError, SpeakersError, ProvenanceError or ConsentError, as `createGem` would.
 *
 * @example
 * ```ts
 * import { checkGemOptions, ProvenanceError } from "vocalith";
 * try {
 *   checkGemOptions({ provenance: { recordedAt: "yesterday" } });
 * } catch (error) {
 *   if (error instanceof ProvenanceError) console.error(error.accepted);
 * }
 * ```
 */
export function checkGemOptions(options: CreateGemOptions, recordings: 1 | 2 = 1): void {
  checkedStatements(options, recordings);
}

/** One statement for each voice, all options checked. */
function checkedStatements(options: CreateGemOptions, recordings: number): ProvenanceStatement[] {
  checkedCut(options);
  const speakers = options.speakers ?? CREATE_GEM_DEFAULTS.speakers;
  if (speakers !== 1 && speakers !== 2) throw new SpeakersError(`speakers = ${speakers}`, "speakers: 1 or 2");
  const statements = statementsOf(options.provenance, Math.max(recordings, speakers));
  if (options.requireConsent ?? CREATE_GEM_DEFAULTS.requireConsent) requireConsentOf(statements);
  return statements;
}

interface HeardVoice {
  readonly features: VoiceFeatures;
  readonly provenance: VoiceProvenance;
}

function isPair(input: VoiceInput | readonly [VoiceInput, VoiceInput]): input is readonly [VoiceInput, VoiceInput] {
  return Array.isArray(input) && input.length === 2;
}

/** When a voice begins; 0 where it is one steady tone without beats. */
function firstBeatSeconds({ features }: HeardVoice): number {
  return features.syllables[0]?.startSeconds ?? 0;
}

/** The caller's statements, checked, one for each voice. */
function statementsOf(given: CreateGemOptions["provenance"], voices: number): ProvenanceStatement[] {
  if (given === undefined) return Array.from({ length: voices }, () => ({}));
  const statements = [given].flat() as readonly ProvenanceStatement[];
  if (statements.length !== voices) {
    throw new ProvenanceError(
      `${statements.length} of ${voices} statements`,
      `one for each voice: ${voices}`,
      "State of each voice what is known of it; {} says nothing.",
    );
  }
  return statements.map(checkStatement);
}
