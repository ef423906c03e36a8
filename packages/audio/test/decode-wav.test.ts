import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  CorruptAudioError,
  decode,
  EmptyAudioError,
  InvalidSamplesError,
  UnsupportedAudioError,
} from "../src/index.js";
import { chunk, float, join, letters, pcm, tones, type WavOptions, wavFile } from "./wav-writer.js";

const signal = tones(1000);

/** Asserts that a file holds the test signal in its one channel. */
async function expectSignal(bytes: Uint8Array, tolerance: number, frames = signal.length): Promise<void> {
  const { channels } = await decode(bytes);
  expect(channels).toHaveLength(1);
  expect(channels[0]).toHaveLength(frames);
  const worst = Math.max(...Array.from(channels[0] ?? [], (value, i) => Math.abs(value - (signal[i] ?? Number.NaN))));
  expect(worst).toBeLessThanOrEqual(tolerance);
}

describe("samples", () => {
  it.each([8, 16, 24, 32])("reads %i-bit integers within half a step", async (bits) => {
    await expectSignal(wavFile(pcm(signal, bits), { bits }), 0.5 / 2 ** (bits - 1) + 2 ** -25);
  });

  it.each([8, 16, 24, 32])("reads big-endian %i-bit integers", async (bits) => {
    await expectSignal(wavFile(pcm(signal, bits, true), { bits, magic: "RIFX" }), 0.5 / 2 ** (bits - 1) + 2 ** -25);
  });

  it.each([32, 64] as const)("reads %i-bit floats of both byte orders to the bit", async (bits) => {
    await expectSignal(wavFile(float(signal, bits), { bits, tag: 3 }), 0);
    await expectSignal(wavFile(float(signal, bits, true), { bits, tag: 3, magic: "RIFX" }), 0);
  });

  it.each([8, 16, 24, 32])("gives %i-bit extremes, zero and steps one exact scale", async (bits) => {
    const steps = 2 ** (bits - 1);
    const exact = [-1, -1 + 1 / steps, -1 / steps, 0, 1 / steps, 1 - 1 / steps];
    const { channels } = await decode(wavFile(pcm(exact, bits), { bits }));
    expect(Array.from(channels[0] ?? [])).toEqual(exact.map(Math.fround));
  });

  it("reads A-law and mu-law by the tables of G.711", async () => {
    const codes = Uint8Array.from([0xd5, 0x55, 0xaa, 0x2a, 0x80, 0x00]);
    const aLaw = await decode(wavFile(codes, { tag: 6, bits: 8 }));
    expect(Array.from(aLaw.channels[0] ?? [], (x) => x * 32768)).toEqual([8, -8, 32256, -32256, 5504, -5504]);
    const muCodes = Uint8Array.from([0xff, 0x7f, 0x80, 0x00, 0xf0, 0x70]);
    const muLaw = await decode(wavFile(muCodes, { tag: 7, bits: 8 }));
    expect(Array.from(muLaw.channels[0] ?? [], (x) => x * 32768)).toEqual([0, 0, 32124, -32124, 120, -120]);
    expect(aLaw.source).toEqual({ container: "wav", codec: "a-law", bitsPerSample: 8 });
    expect(muLaw.source.codec).toBe("mu-law");
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 8])("keeps %i channels apart", async (channelCount) => {
    const interleaved = tones(300, channelCount);
    const { channels } = await decode(wavFile(float(interleaved, 32), { tag: 3, bits: 32, channelCount }));
    expect(channels).toHaveLength(channelCount);
    channels.forEach((samples, channel) => {
      expect(Array.from(samples)).toEqual(Array.from(interleaved.filter((_, i) => i % channelCount === channel)));
    });
  });

  it.each([8_000, 11_025, 44_100, 48_000, 192_000, 384_000])("keeps a rate of %i Hz", async (sampleRateHz) => {
    const recording = await decode(wavFile(pcm(signal, 16), { sampleRateHz }));
    expect(recording.sampleRateHz).toBe(sampleRateHz);
    expect(recording.durationSeconds).toBe(1000 / sampleRateHz);
    expect(recording.warnings).toEqual([]);
  });

  it("is the same however the file is cut into blocks", async () => {
    const long = tones(200_001, 3);
    const { channels } = await decode(wavFile(float(long, 32), { tag: 3, bits: 32, channelCount: 3 }));
    for (const frame of [0, 21_844, 21_845, 21_846, 131_070, 200_000]) {
      expect([0, 1, 2].map((channel) => channels[channel]?.[frame])).toEqual(
        Array.from(long.slice(3 * frame, 3 * frame + 3)),
      );
    }
  });
});

