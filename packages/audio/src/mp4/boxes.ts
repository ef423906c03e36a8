import type { ByteReader } from "../stream/byte-reader.js";

/** One box of an ISO base media file (ISO/IEC 14496-12, 4.2). */
export interface Mp4Box {
  readonly type: string;
  /** Where the box begins, with its header. */
  readonly offset: number;
  /** Where its content begins. */
  readonly start: number;
  /** Where its content ends; never beyond what contains it. */
  readonly end: number;
}

/** The boxes between two offsets, in order. What is cut off or too small to be a box ends the walk. */
export function* readBoxes(reader: ByteReader, start: number, end: number): Generator<Mp4Box, void, void> {
  let at = start;
  while (at + 8 <= end) {
    const size = reader.uint32(at);
    const isLong = size === 1;
    if (isLong && at + 16 > end) return;
    const header = isLong ? 16 : 8;
    const length = isLong ? reader.uint64(at + 8) : size === 0 ? end - at : size;
    if (length < header) return;
    yield { type: reader.letters(at + 4, 4), offset: at, start: at + header, end: Math.min(end, at + length) };
    at += length;
  }
}

/** The first box of a type inside another. */
export function childBox(reader: ByteReader, parent: Mp4Box | undefined, type: string): Mp4Box | undefined {
  if (parent === undefined) return undefined;
  for (const box of readBoxes(reader, parent.start, parent.end)) if (box.type === type) return box;
  return undefined;
}

/** The box at the end of a path of types. */
export function boxAt(reader: ByteReader, parent: Mp4Box | undefined, ...path: string[]): Mp4Box | undefined {
  let box = parent;
  for (const type of path) box = childBox(reader, box, type);
  return box;
}

/** Whether a box holds so many bytes from an offset of its content on. */
export function holds(box: Mp4Box, offset: number, bytes: number): boolean {
  return box.start + offset + bytes <= box.end;
}
