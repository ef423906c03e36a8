import { DecodeBudget } from "./decode-budget.js";
import type { DecodeOptions } from "./decode-options.js";
import { finishRecording } from "./finish-recording.js";
import type { Recording } from "./recording.js";
import { decodeWav } from "./wav/decode-wav.js";

export async function decode(bytes: Uint8Array | ArrayBuffer, options: DecodeOptions = {}): Promise<Recording> {
  const budget = new DecodeBudget(options);
  const input = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  return finishRecording(await decodeWav(input, budget));
}