describe("EXTENSIBLE", () => {
  it.each<[string, Uint8Array, WavOptions, number, string]>([
    ["16", pcm(signal, 16), { bits: 16, extensible: { tag: 1, validBits: 16 } }, 16, "pcm-s16le"],
    ["24", pcm(signal, 24), { bits: 24, extensible: { tag: 1, validBits: 24 } }, 24, "pcm-s24le"],
    ["24 in 32", pcm(signal, 24), { bits: 32, extensible: { tag: 1, validBits: 24 } }, 24, "pcm-s32le"],
    ["float", float(signal, 32), { bits: 32, extensible: { tag: 3, validBits: 32 } }, 32, "float32"],
    ["A-law", pcm(signal, 8).fill(0xd5), { bits: 8, extensible: { tag: 6, validBits: 8 } }, 8, "a-law"],
  ])("%s", async (name, stored, options, bitsPerSample, codec) => {
    const inContainer = name === "24 in 32" ? widenTo32(stored) : stored;
    const bytes = wavFile(inContainer, options);
    const { source } = await decode(bytes);
    expect(source).toEqual({ container: "wav", codec, bitsPerSample });
    if (name !== "A-law") await expectSignal(bytes, 1 / 2 ** 16);
  });

  it("takes the sub-format of Ambisonic files", async () => {
    const tail = [0, 0, 0x21, 0x07, 0xd3, 0x11, 0x86, 0x44, 0xc8, 0xc1, 0xca, 0, 0, 0];
    await expectSignal(wavFile(pcm(signal, 16), { extensible: { tag: 1, validBits: 16, tail } }), 1 / 2 ** 16);
  });

  it("reads it big-endian", async () => {
    const extensible = { tag: 1, validBits: 16 };
    await expectSignal(wavFile(pcm(signal, 16, true), { magic: "RIFX", extensible }), 1 / 2 ** 16);
  });
});

/** 24-bit samples left-justified in 32 bits. */
function widenTo32(samples: Uint8Array): Uint8Array {
  return Uint8Array.from({ length: (samples.length / 3) * 4 }, (_, i) =>
    i % 4 === 0 ? 0 : (samples[Math.floor(i / 4) * 3 + (i % 4) - 1] ?? 0),
  );
}

