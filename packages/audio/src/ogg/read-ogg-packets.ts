import { ByteReader } from "../stream/byte-reader.js";
import { joinBytes } from "../stream/join-bytes.js";

/** One page of an Ogg file (RFC 3533). */
export interface OggPage {
  /** The whole page, header and all. */
  readonly bytes: Uint8Array;
  /** Whether its checksum is wrong, or its end is missing. */
  readonly isDamaged: boolean;
  readonly serial: number;
  /** Counts the pages of one stream; a gap says that pages are missing. */
  readonly sequence: number;
  readonly isFirst: boolean;
  readonly isLast: boolean;
  readonly isContinued: boolean;
  /** Position of the last packet that ends on this page, in the codec's own units; -1 where none ends. */
  readonly granule: number;
  /** Sizes of the parts of packets on this page; a part of 255 bytes goes on in the next one. */
  readonly lacing: Uint8Array;
  readonly body: Uint8Array;
}

const CHECKSUM_TABLE = Uint32Array.from({ length: 256 }, (_, index) => {
  let remainder = index << 24;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder << 1) ^ (remainder < 0 ? 0x04c11db7 : 0);
  return remainder;
});

/** Bytes of a page's header before its lacing. */
const HEADER_BYTES = 27;

/**
 * All pages in order. A page with a wrong checksum is given when the next page, or the end, stands where it should: a
 * flipped bit is no reason to lose a second of sound. Of a last page that is cut off, the whole packets are given.
 * Anything else is passed over. The search for the next page begins inside what was passed over, but only while the
 * bytes checked in vain are few: the time stays proportional to the file's length.
 */
export function* readOggPages(bytes: Uint8Array): Generator<OggPage, void, void> {
  const reader = new ByteReader(bytes);
  let vainBytes = 0;
  let at = 0;
  while (at + HEADER_BYTES <= bytes.length) {
    const length = pageLength(reader, at);
    const end = at + length;
    let step = 1;
    if (length > 0 && end <= bytes.length) {
      const isSound = checksum(reader.part(at, length)) === reader.uint32(at + 22, true);
      if (isSound || end === bytes.length || reader.letters(end, 4) === "OggS") {
        yield readPage(reader.part(at, length), !isSound);
        at = end;
        continue;
      }
      vainBytes += length;
      if (vainBytes > 4 * bytes.length) step = length;
    }
    const next = indexOfPage(reader, at + step);
    if (next < 0 && end > bytes.length) yield* cutOffPage(reader, at);
    if (next < 0) return;
    at = next;
  }
}

/** Length of the page that begins here, by its header; 0 where none does. */
function pageLength(reader: ByteReader, at: number): number {
  if (reader.letters(at, 4) !== "OggS" || reader.uint8(at + 4) !== 0) return 0;
  const parts = reader.uint8(at + 26);
  return HEADER_BYTES + parts + reader.part(at + HEADER_BYTES, parts).reduce((sum, size) => sum + size, 0);
}

function indexOfPage(reader: ByteReader, from: number): number {
  for (let at = reader.bytes.indexOf(0x4f, from); at >= 0; at = reader.bytes.indexOf(0x4f, at + 1)) {
    if (reader.letters(at, 4) === "OggS") return at;
  }
  return -1;
}

/** The page that begins here without the packets that are not whole, as a page of its own. */
function* cutOffPage(reader: ByteReader, at: number): Generator<OggPage, void, void> {
  const lacing = reader.part(at + HEADER_BYTES, reader.uint8(at + 26));
  const body = at + HEADER_BYTES + lacing.length;
  let end = body;
  let wholeParts = 0;
  let wholeEnd = body;
  for (const [index, size] of lacing.entries()) {
    end += size;
    if (end > reader.length) break;
    if (size === 255) continue;
    wholeParts = index + 1;
    wholeEnd = end;
  }
  if (wholeParts === 0) return;
  const header = reader.part(at, HEADER_BYTES).slice();
  header[5] = (header[5] as number) & ~4;
  header.fill(0xff, 6, 14);
  header[26] = wholeParts;
  yield readPage(joinBytes([header, lacing.subarray(0, wholeParts), reader.part(body, wholeEnd - body)]), true);
}

function readPage(bytes: Uint8Array, isDamaged: boolean): OggPage {
  const reader = new ByteReader(bytes);
  const parts = reader.uint8(26);
  const flags = reader.uint8(5);
  const isUnset = reader.uint32(6, true) === 0xffffffff && reader.uint32(10, true) === 0xffffffff;
  return {
    bytes,
    isDamaged,
    serial: reader.uint32(14, true),
    sequence: reader.uint32(18, true),
    isFirst: (flags & 2) !== 0,
    isLast: (flags & 4) !== 0,
    isContinued: (flags & 1) !== 0,
    granule: isUnset ? -1 : reader.uint64(6, true),
    lacing: reader.part(HEADER_BYTES, parts),
    body: reader.part(HEADER_BYTES + parts, bytes.length),
  };
}

/** CRC-32 of the polynomial 04C11DB7, unreflected, with the checksum's own four bytes as zero. */
function checksum(page: Uint8Array): number {
  let remainder = 0;
  for (let at = 0; at < page.length; at++) {
    const byte = at >= 22 && at < 26 ? 0 : (page[at] as number);
    remainder = (remainder << 8) ^ (CHECKSUM_TABLE[(remainder >>> 24) ^ byte] as number);
  }
  return remainder >>> 0;
}

/** The packets of one logical stream's pages. A packet that lost its beginning or its end is left out and counted. */
export function oggPackets(pages: readonly OggPage[]): { packets: Uint8Array[]; lost: number } {
  const packets: Uint8Array[] = [];
  let lost = 0;
  // Parts of the packet that is not complete yet; none while there is no such packet, or its beginning is missing.
  let parts: Uint8Array[] = [];
  let isHeadless = false;
  for (const page of pages) {
    if (page.isContinued) isHeadless ||= parts.length === 0;
    else if (parts.length > 0) {
      parts = [];
      lost++;
    }
    if (!page.isContinued) isHeadless = false;
    let start = 0;
    let end = 0;
    for (const size of page.lacing) {
      end += size;
      if (size === 255) continue;
      parts.push(page.body.subarray(start, end));
      if (isHeadless) lost++;
      else packets.push(joinBytes(parts));
      parts = [];
      isHeadless = false;
      start = end;
    }
    if (end > start && !isHeadless) parts.push(page.body.subarray(start, end));
  }
  return { packets, lost };
}
