import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { extname, join } from "node:path";
import { realClient } from "@vocalith/testkit";
import { type Browser, chromium, type Page } from "playwright-core";
import { build, defaultClientConditions } from "vite";
import { CHROMIUM_FLAGS } from "../browser/chromium-flags.js";

const ROOT = join(import.meta.dirname, "../..");

/** As strict as a page of this kind can be: nothing but its own files, and WebAssembly of its own. */
const POLICY =
  "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; worker-src 'self'; connect-src 'self'; media-src 'self' blob:; base-uri 'none'; form-action 'none'";

/** The folder that it is served in. */
const PLACE = "/some/where/";

const TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".wasm": "application/wasm",
};

/** A page with the voice and the stones of `examples/web` and nothing else. */
export interface VoiceBenchPage {
  readonly browser: Browser;
  readonly page: Page;
  readonly address: string;
  /** Errors of the page, and what its policy has refused. */
  readonly faults: readonly string[];
  /** The paths that were asked for. */
  readonly requested: readonly string[];
  close(): Promise<void>;
}

/** How it is opened. */
export interface VoiceBenchOptions {
  /** A WAV file that the microphone hears again and again; default the fixture `calm-deep`. Null for no microphone. */
  readonly microphone?: string | null;
  /** Whether leave to listen is refused. */
  readonly isDenied?: boolean;
  readonly flags?: readonly string[];
  /** Further files that it may fetch from `/given/`, by name. */
  readonly given?: Readonly<Record<string, Uint8Array>>;
}

/** A page as static files. */
export interface VoiceBenchBuild {
  readonly folder: string;
  dispose(): void;
}

/**
 * Builds a page with Vite, as visitors would get it.
 *
 * @param module - What the page does at first; it may import `@voice/` and `@stones/`, the folders of `examples/web/src`.
 */
export async function buildVoiceBench(module: string): Promise<VoiceBenchBuild> {
  const folder = mkdtempSync(join(tmpdir(), "vocalith-voice-"));
  const script = `<script type="module" src="./page.js"></script>`;
  writeFileSync(join(folder, "index.html"), `<!doctype html><title>bench</title>${script}`);
  writeFileSync(join(folder, "page.js"), `${module}\nwindow.ready = true;\n`);
  const source = join(ROOT, "examples/web/src");
  const environment = process.env.NODE_ENV;
  process.env.NODE_ENV = "production";
  try {
    await build({
      root: folder,
      // As the page itself: in any folder.
      base: "./",
      configFile: false,
      logLevel: "error",
      resolve: {
        conditions: ["ws-source", ...defaultClientConditions],
        alias: { "@voice": join(source, "voice"), "@stones": join(source, "stones") },
      },
      worker: { format: "es" },
      build: { assetsInlineLimit: 0, emptyOutDir: true, target: "es2022" },
    });
  } finally {
    process.env.NODE_ENV = environment;
  }
  return { folder: join(folder, "dist"), dispose: () => rmSync(folder, { recursive: true }) };
}

/** Serves a page under a strict policy, and opens it in Chromium. */
export async function openVoiceBench(
  { folder }: VoiceBenchBuild,
  options: VoiceBenchOptions = {},
): Promise<VoiceBenchPage> {
  const requested: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://page").pathname;
    requested.push(path);
    const file = join(folder, path === PLACE ? "index.html" : path.slice(PLACE.length));
    const given = path.startsWith("/given/") ? options.given?.[path.slice("/given/".length)] : undefined;
    if (given === undefined && !(path.startsWith(PLACE) && existsSync(file))) {
      response.writeHead(404).end();
      return;
    }
    const type = TYPES[extname(file)] ?? "application/octet-stream";
    response.writeHead(200, { "content-type": type, "content-security-policy": POLICY });
    response.end(given ?? readFileSync(file));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}${PLACE}`;
  const { microphone = join(ROOT, "fixtures/voices/calm-deep.wav"), isDenied = false, flags = [] } = options;
  const browser = await chromium.launch({
    executablePath: realClient("chromium")?.path,
    args: [
      ...CHROMIUM_FLAGS,
      `--use-fake-ui-for-media-stream${isDenied ? "=deny" : ""}`,
      ...(microphone === null
        ? []
        : ["--use-fake-device-for-media-stream", `--use-file-for-fake-audio-capture=${microphone}`]),
      ...flags,
    ],
  });
  const page = await browser.newPage();
  const faults: string[] = [];
  page.on("pageerror", (error) => faults.push(error.message));
  page.on("console", (message) => {
    if (message.type() === "error" && !message.text().includes("favicon")) faults.push(message.text());
  });
  await page.goto(address);
  // Its module has run when the page is loaded; its policy lets nobody wait for more.
  const isReady: boolean = await page.evaluate("window.ready === true");
  if (!isReady) {
    await browser.close();
    throw new Error(`the page could not begin: ${faults.join("; ")}`);
  }
  return {
    browser,
    page,
    address,
    faults,
    requested,
    close: async () => {
      await browser.close();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
