import { CONVERT_REMEDY } from "./accepted-ranges.js";
import { UnrecognizedAudioError, UnsupportedAudioError } from "./audio-decode-error.js";
import { findMpegFrame } from "./mpeg/mpeg-frames.js";
import { ByteReader } from "./stream/byte-reader.js";

/** The containers that are told apart. */
export type Container = "wav" | "mp3" | "flac" | "ogg" | "mp4" | "adts" | "webm";

/** Where the sound's own structure begins: behind an ID3 tag, at the first frame of a stream. */
export interface DetectedContainer {
  readonly container: Container;
  readonly offset: number;
}

const ACCEPTED = "WAV (RIFF, RIFX, RF64, BW64), MP3, FLAC, Ogg (Vorbis, Opus, FLAC), M4A/MP4 and WebM audio, ADTS AAC";

/** First letters of files that are something else, and what to call them. */
const OTHERS: readonly (readonly [offset: number, letters: string, name: string, isSound: boolean])[] = [
  [8, "AVI ", "an AVI video", true],
  [0, "FORM", "an AIFF file", true],
  [0, "caff", "a Core Audio file", true],
  [0, ".snd", "a Sun/NeXT AU file", true],
  [0, "#!AMR", "an AMR recording", true],
  [0, "riff\x2e\x91\xcf\x11", "a Sony Wave64 file", true],
  [0, "\x30\x26\xb2\x75", "a Windows Media file", true],
  [0, "wvpk", "a WavPack file", true],
  [0, "MAC ", "a Monkey's Audio file", true],
  [0, "NIST_1A", "a NIST SPHERE file", true],
  [0, "MThd", "a MIDI file, which holds notes and no sound", false],
  [0, "\x89PNG", "a PNG picture", false],
  [0, "\xff\xd8\xff", "a JPEG picture", false],
  [0, "%PDF", "a PDF document", false],
  [0, "PK\x03\x04", "a ZIP archive", false],
  [0, "solid", "an STL mesh", false],
];

/**
 * Tells a container by its content; names and media types are not asked.
 *
 * @throws UnsupportedAudioError for sound of a kind not read here, UnrecognizedAudioError for anything else.
 */
export function detectContainer(bytes: Uint8Array): DetectedContainer {
  const reader = new ByteReader(bytes);
  const offset = skipId3(reader);
  const magic = reader.letters(offset, 4);
  const fourth = reader.letters(offset + 4, 4);
  if (
    /^(RIFF|RIFX|RF64|BW64)$/.test(magic) &&
    (reader.length < offset + 12 || reader.letters(offset + 8, 4) === "WAVE")
  ) {
    return { container: "wav", offset };
  }
  if (magic === "fLaC") return { container: "flac", offset };
  if (magic === "OggS") return { container: "ogg", offset };
  if (magic === "\x1aE\xdf\xa3") return { container: "webm", offset };
  if (/^(ftyp|styp|moov|mdat|wide|free|skip|pnot)$/.test(fourth)) return { container: "mp4", offset };
  for (const [at, letters, name, isSound] of OTHERS) {
    if (reader.letters(at, letters.length) !== letters) continue;
    const details = {
      found: name,
      accepted: ACCEPTED,
      remedy: isSound ? CONVERT_REMEDY : "Choose a sound file.",
    };
    throw isSound ? new UnsupportedAudioError(details) : new UnrecognizedAudioError(details);
  }
  const frame = findMpegFrame(bytes, offset);
  if (frame !== undefined) return { container: frame.header.kind === "aac" ? "adts" : "mp3", offset: frame.offset };
  throw new UnrecognizedAudioError({
    found: describe(bytes),
    accepted: ACCEPTED,
    remedy: "If it is raw samples, say what they are: ffmpeg -f s16le -ar 48000 -ac 1 -i input output.wav",
  });
}

/** The end of the ID3v2 tags that stand before the sound: 10 bytes and a size of 7 bits a byte, each. */
function skipId3(reader: ByteReader): number {
  let at = 0;
  while (at + 10 <= reader.length && reader.letters(at, 3) === "ID3") {
    let size = 0;
    for (let byte = 6; byte < 10; byte++) size = size * 128 + (reader.uint8(at + byte) & 0x7f);
    const hasFooter = (reader.uint8(at + 5) & 0x10) !== 0;
    at += 10 + size + (hasFooter ? 10 : 0);
  }
  return Math.min(at, reader.length);
}

function describe(bytes: Uint8Array): string {
  if (bytes.length === 0) return "an empty file";
  const start = Array.from(bytes.subarray(0, 8), (byte) => byte.toString(16).padStart(2, "0")).join(" ");
  return `${bytes.length} bytes without a sound file's header, beginning with ${start}`;
}
