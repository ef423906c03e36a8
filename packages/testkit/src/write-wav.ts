/** How `writeWAV` stores samples. */
export interface WAVOptions {
  /** `int16`: rounded to 16-bit PCM, full scale 1 = 32,768, clipped; `float32`: IEEE floats as they are. */
  sampleFormat?: "int16" | "float32";
}

/** What `writeWAV` does when not told otherwise. */
export const WAV_DEFAULTS: Required<WAVOptions> = { sampleFormat: "int16" };

/**
 * A RIFF WAVE file of the given channels: `fmt `, for floats `fact`, then `data`, little-endian.
 *
 * @param channels one array a channel, all of one length; full scale is -1 to 1
 * @param sampleRateHz samples a second, an integer
 * @throws RangeError when there is no channel or lengths differ
 * @example
 * ```ts
 * import { writeWAV } from "@vocalith/testkit";
 * const bytes = writeWAV([new Float32Array(16_000)], 16_000, { sampleFormat: "float32" });
 * ```
 */
export function writeWAV(
  channels: readonly Float32Array[],
  sampleRateHz: number,
  options: WAVOptions = {},
): Uint8Array<ArrayBuffer> {
  const sampleFormat = options.sampleFormat ?? WAV_DEFAULTS.sampleFormat;
  const first = channels[0];
  if (first === undefined || channels.some((channel) => channel.length !== first.length)) {
    throw new RangeError(`writeWAV needs one or more channels of one length, got ${channels.map((c) => c.length)}`);
  }
  const isFloat = sampleFormat === "float32";
  const sampleBytes = isFloat ? 4 : 2;
  const dataBytes = first.length * channels.length * sampleBytes;
  const headerBytes = isFloat ? 56 : 44;
  const bytes = new Uint8Array(headerBytes + dataBytes);
  const view = new DataView(bytes.buffer);
  const writeName = (offset: number, name: string): void => {
    for (let i = 0; i < 4; i++) bytes[offset + i] = name.charCodeAt(i);
  };
  writeName(0, "RIFF");
  view.setUint32(4, bytes.length - 8, true);
  writeName(8, "WAVE");
  writeName(12, "fmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, isFloat ? 3 : 1, true);
  view.setUint16(22, channels.length, true);
  view.setUint32(24, sampleRateHz, true);
  view.setUint32(28, sampleRateHz * channels.length * sampleBytes, true);
  view.setUint16(32, channels.length * sampleBytes, true);
  view.setUint16(34, sampleBytes * 8, true);
  if (isFloat) {
    writeName(36, "fact");
    view.setUint32(40, 4, true);
    view.setUint32(44, first.length, true);
  }
  writeName(headerBytes - 8, "data");
  view.setUint32(headerBytes - 4, dataBytes, true);
  let offset = headerBytes;
  for (let i = 0; i < first.length; i++) {
    for (const channel of channels) {
      const sample = channel[i] ?? 0;
      if (isFloat) view.setFloat32(offset, sample, true);
      else view.setInt16(offset, Math.min(32767, Math.max(-32768, Math.round(sample * 32768))), true);
      offset += sampleBytes;
    }
  }
  return bytes;
}
