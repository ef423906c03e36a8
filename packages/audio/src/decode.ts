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
import { decodeWebm } from "./webm/decode-webm.js";

type Decoder = (bytes: Uint8Array, budget: DecodeBudget) => Promise<DecodedSound>;

const DECODERS: Readonly<Record<Container, Decoder>> = {
  wav: decodeWav,
  mp3: decodeMpeg,
  flac: decodeFlac,
  ogg: decodeOgg,
  mp4: decodeMp4,
  adts: decodeAdts,
  webm: decodeWebm,
};

/**
 * Turns the bytes of a sound file into a recording. The kind of file is told by its content:
 *
 * | container | coding |
 * |---|---|
 * | WAV (RIFF, RIFX, RF64, BW64; EXTENSIBLE) | PCM of 8, 16, 24, 32 bits, float of 32, 64 bits, A-law, mu-law |
 * | MP3 | MPEG 1, 2, 2.5, layers I to III |
 * | FLAC | all of it up to 8 channels |
 * | Ogg | Opus, Vorbis, FLAC |
 * | M4A, MP4, QuickTime (also fragmented) | AAC-LC, the core of HE-AAC, ALAC, MP3, Opus, FLAC |
 * | WebM, Matroska (also as a browser records it) | Opus, FLAC, AAC-LC, MP3 |
 * | ADTS | AAC-LC, the core of HE-AAC |
 *
 * 1 to 8 channels at 8 to 384 kHz, in the file's own order and at its own rate. Integers are divided by
 * `2^(bits - 1)`, so that -1 is the lowest value there is and lossless codings of one sound give the same samples.
 * Delay and padding that an encoder added are cut off where the file says how much that is. Damaged parts of lossy
 * files are left out, and cut-off files read as far as they go; `warnings` says so.
 *
 * Time and memory are proportional to the bytes and to the sound in them, not to what a header claims. Decoders of
 * compressed sound are imported when a file first needs them; nothing is ever fetched from a network.
 *
 * @param bytes The whole file; subarrays and Node's `Buffer` are fine. They are not changed, and must not be by others
 * while this runs.
 * @param options Limits and a signal to cancel.
 * @returns The recording, its samples finite.
 * @throws UnrecognizedAudioError for what is no sound file; UnsupportedAudioError for codings and shapes not read
 * here, such as ADPCM; CorruptAudioError for contradictions and for files of which nothing can be decoded;
 * EmptyAudioError without a sample; InvalidSamplesError for NaN or infinite samples; AudioLimitError beyond the limits.
 * All extend `AudioDecodeError`. A cancelled call throws the signal's reason instead.
 * @example
 * ```ts
 * import { readFile } from "node:fs/promises";
 * import { decode } from "@vocalith/audio";
 *
 * const recording = await decode(await readFile("voice.m4a"), { maximumDurationSeconds: 600 });
 * console.log(recording.sampleRateHz, recording.durationSeconds, recording.source.codec);
 * ```
 */
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
