import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  AudioDecodeError,
  AudioLimitError,
  CorruptAudioError,
  decode,
  UnrecognizedAudioError,
  UnsupportedAudioError,
} from "../src/index.js";
import { pcm, tones, wavFile } from "./wav-writer.js";

const fixture = (name: string): Uint8Array => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

const left = (t: number): number => 0.4 * Math.sin(2 * Math.PI * 220 * t) + 0.2 * Math.sin(2 * Math.PI * 1100 * t);
const right = (t: number): number => 0.3 * Math.sin(2 * Math.PI * 330 * t);

/** Signal-to-error ratio in dB (10 log) of samples against their formula, leaving out the edges, where encoders ring. */
function ratioDb(samples: Float32Array, rateHz: number, truth: (t: number) => number, startSeconds = 0): number {
  const edge = Math.round(0.03 * rateHz);
  let signal = 0;
  let error = 0;
  const end = Math.min(samples.length, (startSeconds + 0.4) * rateHz) - edge;
  for (let i = edge + Math.ceil(startSeconds * rateHz); i < end; i++) {
    const expected = truth(i / rateHz - startSeconds);
    signal += expected * expected;
    error += ((samples[i] ?? 0) - expected) ** 2;
  }
  return 10 * Math.log10(signal / error);
}

interface Expected {
  readonly container: string;
  readonly codec: string;
  readonly rateHz: number;
  readonly channelCount: number;
  readonly frames: number;
  readonly minimumRatioDb: number;
  /** Delay of encoders that say nothing of it. */
  readonly startFrames?: number;
}

const files: Readonly<Record<string, Expected>> = {
  "tone.mp3": { container: "mp3", codec: "mp3", rateHz: 44_100, channelCount: 2, frames: 17_640, minimumRatioDb: 25 },
  "tone-mono.mp3": {
    container: "mp3",
    codec: "mp3",
    rateHz: 22_050,
    channelCount: 1,
    frames: 8_820,
    minimumRatioDb: 20,
  },
  "tone.mp2": {
    container: "mp3",
    codec: "mp2",
    rateHz: 48_000,
    channelCount: 2,
    frames: 19_584,
    minimumRatioDb: 20,
    startFrames: 481,
  },
  "tone-16.flac": {
    container: "flac",
    codec: "flac",
    rateHz: 48_000,
    channelCount: 2,
    frames: 9_600,
    minimumRatioDb: 85,
  },
  "tone-24.flac": {
    container: "flac",
    codec: "flac",
    rateHz: 48_000,
    channelCount: 1,
    frames: 4_800,
    minimumRatioDb: 130,
  },
  "tone-flac.oga": {
    container: "ogg",
    codec: "flac",
    rateHz: 48_000,
    channelCount: 2,
    frames: 9_600,
    minimumRatioDb: 85,
  },
  "tone-vorbis.ogg": {
    container: "ogg",
    codec: "vorbis",
    rateHz: 44_100,
    channelCount: 2,
    frames: 17_640,
    minimumRatioDb: 30,
  },
  "tone.opus": { container: "ogg", codec: "opus", rateHz: 48_000, channelCount: 2, frames: 19_200, minimumRatioDb: 25 },
  "tone-aac.m4a": {
    container: "mp4",
    codec: "aac",
    rateHz: 44_100,
    channelCount: 2,
    frames: 17_640,
    minimumRatioDb: 40,
  },
  "tone-aac.mov": {
    container: "mp4",
    codec: "aac",
    rateHz: 32_000,
    channelCount: 1,
    frames: 12_800,
    minimumRatioDb: 40,
  },
  "tone-aac-fragmented.mp4": {
    container: "mp4",
    codec: "aac",
    rateHz: 48_000,
    channelCount: 1,
    frames: 20_480,
    minimumRatioDb: 40,
    startFrames: 1_024,
  },
  "tone.aac": {
    container: "adts",
    codec: "aac",
    rateHz: 16_000,
    channelCount: 1,
    frames: 8_192,
    minimumRatioDb: 40,
    startFrames: 1_024,
  },
  "tone-opus.mp4": {
    container: "mp4",
    codec: "opus",
    rateHz: 48_000,
    channelCount: 1,
    frames: 19_200,
    minimumRatioDb: 15,
  },
  "tone-flac.mp4": {
    container: "mp4",
    codec: "flac",
    rateHz: 48_000,
    channelCount: 1,
    frames: 4_800,
    minimumRatioDb: 85,
  },
  "tone-mp3.mp4": {
    container: "mp4",
    codec: "mp3",
    rateHz: 44_100,
    channelCount: 1,
    frames: 17_640,
    minimumRatioDb: 20,
  },
  "tone-alac.m4a": {
    container: "mp4",
    codec: "alac",
    rateHz: 44_100,
    channelCount: 2,
    frames: 4_410,
    minimumRatioDb: 85,
  },
  "tone-alac-24.m4a": {
    container: "mp4",
    codec: "alac",
    rateHz: 48_000,
    channelCount: 1,
    frames: 4_800,
    minimumRatioDb: 130,
  },
  "tone.webm": {
    container: "webm",
    codec: "opus",
    rateHz: 48_000,
    channelCount: 1,
    frames: 19_200,
    minimumRatioDb: 15,
  },
  "tone-live.webm": {
    container: "webm",
    codec: "opus",
    rateHz: 48_000,
    channelCount: 2,
    frames: 19_200,
    minimumRatioDb: 15,
  },
  "tone-aac.mka": {
    container: "webm",
    codec: "aac",
    rateHz: 48_000,
    channelCount: 1,
    frames: 20_480,
    minimumRatioDb: 40,
    startFrames: 1_024,
  },
};

