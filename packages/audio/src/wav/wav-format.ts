import { CONVERT_REMEDY, checkStreamShape } from "../accepted-ranges.js";
import { CorruptAudioError, UnsupportedAudioError } from "../audio-decode-error.js";
import type { WavChunks } from "./read-wav-chunks.js";

/** How one stored sample becomes a number. */
export type WavCoding = "integer" | "float" | "a-law" | "mu-law";

/** What the `fmt ` chunk says, checked. */
export interface WavFormat {
  readonly coding: WavCoding;
  readonly channelCount: number;
  readonly sampleRateHz: number;
  /** Bytes from one sample of a channel to the next channel's: 1 to 4, or 8 for 64-bit float. */
  readonly containerBytes: number;
  /** Bits of a sample that mean something, at most 8 * `containerBytes`; the rest, below them, is zero. */
  readonly validBits: number;
  readonly littleEndian: boolean;
}

const PCM = 0x0001;
const IEEE_FLOAT = 0x0003;
const A_LAW = 0x0006;
const MU_LAW = 0x0007;
const EXTENSIBLE = 0xfffe;

/** Codings that people meet and that are not read here, by their registered number (RFC 2361). */
const UNSUPPORTED: Readonly<Record<number, string>> = {
  0: "unknown coding",
  2: "Microsoft ADPCM",
  16: "OKI ADPCM",
  17: "IMA ADPCM",
  32: "Yamaha ADPCM",
  34: "TrueSpeech",
  49: "GSM 6.10",
  64: "G.721 ADPCM",
  69: "G.726 ADPCM",
  80: "MPEG layer I or II",
  85: "MP3 inside WAV",
  100: "G.726 ADPCM",
  101: "G.722 ADPCM",
  255: "AAC inside WAV",
  353: "Windows Media Audio",
  354: "Windows Media Audio Professional",
  8192: "AC-3",
};

/** Tails of the EXTENSIBLE sub-format, after its two bytes of format number: sound, and Ambisonic B-format. */
const SUBFORMAT_TAILS = ["000000001000800000aa00389b71", "00002107d3118644c8c1ca000000"];

/**
 * Reads the `fmt ` chunk: plain, or EXTENSIBLE.
 *
 * @throws CorruptAudioError for what contradicts itself; UnsupportedAudioError for codings not read here.
 */
export function readWavFormat({ reader, littleEndian, format }: WavChunks): WavFormat {
  if (format === undefined || format.length < 16) {
    throw new CorruptAudioError({
      found: format === undefined ? "a WAV file without a `fmt ` chunk" : `a \`fmt \` chunk of ${format.length} bytes`,
      accepted: "a `fmt ` chunk of at least 16 bytes",
      remedy: "The header is damaged; export the recording again from where it was made.",
    });
  }
  const at = format.offset;
  const tag = reader.uint16(at, littleEndian);
  const channelCount = reader.uint16(at + 2, littleEndian);
  const sampleRateHz = reader.uint32(at + 4, littleEndian);
  const blockBytes = reader.uint16(at + 12, littleEndian);
  const bits = reader.uint16(at + 14, littleEndian);
  checkStreamShape("WAV", channelCount, sampleRateHz);

  const extended = tag === EXTENSIBLE && format.length >= 40;
  const coding = codingOf(extended ? subFormatTag(reader.part(at + 24, 16), littleEndian) : tag);
  const stated = extended ? reader.uint16(at + 18, littleEndian) : bits;
  const containerBytes = blockBytes / channelCount;
  if (!isWidth(coding, containerBytes) || bits > 8 * containerBytes || bits === 0) {
    throw new CorruptAudioError({
      found: `${bits}-bit ${coding} samples in blocks of ${blockBytes} bytes for ${channelCount} channel(s)`,
      accepted:
        "integers of 8, 16, 24 or 32 bits, floats of 32 or 64, A-law and mu-law of 8, and a block of one sample a channel",
      remedy: `If another program plays it: ${CONVERT_REMEDY}`,
    });
  }
  const validBits = stated > 0 && stated <= 8 * containerBytes ? stated : bits;
  return { coding, channelCount, sampleRateHz, containerBytes, validBits, littleEndian };
}

/** The format number inside an EXTENSIBLE sub-format, or one that nothing is registered under. */
function subFormatTag(subFormat: Uint8Array, littleEndian: boolean): number {
  const hex = Array.from(subFormat.subarray(2), (byte) => byte.toString(16).padStart(2, "0")).join("");
  const [first = 0, second = 0] = subFormat;
  // A big-endian file may have swapped the first three fields of the identifier; its number is what matters.
  if (!littleEndian) return first === 0 ? second || (subFormat[3] ?? 0) : first;
  return SUBFORMAT_TAILS.includes(hex) ? first + 256 * second : -1;
}

function codingOf(tag: number): WavCoding {
  if (tag === PCM) return "integer";
  if (tag === IEEE_FLOAT) return "float";
  if (tag === A_LAW) return "a-law";
  if (tag === MU_LAW) return "mu-law";
  const name = UNSUPPORTED[tag] ?? "a coding that is not known here";
  throw new UnsupportedAudioError({
    found: `a WAV file coded as ${name}${tag >= 0 ? ` (format 0x${tag.toString(16).padStart(4, "0")})` : ""}`,
    accepted: "PCM, floating point, A-law and mu-law in WAV",
    remedy: CONVERT_REMEDY,
  });
}

function isWidth(coding: WavCoding, containerBytes: number): boolean {
  if (coding === "integer") return [1, 2, 3, 4].includes(containerBytes);
  if (coding === "float") return containerBytes === 4 || containerBytes === 8;
  return containerBytes === 1;
}

/** The coding's usual name, as ffmpeg has it: `pcm-s16le`, `float32`, `a-law`. */
export function wavCodecName({ coding, containerBytes, littleEndian }: WavFormat): string {
  if (coding === "float") return `float${containerBytes * 8}`;
  if (coding !== "integer") return coding;
  if (containerBytes === 1) return "pcm-u8";
  return `pcm-s${containerBytes * 8}${littleEndian ? "le" : "be"}`;
}
