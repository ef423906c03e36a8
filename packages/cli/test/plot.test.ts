import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { crc32, inflateSync } from "node:zlib";
import { decode, type Recording } from "@vocalith/audio";
import { analyzeVoice, type VoiceFeatures } from "@vocalith/dsp";
import { needRealClient, removeProfile, writeWAV } from "@vocalith/testkit";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { encodePng } from "../src/plot/encode-png.js";
import { halveRate } from "../src/plot/halve-rate.js";
import { measureSpectrogram } from "../src/plot/measure-spectrogram.js";
import { PANELS } from "../src/plot/plot-layout.js";
import { plotVoice } from "../src/plot/plot-voice.js";
import { svgElement, xmlText } from "../src/plot/svg-element.js";
import { thinTrack } from "../src/plot/thin-track.js";
import { linearTicks, logarithmicTicks } from "../src/plot/ticks.js";
import { trackPath } from "../src/plot/track-path.js";

const root = join(import.meta.dirname, "../../..");
const voice = (name: string) => join(root, "fixtures/voices", `${name}.wav`);
const LAYERS = [
  "waveform",
  "spectrogram",
  "formants",
  "pitch",
  "syllables",
  "voicing",
  "quality",
  "level",
  "centroid",
  "time",
];

interface Heard {
  readonly recording: Recording;
  readonly features: VoiceFeatures;
}

const heard = new Map<string, Promise<Heard>>();

/** Each fixture is listened to once. */
function hear(name: string): Promise<Heard> {
  const known = heard.get(name);
  if (known) return known;
  const work = decode(readFileSync(voice(name))).then((recording) => ({
    recording,
    features: analyzeVoice(recording),
  }));
  heard.set(name, work);
  return work;
}

const drawn = new Map<string, string>();

/** And drawn once. */
async function plot(name: string): Promise<string> {
  const { recording, features } = await hear(name);
  const svg = drawn.get(name) ?? plotVoice(recording, features, `${name}.wav`);
  drawn.set(name, svg);
  return svg;
}

/** What keeps a text from being well-formed XML of elements, attributes and text; empty if nothing does. */
function xmlFaults(text: string): string[] {
  const faults: string[] = [];
  const open: string[] = [];
  const body = text.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, "");
  const token = /<(\/?)([a-z]+)((?: [a-zA-Z:-]+="[^"<]*")*)(\/?)>|[^<]+/g;
  let at = 0;
  for (const match of body.matchAll(token)) {
    if (match.index !== at) faults.push(`markup not understood at ${at}: ${body.slice(at, at + 40)}`);
    at = match.index + match[0].length;
    if (/&(?!(amp|lt|gt|quot);)/.test(match[0])) faults.push(`bare ampersand in ${match[0].slice(0, 40)}`);
    const [, closing, element, attributes, empty] = match;
    if (element === undefined) {
      if (open.length === 0 && match[0].trim() !== "") faults.push("text outside the root");
      continue;
    }
    const names = [...(attributes ?? "").matchAll(/ ([a-zA-Z:-]+)=/g)].map(([, name]) => name);
    if (new Set(names).size < names.length) faults.push(`attribute given twice in ${match[0].slice(0, 60)}`);
    if (closing === "/") {
      if (open.pop() !== element) faults.push(`</${element}> closes another element`);
    } else if (empty !== "/") open.push(element);
  }
  if (at !== body.length) faults.push(`the end is not understood: ${body.slice(at, at + 40)}`);
  return [...faults, ...open.map((element) => `<${element}> stays open`)];
}

/** The elements between `<g id="layer"` and its end. */
function layer(svg: string, id: string): string {
  const from = svg.indexOf(`<g id="${id}"`);
  if (from < 0) return "";
  let depth = 0;
  for (const match of svg.slice(from).matchAll(/<g[ >]|<\/g>/g)) {
    depth += match[0] === "</g>" ? -1 : 1;
    if (depth === 0) return svg.slice(from, from + match.index + 4);
  }
  return "";
}