describe("encoded sound", () => {
  it.each(Object.entries(files))("%s", async (name, expected) => {
    const recording = await decode(fixture(name));
    const { channels, sampleRateHz, source, durationSeconds, warnings } = recording;
    const startSeconds = (expected.startFrames ?? 0) / expected.rateHz;
    expect(warnings).toEqual([]);
    expect(source).toMatchObject({ container: expected.container, codec: expected.codec });
    expect(sampleRateHz).toBe(expected.rateHz);
    expect(channels.map((samples) => samples.length)).toEqual(Array(expected.channelCount).fill(expected.frames));
    expect(durationSeconds).toBe(expected.frames / expected.rateHz);
    channels.forEach((samples, channel) => {
      const truth = channel === 0 ? left : right;
      expect(ratioDb(samples, sampleRateHz, truth, startSeconds)).toBeGreaterThan(expected.minimumRatioDb);
    });
  });

  it.each(["tone-16.flac", "tone-flac.oga", "tone-alac.m4a"])("gives %s the steps of 16-bit WAV", async (name) => {
    const { channels } = await decode(fixture(name));
    for (const samples of channels) {
      const steps = samples.map((value) => value * 32_768);
      expect(steps.every(Number.isInteger)).toBe(true);
    }
  });

  it.each([
    ["left", 0],
    ["right", 1],
  ] as const)("decodes AAC as ffmpeg does, to 130 dB: %s", async (side, channel) => {
    const reference = new Float32Array(fixture(`clicks-aac.${side}.f32`).slice().buffer);
    const { channels } = await decode(fixture("clicks-aac.m4a"));
    let signal = 0;
    let error = 0;
    reference.forEach((value, i) => {
      signal += value * value;
      error += ((channels[channel]?.[9_000 + i] ?? 0) - value) ** 2;
    });
    expect(10 * Math.log10(signal / error)).toBeGreaterThan(130);
  });

  it("decodes the core of HE-AAC and says what is left out", async () => {
    const bytes = fixture("tone-aac.mka").slice();
    // The configuration's five bytes: low complexity at 48 kHz, one channel, and a mark that there is nothing above.
    const at = Buffer.from(bytes).indexOf(Buffer.from([0x11, 0x88, 0x56, 0xe5, 0x00]));
    expect(at).toBeGreaterThan(0);
    // Band replication to 96 kHz on a core of 48 kHz: object type 5, rates 3 and 0, then object type 2.
    bytes.set([0x29, 0x88, 0x08, 0x00, 0x00], at);
    const { source, warnings, channels, sampleRateHz } = await decode(bytes);
    expect(source.codec).toBe("he-aac");
    expect(sampleRateHz).toBe(48_000);
    expect(warnings.join()).toMatch(/up to 24000 Hz/);
    expect(ratioDb(channels[0] ?? new Float32Array(0), 48_000, left, 1_024 / 48_000)).toBeGreaterThan(40);
  });

  it.each([
    [1, "AAC Main"],
    [42, "xHE-AAC"],
  ])("refuses object type %i by its name", async (objectType, name) => {
    const bytes = fixture("tone-aac.mka").slice();
    const at = Buffer.from(bytes).indexOf(Buffer.from([0x11, 0x88, 0x56, 0xe5, 0x00]));
    // Types above 31 are an escape of five ones and six bits.
    bytes.set(
      objectType < 31
        ? [(objectType << 3) | 1, 0x88]
        : [0xf8 | ((objectType - 32) >> 3), ((objectType - 32) << 5) & 0xff],
      at,
    );
    await expect(decode(bytes)).rejects.toThrow(name);
  });

  it("finds MP3 behind bytes that are no sound, and says so when they stand between frames", async () => {
    const mp3 = fixture("tone.mp3");
    const behind = await decode(new Uint8Array([...new Uint8Array(1_000), ...mp3]));
    expect(behind.channels[0]).toHaveLength(17_640);
    const { warnings } = await decode(
      new Uint8Array([...mp3.subarray(0, 3_000), ...new Uint8Array(500), ...mp3.subarray(3_000)]),
    );
    expect(warnings.join()).toMatch(/passed over/);
  });
});

