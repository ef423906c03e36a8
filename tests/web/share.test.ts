import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { shareAddress } from "../../examples/web/src/files/share-address.js";
import { hasWebBrowser, openWebPage, type WebPage } from "./open-web-page.js";

const CALM = "vl0.JVqKpQzQAJCpf5SSB5ODA4egdBTYe50WdomTCXgvjKsJJpyMZ6FsHchaoo82XHwQm9k";

it("shares the page's address and the code behind the #, without language or mode", () => {
  expect(shareAddress("https://stones.example/voice/?lang=ko&exhibition#vl0.other", CALM)).toBe(
    `https://stones.example/voice/#${CALM}`,
  );
});

describe.skipIf(!hasWebBrowser)("sharing a stone", () => {
  let web: WebPage;

  beforeAll(async () => {
    web = await openWebPage({ path: `?lang=en#${CALM}`, webGL: false });
    await web.page.locator('.room[data-scene="stone"]').waitFor();
    await web.context.grantPermissions(["clipboard-read", "clipboard-write"]);
  });

  afterAll(() => web?.close());

  it("copies a link that holds the code alone, says so, and cuts the same stone again", async () => {
    const { page, context, address } = web;
    const section = page.locator("section[aria-labelledby=share-heading]");
    await section.getByRole("button", { name: "Copy the link" }).click();
    await section.getByText("Copied.").waitFor();
    expect(await section.textContent()).toContain("no recording is in it");
    const link = await page.evaluate(() => navigator.clipboard.readText());
    expect(link).toBe(`${address}#${CALM}`);

    const other = await context.newPage();
    await other.goto(link);
    await other.locator('.room[data-scene="stone"]').waitFor();
    expect(await other.getByRole("textbox", { name: "Link to this stone" }).inputValue()).toBe(link);
    await other.close();
  });

  it("selects the link where the browser lets nothing be copied", async () => {
    const { page } = web;
    await page.evaluate(() => {
      Object.defineProperty(navigator, "clipboard", {
        value: { writeText: () => Promise.reject(new Error("no leave")) },
      });
    });
    const section = page.locator("section[aria-labelledby=share-heading]");
    await section.getByRole("button", { name: "Copy the link" }).click();
    await section.getByText("The link is selected").waitFor();
    expect(await page.evaluate(() => getSelection()?.toString() ?? "")).toContain(CALM);
  });
});
