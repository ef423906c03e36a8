import { afterEach, describe, expect, it } from "vitest";
import { hasWebBrowser, openWebPage, PATIENCE_MS, type WebPage } from "./open-web-page.js";
import { recordedSeconds } from "./recorded-seconds.js";

// Holds back what workers answer with a stone, once told to.
const HOLD_STONES = `
const waiting = [];
let isHeld = false;
globalThis.holdStones = () => { isHeld = true; };
globalThis.letStonesGo = () => { isHeld = false; for (const go of waiting.splice(0)) go(); };
const { addEventListener } = EventTarget.prototype;
Worker.prototype.addEventListener = function (type, listener, ...options) {
  const take = (event) => {
    if (isHeld && event.data?.answer?.crystals) waiting.push(() => listener(event));
    else listener(event);
  };
  return addEventListener.call(this, type, type === "message" ? take : listener, ...options);
};
`;

describe.skipIf(!hasWebBrowser)("the page of a sketch", () => {
  let web: WebPage | undefined;
  afterEach(async () => {
    await web?.close();
  });

  it("says what the stone is before it is cut, and what can be done with it after", async () => {
    web = await openWebPage({ microphone: "excited-high", repeat: true, webGL: false });
    const { page } = web;
    page.setDefaultTimeout(PATIENCE_MS);
    await page.addInitScript(HOLD_STONES);
    await page.reload();
    await page.getByRole("button", { name: "Record your voice" }).first().click();
    await page.getByRole("button", { name: "Begin" }).first().click();
    await recordedSeconds(page, 3);
    await page.evaluate("holdStones()");
    await page.getByRole("button", { name: "Finish" }).click();
    await page.locator('.room[data-scene="stone"]').waitFor();
    const made = page.getByRole("heading", { name: "Make it real" });
    await page.getByText(/crystals?, \d+ facets/).waitFor();
    expect([await made.count(), await page.locator(".files, .transport").count()]).toEqual([0, 0]);
    await page.evaluate("letStonesGo()");
    await made.waitFor();
    await page.locator(".files").waitFor();
    await page.locator(".transport").waitFor();
    expect(web.faults).toEqual([]);
  });
});
