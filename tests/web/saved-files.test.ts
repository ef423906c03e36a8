import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "@vocalith/audio";
import { readGemCadAsc } from "@vocalith/formats";
import type { Download, Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { catalogueNumber, createGem, cutGem, drawGem, encodePng, writeGemFiles } from "vocalith";
import type { DownloadKind } from "../../examples/web/src/files/download-kind.js";
import { eventually } from "./eventually.js";
import { hasWebBrowser, openWebPage, PATIENCE_MS, type WebPage } from "./open-web-page.js";
import { recordedSeconds } from "./recorded-seconds.js";

const CALM = "vl0.JVqKpQzQAJCpf5SSB5ODA4egdBTYe50WdomTCXgvjKsJJpyMZ6FsHchaoo82XHwQm9k";
const CHILD = join(import.meta.dirname, "../../fixtures/voices/child.wav");

/** What the page's pictures and films are, and what a test has the time for. */
const SMALLER = [
  [/widthPx:2048,heightPx:2048,samples:64/g, "widthPx:96,heightPx:96,samples:2"],
  [
    /seconds:8,framesPerSecond:30,widthPx:1080,heightPx:1080,samples:8/g,
    "seconds:1,framesPerSecond:4,widthPx:96,heightPx:96,samples:1",
  ],
] as const;

const row = (page: Page, kind: DownloadKind) => page.locator(`.file[data-kind="${kind}"]`);
const bytesOf = async (download: Download) => readFileSync(await download.path());

/** Asks for a file, and waits for as many as there are of it. */
async function save(page: Page, kind: DownloadKind, count = 1): Promise<Map<string, Buffer>> {
  const downloads: Download[] = [];
  const take = (download: Download) => downloads.push(download);
  page.on("download", take);
  await row(page, kind).getByRole("button").first().click();
  await eventually(async () => downloads.length).toBe(count);
  page.off("download", take);
  const files = new Map<string, Buffer>();
  for (const download of downloads) files.set(download.suggestedFilename(), await bytesOf(download));
  return files;
}

/** Opens the calm stone in a page of small pictures. */
async function openWithSmallPictures({ address, browser }: WebPage): Promise<Page> {
  const viewport = { width: 320, height: 240 };
  const page = await (await browser.newContext({ serviceWorkers: "block", locale: "en", viewport })).newPage();
  page.setDefaultTimeout(PATIENCE_MS);
  // In software a visitor's film would take an hour.
  await page.route(/stone-page-.*\.js$/, async (route) => {
    const answer = await route.fetch();
    let body = await answer.text();
    for (const [large, small] of SMALLER) {
      expect(body).toMatch(large);
      body = body.replaceAll(large, small);
    }
    await route.fulfill({ response: answer, body });
  });
  await page.goto(`${address}#${CALM}`);
  return page;
}

describe.skipIf(!hasWebBrowser)("saving files from the page", () => {
  let web: WebPage | undefined;
  afterEach(async () => {
    await web?.close();
    web = undefined;
  });

  it("gives the library's bytes under the catalogue number, and the size that was announced", async () => {
    web = await openWebPage({ path: `#${CALM}`, webGL: false });
    const { page } = web;
    const gem = await cutGem(CALM, { sizeMm: 40 });
    for (const kind of ["stl", "3mf", "glb", "ply", "obj", "drawing"] as const) {
      const format = kind === "drawing" ? "svg" : kind;
      const files = await save(page, kind, kind === "obj" ? 2 : 1);
      const title = `vocalith-${catalogueNumber(CALM)}`;
      const expected = writeGemFiles(gem, [format], { name: title, title });
      expect([...files.keys()]).toEqual(expected.map(({ suffix }) => title + suffix));
      for (const { bytes, suffix } of expected) {
        expect(Buffer.compare(files.get(title + suffix) ?? Buffer.of(), bytes), kind).toBe(0);
      }
      await row(page, kind).and(page.locator('[data-state="made"]')).waitFor();
      expect(await row(page, kind).locator(".file-size").textContent()).toMatch(/^\d+(\.\d)? (kB|MB)$/);
    }

    const rows = await page.locator('.file[data-state="unavailable"]').allTextContents();
    expect(rows).toHaveLength(3);
    const said = [/GemCad.*brilliant/, /Film.*cannot turn/, /recording.*from a code/];
    for (const [place, words] of said.entries()) expect(rows[place]).toMatch(words);

    await page.getByRole("radio", { name: /Brilliant/ }).check();
    const [[name, design] = ["", Buffer.of()]] = await save(page, "gemcad");
    const title = `vocalith-${catalogueNumber(CALM)}`;
    expect(name).toBe(`${title}.asc`);
    const brilliant = await cutGem(CALM, { sizeMm: 40, cut: "brilliant" });
    const [expected] = writeGemFiles(brilliant, ["asc"], { name: title, title });
    expect(Buffer.compare(design, expected?.bytes ?? Buffer.of())).toBe(0);
    expect(readGemCadAsc(design).tiers.length).toBeGreaterThan(3);
    expect(web.faults).toEqual([]);
  });

  it("gives a recording with every sample of which the stone was made, and a file as it came", async () => {
    web = await openWebPage({ microphone: "calm-deep", repeat: true, webGL: false });
    const { page } = web;
    await page.getByRole("button", { name: "Record your voice" }).click();
    await page.getByRole("button", { name: "Begin", exact: true }).click();
    await recordedSeconds(page, 2);
    await page.getByRole("button", { name: "Finish" }).click();
    const [[name, wav] = ["", Buffer.of()]] = await save(page, "recording");
    expect(name).toMatch(/^vocalith-[\w-]{9}\.wav$/);
    const { durationSeconds, source } = await decode(wav);
    expect(source).toMatchObject({ container: "wav", codec: "float32" });
    expect(durationSeconds).toBeGreaterThanOrEqual(2);
    const link = await page.getByRole("textbox", { name: "Link to this stone" }).inputValue();
    expect(link).toBe(`${web.address}#${(await createGem(wav)).code}`);

    await page.getByRole("button", { name: "vocalith" }).click();
    await page.getByLabel("Open a sound file").setInputFiles(CHILD);
    const [[, file] = ["", Buffer.of()]] = await save(page, "recording");
    expect(Buffer.compare(file, readFileSync(CHILD))).toBe(0);
    expect(web.faults).toEqual([]);
  });

  it("gives a picture and a film of the stone, which a browser shows", async () => {
    web = await openWebPage({ path: "icon.svg" });
    const page = await openWithSmallPictures(web);
    const [[pictureName, picture] = ["", Buffer.of()]] = await save(page, "picture");
    expect(pictureName).toMatch(/^vocalith-[\w-]{9}\.png$/);
    const seen = await page.evaluate(async (png) => {
      const bytes = Uint8Array.from(atob(png), (sign) => sign.charCodeAt(0));
      const image = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const context = new OffscreenCanvas(image.width, image.height).getContext("2d");
      context?.drawImage(image, 0, 0);
      const { data } = context?.getImageData(0, 0, image.width, image.height) ?? { data: [] };
      const values = [...data].filter((_, at) => at % 4 === 1);
      return { widthPx: image.width, heightPx: image.height, least: Math.min(...values), most: Math.max(...values) };
    }, picture.toString("base64"));
    expect(seen).toMatchObject({ widthPx: 96, heightPx: 96 });
    // A stone in a dark room.
    expect(seen.least).toBeLessThan(40);
    expect(seen.most).toBeGreaterThan(100);

    const [[filmName, film] = ["", Buffer.of()]] = await save(page, "turntable");
    expect(filmName).toMatch(/^vocalith-[\w-]{9}\.webm$/);
    const shown = await page.evaluate(async (webm) => {
      const bytes = Uint8Array.from(atob(webm), (sign) => sign.charCodeAt(0));
      const video = Object.assign(document.createElement("video"), { muted: true });
      video.src = URL.createObjectURL(new Blob([bytes], { type: "video/webm" }));
      await new Promise((resolve, reject) => {
        video.onloadeddata = resolve;
        video.onerror = () => reject(new Error(video.error?.message));
      });
      return { widthPx: video.videoWidth, heightPx: video.videoHeight, seconds: video.duration };
    }, film.toString("base64"));
    expect(shown).toMatchObject({ widthPx: 96, heightPx: 96 });
    expect(shown.seconds).toBeCloseTo(1, 1);
  });

  it("gives the command line's picture where there is no WebGL", async () => {
    web = await openWebPage({ path: "icon.svg", webGL: false });
    const page = await openWithSmallPictures(web);
    const [[name, png] = ["", Buffer.of()]] = await save(page, "picture");
    expect(name).toBe(`vocalith-${catalogueNumber(CALM)}.png`);
    const drawn = drawGem(await cutGem(CALM, { sizeMm: 40 }), { widthPx: 96, heightPx: 96 });
    expect(Buffer.compare(png, encodePng(drawn))).toBe(0);
  });
});
