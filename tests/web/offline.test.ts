import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { eventually } from "./eventually.js";
import { hasWebBrowser, openWebPage, type WebPage } from "./open-web-page.js";

const LOSSY = join(import.meta.dirname, "../../packages/audio/test/fixtures");
const SPRAY =
  "vl0.TNOu0u1R9wB7Fl6xNq5EIgmvZKLUbUMThK9EFFeZWyUzKWQWuxRuR9o_XZi1pDu5iHVcKmLOWiv7JnSc-n5lHcUUOq6odlwvghRbEJAE";
const kept = (page: Page) => page.locator("html[data-offline=kept]").waitFor({ state: "attached" });
const scene = (page: Page, name: string) => page.locator(`.room[data-scene="${name}"]`).waitFor();

describe.skipIf(!hasWebBrowser)("the page without a network", () => {
  let web: WebPage;
  const folders: string[] = [];

  beforeAll(async () => {
    web = await openWebPage({ webGL: false });
    await kept(web.page);
    // Chromium puts off every look for an update until it has started, and that is when a page in sight has come to rest, or after three minutes. These
    // tests give the page no rest; this one has nothing to do.
    await web.context.newPage();
  });

  afterAll(async () => {
    await web?.close();
    for (const folder of folders) rmSync(folder, { recursive: true });
  });

  it("can be installed: name, start, icons of the sizes that they say, each under 100 kB", async () => {
    const { folder } = web.server;
    const manifest = JSON.parse(readFileSync(join(folder, "manifest.webmanifest"), "utf8"));
    expect(manifest).toMatchObject({ display: "standalone", start_url: "./", short_name: "vocalith" });
    expect(manifest.icons.map(({ purpose = "any" }) => purpose)).toContain("maskable");
    for (const { src, sizes } of manifest.icons) {
      const png = readFileSync(join(folder, src));
      expect(`${png.readUInt32BE(16)}x${png.readUInt32BE(20)}`).toBe(sizes);
      expect(png.length).toBeLessThan(100_000);
    }
    const session = await web.context.newCDPSession(web.page);
    const { installabilityErrors } = await session.send("Page.getInstallabilityErrors");
    // Playwright's contexts are private windows, and there is nothing else.
    expect(installabilityErrors.map(({ errorId }) => errorId).filter((id) => id !== "in-incognito")).toEqual([]);
  });

  it("keeps every file there is", async () => {
    const { page, server } = web;
    const files = readdirSync(server.folder, { recursive: true, encoding: "utf8" }).filter(
      (file) => statSync(join(server.folder, file)).isFile() && file !== "service-worker.js",
    );
    expect(files.length).toBeGreaterThan(20);
    const before = server.requests.length;
    server.connected = false;
    const lost = await page.evaluate(async (names) => {
      const answers = await Promise.all(
        names.map((name) =>
          fetch(name).then(
            (answer) => answer.ok,
            () => false,
          ),
        ),
      );
      return names.filter((_, place) => !answers[place]);
    }, files);
    server.connected = true;
    expect(lost).toEqual([]);
    expect(server.requests.slice(before)).toEqual([]);
  });

  it("hears files in every coding on the first visit, its workers too asking nobody", async () => {
    const { page, server } = web;
    server.connected = false;
    const before = server.requests.length;
    for (const file of ["tone.mp3", "tone-16.flac", "tone-vorbis.ogg", "tone.opus", "tone-aac.m4a"]) {
      await page.locator("input[type=file]").first().setInputFiles(join(LOSSY, file));
      // A tone is no voice: that it is said means that it was decoded and heard.
      await page.locator('.room:is([data-scene="stone"], [data-scene="trouble"])').waitFor();
      expect(await page.locator("main").textContent(), file).not.toMatch(/cannot be (read|opened)|went wrong/i);
      await page.getByRole("button", { name: "vocalith" }).click();
      await scene(page, "welcome");
    }
    server.connected = true;
    // The browser's own look for a newer version, which no page can stop, is all there may be.
    expect(server.requests.slice(before).filter((request) => !request.endsWith("/service-worker.js"))).toEqual([]);
  });

  it("opens again, with a stone in the address, and speaks another language", async () => {
    const { context, address, server } = web;
    server.connected = false;
    const page = await context.newPage();
    await page.goto(`${address}?lang=ko#${SPRAY}`);
    await scene(page, "stone");
    expect(await page.locator("html").getAttribute("lang")).toBe("ko");
    // Its letters have not been needed so far.
    await page.getByRole("link", { name: "Tiếng Việt" }).click();
    expect(await page.locator("html").getAttribute("lang")).toBe("vi");
    const letters = () =>
      page.evaluate(() => [...document.fonts].find(({ unicodeRange }) => unicodeRange.includes("U+1EA0-1EF9"))?.status);
    await eventually(letters).toBe("loaded");
    await page.close();
    server.connected = true;
  });

  it("takes an update at the next visit and leaves the open page whole", async () => {
    const { page, server } = web;
    const old = server.folder;
    const folder = mkdtempSync(join(tmpdir(), "vocalith-update-"));
    folders.push(folder);
    cpSync(old, folder, { recursive: true });
    const html = readFileSync(join(old, "index.html"), "utf8");
    writeFileSync(join(folder, "index.html"), html.replace("<head>", '<head><meta name="edition" content="second" />'));
    const worker = readFileSync(join(old, "service-worker.js"), "utf8");
    const renewed = worker.replace(/("?url"?:\s*["'`]index\.html["'`],\s*"?revision"?:\s*["'`])\w+/, "$1another");
    expect(renewed).not.toBe(worker);
    writeFileSync(join(folder, "service-worker.js"), renewed);
    // A host that was given the new version has not the old one's files any more.
    const gone = readdirSync(join(folder, "assets")).filter((name) => /^(flac|mpg123-decoder)-/.test(name));
    expect(gone.length).toBeGreaterThan(0);
    for (const name of gone) rmSync(join(folder, "assets", name));
    writeFileSync(join(folder, "service-worker.js"), dropped(renewed, gone));

    await page.evaluate(() => {
      Object.assign(globalThis, { isOldPage: true });
    });
    server.folder = folder;
    // What the browser does at a navigation and once a day. Its look at the visit before may be under way still, and takes this one with it when it fails.
    const isUpdated = () =>
      page.evaluate(async () => {
        const registration = await navigator.serviceWorker.ready;
        registration.update().catch(() => {});
        return registration.waiting !== null;
      });
    await eventually(isUpdated).toBe(true);
    expect(await page.evaluate(async (name) => (await fetch(`assets/${name}`)).ok, gone[0])).toBe(true);
    expect(await page.evaluate(() => "isOldPage" in globalThis)).toBe(true);

    // A page that was closed a moment ago may count as open still: this visit is then the old version's, and the next one brings the new.
    const isRenewed = async () => {
      await page.reload();
      await kept(page);
      return (await page.locator("meta[name=edition]").count()) === 1;
    };
    await eventually(isRenewed).toBe(true);
    expect(await page.evaluate(async () => (await navigator.serviceWorker.ready).waiting)).toBeNull();
    server.folder = old;
  });
});

/** The service worker's list without some files. */
function dropped(worker: string, names: readonly string[]): string {
  return names.reduce(
    (text, name) => text.replace(new RegExp(`\\{[^{}]*assets/${name.replaceAll(".", "\\.")}[^{}]*\\},?`), ""),
    worker,
  );
}