describe("structure", () => {
  const stored = pcm(signal, 16);

  it.each(["RF64", "BW64"] as const)("reads %s, sizes in ds64", async (magic) => {
    await expectSignal(
      wavFile(stored, { magic, after: [chunk("LIST", letters("INFOIART\x02\0\0\0me"))] }),
      1 / 2 ** 16,
    );
  });

  it("passes odd chunks with their padding byte", async () => {
    await expectSignal(
      wavFile(stored, { before: [chunk("junk", letters("abc")), chunk("note", letters("x"))] }),
      1 / 2 ** 16,
    );
  });

  it("passes odd chunks whose padding byte was forgotten", async () => {
    const before = [chunk("bext", new Uint8Array(603), { padded: false })];
    await expectSignal(wavFile(stored, { before }), 1 / 2 ** 16);
  });

  it("takes data before fmt", async () => {
    await expectSignal(wavFile(stored, { dataFirst: true }), 1 / 2 ** 16);
  });

  it.each([0, 0xffffffff, 0x7ffff000])("takes what is there when the size says %i", async (claimedDataBytes) => {
    const bytes = wavFile(stored, { claimedDataBytes });
    await expectSignal(bytes, 1 / 2 ** 16);
    expect((await decode(bytes)).warnings).toHaveLength(1);
  });

  it("takes an empty data chunk as empty when structure follows it", async () => {
    const bytes = wavFile(new Uint8Array(0), { after: [chunk("LIST", letters("INFO"))] });
    await expect(decode(bytes)).rejects.toBeInstanceOf(EmptyAudioError);
  });

  it("prefers the data chunk that has samples", async () => {
    await expectSignal(wavFile(stored, { before: [chunk("data", new Uint8Array(0))] }), 1 / 2 ** 16);
  });

  it("reads truncated data up to its last whole sample", async () => {
    const bytes = wavFile(stored).subarray(0, 44 + 301);
    await expectSignal(bytes, 1 / 2 ** 16, 150);
    expect((await decode(bytes)).warnings).toHaveLength(2);
  });

  it("reads subarrays, Buffers and ArrayBuffers", async () => {
    const bytes = wavFile(stored);
    const inside = new Uint8Array(bytes.length + 13);
    inside.set(bytes, 7);
    await expectSignal(inside.subarray(7, 7 + bytes.length), 1 / 2 ** 16);
    await expectSignal(Buffer.from(bytes), 1 / 2 ** 16);
    const { channels } = await decode(bytes.slice().buffer as ArrayBuffer);
    expect(channels[0]).toHaveLength(1000);
  });

  it("reads where there is no `global`, as in browsers, and leaves none behind", async () => {
    const own = globalThis.global;
    Reflect.deleteProperty(globalThis, "global");
    try {
      await expectSignal(wavFile(stored), 1 / 2 ** 16);
      expect("global" in globalThis).toBe(false);
    } finally {
      globalThis.global = own;
    }
  });

  it("does not change the caller's bytes", async () => {
    const bytes = wavFile(stored);
    const before = bytes.slice();
    await decode(bytes);
    expect(bytes).toEqual(before);
  });

  it("reads a small file that claims 2 GiB without making room for it", async () => {
    const before = process.memoryUsage().arrayBuffers;
    const recording = await decode(wavFile(new Uint8Array(312_000), { claimedDataBytes: 0x7fffffff }));
    expect(recording.channels[0]).toHaveLength(156_000);
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(16 << 20);
  });
});

describe("metadata", () => {
  it("keeps bext and INFO", async () => {
    const bext = join([
      letters("Interview, second take", 256),
      letters("Recorder", 32),
      letters("REF-1", 32),
      letters("2024-05-17"),
      letters("10:11:12"),
      Uint8Array.from([0x00, 0x5c, 0x26, 0x05, 1, 0, 0, 0]),
      new Uint8Array(256),
    ]);
    const info = join([
      letters("INFO"),
      chunk("IART", new TextEncoder().encode("Zo\u00eb\0")),
      chunk("INAM", Uint8Array.from([0x4d, 0xfc, 0x6c, 0x6c, 0x65, 0x72])),
      chunk("ICMT", letters("")),
    ]);
    const bytes = wavFile(pcm(signal, 16), { before: [chunk("bext", bext)], after: [chunk("LIST", info)] });
    const { metadata } = await decode(bytes);
    expect(metadata.broadcast).toEqual({
      description: "Interview, second take",
      originator: "Recorder",
      originatorReference: "REF-1",
      originationDate: "2024-05-17",
      originationTime: "10:11:12",
      timeReferenceSamples: 2 ** 32 + 86_400_000,
    });
    expect(metadata.info).toEqual({ IART: "Zo\u00eb", INAM: "M\u00fcller" });
  });

  it("is empty where the file has none", async () => {
    expect((await decode(wavFile(pcm(signal, 16)))).metadata).toEqual({});
  });
});

