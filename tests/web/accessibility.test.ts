import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { hasWebBrowser, type OpenWebPageOptions, openWebPage, type WebPage } from "./open-web-page.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SPRAY = "vl0.TM67S7VH0AexVrE2rUIgmtyi1G0xOErUFFeZMlMynBa7FeR9o92YtaU7mIdcKmLNIr-yXJz6fdHcUVKuqHVC-CFbEAju";
/** Without a picture, which on a machine without a graphics card takes most of the time. */
const WITHOUT_PICTURE: OpenWebPageOptions = { flags: ["--disable-3d-apis"], reducedMotion: "reduce" };

/** What axe finds wrong, each with the elements it is about. */
async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate<AxeResults>(`axe.run({ resultTypes: ["violations"] })`);
  return violations.flatMap(({ help, id, nodes }) => nodes.map(({ target }) => `${id}: ${help}: ${target.join(" ")}`));
}

const scene = (page: Page, name: string) => page.locator(`.room[data-scene="${name}"]`).waitFor();
const trouble = (page: Page, kind: string) => page.locator(`[data-trouble="${kind}"]`).waitFor();
const focused = (page: Page) => page.evaluate<string>("document.activeElement?.textContent ?? ''");

/** What the page's clock says; it may leave out seconds on a busy machine. */
const recordedSeconds = async (page: Page) =>
  Number(/PT(\d+)S/.exec((await page.locator(".clock time").getAttribute("datetime")) ?? "")?.[1]);

describe.skipIf(!hasWebBrowser)("the page is for everybody", () => {
  let web: WebPage | undefined;
  afterEach(async () => {
    await web?.close();
    web = undefined;
  });

  it("axe finds nothing from the first page through a recording to its stone, gone through by keyboard alone", async () => {
    web = await openWebPage({ ...WITHOUT_PICTURE, microphone: "calm-deep", repeat: true });
    const { page } = web;
    await scene(page, "welcome");
    expect(await violations(page)).toEqual([]);

    await page.getByRole("button", { name: "Record your voice" }).focus();
    await page.keyboard.press("Enter");
    await scene(page, "ready");
    await expect.poll(() => focused(page)).toBe("Begin");
    expect(await violations(page)).toEqual([]);

    await page.keyboard.press("Enter");
    await scene(page, "counting");
    expect(await violations(page)).toEqual([]);
    await scene(page, "recording");
    await expect.poll(() => focused(page)).toBe("Finish");
    expect(await violations(page)).toEqual([]);

    await expect.poll(() => recordedSeconds(page), { timeout: 30_000 }).toBeGreaterThanOrEqual(2);
    await page.keyboard.press("Shift+Tab");
    expect(await focused(page)).toBe("Pause");
    await page.keyboard.press("Enter");
    await scene(page, "paused");
    expect(await violations(page)).toEqual([]);

    await expect.poll(() => focused(page)).toBe("Finish");
    await page.keyboard.press("Enter");
    await scene(page, "stone");
    await page.locator(".verdict[data-severity]").waitFor();
    await expect.poll(() => focused(page)).toBe("Your voice, as\u00a0a\u00a0stone");
    await expect.poll(() => page.getByRole("status").first().textContent()).not.toBe("");
    expect(await violations(page)).toEqual([]);
    expect(web.faults).toEqual([]);
  });

  it("axe finds nothing in the picture's own controls", async () => {
    web = await openWebPage({ viewport: { width: 480, height: 360 }, reducedMotion: "reduce", path: `#${SPRAY}` });
    const { page } = web;
    await scene(page, "stone");
    await page.locator(".stage:not([data-empty])").waitFor();
    await page.locator(".verdict[data-severity]").waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it.each(["ko", "vi"])("axe finds nothing in %s", async (language) => {
    web = await openWebPage({ ...WITHOUT_PICTURE, path: `?lang=${language}#${SPRAY}` });
    const { page } = web;
    await scene(page, "stone");
    await page.locator(".verdict[data-severity]").waitFor();
    expect(await page.evaluate("document.documentElement.lang")).toBe(language);
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "vocalith" }).click();
    await scene(page, "welcome");
    expect(await violations(page)).toEqual([]);
  });

  it.each([
    ["denied", { microphone: { state: "denied" } }],
    ["no-microphone", { microphone: { state: "missing" } }],
  ] as const)("axe finds nothing where the microphone is %s, and a file is a way on", async (kind, open) => {
    web = await openWebPage({ ...WITHOUT_PICTURE, ...open });
    const { page } = web;
    await page.getByRole("button", { name: "Record your voice" }).click();
    await trouble(page, kind);
    expect(await violations(page)).toEqual([]);

    await page.getByLabel("Open a sound file").setInputFiles({
      name: "no-sound.wav",
      mimeType: "audio/wav",
      buffer: Buffer.from("this is no sound at all, whatever its name says"),
    });
    await trouble(page, "unreadable-file");
    expect(await violations(page)).toEqual([]);
  });

  it("axe finds nothing where a code is broken, and home is a way on", async () => {
    web = await openWebPage({ ...WITHOUT_PICTURE, path: "#vl0.AAAA" });
    const { page } = web;
    await trouble(page, "bad-code");
    expect(await violations(page)).toEqual([]);
    await page.getByRole("button", { name: "Back to the beginning" }).click();
    await scene(page, "welcome");
    expect(new URL(page.url()).hash).toBe("");

    // That axe looks at all: a button without a name is found.
    await page.evaluate("document.querySelector('main').append(document.createElement('button'))");
    expect((await violations(page)).join()).toContain("button-name");
  });
});
