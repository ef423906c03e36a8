import { afterEach, describe, expect, it } from "vitest";
import { hasWebBrowser, openWebPage, type WebPage } from "./open-web-page.js";
import { recordedSeconds } from "./recorded-seconds.js";

describe.skipIf(!hasWebBrowser)("a voice that was left", () => {
  let web: WebPage | undefined;
  afterEach(async () => {
    await web?.close();
    web = undefined;
  });

  it("can be brought back for a minute, with its sound, and is gone then", async () => {
    web = await openWebPage({ webGL: false, repeat: true });
    const { page } = web;
    await page.clock.install();
    await page.goto(web.address);
    await page.getByRole("button", { name: "Record your voice" }).click();
    await page.getByRole("button", { name: "Begin", exact: true }).click();
    await recordedSeconds(page, 2);
    await page.getByRole("button", { name: "Finish" }).click();
    const link = page.getByRole("textbox", { name: "Link to this stone" });
    const code = await link.inputValue();
    // What is shown is another cut; what comes back is the voice as it came.
    await page.getByRole("radio", { name: /Brilliant/ }).check();

    await page.getByRole("button", { name: "Another voice" }).click();
    await page.locator('.room[data-scene="ready"]').waitFor();
    await page.getByRole("button", { name: "Bring it back" }).click();
    await page.getByRole("heading", { name: "Your voice, as a stone" }).waitFor();
    expect(await link.inputValue()).toBe(code);
    await page.getByRole("button", { name: "Play", exact: true }).waitFor();
    await page.locator(".verdict[data-severity]").waitFor();
    expect(await page.getByRole("button", { name: "Bring it back" }).count()).toBe(0);

    await page.getByRole("button", { name: "vocalith" }).click();
    await page.getByRole("button", { name: "Bring it back" }).waitFor();
    await page.clock.runFor(61_000);
    await page.getByRole("button", { name: "Bring it back" }).waitFor({ state: "detached" });
    expect(web.faults).toEqual([]);
  });
});
