/** What the header of one MPEG audio frame says: layers I to III (ISO/IEC 11172-3, 13818-3) or ADTS AAC (13818-7). */
export interface MpegFrameHeader {
  readonly kind: "layer-1" | "layer-2" | "layer-3" | "aac";
  /** 1, 2, or 2.5 for the unofficial low rates. */
  readonly version: number;
  readonly sampleRateHz: number;
  readonly channelCount: number;
  readonly frameBytes: number;
  readonly samplesPerFrame: number;
}

/** A frame and where it stands. */
export interface MpegFrame {
  readonly offset: number;
  readonly header: MpegFrameHeader;
}

/** How far sound may be from the start of a file that begins with something else. */
const SEARCH_BYTES = 1 << 16;

/** Frames in a row that must fit together where the first does not stand at the very start. */
const CHAIN_FRAMES = 3;

const VERSIONS: readonly number[] = [2.5, 0, 2, 1];
const RATES_HZ: readonly number[] = [44_100, 48_000, 32_000];
const AAC_RATES_HZ: readonly number[] = [
  96_000, 88_200, 64_000, 48_000, 44_100, 32_000, 24_000, 22_050, 16_000, 12_000, 11_025, 8_000, 7_350,
];

/** Kilobits a second by index 1 to 14, for version 1 of each layer, then for versions 2 and 2.5 of layer I and of the others. */
const KILOBITS: Readonly<Record<string, readonly number[]>> = {
  "layer-1": [32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448],
  "layer-2": [32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384],
  "layer-3": [32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320],
  "low layer-1": [32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256],
  low: [8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160],
};

/** The frame header at an offset, or `undefined` where there is none. Free-format frames, which hide their length, are none. */
export function readMpegFrameHeader(bytes: Uint8Array, offset: number): MpegFrameHeader | undefined {
  if (offset + 6 > bytes.length || bytes[offset] !== 0xff) return undefined;
  const second = bytes[offset + 1] as number;
  if ((second & 0xf6) === 0xf0) return readAdtsHeader(bytes, offset);
  const version = VERSIONS[(second >> 3) & 3] as number;
  const layer = 4 - ((second >> 1) & 3);
  const third = bytes[offset + 2] as number;
  const rate = RATES_HZ[(third >> 2) & 3];
  const bitrateIndex = third >> 4;
  if ((second & 0xe0) !== 0xe0 || version === 0 || layer === 4 || rate === undefined) return undefined;
  if (bitrateIndex === 0 || bitrateIndex === 15) return undefined;

  const kind = layer === 1 ? "layer-1" : layer === 2 ? "layer-2" : "layer-3";
  const table = version === 1 ? kind : layer === 1 ? "low layer-1" : "low";
  const bitsPerSecond = 1000 * ((KILOBITS[table] as readonly number[])[bitrateIndex - 1] as number);
  const sampleRateHz = rate / (version === 1 ? 1 : version === 2 ? 2 : 4);
  const samplesPerFrame = layer === 1 ? 384 : layer === 3 && version !== 1 ? 576 : 1152;
  const padding = (third >> 1) & 1;
  const slotBytes = layer === 1 ? 4 : 1;
  const slots = Math.floor((samplesPerFrame / 8 / slotBytes) * (bitsPerSecond / sampleRateHz)) + padding;
  const channelCount = (bytes[offset + 3] as number) >> 6 === 3 ? 1 : 2;
  return { kind, version, sampleRateHz, channelCount, frameBytes: slots * slotBytes, samplesPerFrame };
}

function readAdtsHeader(bytes: Uint8Array, offset: number): MpegFrameHeader | undefined {
  if (offset + 7 > bytes.length) return undefined;
  const third = bytes[offset + 2] as number;
  const fourth = bytes[offset + 3] as number;
  const sampleRateHz = AAC_RATES_HZ[(third >> 2) & 15];
  const frameBytes = (fourth & 3) * 2048 + (bytes[offset + 4] as number) * 8 + ((bytes[offset + 5] as number) >> 5);
  if (sampleRateHz === undefined || frameBytes < 8) return undefined;
  const configuration = ((third & 1) << 2) | (fourth >> 6);
  const channelCount = configuration === 7 ? 8 : configuration;
  const blocks = ((bytes[offset + 6] as number) & 3) + 1;
  return { kind: "aac", version: 1, sampleRateHz, channelCount, frameBytes, samplesPerFrame: 1024 * blocks };
}

/** Whether two headers can belong to one stream: bit rate and stereo mode may change, the rest may not. */
export function isSameStream(a: MpegFrameHeader, b: MpegFrameHeader): boolean {
  return a.kind === b.kind && a.version === b.version && a.sampleRateHz === b.sampleRateHz;
}

/**
 * The first frame at or after an offset. A lone match of the sync bits is common in any data, so frames must follow on:
 * two in a row at the offset itself (or one that ends the file), three in a row within 64 KiB behind it.
 */
export function findMpegFrame(bytes: Uint8Array, offset: number): MpegFrame | undefined {
  const end = Math.min(bytes.length, offset + SEARCH_BYTES);
  for (let at = offset; at < end; at++) {
    const header = readMpegFrameHeader(bytes, at);
    if (header !== undefined && isChain(bytes, at, header, at === offset ? 2 : CHAIN_FRAMES)) {
      return { offset: at, header };
    }
  }
  return undefined;
}

function isChain(bytes: Uint8Array, offset: number, first: MpegFrameHeader, frames: number): boolean {
  let at = offset;
  let header: MpegFrameHeader | undefined = first;
  for (let frame = 0; frame < frames; frame++) {
    if (header === undefined || !isSameStream(first, header)) return false;
    at += header.frameBytes;
    // A stream may be shorter than the chain asked for, or cut off within a frame.
    if (at >= bytes.length) return frame > 0 || at === bytes.length;
    header = readMpegFrameHeader(bytes, at);
  }
  return true;
}

/**
 * Walks the frames of a stream in order. Damaged stretches are passed over to the next place where frames follow on;
 * every byte is looked at a bounded number of times.
 */
export function* walkMpegFrames(bytes: Uint8Array, start: MpegFrame): Generator<MpegFrame, void, void> {
  let at = start.offset;
  let inStep = true;
  while (at < bytes.length) {
    const header = readMpegFrameHeader(bytes, at);
    const fits = header !== undefined && isSameStream(start.header, header);
    if (fits && (inStep || isChain(bytes, at, header, CHAIN_FRAMES))) {
      // A last frame that is cut off has nothing that can be decoded.
      if (at + header.frameBytes > bytes.length) return;
      yield { offset: at, header };
      at += header.frameBytes;
      inStep = true;
    } else {
      inStep = false;
      at++;
    }
  }
}
