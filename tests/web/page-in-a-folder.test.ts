import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { CONTENT_SECURITY_POLICY } from "../../examples/web/content-security-policy.js";
import { buildWebPage } from "./build-web-page.js";
import { hasWebBrowser, openWebPage, type WebPage } from "./open-web-page.js";
import { recordedSeconds } from "./recorded-seconds.js";

describe.skipIf(!hasWebBrowser)("the static files", () => {
  const folder = mkdtempSync(join(tmpdir(), "vocalith-page-"));
  let web: WebPage | undefined;
  afterEach(async () => {
    await web?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("work in any folder, under the policy, from the microphone to the stone; nothing else is asked for", async () => {
    const deep = join(folder, "art/voices");
    mkdirSync(deep, { recursive: true });
    cpSync(await buildWebPage(), deep, { recursive: true });
    expect(readFileSync(join(deep, "index.html"), "utf8")).toContain(`content="${CONTENT_SECURITY_POLICY}"`);

    web = await openWebPage({ flags: ["--disable-3d-apis"], reducedMotion: "reduce", repeat: true });
    web.server.folder = folder;
    // A visitor of their own, to whom the page in the root never came.
    const page = await (await web.browser.newContext({ locale: "en", permissions: ["microphone"] })).newPage();
    const faults: string[] = [];
    page.on("pageerror", ({ message }) => faults.push(message));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    const address = `${web.address}art/voices/`;
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    await page.goto(address);
    await page.getByRole("button", { name: "Record your voice" }).click();
    await page.getByRole("button", { name: "Begin" }).click();
    await recordedSeconds(page, 2);
    await page.getByRole("button", { name: "Finish" }).click();
    await page.locator(".explanation [data-trait='question']").waitFor();
    expect(asked.length).toBeGreaterThan(5);
    expect(asked.filter((url) => !url.startsWith(address) && !url.startsWith("blob:"))).toEqual([]);
    expect(faults).toEqual([]);
  });

  it("hold no style and no script within the page", async () => {
    const page = readFileSync(join(await buildWebPage(), "index.html"), "utf8");
    expect(page).not.toMatch(/<style|\sstyle=|\son\w+=/i);
    expect(page).not.toMatch(/<script(?![^>]*\ssrc=)/i);
  });
});
