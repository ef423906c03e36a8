/** A picture of a video as an encoder gave it. */
export interface EncodedPicture {
  readonly bytes: Uint8Array;
  /** When it is shown, milliseconds from the beginning. */
  readonly timeMs: number;
  /** Whether it can be shown without those before it. */
  readonly isKey: boolean;
}

/** What a video is. */
export interface VideoFacts {
  readonly codec: "V_VP8" | "V_VP9";
  readonly widthPx: number;
  readonly heightPx: number;
  readonly durationMs: number;
}

/** Names of the elements that are written (RFC 8794; Matroska, RFC 9559). */
const ID = {
  ebml: [0x1a, 0x45, 0xdf, 0xa3],
  ebmlVersion: [0x42, 0x86],
  ebmlReadVersion: [0x42, 0xf7],
  ebmlMaxIdLength: [0x42, 0xf2],
  ebmlMaxSizeLength: [0x42, 0xf3],
  docType: [0x42, 0x82],
  docTypeVersion: [0x42, 0x87],
  docTypeReadVersion: [0x42, 0x85],
  segment: [0x18, 0x53, 0x80, 0x67],
  info: [0x15, 0x49, 0xa9, 0x66],
  timestampScale: [0x2a, 0xd7, 0xb1],
  duration: [0x44, 0x89],
  muxingApp: [0x4d, 0x80],
  writingApp: [0x57, 0x41],
  tracks: [0x16, 0x54, 0xae, 0x6b],
  trackEntry: [0xae],
  trackNumber: [0xd7],
  trackUid: [0x73, 0xc5],
  trackType: [0x83],
  flagLacing: [0x9c],
  codecId: [0x86],
  video: [0xe0],
  pixelWidth: [0xb0],
  pixelHeight: [0xba],
  cluster: [0x1f, 0x43, 0xb6, 0x75],
  timestamp: [0xe7],
  simpleBlock: [0xa3],
} as const;

const MILLISECOND_NS = 1_000_000;
const TRACK = 1;
/** A block's time within its cluster is a signed 16-bit number. */
const LONGEST_CLUSTER_MS = 30_000;

/**
 * A WebM file of one silent track of pictures (RFC 9559, the WebM subset). Clusters begin at key pictures; the length is in the header, so players
 * can seek from the start.
 *
 * @param pictures In order of their times, the first one a key picture.
 */
export function writeWebM(pictures: readonly EncodedPicture[], facts: VideoFacts): Uint8Array<ArrayBuffer> {
  const header = element(ID.ebml, [
    unsigned(ID.ebmlVersion, 1),
    unsigned(ID.ebmlReadVersion, 1),
    unsigned(ID.ebmlMaxIdLength, 4),
    unsigned(ID.ebmlMaxSizeLength, 8),
    text(ID.docType, "webm"),
    unsigned(ID.docTypeVersion, 4),
    unsigned(ID.docTypeReadVersion, 2),
  ]);
  const info = element(ID.info, [
    unsigned(ID.timestampScale, MILLISECOND_NS),
    float(ID.duration, facts.durationMs),
    text(ID.muxingApp, "vocalith"),
    text(ID.writingApp, "vocalith"),
  ]);
  const tracks = element(ID.tracks, [
    element(ID.trackEntry, [
      unsigned(ID.trackNumber, TRACK),
      unsigned(ID.trackUid, TRACK),
      unsigned(ID.trackType, 1),
      unsigned(ID.flagLacing, 0),
      text(ID.codecId, facts.codec),
      element(ID.video, [unsigned(ID.pixelWidth, facts.widthPx), unsigned(ID.pixelHeight, facts.heightPx)]),
    ]),
  ]);
  return joined([header, element(ID.segment, [info, tracks, ...clusters(pictures)])]);
}

function clusters(pictures: readonly EncodedPicture[]): Uint8Array[] {
  const written: Uint8Array[] = [];
  for (let first = 0; first < pictures.length; ) {
    const startMs = Math.round((pictures[first] as EncodedPicture).timeMs);
    let end = first + 1;
    while (end < pictures.length) {
      const next = pictures[end] as EncodedPicture;
      if (next.isKey || next.timeMs - startMs > LONGEST_CLUSTER_MS) break;
      end++;
    }
    const blocks = pictures.slice(first, end).map((picture) => simpleBlock(picture, startMs));
    written.push(element(ID.cluster, [unsigned(ID.timestamp, startMs), ...blocks]));
    first = end;
  }
  return written;
}

function simpleBlock({ bytes, timeMs, isKey }: EncodedPicture, startMs: number): Uint8Array {
  const at = Math.round(timeMs) - startMs;
  const head = Uint8Array.of(0x80 | TRACK, (at >> 8) & 0xff, at & 0xff, isKey ? 0x80 : 0);
  return element(ID.simpleBlock, [head, bytes]);
}

function element(id: readonly number[], content: readonly Uint8Array[]): Uint8Array {
  const length = content.reduce((sum, part) => sum + part.length, 0);
  return joined([Uint8Array.from(id), sizeOf(length), ...content]);
}

/** A length in eight bytes: the longest form serves every file. */
function sizeOf(length: number): Uint8Array {
  const size = new Uint8Array(8);
  const view = new DataView(size.buffer);
  view.setUint32(0, Math.floor(length / 2 ** 32));
  view.setUint32(4, length >>> 0);
  size[0] = 0x01;
  return size;
}

function unsigned(id: readonly number[], value: number): Uint8Array {
  const bytes: number[] = [];
  for (let rest = value; rest > 0 || bytes.length === 0; rest = Math.floor(rest / 256)) bytes.unshift(rest % 256);
  return element(id, [Uint8Array.from(bytes)]);
}

function float(id: readonly number[], value: number): Uint8Array {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setFloat64(0, value);
  return element(id, [bytes]);
}

function text(id: readonly number[], value: string): Uint8Array {
  return element(id, [new TextEncoder().encode(value)]);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