/** Without the picture, whose base64 may spell anything. */
const words = (svg: string) => svg.replace(/base64,[^"]*/, "base64,");

const embeddedPng = (svg: string) => Buffer.from(svg.match(/data:image\/png;base64,([^"]*)"/)?.[1] ?? "", "base64");

/** Reads back a grey PNG whose rows are differences from the row above; checks every chunk's sum. */
function decodeGreyPng(png: Uint8Array): { widthPx: number; heightPx: number; grey: Uint8Array } {
  const bytes = Buffer.from(png);
  expect(bytes.subarray(0, 8).toString("latin1")).toBe("\u0089PNG\r\n\u001a\n");
  const chunks = new Map<string, Buffer>();
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    expect(bytes.readUInt32BE(at + 8 + length)).toBe(crc32(bytes.subarray(at + 4, at + 8 + length)));
    chunks.set(bytes.toString("latin1", at + 4, at + 8), bytes.subarray(at + 8, at + 8 + length));
    at += 12 + length;
  }
  expect([...chunks.keys()]).toEqual(["IHDR", "IDAT", "IEND"]);
  const header = chunks.get("IHDR") ?? Buffer.alloc(13);
  const [widthPx, heightPx] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  expect([...header.subarray(8)]).toEqual([8, 0, 0, 0, 0]);
  const rows = inflateSync(chunks.get("IDAT") ?? Buffer.alloc(0));
  expect(rows.length).toBe((widthPx + 1) * heightPx);
  const grey = new Uint8Array(widthPx * heightPx);
  for (let y = 0; y < heightPx; y++) {
    expect(rows[y * (widthPx + 1)]).toBe(2);
    for (let x = 0; x < widthPx; x++) {
      grey[y * widthPx + x] = rows[y * (widthPx + 1) + 1 + x] + (y > 0 ? grey[(y - 1) * widthPx + x] : 0);
    }
  }
  return { widthPx, heightPx, grey };
}

describe("the drawing of a voice", () => {
  it.each(["calm-deep", "child", "bird", "whale", "whisper", "two-voices"])(
    "of %s is XML with its layers",
    async (name) => {
      const svg = await plot(name);
      const { features } = await hear(name);
      expect(xmlFaults(svg)).toEqual([]);
      const human = features.summary.speaker.register === "human";
      const expected = LAYERS.filter((id) => (id !== "formants" || human) && (id !== "pitch" || name !== "whisper"));
      expect(LAYERS.filter((id) => layer(svg, id) !== "")).toEqual(expected);
      expect(words(svg).match(/NaN|Infinity|undefined|<script|href="(?!data:image\/png;base64,")/g)).toBeNull();
      expect(Buffer.byteLength(svg)).toBeLessThan(400_000);
    },
  );

  it("is what a browser takes for an SVG", async (context) => {
    const chromium = needRealClient("chromium", context.skip);
    const folder = mkdtempSync(join(tmpdir(), "vocalith-plot-"));
    try {
      writeFileSync(join(folder, "voice.svg"), await plot("calm-deep"));
      const { stdout } = spawnSync(
        chromium.path,
        [
          "--headless",
          "--no-sandbox",
          "--disable-gpu",
          "--disable-background-networking",
          `--user-data-dir=${join(folder, "browser")}`,
          "--dump-dom",
          `file://${join(folder, "voice.svg")}`,
        ],
        { encoding: "utf8", timeout: 60_000, maxBuffer: 1 << 26 },
      );
      expect(stdout).toMatch(/<svg[^>]* version="1\.1"/);
      expect(stdout).not.toContain("parsererror");
      for (const id of LAYERS) expect(stdout).toContain(`<g id="${id}"`);
    } finally {
      await removeProfile(folder);
    }
  });

  it("names the recording and says in words and numbers what was heard", async () => {
    const { recording, features } = await hear("calm-deep");
    const svg = plotVoice(recording, features, "<me> & \u0001you\ud800.wav");
    expect(xmlFaults(svg)).toEqual([]);
    expect(svg).toContain("&lt;me&gt; &amp; \ufffdyou\ufffd.wav");
    expect(svg).toMatch(/a deep, calm/);
    expect(svg).toContain(`median pitch ${Math.round(features.summary.speaker.pitchMedianHz)} Hz`);
  });

  it("has a time axis of the recording's length", async () => {
    const svg = await plot("calm-deep");
    const { durationSeconds } = (await hear("calm-deep")).features;
    const ticks = [...layer(svg, "time").matchAll(/<text x="([\d.]+)"[^>]*>([\d.]+)<\/text>/g)].map(
      ([, x, text]) => [Number(x), Number(text)] as const,
    );
    expect(ticks.length).toBeGreaterThan(5);
    const { leftPx, rightPx } = PANELS.waveform;
    for (const [x, time] of ticks) expect(x).toBeCloseTo(leftPx + (time / durationSeconds) * (rightPx - leftPx), 1);
    expect(ticks[0]?.[1]).toBe(0);
    expect(ticks.at(-1)?.[1]).toBeLessThanOrEqual(durationSeconds);
  });

  it("embeds the spectrogram as a picture in which the voice is dark and the pause is white", async () => {
    const { widthPx, heightPx, grey } = decodeGreyPng(embeddedPng(await plot("child")));
    expect([widthPx, heightPx]).toEqual([2 * (PANELS.waveform.rightPx - PANELS.waveform.leftPx), 240]);
    const { durationSeconds, syllables, levelDb, pitch } = (await hear("child")).features;
    const darkest = (seconds: number) => {
      const x = Math.floor((seconds / durationSeconds) * widthPx);
      return Math.min(...Array.from({ length: heightPx }, (_, y) => grey[y * widthPx + x] ?? 255));
    };
    for (const { nucleusSeconds } of syllables) expect(darkest(nucleusSeconds)).toBeLessThan(130);
    const loudest = Math.max(...levelDb);
    const pauses = Array.from(pitch.timeSeconds).filter(
      (time, i) => levelDb[i] < loudest - 50 && time < durationSeconds - 0.01,
    );
    expect(pauses.length).toBeGreaterThan(5);
    for (const time of pauses) expect(darkest(time)).toBe(255);
  });

  it("breaks the pitch line where the voice is not voiced", async () => {
    const svg = await plot("calm-deep");
    const { frequencyHz } = (await hear("calm-deep")).features.pitch;
    const starts = frequencyHz.filter((f, i) => f > 0 && !(frequencyHz[i - 1] > 0)).length;
    const [, line] = layer(svg, "pitch").match(/<path d="([^"]+)"/) ?? [];
    expect(line?.match(/M/g)).toHaveLength(starts);
    expect(line?.match(/[ML]/g)).toHaveLength(frequencyHz.filter((f) => f > 0).length);
  });

  it("puts a dot wherever a formant was found, and names the medians", async () => {
    const drawing = layer(await plot("calm-deep"), "formants");
    const { formants, summary } = (await hear("calm-deep")).features;
    const [, dots] = drawing.match(/<path d="([^"]+)"/) ?? [];
    expect(dots?.match(/^(M[\d.]+ [\d.]+h0)+$/)).not.toBeNull();
    expect(dots?.match(/M/g)).toHaveLength(formants.frequencyHz.filter((frequency) => frequency < 5000).length);
    summary.speaker.formantHz.forEach((frequency, i) => {
      expect(drawing).toContain(`F${i + 1} ${Math.round(frequency)} Hz`);
    });
  });

  it("numbers every syllable and marks its nucleus", async () => {
    const tier = layer(await plot("child"), "syllables");
    const { syllables } = (await hear("child")).features;
    const numbers = [...tier.matchAll(/>(\d+)<\/text>/g)].map(([, number]) => Number(number));
    expect(numbers).toEqual(syllables.map((_, i) => i + 1));
    expect(tier.match(/l4\.5 8\.5h-9Z/g)).toHaveLength(syllables.length);
  });

  it("stays small and whole for most of an hour", async () => {
    const { recording, features } = await hear("whale");
    const times = 300;
    const repeat = (track: Float64Array) =>
      Float64Array.from({ length: track.length * times }, (_, i) => track[i % track.length]);
    const sound = new Float32Array(recording.channels[0].length * times);
    for (let i = 0; i < times; i++) sound.set(recording.channels[0], i * recording.channels[0].length);
    const frames = features.levelDb.length * times;
    const svg = plotVoice(
      { ...recording, channels: [sound], durationSeconds: recording.durationSeconds * times },
      {
        ...features,
        durationSeconds: features.durationSeconds * times,
        pitch: {
          timeSeconds: Float64Array.from({ length: frames }, (_, i) => i * features.hopSeconds),
          frequencyHz: repeat(features.pitch.frequencyHz),
          voicedProbability: repeat(features.pitch.voicedProbability),
        },
        levelDb: repeat(features.levelDb),
        timbre: {
          ...features.timbre,
          centroidHz: Float32Array.from(repeat(Float64Array.from(features.timbre.centroidHz))),
        },
        syllables: Array.from({ length: times }, (_, i) =>
          features.syllables.map((syllable) => ({
            ...syllable,
            startSeconds: syllable.startSeconds + i * features.durationSeconds,
            nucleusSeconds: syllable.nucleusSeconds + i * features.durationSeconds,
            endSeconds: syllable.endSeconds + i * features.durationSeconds,
          })),
        ).flat(),
      },
      "long.wav",
    );
    expect(xmlFaults(svg)).toEqual([]);
    expect(words(svg).includes("NaN")).toBe(false);
    expect(Buffer.byteLength(svg)).toBeLessThan(900_000);
  });
});