describe("files that are refused", () => {
  const stored = pcm(signal, 16);

  it.each<[string, Uint8Array, new (...args: never[]) => Error, RegExp]>([
    ["a header cut off", wavFile(stored).subarray(0, 9), CorruptAudioError, /9 bytes/],
    ["no chunks", wavFile(stored).subarray(0, 12), CorruptAudioError, /fmt/],
    ["no data chunk", wavFile(stored).subarray(0, 36), CorruptAudioError, /data/],
    ["no samples", wavFile(new Uint8Array(0)), EmptyAudioError, /0 seconds/],
    ["zero channels", wavFile(stored, { channelCount: 0, blockBytes: 2 }), CorruptAudioError, /0 channels/],
    [
      "65,535 channels",
      wavFile(stored, { channelCount: 65_535, blockBytes: 65_534 }),
      UnsupportedAudioError,
      /65535 channels/,
    ],
    ["zero rate", wavFile(stored, { sampleRateHz: 0 }), CorruptAudioError, /0 Hz/],
    ["an absurd rate", wavFile(stored, { sampleRateHz: 0xffffffff }), UnsupportedAudioError, /4294967295 Hz/],
    ["block size 0", wavFile(stored, { blockBytes: 0 }), CorruptAudioError, /blocks of 0 bytes/],
    ["zero bits", wavFile(stored, { bits: 0, blockBytes: 2 }), CorruptAudioError, /0-bit/],
    [
      "a block that does not fit",
      wavFile(stored, { channelCount: 2, blockBytes: 2, bits: 16 }),
      CorruptAudioError,
      /blocks of 2/,
    ],
    ["Microsoft ADPCM", wavFile(stored, { tag: 2, bits: 4 }), UnsupportedAudioError, /Microsoft ADPCM.*ffmpeg/],
    ["IMA ADPCM", wavFile(stored, { tag: 0x11, bits: 4, blockBytes: 256 }), UnsupportedAudioError, /IMA ADPCM.*ffmpeg/],
    ["GSM", wavFile(stored, { tag: 0x31, bits: 0, blockBytes: 65 }), UnsupportedAudioError, /GSM.*ffmpeg/],
    ["an unknown coding", wavFile(stored, { tag: 0x7777 }), UnsupportedAudioError, /0x7777/],
    ["16-bit float", wavFile(stored, { tag: 3, bits: 16 }), CorruptAudioError, /16-bit float/],
    ["NaN", wavFile(float([0, Number.NaN], 32), { tag: 3, bits: 32 }), InvalidSamplesError, /NaN at sample 1/],
    [
      "infinity",
      wavFile(float([0, 0, -1 / 0], 64), { tag: 3, bits: 64 }),
      InvalidSamplesError,
      /-Infinity at sample 2/,
    ],
  ])("%s", async (_, bytes, kind, message) => {
    await expect(decode(bytes)).rejects.toThrow(kind);
    await expect(decode(bytes)).rejects.toThrow(message);
  });

  it("says when a float file's scale is not -1 to 1", async () => {
    const { warnings } = await decode(wavFile(float([0, 12_000, -30_000], 32), { tag: 3, bits: 32 }));
    expect(warnings.join()).toMatch(/times full scale/);
  });
});

describe("any samples", () => {
  it("come back as they were stored", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: 1, maxLength: 400 }),
        fc.integer({ min: 1, max: 8 }),
        fc.boolean(),
        async (values, channelCount, bigEndian) => {
          const frames = Math.ceil(values.length / channelCount);
          const whole = Array.from({ length: frames * channelCount }, (_, i) => (values[i] ?? 0) / 32_768);
          const magic = bigEndian ? "RIFX" : "RIFF";
          const { channels } = await decode(wavFile(pcm(whole, 16, bigEndian), { channelCount, magic }));
          const back = whole.map((_, i) => channels[i % channelCount]?.[Math.floor(i / channelCount)]);
          expect(back).toEqual(whole);
        },
      ),
      { seed: 2, numRuns: 60 },
    );
  });
});
