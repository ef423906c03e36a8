import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AudioDecodeError, decode, type Recording } from "../src/index.js";
import { chunk, letters, pcm, tones, wavFile } from "./wav-writer.js";

const folder = new URL("fixtures/", import.meta.url);
const encoded = readdirSync(folder).filter((name) => !/\.(md|sh|f32)$/.test(name));

/** Sound as it should be, or the typed error: nothing else may come of any bytes. */
async function expectSoundOrTypedError(bytes: Uint8Array): Promise<void> {
  let recording: Recording;
  try {
    recording = await decode(bytes, { maximumDurationSeconds: 60 });
  } catch (error) {
    expect(error).toBeInstanceOf(AudioDecodeError);
    return;
  }
  const { channels, sampleRateHz } = recording;
  const [first = new Float32Array(0)] = channels;
  expect(first.length).toBeGreaterThan(0);
  expect(channels.every((samples) => samples.length === first.length)).toBe(true);
  expect(channels.every((samples) => samples.every(Number.isFinite))).toBe(true);
  expect(sampleRateHz).toBeGreaterThanOrEqual(8_000);
}

/** Bytes overwritten, taken out, put in, or cut off; half of the changes hit the first bytes, where headers are. */
const change = fc.record({
  kind: fc.constantFrom("set", "set", "set", "remove", "insert", "cut"),
  place: fc.oneof(fc.double({ min: 0, max: 0.99, noNaN: true }), fc.double({ min: 0, max: 0.03, noNaN: true })),
  value: fc.oneof(fc.constantFrom(0, 1, 0x7f, 0x80, 0xff), fc.integer({ min: 0, max: 255 })),
  count: fc.integer({ min: 1, max: 40 }),
});
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function changed(source: Uint8Array, changes: readonly Change[]): Uint8Array {
  let bytes = Array.from(source);
  for (const { kind, place, value, count } of changes) {
    const at = Math.floor(place * bytes.length);
    if (kind === "set") bytes[at] = value;
    else if (kind === "remove") bytes.splice(at, count);
    else if (kind === "insert") bytes.splice(at, 0, ...Array<number>(count).fill(value));
    else if (place > 0.3) bytes = bytes.slice(0, at);
  }
  return Uint8Array.from(bytes);
}

const changes = fc.array(change, { minLength: 1, maxLength: 8 });

describe("damaged at random", () => {
  it.each(encoded)("%s", async (name) => {
    const source = readFileSync(new URL(name, folder));
    await fc.assert(
      fc.asyncProperty(changes, (list) => expectSoundOrTypedError(changed(source, list))),
      { seed: 7, numRuns: 40 },
    );
  });

  it("WAV", async () => {
    const sources = [
      wavFile(pcm(tones(200), 16), { before: [chunk("bext", new Uint8Array(603)), chunk("junk", letters("odd"))] }),
      wavFile(pcm(tones(90), 24), { bits: 24, magic: "RF64", extensible: { tag: 1, validBits: 24 } }),
      wavFile(pcm(tones(90), 32, true), {
        bits: 32,
        magic: "RIFX",
        after: [chunk("LIST", letters("INFOIART\x04\0\0\0name"))],
      }),
      wavFile(pcm(tones(90), 8), { tag: 6, bits: 8, dataFirst: true }),
    ];
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...sources), changes, (source, list) =>
        expectSoundOrTypedError(changed(source, list)),
      ),
      { seed: 7, numRuns: 600 },
    );
  });
});

describe("random bytes", () => {
  const starts = [
    "",
    "RIFF\xff\xff\xff\xffWAVEfmt ",
    "RF64\xff\xff\xff\xffWAVEds64",
    "fLaC",
    "OggS\0\x02",
    "\xff\xfb\x90\x64",
    "\xff\xf1\x50\x80",
    "\0\0\0\x18ftypM4A ",
    "ID3\x04\0\0\0\0\0\x0a",
    "\x1aE\xdf\xa3",
  ];
  it.each(starts.map((start) => [JSON.stringify(start), start]))("behind %s", async (_, start = "") => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), (tail) =>
        expectSoundOrTypedError(Uint8Array.from([...letters(start), ...tail])),
      ),
      { seed: 7, numRuns: 40 },
    );
  });
});

/** Counts work instead of time: a file twice as long may not take much more than twice as many steps. */
describe("hostile structure ends", () => {
  const repeat = (part: Uint8Array, bytes: number): Uint8Array =>
    Uint8Array.from({ length: bytes }, (_, i) => part[i % part.length] ?? 0);

  it.each<[string, Uint8Array]>([
    ["chunks without content", repeat(letters("junk\0\0\0\0"), 2_000_000)],
    ["data chunks of one byte", repeat(letters("data\x01\0\0\0xx"), 2_000_000)],
    ["lists of tags without text", repeat(letters("LIST\x0c\0\0\0INFOIART\0\0\0\0"), 2_000_000)],
  ])("WAV of %s", async (_, body) => {
    const bytes = new Uint8Array(12 + body.length);
    bytes.set(letters("RIFF\0\0\0\0WAVE"));
    bytes.set(body, 12);
    await expectSoundOrTypedError(bytes);
  });

  it.each<[string, Uint8Array]>([
    [
      "Ogg page headers inside each other",
      repeat(letters("OggS\0\x02\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\xff"), 400_000),
    ],
    [
      "FLAC frame headers without frames",
      new Uint8Array([...letters("fLaC"), ...repeat(Uint8Array.from([0xff, 0xf8, 0x69, 0x18, 0x00, 0xbf]), 400_000)]),
    ],
    ["MP3 sync bits", repeat(Uint8Array.from([0xff, 0xfb, 0x90]), 400_000)],
    [
      "MP4 boxes without content",
      new Uint8Array([...letters("\0\0\0\x10ftypM4A \0\0\0\0"), ...repeat(letters("\0\0\0\x08free"), 400_000)]),
    ],
    ["nested boxes", repeat(letters("\x7f\0\0\0moov"), 400_000)],
  ])("%s", async (_, bytes) => {
    await expectSoundOrTypedError(bytes);
  });
});
