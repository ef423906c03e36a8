import type { ByteReader } from "../stream/byte-reader.js";
import { childElement, type EbmlElement, ELEMENT, readElements, unsignedValue } from "./elements.js";

/** A sound track of a WebM or Matroska file. */
export interface WebmTrack {
  readonly number: number;
  /** Such as `A_OPUS`. */
  readonly codecId: string;
  readonly codecPrivate: Uint8Array;
  /** Whether its blocks are compressed or encrypted once more. */
  readonly isEncoded: boolean;
}

/** The packets of one track, and what is wrong or special about them. */
export interface WebmPackets {
  readonly packets: Uint8Array[];
  /** Blocks that hold several packets at once, which are not taken apart. */
  readonly lacedBlocks: number;
  /** Length of the padding at the end, in seconds. */
  readonly paddingSeconds: number;
}

const SOUND_TRACK = 2;

/** The sound tracks of a file, in order. */
export function readWebmTracks(reader: ByteReader): WebmTrack[] {
  for (const element of readElements(reader, 0, reader.length)) {
    if (element.id === ELEMENT.tracks) return [...soundTracks(reader, element)];
  }
  return [];
}

function* soundTracks(reader: ByteReader, tracks: EbmlElement): Generator<WebmTrack, void, void> {
  for (const entry of readElements(reader, tracks.start, tracks.end)) {
    if (entry.id !== ELEMENT.trackEntry) continue;
    if (unsignedValue(reader, childElement(reader, entry, ELEMENT.trackType)) !== SOUND_TRACK) continue;
    const codec = childElement(reader, entry, ELEMENT.codecId);
    const specific = childElement(reader, entry, ELEMENT.codecPrivate);
    yield {
      number: unsignedValue(reader, childElement(reader, entry, ELEMENT.trackNumber)),
      codecId:
        codec === undefined
          ? ""
          : reader.letters(codec.start, Math.min(40, codec.end - codec.start)).replace(/\0+$/, ""),
      codecPrivate:
        specific === undefined ? new Uint8Array(0) : reader.part(specific.start, specific.end - specific.start),
      isEncoded: childElement(reader, entry, ELEMENT.contentEncodings) !== undefined,
    };
  }
}

/** The packets of a track, one a block. */
export function readWebmPackets(reader: ByteReader, track: WebmTrack): WebmPackets {
  const packets: Uint8Array[] = [];
  let lacedBlocks = 0;
  let padding = 0;
  for (const element of readElements(reader, 0, reader.length)) {
    const isGroup = element.id === ELEMENT.blockGroup;
    if (!isGroup && element.id !== ELEMENT.simpleBlock) continue;
    const block = isGroup ? childElement(reader, element, ELEMENT.block) : element;
    if (block === undefined || block.start + 4 > block.end) continue;
    // Track number of one byte (there are never more than 127), two of time, one of flags.
    if ((reader.uint8(block.start) & 0x7f) !== track.number) continue;
    if ((reader.uint8(block.start + 3) & 0x06) !== 0) lacedBlocks++;
    else packets.push(reader.part(block.start + 4, block.end - block.start - 4));
    if (isGroup) padding = unsignedValue(reader, childElement(reader, element, ELEMENT.discardPadding));
  }
  return { packets, lacedBlocks, paddingSeconds: padding / 1e9 };
}
