import { analyzeVoice } from "@vocalith/dsp";
import { type CutOptions, cutGem } from "./cut-gem.js";
import type { Gem } from "./gem.js";
import { toRecording, type VoiceInput } from "./input/to-recording.js";
import { encodeVoice } from "./law/encode-voice.js";

/** How a gem is made of a voice. */
export interface CreateGemOptions extends CutOptions {
  /** Called as the work goes on: the step at hand and the share of the whole that is done. */
  readonly onProgress?: (progress: GemProgress) => void;
}

/** Where the making of a gem stands. */
export interface GemProgress {
  readonly step: "decode" | "analyze" | "cut" | "done";
  /** Share of the whole, 0 to 1, never falling. */
  readonly fraction: number;
}

/**
 * A recording in, a gem out. The same recording gives the same gem, byte for byte, and its `code` cuts it again with
 * {@link cutGem}. Runs in Node and in browsers; nothing leaves the machine.
 *
 * @param input - Bytes of a sound file, a `Blob`, an `AudioBuffer`, samples, or a recording decoded before.
 * @returns The gem with the `features` that made it.
 * @throws VoiceInputError for a value of another kind; the errors of `decode` for a bad file; the errors of `analyzeVoice` for
 * silence, noise without a voice or less than 0.3 s; the errors of {@link cutGem}; the reason of an aborted `signal`.
 *
 * @example
 * ```ts
 * import { createGem } from "vocalith";
 * declare const recording: Blob;
 * const gem = await createGem(recording, { onProgress: ({ step }) => console.log(step) });
 * const stl: Uint8Array = gem.toSTL();
 * ```
 */
export async function createGem(input: VoiceInput, options: CreateGemOptions = {}): Promise<Gem> {
  const { signal, onProgress } = options;
  signal?.throwIfAborted();
  onProgress?.({ step: "decode", fraction: 0 });
  const recording = await toRecording(input, signal);

  signal?.throwIfAborted();
  onProgress?.({ step: "analyze", fraction: 0.2 });
  const features = analyzeVoice(recording, { signal });

  signal?.throwIfAborted();
  onProgress?.({ step: "cut", fraction: 0.7 });
  const gem = await cutGem(encodeVoice(features), options);
  onProgress?.({ step: "done", fraction: 1 });
  return { ...gem, features };
}
