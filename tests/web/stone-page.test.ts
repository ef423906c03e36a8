import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "./eventually.js";
import { hasWebBrowser, openWebPage, type WebPage } from "./open-web-page.js";

const CALM = "vl0.JVqKpQzQAJCpf5SSB5ODA4egdBTYe50WdomTCXgvjKsJJpyMZ6FsHchaoo82XHwQm9k";
const FIXTURES = join(import.meta.dirname, "../../fixtures/voices");

const summary = (page: Page) => page.locator(".summary").textContent();
const verdict = (page: Page) => page.locator(".verdict[data-severity]").textContent();

describe.skipIf(!hasWebBrowser)("the stone's page", () => {
  let web: WebPage | undefined;
  afterEach(async () => {
    await web?.close();
    web = undefined;
  });

  it("cuts anew by cut and size, weighs by material, and says it in numbers", async () => {
    web = await openWebPage({ flags: ["--disable-3d-apis"], reducedMotion: "reduce", path: `#${CALM}` });
    const { page } = web;
    await page.locator(".verdict[data-severity]").waitFor();
    expect(await summary(page)).toMatch(/^One crystal, \d+ facets, .*40\.0 mm$/);
    const ofResin = await verdict(page);

    await page.getByLabel("Material").selectOption("gold");
    await eventually(() => verdict(page)).not.toBe(ofResin);
    expect(await verdict(page)).toMatch(/[\d.]+ g/);

    await page.getByLabel("Longest side").focus();
    for (let i = 0; i < 5; i++) await page.keyboard.press("ArrowRight");
    await eventually(() => summary(page)).toContain("45.0 mm");
    await eventually(() => verdict(page)).toContain("45.0 mm");

    const grown = await summary(page);
    await page.getByRole("radio", { name: /Brilliant/ }).check();
    await eventually(() => summary(page)).not.toBe(grown);
    await eventually(() => page.locator(".explanation").textContent()).toContain("not grown but cut");
    await page.getByRole("radio", { name: /Crystal/ }).check();
    await eventually(() => summary(page)).toBe(grown);
    expect(web.faults).toEqual([]);
  });

  it("changes its language in place, and keeps it", async () => {
    web = await openWebPage({ flags: ["--disable-3d-apis"], reducedMotion: "reduce", path: `#${CALM}` });
    const { page } = web;
    await page.getByRole("heading", { name: "What made it so" }).waitFor();
    await page.getByRole("link", { name: "Tiếng Việt" }).click();
    await page.getByRole("heading", { name: "Vì sao đá như thế" }).waitFor();
    await eventually(() => page.locator(".explanation").textContent()).toContain("Viên đá");
    expect(new URL(page.url()).searchParams.get("lang")).toBe("vi");
    expect(new URL(page.url()).hash).toBe(`#${CALM}`);

    await page.goto(web.address);
    await page.getByRole("button", { name: "Ghi âm giọng của bạn" }).waitFor();
    expect(await page.title()).toContain("giọng nói");
  });

  it("opens the stone of another link, and forgets the link when a file takes its place", async () => {
    web = await openWebPage({ flags: ["--disable-3d-apis"], reducedMotion: "reduce" });
    const { page } = web;
    await page.evaluate(`location.hash = ${JSON.stringify(CALM)}`);
    await page.getByRole("heading", { name: "A stone from its code" }).waitFor();
    await page.getByRole("button", { name: "vocalith" }).click();
    await page.getByLabel("Open a sound file").setInputFiles(join(FIXTURES, "laughter.wav"));
    await page.getByRole("heading", { name: "This voice, as a stone" }).waitFor();
    expect(new URL(page.url()).hash).toBe("");

    const place = page.getByRole("slider", { name: "Place in the recording" });
    await place.fill("1");
    expect(await place.getAttribute("aria-valuetext")).toMatch(/^0:01 of 0:\d\d$/);
  });

  it("shows the end of a voice that has ended, however rare frames are", async () => {
    web = await openWebPage({ webGL: false, reducedMotion: "reduce" });
    const { page } = web;
    await page.getByLabel("Open a sound file").setInputFiles(join(FIXTURES, "laughter.wav"));
    const place = page.getByRole("slider", { name: "Place in the recording" });
    await place.waitFor();
    await page.evaluate("globalThis.requestAnimationFrame = () => 0");
    await page.getByRole("button", { name: "Play", exact: true }).click();
    const hasEnded = () => page.locator("audio").evaluate((audio) => audio instanceof HTMLAudioElement && audio.ended);
    await eventually(hasEnded).toBe(true);
    await eventually(() => place.getAttribute("aria-valuetext")).toMatch(/^(0:0[1-9]) of \1$/);
  });
});