describe("vocalith analyze --plot", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "vocalith-plot-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  function analyze(...commandArguments: string[]) {
    return spawnSync(process.execPath, [join(root, "packages/cli/dist/main.js"), "analyze", ...commandArguments], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
    });
  }

  it("writes the same bytes twice, without a word of where the recording lies", () => {
    for (const name of ["one.svg", "more/two.svg"]) {
      const { status, stdout, stderr } = analyze(voice("bird"), "--plot", name);
      expect([status, stderr]).toEqual([0, ""]);
      expect(stdout).toContain(`Drawn in ${name}`);
    }
    const one = readFileSync(join(folder, "one.svg"));
    expect(readFileSync(join(folder, "more/two.svg")).equals(one)).toBe(true);
    expect(one.toString()).toContain("bird.wav");
    expect(one.toString()).not.toContain("fixtures");
    expect(readdirSync(folder).sort()).toEqual(["more", "one.svg"]);
  });

  it("leaves standard output to JSON", () => {
    const { status, stdout } = analyze(voice("bird"), "--plot", "bird.svg", "--json");
    expect(status).toBe(0);
    expect(JSON.parse(stdout).summary.speaker.register).toBe("bird");
    const { pitch, timbre, formants } = JSON.parse(stdout);
    const frames = pitch.timeSeconds.length;
    expect([timbre.centroidHz.length, formants.frequencyHz.length]).toEqual([frames, 4 * frames]);
    expect(formants.frequencyHz[0]).toBeNull();
    expect(existsSync(join(folder, "bird.svg"))).toBe(true);
  });

  it.each([
    ["another format", "voice.png", /ends in \.svg/],
    ["a folder", "taken.svg", /taken\.svg: cannot be written \(EISDIR\)/],
    ["a name too long", `${"a".repeat(300)}.svg`, /cannot be written \(ENAMETOOLONG\)/],
    ["a file on the way", "wall/voice.svg", /wall\/voice\.svg: cannot be written/],
  ])("ends with 2 for %s", (_, path, message) => {
    spawnSync("mkdir", ["taken.svg"], { cwd: folder });
    writeFileSync(join(folder, "wall"), "");
    const { status, stdout, stderr } = analyze(voice("bird"), "--plot", path);
    expect([status, stdout]).toEqual([2, ""]);
    expect(stderr).toMatch(message);
    expect(readdirSync(folder).sort()).toEqual(["taken.svg", "wall"]);
  });

  it("draws nothing where there is no voice, and says why", () => {
    writeFileSync(join(folder, "silence.wav"), writeWAV([new Float32Array(16_000)], 16_000));
    const { status, stderr } = analyze("silence.wav", "--plot", "silence.svg");
    expect(status).toBe(2);
    expect(stderr).toMatch(/dB re full scale/);
    expect(existsSync(join(folder, "silence.svg"))).toBe(false);
  });

  it("prints one screen of words and units, no field's name", async () => {
    const { stdout } = analyze(voice("calm-deep"));
    const lines = stdout.split("\n");
    expect(lines.length).toBeLessThan(40);
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(120);
    expect(stdout).not.toMatch(/NaN|undefined/);
    const { speaker, utterance } = (await hear("calm-deep")).features.summary;
    const fields = [...Object.keys(speaker), ...Object.keys(utterance)].filter((name) => /[A-Z]/.test(name));
    expect(fields.filter((name) => stdout.includes(name))).toEqual([]);
    expect(stdout).not.toContain("\u001b");
    expect(stdout).toMatch(/median pitch +\d+\.\d Hz/);
  });
});

