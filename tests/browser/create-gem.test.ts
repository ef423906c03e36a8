import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { realClient } from "@vocalith/testkit";
import { type Browser, chromium } from "playwright-core";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGem } from "vocalith";
import { CHROMIUM_FLAGS } from "./chromium-flags.js";

const root = join(import.meta.dirname, "../..");
const chromiumClient = realClient("chromium");

// The page knows vocalith by its name alone, as an artist's project does; the bundler finds the rest.
const PAGE_MODULE = `
import { createGem } from "vocalith";
const sha256 = async (bytes) => [...new Uint8Array(await crypto.subtle.digest("SHA-256", bytes))]
  .map((byte) => byte.toString(16).padStart(2, "0")).join("");
window.cut = async (name, kind) => {
  const bytes = await (await fetch("/" + name)).arrayBuffer();
  const inputs = {
    bytes: () => new Uint8Array(bytes),
    blob: () => new Blob([bytes]),
    audioBuffer: () => new OfflineAudioContext(1, 1, 16000).decodeAudioData(bytes.slice(0)),
  };
  const steps = [];
  const gem = await createGem(await inputs[kind](), { onProgress: ({ step }) => steps.push(step) });
  return { code: gem.code, sha256: await sha256(gem.toSTL()), steps };
};
window.ready = true;
`;

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
  ".wav": "audio/wav",
};

describe.skipIf(chromiumClient === undefined)("createGem in Chromium", () => {
  const folder = mkdtempSync(join(tmpdir(), "vocalith-browser-"));
  let browser: Browser;
  let server: Server;
  let address: string;

  beforeAll(async () => {
    writeFileSync(join(folder, "index.html"), `<!doctype html><script type="module" src="./page.js"></script>`);
    writeFileSync(join(folder, "page.js"), PAGE_MODULE);
    await build({
      root: folder,
      logLevel: "error",
      resolve: { alias: { vocalith: join(root, "packages/vocalith/dist/index.js") } },
    });
    server = createServer((request, response) => {
      const path = new URL(request.url ?? "/", "http://page").pathname;
      const file = path.endsWith(".wav")
        ? join(root, "fixtures/voices", path)
        : join(folder, "dist", path === "/" ? "index.html" : path);
      if (!existsSync(file)) {
        response.writeHead(404).end();
        return;
      }
      response.writeHead(200, { "content-type": CONTENT_TYPES[extname(file)] ?? "application/octet-stream" });
      response.end(readFileSync(file));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    browser = await chromium.launch({
      executablePath: chromiumClient?.path,
      args: [...CHROMIUM_FLAGS],
    });
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
    rmSync(folder, { recursive: true });
  });

  it("gives the bytes that Node gives, from bytes, a Blob and an AudioBuffer, and asks nobody else", async () => {
    const page = await browser.newPage();
    const requested: string[] = [];
    page.on("request", (request) => requested.push(new URL(request.url()).host));
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    await page.goto(address);
    await page.waitForFunction("window.ready === true");

    for (const [name, kind] of [
      ["calm-deep.wav", "bytes"],
      ["excited-high.wav", "blob"],
      ["child.wav", "audioBuffer"],
      ["bird.wav", "bytes"],
    ]) {
      const inNode = await createGem(readFileSync(join(root, "fixtures/voices", name)));
      const inPage = await page.evaluate(`window.cut(${JSON.stringify(name)}, ${JSON.stringify(kind)})`);
      expect(inPage, name).toEqual({
        code: inNode.code,
        sha256: createHash("sha256").update(inNode.toSTL()).digest("hex"),
        steps: ["decode", "analyze", "cut", "done"],
      });
    }
    expect(faults).toEqual([]);
    expect(new Set(requested)).toEqual(new Set([new URL(address).host]));
  });
});
