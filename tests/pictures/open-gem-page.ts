import { existsSync } from "node:fs";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { CHROMIUM_FLAGS, SOFTWARE_GRAPHICS } from "../browser/chromium-flags.js";
import { bundleModule } from "./bundle-module.js";

/** Debian's Chromium: the real client that pictures are taken with. */
export const CHROMIUM_PATH = "/usr/bin/chromium";

/** Whether the pictures' browser is there. */
export function hasChromium(): boolean {
  return existsSync(CHROMIUM_PATH);
}

const ORIGIN = "https://gem.test";

/** A page in headless Chromium that can draw gems, and the way to close it. */
export interface GemPage {
  readonly page: Page;
  close(): Promise<void>;
}

/** Opens a page with `@vocalith/three` in it. It answers to `gemPage`, the exports of `gem-page.ts`. */
export function openGemPage(): Promise<GemPage> {
  return openModulePage(join(import.meta.dirname, "gem-page.ts"), "gemPage");
}

/**
 * Opens a page with a module in it, bundled from the sources into memory: there is no server and nothing stale.
 *
 * @param globalName What the page answers to: the module's exports.
 * @param graphicsCard Whether the machine's own graphics draw, instead of the software renderer that is the same everywhere.
 */
export async function openModulePage(
  modulePath: string,
  globalName: string,
  { graphicsCard = false } = {},
): Promise<GemPage> {
  const script = await bundleModule(modulePath);
  const html = `<!doctype html><title>gems</title>
<script type="module">
  import * as page from "/page.js";
  globalThis.${globalName} = page;
</script>`;
  const browser = await chromium.launch({
    executablePath: CHROMIUM_PATH,
    args: [...CHROMIUM_FLAGS, ...(graphicsCard ? ["--enable-gpu"] : SOFTWARE_GRAPHICS)],
  });
  try {
    const page = await browser.newPage();
    const faults: string[] = [];
    page.on("pageerror", (error) => faults.push(error.message));
    page.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    await page.route(`${ORIGIN}/**`, async (route) => {
      const path = new URL(route.request().url()).pathname;
      if (path === "/") return route.fulfill({ contentType: "text/html", body: html });
      if (path === "/page.js") return route.fulfill({ contentType: "text/javascript", body: script });
      return route.fulfill({ status: 404, body: "" });
    });
    await page.goto(ORIGIN);
    await page
      .waitForFunction(`globalThis.${globalName} !== undefined`, undefined, { timeout: 60_000 })
      .catch((error: unknown) => {
        throw new Error(`${modulePath} did not start: ${faults.join("; ")}`, { cause: error });
      });
    return { page, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}