describe("the spectrogram", () => {
  const rateHz = 16_000;
  const tone = (frequencyHz: number, seconds: number, atRateHz = rateHz) =>
    Float32Array.from(
      { length: seconds * atRateHz },
      (_, i) => 0.5 * Math.sin((2 * Math.PI * frequencyHz * i) / atRateHz),
    );
  const settings = { highestHz: 5000, windowSeconds: 0.005, preEmphasisDbPerOctave: 0, columns: 20, rows: 500 };

  it.each([16_000, 44_100, 96_000])("shows a tone at its level, 260 Hz wide, at %i Hz", (atRateHz) => {
    const levels = measureSpectrogram(tone(1005, 0.5, atRateHz), atRateHz, settings);
    const spectrum = Array.from({ length: 500 }, (_, row) => levels[row * 20 + 10]);
    const loudest = Math.max(...spectrum);
    expect(loudest).toBeCloseTo(20 * Math.log10(0.5), 1);
    expect((500 - spectrum.indexOf(loudest) - 0.5) * 10).toBeCloseTo(1005, -1);
    // Praat's manual: the bandwidth at -3 dB of its Gaussian window is 1.2982804 over its effective length.
    const width = 10 * spectrum.filter((level) => level > loudest - 3).length;
    expect(Math.abs(width - 259.7)).toBeLessThan(20);
  });

  it("lifts each octave by as much as is asked", () => {
    const flat = measureSpectrogram(tone(2000, 0.2), rateHz, settings);
    const lifted = measureSpectrogram(tone(2000, 0.2), rateHz, { ...settings, preEmphasisDbPerOctave: 6 });
    const row = 300;
    expect(lifted[row * 20 + 10] - flat[row * 20 + 10]).toBeCloseTo(6 * Math.log2(1995 / 1000), 4);
  });

  it("halves a rate without folding", () => {
    const power = (sound: Float32Array) =>
      sound.slice(100, -100).reduce((sum, x) => sum + x * x, 0) / (sound.length - 200);
    const kept = power(halveRate(tone(0.2 * rateHz, 0.5)));
    const folded = power(halveRate(tone(0.3 * rateHz, 0.5)));
    expect(10 * Math.log10(kept / power(tone(0.2 * rateHz, 0.5)))).toBeCloseTo(0, 1);
    expect(10 * Math.log10(folded / kept)).toBeLessThan(-60);
  });

  it("comes back from PNG as it went in", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 20 }),
        fc.integer(),
        (width, height, seed) => {
          const grey = Uint8Array.from({ length: width * height }, (_, i) => Math.imul(i + 1, seed) >>> 24);
          expect(decodeGreyPng(encodePng(grey, width, height))).toEqual({ widthPx: width, heightPx: height, grey });
        },
      ),
      { seed: 7, numRuns: 40 },
    );
  });
});