describe("damaged files", () => {
  it.each(["tone.mp3", "tone-16.flac", "tone.opus", "tone-vorbis.ogg", "tone.aac"])(
    "%s cut off: the part before the cut",
    async (name) => {
      const whole = await decode(fixture(name));
      const part = await decode(fixture(name).subarray(0, Math.floor(fixture(name).length * 0.9)));
      const [samples = new Float32Array(0)] = part.channels;
      expect(samples.length).toBeGreaterThan(0.3 * (whole.channels[0]?.length ?? 0));
      expect(samples.length).toBeLessThanOrEqual(whole.channels[0]?.length ?? 0);
      const same = Math.floor(samples.length / 2);
      expect(samples.subarray(0, same)).toEqual(whole.channels[0]?.subarray(0, same));
    },
  );

  it.each(["tone-16.flac", "tone.opus", "tone.aac"])(
    "%s with a damaged stretch: a warning, and the rest",
    async (name) => {
      const bytes = fixture(name).slice();
      bytes.fill(0xa5, Math.floor(bytes.length * 0.8), Math.floor(bytes.length * 0.8) + 20);
      const { warnings, channels } = await decode(bytes);
      expect(warnings.length).toBeGreaterThan(0);
      expect(channels[0]?.length).toBeGreaterThan(1000);
    },
  );

  it("believes no length that a FLAC header claims", async () => {
    const bytes = fixture("tone-16.flac").slice();
    bytes.set([0xff, 0xff, 0xff, 0xff], 22);
    const { channels, warnings } = await decode(bytes);
    expect(channels[0]).toHaveLength(9_600);
    expect(warnings.join()).toMatch(/0.20 s could be decoded/);
  });

  it.each(Object.keys(files))("%s with nothing but its first bytes: a typed error", async (name) => {
    for (const length of [1, 4, 12, 40]) {
      await expect(decode(fixture(name).subarray(0, length))).rejects.toBeInstanceOf(AudioDecodeError);
    }
  });
});

describe("what is refused", () => {
  it.each<[string, Uint8Array, new (...args: never[]) => Error, RegExp]>([
    ["nothing", new Uint8Array(0), UnrecognizedAudioError, /empty file/],
    ["text", new TextEncoder().encode("hello, this is no sound".repeat(9)), UnrecognizedAudioError, /68 65 6c 6c 6f/],
    ["zeros", new Uint8Array(100_000), UnrecognizedAudioError, /without a sound file's header/],
    ["a picture", Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), UnrecognizedAudioError, /PNG/],
    ["ADPCM", fixture("tone-adpcm.wav"), UnsupportedAudioError, /Microsoft ADPCM.*ffmpeg -i/],
    ["Speex", fixture("tone-speex.ogg"), UnsupportedAudioError, /Speex.*ffmpeg -i/],
    ["AIFF", new TextEncoder().encode("FORM1234AIFFCOMM"), UnsupportedAudioError, /AIFF.*ffmpeg -i/],
    ["an MP4 file without its index", fixture("tone-aac.m4a").subarray(0, 2000), CorruptAudioError, /moov/],
  ])("%s", async (_, bytes, kind, message) => {
    await expect(decode(bytes)).rejects.toThrow(kind);
    await expect(decode(bytes)).rejects.toThrow(message);
  });

  it("says what was found, what is accepted and what to do", async () => {
    const error = await decode(fixture("tone-adpcm.wav")).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(AudioDecodeError);
    const { found, accepted, remedy, message, name } = error as AudioDecodeError;
    expect(name).toBe("UnsupportedAudioError");
    for (const part of [found, accepted, remedy]) expect(message).toContain(part);
  });
});

describe("limits", () => {
  it.each(["tone.mp3", "tone-16.flac", "tone.opus", "tone-vorbis.ogg", "tone.aac", "tone-aac.m4a"])(
    "hold for %s",
    async (name) => {
      await expect(decode(fixture(name), { maximumDurationSeconds: 0.1 })).rejects.toBeInstanceOf(AudioLimitError);
      await expect(decode(fixture(name), { maximumSamples: 2_000 })).rejects.toBeInstanceOf(AudioLimitError);
      await expect(decode(fixture(name), { maximumDurationSeconds: Number.POSITIVE_INFINITY })).resolves.toBeDefined();
    },
  );

  it("hold for WAV before memory is taken", async () => {
    const bytes = wavFile(pcm(tones(16_001), 16));
    await expect(decode(bytes, { maximumDurationSeconds: 1 })).rejects.toThrow(/at least 1.0 s/);
    await expect(decode(bytes, { maximumDurationSeconds: 1.001 })).resolves.toBeDefined();
  });

  it.each([0, -1, Number.NaN])("of %d are refused", async (maximumDurationSeconds) => {
    await expect(decode(wavFile(pcm([0], 16)), { maximumDurationSeconds })).rejects.toBeInstanceOf(AudioLimitError);
  });
});

describe("cancelling", () => {
  it("before the start", async () => {
    const reason = new Error("no longer wanted");
    await expect(decode(fixture("tone.mp3"), { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });

  it("in the middle of a long file", async () => {
    const controller = new AbortController();
    const decoding = decode(wavFile(new Uint8Array(40_000_000)), { signal: controller.signal });
    setTimeout(() => controller.abort(new Error("enough")), 0);
    await expect(decoding).rejects.toThrow("enough");
  });
});
