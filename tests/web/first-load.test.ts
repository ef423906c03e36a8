import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, it } from "vitest";
import { hasWebBrowser, openWebPage, type WebPage } from "./open-web-page.js";

/** What the first page may load, compressed, before the module that unites crystals, in bytes. */
const MOST_BYTES = 600_000;

describe.skipIf(!hasWebBrowser)("the first page is light", () => {
  let web: WebPage | undefined;
  afterEach(async () => {
    await web?.close();
  });

  it("loads words, letters, the viewer and the cutter of its example stone, and nothing for what comes later", async () => {
    web = await openWebPage({ flags: ["--disable-3d-apis"], reducedMotion: "reduce" });
    const { browser, server } = web;
    // A visitor of their own: nothing of the page is kept yet.
    const page = await (await browser.newContext({ serviceWorkers: "block", locale: "en" })).newPage();
    const asked = new Set<string>();
    page.on("response", (response) => asked.add(new URL(response.url()).pathname));
    await page.goto(server.address);
    await page.locator(".label").waitFor();
    await page.waitForLoadState("networkidle");

    const loaded = [...asked]
      .map((path) => (path === "/" ? "/index.html" : path))
      .map((path) => ({ path, bytes: gzipSync(readFileSync(join(server.folder, path)), { level: 9 }).length }))
      .sort((a, b) => b.bytes - a.bytes);
    const before = loaded.filter(({ path }) => !path.includes("manifold"));
    const sum = before.reduce((total, { bytes }) => total + bytes, 0);
    for (const { path, bytes } of loaded) process.stdout.write(`${String(bytes).padStart(8)} ${path}\n`);
    process.stdout.write(`${String(sum).padStart(8)} before the geometry module\n`);
    expect(before.map(({ path }) => path)).toContainEqual(expect.stringContaining("page.worker"));
    expect(before.map(({ path }) => path).join()).not.toMatch(/decoder|stone-page|exhibition/);
    expect(sum).toBeLessThan(MOST_BYTES);
  });
});
