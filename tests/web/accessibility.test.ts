import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { AxeResults } from "axe-core";
import type { Page } from "playwright-core";
import { afterEach, describe, expect, it } from "vitest";
import { eventually } from "./eventually.js";
import { openHeld } from "./held-page.js";
import { hasWebBrowser, type OpenWebPageOptions, openWebPage, type WebPage } from "./open-web-page.js";
import { recordedSeconds } from "./recorded-seconds.js";

const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const SPRAY =
  "vl0.TNOu0u1R9wB7Fl6xNq5EIgmvZKLUbUMThK9EFFeZWyUzKWQWuxRuR9o_XZi1pDu5iHVcKmLOWiv7JnSc-n5lHcUUOq6odlwvghRbEJAE";
const CHILD = join(import.meta.dirname, "../../fixtures/voices/child.wav");
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
    await eventually(() => focused(page)).toBe("Begin");
    expect(await violations(page)).toEqual([]);

    await page.keyboard.press("Enter");
    // The countdown does not wait.
    await page.locator('.room:is([data-scene="counting"], [data-scene="recording"])').waitFor();
    expect(await violations(page)).toEqual([]);
    await scene(page, "recording");
    await eventually(() => focused(page)).toBe("Finish");
    expect(await violations(page)).toEqual([]);

    await recordedSeconds(page, 2);
    await page.keyboard.press("Shift+Tab");
    expect(await focused(page)).toBe("Pause");
    await page.keyboard.press("Enter");
    await scene(page, "paused");
    expect(await violations(page)).toEqual([]);

    await eventually(() => focused(page)).toBe("Finish");
    await page.keyboard.press("Enter");
    await scene(page, "stone");
    await page.locator(".verdict[data-severity]").waitFor();
    await eventually(() => focused(page)).toBe("Your voice, as\u00a0a\u00a0stone");
    await eventually(() => page.getByRole("status").first().textContent()).not.toBe("");
    expect(await violations(page)).toEqual([]);
    expect(web.faults).toEqual([]);
  });

  it("axe finds nothing in what passes in a moment, nor where two stones stand side by side", async () => {
    web = await openWebPage({ ...WITHOUT_PICTURE, microphone: "calm-deep", repeat: true });
    const page = await web.context.newPage();
    const moment = await openHeld(page, web.address);
    await scene(page, "welcome");
    await moment.hold("microphone");
    await page.getByRole("button", { name: "Record your voice" }).click();
    await scene(page, "asking");
    expect(await violations(page)).toEqual([]);

    await moment.letGo();
    await page.getByRole("button", { name: "Begin", exact: true }).click();
    await recordedSeconds(page, 2);
    await moment.hold("fromOutline");
    await page.getByRole("button", { name: "Finish" }).click();
    await scene(page, "settling");
    expect(await violations(page)).toEqual([]);

    await moment.letGo();
    await scene(page, "stone");
    await moment.hold("fromSound");
    await page.locator("section[aria-labelledby=pair-heading] input[type=file]").setInputFiles(CHILD);
    await scene(page, "cutting");
    expect(await violations(page)).toEqual([]);

    await moment.letGo();
    await page.getByRole("button", { name: "See both side by side" }).click();
    await page.locator(".pair-verdict").waitFor();
    expect(await violations(page)).toEqual([]);
    expect(web.faults).toEqual([]);
  });

  it("axe finds nothing in an exhibition, from the attracting stones to a visitor's", async () => {
    web = await openWebPage({ ...WITHOUT_PICTURE, microphone: "calm-deep", repeat: true });
    const page = await web.context.newPage();
    const moment = await openHeld(page, `${web.address}?exhibition`);
    const exhibits = (...names: readonly string[]) =>
      page.locator(`.exhibition:is(${names.map((name) => `[data-scene="${name}"]`).join()})`).waitFor();
    await exhibits("attract");
    await page.locator("canvas.still:not([data-stale])").waitFor();
    expect(await violations(page)).toEqual([]);
    await moment.hold("microphone");
    await page.locator("[data-first]").click();
    await exhibits("asking");
    expect(await violations(page)).toEqual([]);

    await moment.letGo();
    // The countdown does not wait.
    await exhibits("counting", "recording");
    // No stone is shown yet, and so none is said to be drawn.
    expect(await page.locator(".stage-note").count()).toBe(0);
    expect(await violations(page)).toEqual([]);
    await exhibits("recording");
    await page.locator(".exhibition-left", { hasText: /^(2[0-8]|1?\d) / }).waitFor();
    expect(await violations(page)).toEqual([]);
    await moment.hold("fromOutline");
    await page.locator("[data-first]").click();
    await exhibits("settling");
    expect(await violations(page)).toEqual([]);

    await moment.letGo();
    await page.locator(".exhibition-told [data-trait=color]").waitFor();
    expect(await violations(page)).toEqual([]);
    expect(web.faults).toEqual([]);
  });

  it("axe finds nothing in an exhibition without a microphone", async () => {
    web = await openWebPage({ ...WITHOUT_PICTURE, microphone: { state: "missing" }, path: "?exhibition" });
    const { page } = web;
    await page.locator("[data-first]").click();
    await page.locator('.exhibition[data-scene="trouble"]').waitFor();
    expect(await violations(page)).toEqual([]);
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
