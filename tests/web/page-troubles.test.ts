import { join } from "node:path";
import { fromSamples } from "@vocalith/audio";
import { afterEach, describe, expect, it } from "vitest";
import { VoiceRecording, wavFile } from "../../examples/web/src/voice/voice-recording.js";
import { eventually } from "./eventually.js";
import { hasWebBrowser, openWebPage, type WebPage } from "./open-web-page.js";
import { stillContrast } from "./still-contrast.js";

const RATE_HZ = 16_000;
const FIXTURES = join(import.meta.dirname, "../../fixtures/voices");

/** A WAV file of so many seconds of a sound. */
function soundFile(name: string, seconds: number, sound: (sample: number) => number) {
  const bytes = wavFile(Math.round(seconds * RATE_HZ), RATE_HZ);
  const { samples } = new VoiceRecording(bytes, RATE_HZ, 0);
  for (let i = 0; i < samples.length; i++) samples[i] = sound(i);
  expect(fromSamples([samples], RATE_HZ).durationSeconds).toBeCloseTo(seconds, 3);
  return { name, mimeType: "audio/wav", buffer: Buffer.from(bytes) };
}

/** White noise that is the same every time. */
function noise(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 31 - 1;
  };
}

describe.skipIf(!hasWebBrowser)("whatever goes wrong has words of its own and a way on", () => {
  let web: WebPage | undefined;
  afterEach(async () => {
    await web?.close();
    web = undefined;
  });

  it("silence, noise, a moment, no sound at all; and after each of them a voice", async () => {
    web = await openWebPage({ flags: ["--disable-3d-apis"], reducedMotion: "reduce" });
    const { page } = web;
    const hiss = noise(7);
    const files = [
      ["silent", soundFile("silence.wav", 2, () => 0)],
      ["no-voice", soundFile("noise.wav", 2, () => 0.3 * hiss())],
      ["too-short", soundFile("moment.wav", 0.1, (i) => 0.5 * Math.sin((2 * Math.PI * 150 * i) / RATE_HZ))],
      ["unreadable-file", { name: "note.txt", mimeType: "text/plain", buffer: Buffer.from("dear diary, ".repeat(40)) }],
    ] as const;
    const seen = new Set<string>();
    for (const [kind, file] of files) {
      await page.getByLabel("Open a sound file").setInputFiles(file);
      const notice = page.locator(`[data-trouble="${kind}"]`);
      await notice.waitFor();
      seen.add((await notice.getByRole("heading").textContent()) ?? "");
    }
    expect(seen.size).toBe(files.length);
    await page.getByLabel("Open a sound file").setInputFiles(join(FIXTURES, "child.wav"));
    await page.getByRole("heading", { name: "This voice, as a stone" }).waitFor();
    expect(web.faults).toEqual([]);
  });

  it("without WebGL 2 the stone stands still, and is told, cut and listened to all the same", async () => {
    web = await openWebPage({ flags: ["--disable-3d-apis"], reducedMotion: "reduce" });
    const { page } = web;
    await page.getByText("This browser cannot turn the stone").waitFor();
    // A stone in a dark room.
    await eventually(() => stillContrast(page)).toBeGreaterThan(130);
    await page.getByLabel("Open a sound file").setInputFiles(join(FIXTURES, "calm-high.wav"));
    await page.locator(".explanation [data-trait='question']").waitFor();
    await page.locator(".verdict[data-severity]").waitFor();
    // Else a busy machine may see only that it has ended.
    await page.locator("audio").evaluate((audio) => audio.setAttribute("loop", ""));
    await page.getByRole("button", { name: "Play", exact: true }).click();
    await page.getByRole("button", { name: "Pause", exact: true }).waitFor();
  });

  it("a lost picture is told and comes back", async () => {
    web = await openWebPage({ viewport: { width: 400, height: 300 }, reducedMotion: "reduce" });
    const { page } = web;
    await page.locator(".stage:not([data-empty])").waitFor();
    await page.evaluate(
      "document.querySelector('.stage canvas').getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()",
    );
    await page.getByText("The graphics card let go of the picture.").waitFor();
    await page.getByRole("button", { name: "Draw it again" }).click();
    await page.locator(".stage:not([data-empty])").waitFor();
    expect(await page.getByText("The graphics card let go").count()).toBe(0);
  });

  it("a browser that cannot record says so, and takes files", async () => {
    web = await openWebPage({ flags: ["--disable-3d-apis"], reducedMotion: "reduce" });
    const page = await web.context.newPage();
    await page.addInitScript("delete globalThis.AudioWorkletNode");
    await page.goto(web.address);
    await page.getByRole("button", { name: "Record your voice" }).click();
    await page.locator('[data-trouble="cannot-record-here"]').waitFor();
    await page.getByLabel("Open a sound file").setInputFiles(join(FIXTURES, "child.wav"));
    await page.getByRole("heading", { name: "This voice, as a stone" }).waitFor();
  });

  it("a browser without WebAssembly says so", async () => {
    web = await openWebPage({ flags: ["--disable-3d-apis"], reducedMotion: "reduce" });
    const page = await web.context.newPage();
    await page.addInitScript("delete globalThis.WebAssembly");
    await page.goto(web.address);
    await page.locator('[data-trouble="cannot-cut-here"]').waitFor();
  });
});
