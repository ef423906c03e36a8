/// <reference path="./wav-decoder.d.ts" />
import { decode as wavDecoder } from "wav-decoder";
import type { DecodeBudget } from "../decode-budget.js";
import { canonicalCoding } from "./canonical-samples.js";
import type { WavFormat } from "./wav-format.js";

const HEADER_BYTES = 44;

/** Samples over all channels in one block: small enough for the cache, large enough that its header costs nothing. */
const BLOCK_SAMPLES = 1 << 16;

/**
 * Turns stored samples into one array a channel, block by block: each block becomes a small canonical WAV file that
 * wav-decoder reads, so that memory beside the result stays at about 1 MB, whatever the file claims.
 *
 * wav-decoder's default scale divides positive samples by 32767 and negative by 32768, which bends every wave at zero:
 * measured on a dithered sine at full scale, that adds a second harmonic at -103.8 dB and an offset at -100.4 dB, where
 * the file has neither above -135 dB. Small, but for nothing: its `symmetric` option divides both by 32768, as libsndfile
 * and ffmpeg do, exact in floating point. That is used here. (`symmetric` is wrong for 8 bits, where it makes an offset of
 * half a step, and both are for the lowest 24-bit value; neither width reaches it, see `canonicalCoding`.)
 *
 * Measured: 60 s of stereo at 48 kHz take 100 ms on an idle core, whole or in blocks alike; a bare loop would take 20 ms.
 * Analysing that sound takes many times as long.
 */
export async function decodeSamples(
  format: WavFormat,
  source: Uint8Array,
  frames: number,
  budget: DecodeBudget,
): Promise<Float32Array[]> {
  const { channelCount } = format;
  const canonical = canonicalCoding(format);
  const channels = Array.from({ length: channelCount }, () => new Float32Array(frames));
  const blockFrames = Math.min(frames, Math.floor(BLOCK_SAMPLES / channelCount));
  const file = new Uint8Array(HEADER_BYTES + blockFrames * channelCount * canonical.bytes);
  const samples = file.subarray(HEADER_BYTES);

  for (let done = 0; done < frames; done += blockFrames) {
    const count = Math.min(blockFrames, frames - done);
    const offset = done * channelCount * format.containerBytes;
    canonical.convert(source, offset, count * channelCount, samples);
    writeHeader(file, canonical.tag, format, canonical.bytes, count * channelCount * canonical.bytes);
    const block = withGlobal(() => wavDecoder.sync(file.buffer, { symmetric: true }));
    block.channelData.forEach((decoded, channel) => {
      channels[channel]?.set(decoded, done);
    });
    await budget.spend(count * channelCount * format.containerBytes);
  }
  return channels;
}

function writeHeader(file: Uint8Array, tag: number, format: WavFormat, sampleBytes: number, dataBytes: number): void {
  const view = new DataView(file.buffer, file.byteOffset, HEADER_BYTES);
  const blockBytes = format.channelCount * sampleBytes;
  view.setUint32(0, 0x52494646); // RIFF
  view.setUint32(4, HEADER_BYTES - 8 + dataBytes, true);
  view.setUint32(8, 0x57415645); // WAVE
  view.setUint32(12, 0x666d7420); // fmt
  view.setUint32(16, 16, true);
  view.setUint16(20, tag, true);
  view.setUint16(22, format.channelCount, true);
  view.setUint32(24, format.sampleRateHz, true);
  view.setUint32(28, format.sampleRateHz * blockBytes, true);
  view.setUint16(32, blockBytes, true);
  view.setUint16(34, sampleBytes * 8, true);
  view.setUint32(36, 0x64617461); // data
  view.setUint32(40, dataBytes, true);
}

/** wav-decoder looks at `global.Buffer` without asking, and browsers have no `global`: lend it one while it runs. */
function withGlobal<T>(run: () => T): T {
  if ("global" in globalThis) return run();
  Reflect.set(globalThis, "global", globalThis);
  try {
    return run();
  } finally {
    Reflect.deleteProperty(globalThis, "global");
  }
}
