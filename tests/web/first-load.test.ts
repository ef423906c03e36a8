import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { hasWebBrowser, openWebPage, type WebPage } from "./open-web-page.js";

/** What the first page may load, compressed, before the module that unites crystals, in bytes: a little more than it does. */
const MOST_BYTES = 480_000;

/** Holds back what the page would do when it has nothing else to do, until it is called. */
const HOLD_IDLE = `
const later = [];
globalThis.requestIdleCallback = (doing) => later.push(doing);
globalThis.beIdle = () => { for (const doing of later.splice(0)) doing(); };
`;

describe.skipIf(!hasWebBrowser)("the first page is light", () => {
  let web: WebPage | undefined;
  afterEach(async () => {
    await web?.close();
  });

  it("loads words, letters, the viewer and the cutter of its example stone; what a voice needs when it is idle, and nothing else", async () => {
    web = await openWebPage({ flags: ["--disable-3d-apis"], reducedMotion: "reduce" });
    const { browser, server } = web;
    // A visitor of their own: nothing of the page is kept yet.
    const page = await (await browser.newContext({ serviceWorkers: "block", locale: "en" })).newPage();
    await page.addInitScript(HOLD_IDLE);
    const asked = new Set<string>();
    page.on("response", (response) => asked.add(new URL(response.url()).pathname));
    await page.goto(server.address);
    await page.locator(".label").waitFor();
    await page.waitForLoadState("networkidle");

    const first = [...asked]
      .map((path) => (path === "/" ? "/index.html" : path))
      .map((path) => ({ path, bytes: gzipSync(readFileSync(join(server.folder, path)), { level: 9 }).length }))
      .sort((a, b) => b.bytes - a.bytes);
    const before = first.filter(({ path }) => !path.includes("manifold"));
    const sum = before.reduce((total, { bytes }) => total + bytes, 0);
    for (const { path, bytes } of first) process.stdout.write(`${String(bytes).padStart(8)} ${path}\n`);
    process.stdout.write(`${String(sum).padStart(8)} before the geometry module\n`);
    expect(before.map(({ path }) => path)).toContainEqual(expect.stringContaining("page.worker"));
    expect(before.map(({ path }) => path).join()).not.toMatch(
      /decoder|stone-page|exhibition|voice-analyzer|hear-sound|newsreader-vietnamese/,
    );
    expect(sum).toBeLessThan(MOST_BYTES);

    const heard = page.waitForResponse(/voice-analyzer/);
    await page.evaluate("beIdle()");
    await heard;
    await page.waitForLoadState("networkidle");
    const after = [...asked].slice(first.length).join();
    expect(after).toMatch(/hear-sound/);
    expect(after).not.toMatch(/decoder|stone-page|exhibition|newsreader-vietnamese/);

    // The letters of a language come with its words.
    const letters = page.waitForResponse(/newsreader-vietnamese/);
    await page.getByRole("link", { name: "Tiếng Việt" }).click();
    expect((await letters).ok()).toBe(true);
  });
});
