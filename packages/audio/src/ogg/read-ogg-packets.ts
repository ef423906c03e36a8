import { ByteReader } from "../stream/byte-reader.js";
import { joinBytes } from "../stream/join-bytes.js";

/** One page of an Ogg file (RFC 3533) whose checksum is right. */
export interface OggPage {
  readonly offset: number;
  readonly length: number;
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

/**
 * All pages in order. What is no page, or a damaged one, is passed over. The search for the next page begins inside a
 * damaged one, but only while the bytes checked in vain are few: the time stays proportional to the file's length.
 */
export function* readOggPages(bytes: Uint8Array): Generator<OggPage, void, void> {
  const reader = new ByteReader(bytes);
  let vainBytes = 0;
  let at = 0;
  while (at + 27 <= bytes.length) {
    const length = pageLength(reader, at);
    const whole = length > 0 && at + length <= bytes.length;
    if (whole && checksum(reader.part(at, length)) === reader.uint32(at + 22, true)) {
      yield readPage(reader, at, length);
      at += length;
      continue;
    }
    if (whole) vainBytes += length;
    const next = bytes.indexOf(0x4f, at + (whole && vainBytes > 4 * bytes.length ? length : 1));
    if (next < 0) return;
    at = next;
  }
}

/** Length of the page that begins here, by its header; 0 where none does. */
function pageLength(reader: ByteReader, at: number): number {
  if (reader.letters(at, 4) !== "OggS" || reader.uint8(at + 4) !== 0) return 0;
  const parts = reader.uint8(at + 26);
  return 27 + parts + reader.part(at + 27, parts).reduce((sum, size) => sum + size, 0);
}

function readPage(reader: ByteReader, at: number, length: number): OggPage {
  const parts = reader.uint8(at + 26);
  const flags = reader.uint8(at + 5);
  const unset = reader.uint32(at + 6, true) === 0xffffffff && reader.uint32(at + 10, true) === 0xffffffff;
  return {
    offset: at,
    length,
    serial: reader.uint32(at + 14, true),
    sequence: reader.uint32(at + 18, true),
    isFirst: (flags & 2) !== 0,
    isLast: (flags & 4) !== 0,
    isContinued: (flags & 1) !== 0,
    granule: unset ? -1 : reader.uint64(at + 6, true),
    lacing: reader.part(at + 27, parts),
    body: reader.part(at + 27 + parts, length - 27 - parts),
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
