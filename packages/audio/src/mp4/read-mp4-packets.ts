import type { ByteReader } from "../stream/byte-reader.js";
import { boxAt, childBox, holds, type Mp4Box, readBoxes } from "./boxes.js";

/** The packets that a sample table points to: `stsz` has their sizes, `stsc` how many are in a chunk, `stco` where chunks are. */
export function sampleTablePackets(reader: ByteReader, table: Mp4Box): Uint8Array[] {
  const sizes = childBox(reader, table, "stsz");
  const layout = childBox(reader, table, "stsc");
  const offsets = childBox(reader, table, "stco") ?? childBox(reader, table, "co64");
  if (sizes === undefined || layout === undefined || offsets === undefined) return [];
  if (!holds(sizes, 0, 12) || !holds(layout, 0, 8) || !holds(offsets, 0, 8)) return [];

  const constantSize = reader.uint32(sizes.start + 4);
  const offsetBytes = offsets.type === "co64" ? 8 : 4;
  const chunkCount = Math.min(
    reader.uint32(offsets.start + 4),
    Math.floor((offsets.end - offsets.start - 8) / offsetBytes),
  );
  const packets: Uint8Array[] = [];
  const packetCount = reader.uint32(sizes.start + 8);
  const perChunk = chunkLengths(reader, layout);
  // Packets of a sound file never overlap: together they cannot be more than the file.
  let allowance = reader.length;
  for (let chunk = 0; chunk < chunkCount; chunk++) {
    const field = offsets.start + 8 + chunk * offsetBytes;
    let at = offsetBytes === 8 ? reader.uint64(field) : reader.uint32(field);
    for (let inChunk = perChunk(chunk + 1); inChunk > 0 && packets.length < packetCount; inChunk--) {
      const sizeField = 12 + 4 * packets.length;
      if (constantSize === 0 && !holds(sizes, sizeField, 4)) return packets;
      const size = constantSize || reader.uint32(sizes.start + sizeField);
      allowance -= size;
      if (allowance < 0 || at + size > reader.length) return packets;
      packets.push(reader.part(at, size));
      at += size;
    }
  }
  return packets;
}

/** Packets in a chunk, by the chunk's number from 1 on, asked for in order. */
function chunkLengths(reader: ByteReader, layout: Mp4Box): (chunk: number) => number {
  const count = Math.min(reader.uint32(layout.start + 4), Math.floor((layout.end - layout.start - 8) / 12));
  let entry = -1;
  return (chunk) => {
    while (entry + 1 < count && reader.uint32(layout.start + 8 + 12 * (entry + 1)) <= chunk) entry++;
    return entry < 0 ? 0 : reader.uint32(layout.start + 8 + 12 * entry + 4);
  };
}

/** The packets of one track in a movie fragment, as recorders in browsers write them. */
export function fragmentPackets(reader: ByteReader, fragment: Mp4Box, track: number, movie: Mp4Box): Uint8Array[] {
  const packets: Uint8Array[] = [];
  for (const box of readBoxes(reader, fragment.start, fragment.end)) {
    const header = box.type === "traf" ? childBox(reader, box, "tfhd") : undefined;
    if (header === undefined || !holds(header, 0, 8) || reader.uint32(header.start + 4) !== track) continue;
    const { base, defaultSize } = readFragmentHeader(reader, header, fragment, track, movie);
    let next = base;
    for (const run of readBoxes(reader, box.start, box.end)) {
      if (run.type === "trun") next = readRun(reader, run, base, next, defaultSize, packets);
    }
  }
  return packets;
}

/** Reads `tfhd`: where offsets count from, and how large packets are that do not say it. */
function readFragmentHeader(
  reader: ByteReader,
  header: Mp4Box,
  fragment: Mp4Box,
  track: number,
  movie: Mp4Box,
): { base: number; defaultSize: number } {
  const flags = reader.uint24(header.start + 1);
  let at = header.start + 8;
  let base = fragment.offset;
  if (flags & 0x01 && at + 8 <= header.end) {
    base = reader.uint64(at);
    at += 8;
  }
  if (flags & 0x02) at += 4;
  if (flags & 0x08) at += 4;
  const own = flags & 0x10 && at + 4 <= header.end;
  return { base, defaultSize: own ? reader.uint32(at) : movieDefaultSize(reader, movie, track) };
}

function movieDefaultSize(reader: ByteReader, movie: Mp4Box, track: number): number {
  const extension = boxAt(reader, movie, "mvex");
  if (extension === undefined) return 0;
  for (const box of readBoxes(reader, extension.start, extension.end)) {
    if (box.type === "trex" && holds(box, 0, 24) && reader.uint32(box.start + 4) === track)
      return reader.uint32(box.start + 16);
  }
  return 0;
}

/** Reads one `trun`; gives the offset behind its last packet. */
function readRun(
  reader: ByteReader,
  run: Mp4Box,
  base: number,
  next: number,
  defaultSize: number,
  packets: Uint8Array[],
): number {
  if (!holds(run, 0, 8)) return next;
  const flags = reader.uint24(run.start + 1);
  const count = reader.uint32(run.start + 4);
  let field = run.start + 8;
  let at = next;
  if (flags & 0x01 && field + 4 <= run.end) {
    at = base + reader.int32(field);
    field += 4;
  }
  if (flags & 0x04) field += 4;
  const sizeOffset = flags & 0x100 ? 4 : 0;
  const entryBytes = 4 * [0x100, 0x200, 0x400, 0x800].filter((flag) => flags & flag).length;
  for (let packet = 0; packet < count; packet++, field += entryBytes) {
    if (field + entryBytes > run.end) return at;
    const size = flags & 0x200 ? reader.uint32(field + sizeOffset) : defaultSize;
    if (size === 0 || at < 0 || at + size > reader.length) return at;
    packets.push(reader.part(at, size));
    at += size;
  }
  return at;
}