describe("a line over time", () => {
  const identity = (value: number) => value;

  it("is broken by gaps and leaps, and keeps a lone point", () => {
    const values = [Number.NaN, 1, 2, Number.NaN, 3, Number.NaN, 4, 9];
    const track = { timeSeconds: values.map((_, i) => i), values };
    expect(trackPath(track, identity, identity)).toBe("M1 1L2 2M4 3h0M6 4L7 9");
    expect(trackPath(track, identity, identity, (a, b) => b > 2 * a)).toBe("M1 1L2 2M4 3h0M6 4h0M7 9h0");
    expect(trackPath({ timeSeconds: [], values: [] }, identity, identity)).toBe("");
  });

  it("has no more points than asked, and each lies among those it stands for", () => {
    const value = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constant(Number.NaN));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 300 }), fc.integer({ min: 1, max: 50 }), (list, most) => {
        const time = Float64Array.from(list, (_, i) => i);
        const thin = thinTrack(time, Float64Array.from(list), most);
        expect(thin.values.length).toBeLessThanOrEqual(most);
        if (list.length <= most) expect(thin.values).toEqual(list);
        for (const kept of thin.values) if (!Number.isNaN(kept)) expect(list).toContain(kept);
      }),
      { seed: 7, numRuns: 100 },
    );
  });
});

