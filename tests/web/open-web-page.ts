import { join } from "node:path";
import { realClient } from "@vocalith/testkit";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { CHROMIUM_FLAGS, SOFTWARE_GRAPHICS } from "../browser/chromium-flags.js";
import { buildWebPage } from "./build-web-page.js";
import { WebPageServer } from "./web-page-server.js";

/** How long a test waits for the page to come to something: two cores may draw in software while everybody's tests run at once. */
export const PATIENCE_MS = 90_000;

const FIXTURES = join(import.meta.dirname, "../../fixtures/voices");

/** How a test opens the web page. */
export interface OpenWebPageOptions {
  /** What the microphone hears: a voice of `fixtures/voices` (default "calm-deep"), a WAV file's path, or how it is missing. */
  readonly microphone?: string | { readonly state: "denied" | "missing" };
  /** Whether the voice comes once, with silence after it (default), or again and again. */
  readonly repeat?: boolean;
  /** What follows the page's address: "?exhibition", "#vl0.…". */
  readonly path?: string;
  /** Default 800 × 600: software rendering pays by the pixel. */
  readonly viewport?: { readonly width: number; readonly height: number };
  /** Default "en". */
  readonly locale?: string;
  readonly reducedMotion?: "reduce" | "no-preference";
  readonly touch?: boolean;
  /** Whether there is WebGL (default). Where no stone has to be seen, tests are many times faster without: it is drawn in software. */
  readonly webGL?: boolean;
  /** Further flags of Chromium. */
  readonly flags?: readonly string[];
}

/** The built page in Chromium. */
export interface WebPage {
  readonly browser: Browser;
  readonly context: BrowserContext;
  readonly page: Page;
  /** The page's address, ending in a slash, without `path`. */
  readonly address: string;
  /** Serves the page and sees every request of the whole browser. */
  readonly server: WebPageServer;
  /** Uncaught errors and console errors of every page of the context, as they come. */
  readonly faults: readonly string[];
  /** Closes browser and server. */
  close(): Promise<void>;
}

/** Whether there is a Chromium to open pages in. */
export const hasWebBrowser = realClient("chromium") !== undefined;

/**
 * Builds `examples/web` (once for all tests), serves it and opens it in headless Chromium with a WAV file as the microphone.
 *
 * @example
 * ```ts
 * const web = await openWebPage({ microphone: "child", path: "#vl0.…" });
 * await web.page.getByRole("button", { name: "Record" }).click();
 * await web.close();
 * ```
 */
export async function openWebPage(options: OpenWebPageOptions = {}): Promise<WebPage> {
  const { path = "", viewport = { width: 800, height: 600 }, locale = "en" } = options;
  const server = await WebPageServer.start(await buildWebPage());
  const closers = [() => server.close()];
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await closer();
  };
  try {
    const browser = await chromium.launch({
      executablePath: realClient("chromium")?.path,
      args: [
        ...CHROMIUM_FLAGS,
        ...SOFTWARE_GRAPHICS,
        // Chromium would ask its makers what the page's text fields are for.
        "--disable-features=AutofillServerCommunication",
        "--autoplay-policy=no-user-gesture-required",
        ...(options.webGL === false ? ["--disable-3d-apis"] : []),
        ...microphoneFlags(options),
        ...(options.flags ?? []),
      ],
    });
    closers.push(() => browser.close());
    const context = await browser.newContext({
      // Of the context alone: what Chromium itself asks its makers for is none of the page's doing.
      proxy: { server: `http://127.0.0.1:${server.port}`, bypass: "<-loopback>" },
      viewport: { ...viewport },
      locale,
      acceptDownloads: true,
      reducedMotion: options.reducedMotion ?? "no-preference",
      hasTouch: options.touch ?? false,
    });
    context.setDefaultTimeout(PATIENCE_MS);
    const faults: string[] = [];
    context.on("weberror", (error) => faults.push(error.error().message));
    context.on("console", (message) => {
      if (message.type() === "error") faults.push(message.text());
    });
    const page = await context.newPage();
    await page.goto(server.address + path);
    return { browser, context, page, address: server.address, server, faults, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function microphoneFlags({ microphone = "calm-deep", repeat = false }: OpenWebPageOptions): string[] {
  if (typeof microphone === "object") {
    return microphone.state === "missing"
      ? ["--use-fake-ui-for-media-stream"]
      : ["--use-fake-ui-for-media-stream=deny", "--use-fake-device-for-media-stream"];
  }
  const file = microphone.endsWith(".wav") ? microphone : join(FIXTURES, `${microphone}.wav`);
  return [
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-audio-capture=${file}${repeat ? "" : "%noloop"}`,
  ];
}
