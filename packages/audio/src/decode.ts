import { decodeAdts } from "./aac/decode-adts.js";
import { AudioDecodeError } from "./audio-decode-error.js";
import { DecodeBudget } from "./decode-budget.js";
import type { DecodeOptions } from "./decode-options.js";
import type { DecodedSound } from "./decoded-sound.js";
import { type Container, detectContainer } from "./detect-container.js";
import { finishRecording } from "./finish-recording.js";
import { decodeFlac } from "./flac/decode-flac.js";
import { decodeMp4 } from "./mp4/decode-mp4.js";
import { decodeMpeg } from "./mpeg/decode-mpeg.js";
import { decodeOgg } from "./ogg/decode-ogg.js";
import type { Recording } from "./recording.js";
import { nothingDecodable } from "./stream/damage.js";
import { decodeWav } from "./wav/decode-wav.js";

type Decoder = (bytes: Uint8Array, budget: DecodeBudget) => Promise<DecodedSound>;

const DECODERS: Readonly<Record<Container, Decoder>> = {
  wav: decodeWav,
  mp3: decodeMpeg,
  flac: decodeFlac,
  ogg: decodeOgg,
  adts: decodeAdts,
  mp4: decodeMp4,
};

export async function decode(bytes: Uint8Array | ArrayBuffer, options: DecodeOptions = {}): Promise<Recording> {
  const budget = new DecodeBudget(options);
  const input = bytes instanceof Uint8Array ? bytes : new Uint8Array(bytes);
  const { container, offset } = detectContainer(input);
  try {
    return finishRecording(await DECODERS[container](input.subarray(offset), budget));
  } catch (error) {
    // Decoders of others throw what they like at damaged input: errors of theirs, traps of WebAssembly.
    if (error instanceof AudioDecodeError || options.signal?.aborted) throw error;
    throw nothingDecodable(`a file of the kind ${container}`, error);
  }
}
