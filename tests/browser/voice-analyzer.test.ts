import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { decode } from "@vocalith/audio";
import { analyzeVoice, type VoiceFeatures } from "@vocalith/dsp";
import { realClient } from "@vocalith/testkit";
import { type Browser, chromium, type Page } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { everyNumber, relativeDifference } from "../../packages/dsp/test/every-number.js";
import { CHROMIUM_FLAGS } from "./chromium-flags.js";

const root = join(import.meta.dirname, "../..");
const chromiumClient = realClient("chromium");
/** Sine, logarithm and their kin may differ in the last bits between engines; what is chosen by them must not. */
const TOLERANCE = 1e-9;

// Numbers leave the page as JSON, in which NaN needs a name.
const NUMBERS = `
const packed = (features) => JSON.stringify(features, (_, value) =>
  ArrayBuffer.isView(value) ? Array.from(value, (x) => (Number.isNaN(x) ? "NaN" : x)) : Number.isNaN(value) ? "NaN" : value);
`;
const PAGE_MODULE = `
import { analyzeVoice } from "@vocalith/dsp";
${NUMBERS}
const fetched = async (name) => new Float32Array(await (await fetch("/" + name + ".f32")).arrayBuffer());
window.analyze = async (name, sampleRateHz) => {
  const samples = await fetched(name);
  return packed(analyzeVoice({
    channels: [samples], sampleRateHz, durationSeconds: samples.length / sampleRateHz,
    source: { container: "samples", codec: "float32" }, metadata: {}, warnings: [],
  }));
};
// The sound is played through a worklet that listens, as a page with a microphone would have it; offline, so that it takes no time.
window.listen = async (name, sampleRateHz) => {
  const samples = await fetched(name);
  const context = new OfflineAudioContext(1, samples.length, sampleRateHz);
  await context.audioWorklet.addModule("/worklet.js");
  const listener = new AudioWorkletNode(context, "voice-listener", { processorOptions: { length: samples.length } });
  const told = new Promise((resolve, reject) => {
    listener.port.onmessage = ({ data }) => resolve(data);
    listener.onprocessorerror = () => reject(new Error("the worklet failed"));
  });
  const source = new AudioBufferSourceNode(context, {
    buffer: new AudioBuffer({ length: samples.length, sampleRate: sampleRateHz, numberOfChannels: 1 }),
  });
  source.buffer.copyToChannel(samples, 0);
  source.connect(listener).connect(context.destination);
  source.start();
  await context.startRendering();
  return told;
};
window.ready = true;
`;
const WORKLET_MODULE = `
import { VoiceAnalyzer } from "@vocalith/dsp";
${NUMBERS}
class VoiceListener extends AudioWorkletProcessor {
  constructor({ processorOptions }) {
    super();
    this.left = processorOptions.length;
    this.snapshots = 0;
    this.analyzer = new VoiceAnalyzer({ sampleRateHz: sampleRate });
  }
  process([[samples]]) {
    if (this.left <= 0) return false;
    const heard = samples === undefined ? new Float32Array(128) : samples;
    this.analyzer.push(heard.subarray(0, Math.min(heard.length, this.left)));
    this.left -= heard.length;
    if (currentFrame % 12800 === 0) this.snapshots += this.analyzer.snapshot(1).pitch.timeSeconds.length;
    if (this.left <= 0) {
      const globals = ["setTimeout", "fetch", "TextDecoder", "window"].filter((name) => name in globalThis);
      this.port.postMessage({ globals, snapshots: this.snapshots, features: packed(this.analyzer.finish()) });
    }
    return true;
  }
}
registerProcessor("voice-listener", VoiceListener);
`;

const unpacked = (text: string) =>
  JSON.parse(text, (_, value: unknown) => (value === "NaN" ? Number.NaN : value)) as VoiceFeatures;

function expectEqual(found: VoiceFeatures, expected: VoiceFeatures): void {
  const numbers = everyNumber(found);
  const wanted = everyNumber(expected);
  const differing = [...wanted].flatMap(([path, values]) => {
    const difference = relativeDifference(numbers.get(path) ?? [], values);
    return difference <= TOLERANCE ? [] : [`${path} by ${difference.toExponential(1)}`];
  });
  expect(differing).toEqual([]);
  // Only numbers that are never there leave a path without any.
  expect([...numbers.keys()].sort()).toEqual([...wanted.keys()].sort());
  expect(found.summary.speaker.register).toBe(expected.summary.speaker.register);
}

describe.skipIf(chromiumClient === undefined)("@vocalith/dsp in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "vocalith-listening-"));
  const faults: string[] = [];
  let browser: Browser;
  let server: Server;
  let page: Page;

  beforeAll(async () => {
    writeFileSync(join(folder, "page-source.js"), PAGE_MODULE);
    writeFileSync(join(folder, "worklet-source.js"), WORKLET_MODULE);
    for (const name of ["page", "worklet"]) {
      await build({
        root: folder,
        configFile: false,
        logLevel: "error",
        resolve: { alias: { "@vocalith/dsp": join(root, "packages/dsp/src/index.ts") }, conditions: ["ws-source"] },
        build: {
          outDir: join(folder, "dist"),
          emptyOutDir: false,
          lib: { entry: join(folder, `${name}-source.js`), formats: ["es"], fileName: () => `${name}.js` },
        },
      });
    }
    writeFileSync(join(folder, "dist/index.html"), `<!doctype html><script type="module" src="/page.js"></script>`);
    for (const name of ["calm-deep", "bird"]) {
      const { channels } = await decode(readFileSync(join(root, `fixtures/voices/${name}.wav`)));
      const [samples = new Float32Array(0)] = channels;
      const bytes = new Uint8Array(samples.buffer, samples.byteOffset, samples.byteLength);
      writeFileSync(join(folder, "dist", `${name}.f32`), bytes);
    }
    const types: Readonly<Record<string, string>> = { ".html": "text/html", ".js": "text/javascript" };
    server = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://page").pathname;
      const file = join(folder, "dist", path === "/" ? "index.html" : path);
      if (!existsSync(file)) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { "content-type": types[extname(file)] ?? "application/octet-stream" });
      response.end(readFileSync(file));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    browser = await chromium.launch({
      executablePath: chromiumClient?.path,
      args: [...CHROMIUM_FLAGS],
    });
    page = await browser.newPage();
    page.on("pageerror", (error) => faults.push(error.message));
    await page.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    await page.waitForFunction("window.ready === true");
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(folder, { recursive: true });
  });

  const inNode = async (name: string) => {
    const recording = await decode(readFileSync(join(root, `fixtures/voices/${name}.wav`)));
    return {
      sampleRateHz: recording.sampleRateHz,
      features: analyzeVoice({ ...recording, channels: [recording.channels[0] ?? new Float32Array(0)] }),
    };
  };

  it.each(["calm-deep", "bird"])("hears in a page what Node hears, in every number: %s", async (name) => {
    const { sampleRateHz, features } = await inNode(name);
    const found: string = await page.evaluate(`window.analyze(${JSON.stringify(name)}, ${sampleRateHz})`);
    expectEqual(unpacked(found), features);
  });

  it("hears the same in an audio worklet, piece by piece", async () => {
    const { sampleRateHz, features } = await inNode("calm-deep");
    const told: { globals: string[]; snapshots: number; features: string } = await page.evaluate(
      `window.listen("calm-deep", ${sampleRateHz})`,
    );
    expectEqual(unpacked(told.features), features);
    expect(told.snapshots).toBeGreaterThan(100);
    expect(told.globals).toEqual([]);
    expect(faults).toEqual([]);
  });
});
