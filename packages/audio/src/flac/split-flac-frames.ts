/** CRC-8 of the polynomial 07, which closes a frame's header. */
const HEADER_CHECKSUM = Uint8Array.from({ length: 256 }, (_, index) => {
  let remainder = index;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder << 1) ^ ((remainder & 0x80) !== 0 ? 0x107 : 0);
  return remainder;
});

/** CRC-16 of the polynomial 8005, which closes a frame. */
const FRAME_CHECKSUM = Uint16Array.from({ length: 256 }, (_, index) => {
  let remainder = index << 8;
  for (let bit = 0; bit < 8; bit++) remainder = (remainder << 1) ^ ((remainder & 0x8000) !== 0 ? 0x18005 : 0);
  return remainder;
});

/** No frame is longer: 65,535 samples of 8 channels of 33 bits, and its headers. */
const MAXIMUM_FRAME_BYTES = 2_162_800;

/** Whole frames, and how many stretches between them were not one. */
export interface FlacFrames {
  readonly frames: readonly Uint8Array[];
  readonly damaged: number;
}

/**
 * Cuts a native FLAC stream into frames (RFC 9639, section 9). A frame does not say how long it is: it ends where the
 * next header begins and the checksum of all that lies between is right. The checksum runs on through what looks like a
 * header inside a frame, so that every byte of a sound file is summed once. Where no end fits, the frame is damaged and
 * the next header is tried; once the bytes summed in vain are many, the rest is given up, so that the time stays
 * proportional to the file's length.
 */
export function splitFlacFrames(bytes: Uint8Array): FlacFrames {
  const frames: Uint8Array[] = [];
  let damaged = 0;
  let vainBytes = 0;
  let start = nextHeader(bytes, 0);
  if (start !== 0) damaged++;
  while (start < bytes.length && vainBytes <= 8 * bytes.length) {
    const second = nextHeader(bytes, start + 1);
    const end = frameEnd(bytes, start, second);
    if (end < 0) {
      damaged++;
      vainBytes += Math.min(MAXIMUM_FRAME_BYTES, bytes.length - start);
      start = second;
    } else {
      frames.push(bytes.subarray(start, end));
      start = isHeader(bytes, end) ? end : nextHeader(bytes, end);
    }
  }
  return { frames, damaged };
}

/** Where the frame ends that begins at `start`, trying one header after another; -1 where no checksum fits. */
function frameEnd(bytes: Uint8Array, start: number, second: number): number {
  const limit = Math.min(bytes.length, start + MAXIMUM_FRAME_BYTES);
  let checksum = 0;
  let at = start;
  for (let next = second; at < limit; next = nextHeader(bytes, next + 1)) {
    const candidate = Math.min(next, limit);
    for (; at < candidate; at++) {
      checksum = ((checksum << 8) & 0xffff) ^ (FRAME_CHECKSUM[(checksum >> 8) ^ (bytes[at] as number)] as number);
    }
    // Summed over a message and its own checksum, the remainder is 0.
    if (checksum === 0 && (candidate === next || candidate === bytes.length)) return candidate;
  }
  return -1;
}

/** Offset of the next frame header at or after `from`, or the length of the bytes. */
function nextHeader(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at >= 0; at = bytes.indexOf(0xff, at + 1)) {
    if (isHeader(bytes, at)) return at;
  }
  return bytes.length;
}

/** Sync code, no reserved value, and the right checksum. */
function isHeader(bytes: Uint8Array, at: number): boolean {
  const [sync = 0, strategy = 0, sizes = 0, shape = 0, number = 0] = bytes.subarray(at, at + 5);
  if (sync !== 0xff || (strategy & 0xfe) !== 0xf8) return false;
  const blockSize = sizes >> 4;
  const rate = sizes & 15;
  if (blockSize === 0 || rate === 15 || shape >> 4 > 10 || ((shape >> 1) & 7) === 3 || (shape & 1) !== 0) return false;
  // The frame's number is coded like UTF-8, in 1 to 7 bytes: as many as it has leading ones.
  const ones = Math.clz32(~(number << 24));
  if (ones === 1 || ones === 8) return false;
  const numberBytes = Math.max(1, ones);
  const sizeBytes = blockSize === 6 ? 1 : blockSize === 7 ? 2 : 0;
  const rateBytes = rate === 12 ? 1 : rate === 13 || rate === 14 ? 2 : 0;
  const end = at + 4 + numberBytes + sizeBytes + rateBytes;
  if (end >= bytes.length) return false;
  let checksum = 0;
  for (let byte = at; byte <= end; byte++) checksum = HEADER_CHECKSUM[checksum ^ (bytes[byte] as number)] as number;
  return checksum === 0;
}
