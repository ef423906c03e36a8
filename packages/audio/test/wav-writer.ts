/** Builds WAV bytes for tests, right or wrong in every way that recorders are. */
export interface WavOptions {
  readonly tag?: number;
  readonly channelCount?: number;
  readonly sampleRateHz?: number;
  readonly bits?: number;
  /** Bytes of one sample of all channels; from `bits` and `channelCount` unless given. */
  readonly blockBytes?: number;
  readonly bigEndian?: boolean;
  readonly magic?: "RIFF" | "RIFX" | "RF64" | "BW64";
  /** Turns the `fmt ` chunk into an EXTENSIBLE one with this sub-format number and so many valid bits. */
  readonly extensible?: { readonly tag: number; readonly validBits: number; readonly tail?: readonly number[] };
  /** What the data chunk claims to be long, where it is not what it is. */
  readonly claimedDataBytes?: number;
  readonly before?: readonly Uint8Array[];
  readonly after?: readonly Uint8Array[];
  readonly dataFirst?: boolean;
}

/** The numbers of a format as bytes, in either order. */
function integers(bytes: number, values: readonly number[], bigEndian: boolean): Uint8Array {
  const out = new Uint8Array(values.length * bytes);
  values.forEach((value, index) => {
    for (let byte = 0; byte < bytes; byte++) {
      const shifted = Math.floor(value / 2 ** (8 * byte));
      out[index * bytes + (bigEndian ? bytes - 1 - byte : byte)] = ((shifted % 256) + 256) % 256;
    }
  });
  return out;
}

/** One chunk; padded when odd, unless the recorder forgot. */
export function chunk(
  name: string,
  content: Uint8Array,
  options: { bigEndian?: boolean; claimedBytes?: number; padded?: boolean } = {},
): Uint8Array {
  const { bigEndian = false, claimedBytes = content.length, padded = true } = options;
  return join([
    letters(name),
    integers(4, [claimedBytes], bigEndian),
    content,
    new Uint8Array(padded ? content.length % 2 : 0),
  ]);
}

export function letters(text: string, length = text.length): Uint8Array {
  return Uint8Array.from({ length }, (_, i) => (i < text.length ? text.charCodeAt(i) : 0));
}

export function join(parts: readonly Uint8Array[]): Uint8Array {
  const out = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** A whole file around sample bytes. */
export function wavFile(data: Uint8Array, options: WavOptions = {}): Uint8Array {
  const { tag = 1, channelCount = 1, sampleRateHz = 16_000, bits = 16, magic = "RIFF", extensible } = options;
  const bigEndian = options.bigEndian ?? magic === "RIFX";
  const blockBytes = options.blockBytes ?? (channelCount * bits) / 8;
  const long = magic === "RF64" || magic === "BW64";
  const format = join([
    integers(2, [extensible === undefined ? tag : 0xfffe, channelCount], bigEndian),
    integers(4, [sampleRateHz, sampleRateHz * blockBytes], bigEndian),
    integers(2, [blockBytes, bits], bigEndian),
    ...(extensible === undefined
      ? []
      : [
          integers(2, [22, extensible.validBits], bigEndian),
          integers(4, [0], bigEndian),
          integers(2, [extensible.tag], bigEndian),
          Uint8Array.from(extensible.tail ?? [0, 0, 0, 0, 0x10, 0, 0x80, 0, 0, 0xaa, 0, 0x38, 0x9b, 0x71]),
        ]),
  ]);
  const formatChunk = chunk("fmt ", format, { bigEndian });
  const dataChunk = chunk("data", data, {
    bigEndian,
    claimedBytes: options.claimedDataBytes ?? (long ? 0xffffffff : data.length),
  });
  const body = join([
    ...(long ? [chunk("ds64", integers(4, [data.length + 80, 0, data.length, 0, 0, 0, 0], false))] : []),
    ...(options.before ?? []),
    ...(options.dataFirst ? [dataChunk, formatChunk] : [formatChunk, dataChunk]),
    ...(options.after ?? []),
  ]);
  return join([letters(magic), integers(4, [long ? 0xffffffff : body.length + 4], bigEndian), letters("WAVE"), body]);
}

/** Numbers of -1 to 1 as stored samples: signed integers of 2, 3 or 4 bytes, unsigned of 1. */
export function pcm(values: ArrayLike<number>, bits: number, bigEndian = false): Uint8Array {
  const scale = 2 ** (bits - 1);
  const stored = Array.from(values, (value) => {
    const integer = Math.max(-scale, Math.min(scale - 1, Math.round(value * scale)));
    return bits === 8 ? integer + 128 : integer;
  });
  return integers(bits / 8, stored, bigEndian);
}

/** Numbers as stored floats of 32 or 64 bits. */
export function float(values: ArrayLike<number>, bits: 32 | 64, bigEndian = false): Uint8Array {
  const out = new Uint8Array((values.length * bits) / 8);
  const view = new DataView(out.buffer);
  Array.from(values).forEach((value, i) => {
    if (bits === 32) view.setFloat32(4 * i, value, !bigEndian);
    else view.setFloat64(8 * i, value, !bigEndian);
  });
  return out;
}

/** A tone that differs in every channel, interleaved. */
export function tones(frames: number, channelCount = 1): Float32Array {
  return Float32Array.from({ length: frames * channelCount }, (_, i) => {
    const frame = Math.floor(i / channelCount);
    return 0.7 * Math.sin(0.02 * ((i % channelCount) + 1) * frame + 0.3);
  });
}
