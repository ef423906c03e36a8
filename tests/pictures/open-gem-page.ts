import { existsSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, type Page } from "playwright-core";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";

/** Debian's Chromium: the real client that pictures are taken with. */
export const CHROMIUM_PATH = "/usr/bin/chromium";

/** Whether the pictures' browser is there. */
export function hasChromium(): boolean {
  return existsSync(CHROMIUM_PATH);
}

const HERE = dirname(fileURLToPath(import.meta.url));
const THREE_SOURCE = join(HERE, "../../packages/three/src");
const THREE_BUILD = dirname(createRequire(join(THREE_SOURCE, "index.ts")).resolve("three/webgpu"));

const ORIGIN = "https://gem.test";
const HTML = `<!doctype html><title>gems</title>
<script type="importmap">{"imports": {"three": "/three/three.module.js", "@vocalith/three": "/source/index.js"}}</script>
<script type="module">
  import * as page from "/page/gem-page.js";
  globalThis.gemPage = page;
</script>`;

/** A page in headless Chromium that can draw gems, and the way to close it. */
export interface GemPage {
  readonly page: Page;
  close(): Promise<void>;
}

/**
 * Opens a page with `@vocalith/three` in it, straight from the sources: each module is transpiled as the browser asks for it, so
 * there is no server, no bundle and nothing stale. The page answers to `gemPage`, the exports of `gem-page.ts`.
 */
export async function openGemPage(): Promise<GemPage> {
  const browser = await chromium.launch({
    executablePath: CHROMIUM_PATH,
    args: [
      "--no-sandbox",
      "--use-gl=angle",
      "--use-angle=swiftshader",
      "--enable-unsafe-swiftshader",
      "--disable-background-networking",
    ],
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
      if (path === "/") return route.fulfill({ contentType: "text/html", body: HTML });
      const module = await moduleAt(path);
      if (module === undefined) return route.fulfill({ status: 404, body: "" });
      return route.fulfill({ contentType: "text/javascript", body: module });
    });
    await page.goto(ORIGIN);
    await page
      .waitForFunction("globalThis.gemPage !== undefined", undefined, { timeout: 60_000 })
      .catch((error: unknown) => {
        throw new Error(`the gem page did not start: ${faults.join("; ")}`, { cause: error });
      });
    return { page, close: () => browser.close() };
  } catch (error) {
    await browser.close();
    throw error;
  }
}

async function moduleAt(path: string): Promise<string | undefined> {
  const [, room, name] = /^\/(three|source|page)\/([\w.-]+)\.js$/.exec(path) ?? [];
  if (name === undefined) return undefined;
  if (room === "three") return readFile(join(THREE_BUILD, `${name}.js`), "utf8");
  const source = await readFile(join(room === "source" ? THREE_SOURCE : HERE, `${name}.ts`), "utf8");
  return transpileModule(source, { compilerOptions: { target: ScriptTarget.ES2022, module: ModuleKind.ESNext } })
    .outputText;
}
