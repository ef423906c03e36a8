import type { ByteReader } from "../stream/byte-reader.js";

/** One EBML element (RFC 8794). */
export interface EbmlElement {
  /** Identifier with its length marker, as the specifications print it. */
  readonly id: number;
  readonly start: number;
  readonly end: number;
}

/** Identifiers of Matroska elements (RFC 9559). */
export const ELEMENT = {
  segment: 0x18538067,
  cluster: 0x1f43b675,
  tracks: 0x1654ae6b,
  trackEntry: 0xae,
  trackNumber: 0xd7,
  trackType: 0x83,
  codecId: 0x86,
  codecPrivate: 0x63a2,
  contentEncodings: 0x6d80,
  simpleBlock: 0xa3,
  blockGroup: 0xa0,
  block: 0xa1,
  discardPadding: 0x75a2,
} as const;

/** Elements whose content is walked as if it stood outside them, which also settles sizes that were never filled in. */
const OPENED: readonly number[] = [ELEMENT.segment, ELEMENT.cluster];

/** The elements between two offsets, in order, those inside segments and clusters among them. */
export function* readElements(reader: ByteReader, start: number, end: number): Generator<EbmlElement, void, void> {
  let at = start;
  while (at < end) {
    const id = variableInteger(reader, at, end, 4, true);
    if (id === undefined) return;
    const size = variableInteger(reader, at + id.bytes, end, 8, false);
    if (size === undefined) return;
    const content = at + id.bytes + size.bytes;
    if (OPENED.includes(id.value)) {
      at = content;
      continue;
    }
    yield { id: id.value, start: content, end: Math.min(end, content + size.value) };
    at = content + size.value;
  }
}

/** A number whose leading zeros say how many bytes it has. */
function variableInteger(
  reader: ByteReader,
  at: number,
  end: number,
  maximumBytes: number,
  keepsMarker: boolean,
): { value: number; bytes: number } | undefined {
  const first = at < end ? reader.uint8(at) : 0;
  const bytes = Math.clz32(first) - 23;
  if (first === 0 || bytes > maximumBytes || at + bytes > end) return undefined;
  let value = keepsMarker ? first : first & ((1 << (8 - bytes)) - 1);
  for (let byte = 1; byte < bytes; byte++) value = value * 256 + reader.uint8(at + byte);
  return { value, bytes };
}

/** The first element of an identifier inside another. */
export function childElement(reader: ByteReader, parent: EbmlElement, id: number): EbmlElement | undefined {
  for (const element of readElements(reader, parent.start, parent.end)) if (element.id === id) return element;
  return undefined;
}

/** An element's content as an unsigned number of up to 6 bytes; 0 where there is none. */
export function unsignedValue(reader: ByteReader, element: EbmlElement | undefined): number {
  let value = 0;
  if (element === undefined) return value;
  for (let at = element.start; at < Math.min(element.end, element.start + 6); at++)
    value = value * 256 + reader.uint8(at);
  return value;
}
