import { CorruptAudioError } from "../audio-decode-error.js";
import { ByteReader } from "../stream/byte-reader.js";

/** One chunk's content: where it begins, and how many bytes of it are really there. */
export interface WavChunk {
  readonly offset: number;
  readonly length: number;
}

/** The chunks of a WAV file that matter here, wherever in the file they stand. */
export interface WavChunks {
  readonly reader: ByteReader;
  /** RIFF, RF64 and BW64 are little-endian, RIFX is big-endian. */
  readonly littleEndian: boolean;
  readonly format: WavChunk | undefined;
  readonly data: WavChunk | undefined;
  readonly broadcast: WavChunk | undefined;
  /** `LIST` chunks of type `INFO`. */
  readonly info: readonly WavChunk[];
  readonly warnings: string[];
}

/** Written where a size is in `ds64`, or was not known yet when the recorder stopped. */
const SIZE_UNKNOWN = 0xffffffff;

/** Chunk names found in the wild: what tells a forgotten padding byte, or an abandoned size of 0, from real structure. */
const KNOWN_CHUNKS = new Set(
  (
    "fmt |data|fact|LIST|bext|iXML|axml|chna|cue |smpl|inst|JUNK|junk|FLLR|PAD |PEAK|id3 |ID3 |cart|qlty|levl|link|" +
    "ds64|wavl|slnt|plst|DISP|afsp|acid|strc|umid|minf|elm1|regn|_PMX|wamd|guan|MD5 "
  ).split("|"),
);

/**
 * Finds the chunks of a WAV file: RIFF, RIFX, RF64 or BW64. Sizes are never believed beyond the bytes that are there,
 * and every step goes forward, so the time is proportional to the bytes at worst.
 *
 * @throws CorruptAudioError when not even the 12 bytes of the header are there.
 */
export function readWavChunks(bytes: Uint8Array): WavChunks {
  const reader = new ByteReader(bytes);
  if (reader.length < 12) {
    throw new CorruptAudioError({
      found: `a WAV header cut off after ${reader.length} bytes`,
      accepted: "a RIFF header of 12 bytes and the chunks `fmt ` and `data`",
      remedy: "The file was not copied whole; copy it again.",
    });
  }
  const littleEndian = reader.letters(0, 4) !== "RIFX";
  const warnings: string[] = [];
  const info: WavChunk[] = [];
  const longSizes = new Map<string, number>();
  let format: WavChunk | undefined;
  let data: WavChunk | undefined;
  let broadcast: WavChunk | undefined;

  let at = 12;
  while (at + 8 <= reader.length) {
    const name = reader.letters(at, 4);
    const start = at + 8;
    const available = reader.length - start;
    const size = claimedSize(name, reader.uint32(at + 4, littleEndian), longSizes);
    const chunk = { offset: start, length: Math.min(size, available) };

    if (name === "data") {
      const abandoned = size === 0 && available > 0 && !isChunkName(reader, start);
      const found = abandoned ? { offset: start, length: available } : chunk;
      if (data === undefined || data.length === 0) {
        data = found;
        if (abandoned) warnings.push(`The data chunk claims 0 bytes; the ${available} bytes that follow it were read.`);
        else if (size > available) warnings.push(`The data chunk claims ${size} bytes; the file holds ${available}.`);
      }
      at = nextChunk(reader, found);
      continue;
    }
    if (name === "ds64") readLongSizes(reader, chunk, longSizes);
    else if (name === "fmt ") format ??= chunk;
    else if (name === "bext") broadcast ??= chunk;
    else if (name === "LIST" && chunk.length >= 4 && reader.letters(start, 4) === "INFO") info.push(chunk);
    at = nextChunk(reader, chunk);
  }
  return { reader, littleEndian, format, data, broadcast, info, warnings };
}

/** The size a chunk claims: its own field, or the 64-bit one that `ds64` holds for it (EBU Tech 3306). */
function claimedSize(name: string, field: number, longSizes: ReadonlyMap<string, number>): number {
  return field === SIZE_UNKNOWN ? (longSizes.get(name) ?? field) : field;
}

function readLongSizes(reader: ByteReader, chunk: WavChunk, longSizes: Map<string, number>): void {
  if (chunk.length < 16) return;
  longSizes.set("data", reader.uint64(chunk.offset + 8, true));
  if (chunk.length < 28) return;
  const entries = reader.uint32(chunk.offset + 24, true);
  for (let entry = 0; entry < entries; entry++) {
    const at = chunk.offset + 28 + entry * 12;
    if (at + 12 > chunk.offset + chunk.length) return;
    longSizes.set(reader.letters(at, 4), reader.uint64(at + 4, true));
  }
}

function nextChunk(reader: ByteReader, chunk: WavChunk): number {
  const end = chunk.offset + chunk.length;
  if (chunk.length % 2 === 0) return end;
  // The padding byte of an odd chunk is not counted in its size, and some recorders forget it.
  return isChunkName(reader, end) && !isChunkName(reader, end + 1) ? end : end + 1;
}

function isChunkName(reader: ByteReader, offset: number): boolean {
  return offset + 8 <= reader.length && KNOWN_CHUNKS.has(reader.letters(offset, 4));
}