describe("ticks", () => {
  it("are few, round, even and inside", () => {
    const range = fc.tuple(
      fc.double({ min: -1e4, max: 1e4, noNaN: true }),
      fc.double({ min: 1e-2, max: 1e4, noNaN: true }),
    );
    fc.assert(
      fc.property(range, fc.integer({ min: 2, max: 12 }), ([from, length], most) => {
        const { values, decimals } = linearTicks(from, from + length, most);
        expect(values.length).toBeLessThanOrEqual(most);
        for (const value of values) {
          expect(value).toBeGreaterThanOrEqual(from - 1e-6);
          expect(value).toBeLessThanOrEqual(from + length + 1e-6);
          expect(Number(value.toFixed(decimals))).toBe(value);
        }
        const steps = values.slice(1).map((value, i) => value - (values[i] ?? 0));
        for (const step of steps) expect(step).toBeCloseTo(steps[0] ?? 0, 6);
      }),
      { seed: 7, numRuns: 200 },
    );
    expect(linearTicks(0, 3.94, 12)).toMatchObject({ values: [0, 0.5, 1, 1.5, 2, 2.5, 3, 3.5], decimals: 1 });
  });

  it("of a logarithmic axis are read with ease", () => {
    expect(logarithmicTicks(40, 210, 9)).toEqual([40, 50, 60, 80, 100, 120, 150, 200]);
    expect(logarithmicTicks(20, 4000, 9)).toEqual([20, 50, 100, 200, 500, 1000, 2000]);
  });
});

describe("text in XML", () => {
  it("is well-formed whatever it says, and reads as it was meant", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        const svg = svgElement("text", { "data-name": text }, xmlText(text));
        expect(xmlFaults(svg)).toEqual([]);
        const read = xmlText(text)
          .replaceAll("&quot;", '"')
          .replaceAll("&gt;", ">")
          .replaceAll("&lt;", "<")
          .replaceAll("&amp;", "&");
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what XML 1.0 forbids
        expect(read).toBe(text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "\ufffd"));
      }),
      { seed: 7, numRuns: 200 },
    );
  });
});
