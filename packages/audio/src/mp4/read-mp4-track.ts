import type { ByteReader } from "../stream/byte-reader.js";
import { boxAt, childBox, holds, type Mp4Box, readBoxes } from "./boxes.js";
import { fragmentPackets, sampleTablePackets } from "./read-mp4-packets.js";

/** A sound track: how it is coded, its packets, and which part of what they give is to be heard. */
export interface Mp4Track {
  /** Four-letter name of the coding, such as `mp4a`. */
  readonly coding: string;
  /** The coding's own boxes, inside the sample entry. */
  readonly entry: Mp4Box;
  readonly packets: readonly Uint8Array[];
  /** Seconds to leave out at the start. */
  readonly skipSeconds: number;
  /** Seconds to be heard, where the file says it. */
  readonly seconds: number | undefined;
}

/** The sound tracks of a file, in order. */
export function readMp4Tracks(reader: ByteReader): Mp4Track[] {
  const top = [...readBoxes(reader, 0, reader.length)];
  const movie = top.find((box) => box.type === "moov");
  const fragments = top.filter((box) => box.type === "moof");
  if (movie === undefined) return [];
  const movieScale = timeScale(reader, childBox(reader, movie, "mvhd"));
  const tracks: Mp4Track[] = [];
  for (const box of readBoxes(reader, movie.start, movie.end)) {
    if (box.type !== "trak") continue;
    const track = readTrack(reader, box, movie, fragments, movieScale);
    if (track !== undefined) tracks.push(track);
  }
  return tracks;
}

function readTrack(
  reader: ByteReader,
  track: Mp4Box,
  movie: Mp4Box,
  fragments: readonly Mp4Box[],
  movieScale: number,
): Mp4Track | undefined {
  const media = childBox(reader, track, "mdia");
  const handler = childBox(reader, media, "hdlr");
  const table = boxAt(reader, media, "minf", "stbl");
  const descriptions = childBox(reader, table, "stsd");
  if (handler === undefined || reader.letters(handler.start + 8, 4) !== "soun") return undefined;
  if (table === undefined || descriptions === undefined) return undefined;
  const [description] = readBoxes(reader, descriptions.start + 8, descriptions.end);
  if (description === undefined || !holds(description, 0, 28)) return undefined;

  const packets = sampleTablePackets(reader, table);
  const identifier = trackIdentifier(reader, childBox(reader, track, "tkhd"));
  for (const fragment of fragments) packets.push(...fragmentPackets(reader, fragment, identifier, movie));
  const mediaScale = timeScale(reader, childBox(reader, media, "mdhd"));
  const edit = readEdit(reader, boxAt(reader, track, "edts", "elst"), mediaScale, movieScale);
  return { coding: description.type, entry: entryBoxes(reader, description), packets, ...edit };
}

/** What stands in a sample entry behind its fixed fields, which QuickTime has in three lengths. */
function entryBoxes(reader: ByteReader, description: Mp4Box): Mp4Box {
  const version = reader.uint16(description.start + 8);
  const start = description.start + 28 + (version === 1 ? 16 : version === 2 ? 36 : 0);
  const entry = { ...description, start };
  const wave = childBox(reader, entry, "wave");
  return wave ?? entry;
}

/** Ticks a second of a movie or media header; both versions have it behind their two times. */
function timeScale(reader: ByteReader, header: Mp4Box | undefined): number {
  if (header === undefined || !holds(header, 0, 24)) return 0;
  return reader.uint32(header.start + (reader.uint8(header.start) === 1 ? 20 : 12));
}

function trackIdentifier(reader: ByteReader, header: Mp4Box | undefined): number {
  if (header === undefined || !holds(header, 0, 24)) return 0;
  return reader.uint32(header.start + (reader.uint8(header.start) === 1 ? 20 : 12));
}

/** The first edit that shows something: what encoders use to cut off their own delay. */
function readEdit(
  reader: ByteReader,
  list: Mp4Box | undefined,
  mediaScale: number,
  movieScale: number,
): { skipSeconds: number; seconds: number | undefined } {
  const whole = { skipSeconds: 0, seconds: undefined };
  if (list === undefined || !holds(list, 0, 8) || mediaScale === 0 || movieScale === 0) return whole;
  const isLong = reader.uint8(list.start) === 1;
  const entryBytes = isLong ? 20 : 12;
  const count = reader.uint32(list.start + 4);
  for (let entry = 0; entry < count && holds(list, 8 + entry * entryBytes, entryBytes); entry++) {
    const at = list.start + 8 + entry * entryBytes;
    const duration = isLong ? reader.uint64(at) : reader.uint32(at);
    const mediaTime = isLong ? reader.uint64(at + 8) : reader.uint32(at + 4);
    // All ones: an empty edit, which only delays the track.
    if (mediaTime >= (isLong ? 2 ** 63 : 2 ** 31)) continue;
    return { skipSeconds: mediaTime / mediaScale, seconds: duration > 0 ? duration / movieScale : undefined };
  }
  return whole;
}
