import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { removeProfile } from "@vocalith/testkit";
import { build } from "vite";
import { CHROMIUM_FLAGS } from "../browser/chromium-flags.js";
import { FIREFOX_PREFERENCES, preferencesFile } from "../browser/firefox.js";
import type { Engine, MissingEngine } from "./engine.js";
import { findExecutable } from "./find-executable.js";
import { fixtureSources, VOICES_FOLDER } from "./fixture-sources.js";
import type { StoneHash } from "./stones.js";

const PATIENCE_MS = 300_000;
const CONTENT_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".json": "application/json",
  ".wasm": "application/wasm",
};

interface Browser {
  readonly name: string;
  readonly executables: readonly string[];
  /** What opens an address without a window, with a fresh profile in a folder. */
  open(folder: string, address: string): readonly string[];
}

const BROWSERS: readonly Browser[] = [
  {
    name: "Chromium",
    executables: ["chromium", "chromium-browser", "google-chrome"],
    open: (folder, address) => [
      ...CHROMIUM_FLAGS,
      "--headless",
      "--disable-gpu",
      "--no-first-run",
      `--user-data-dir=${folder}`,
      address,
    ],
  },
  {
    name: "Firefox",
    executables: ["firefox-esr", "firefox"],
    open: (folder, address) => {
      writeFileSync(join(folder, "user.js"), preferencesFile(FIREFOX_PREFERENCES));
      return ["--headless", "--no-remote", "--profile", folder, address];
    },
  },
];

/** The browsers of this machine. Each opens a page of a server of ours, which makes the stones and posts their hashes back. */
export function browserEngines(): (Engine | MissingEngine)[] {
  return BROWSERS.map((browser) => {
    const { name, executables } = browser;
    const path = findExecutable(executables);
    if (path === undefined) return { name, reason: `none of ${executables.join(", ")} is on the PATH` };
    const version = spawnSync(path, ["--version"], { encoding: "utf8" }).stdout?.match(/[\d.]+\w*/)?.[0] ?? "";
    return { name: `${name} ${version}`, hashStones: () => hashStonesIn(browser, path) };
  });
}

async function hashStonesIn(browser: Browser, path: string): Promise<readonly StoneHash[]> {
  const folder = mkdtempSync(join(tmpdir(), "vocalith-browser-"));
  let child: ChildProcess | undefined;
  try {
    const site = await buildPage(folder);
    return await new Promise<StoneHash[]>((resolve, reject) => {
      const timeout = setTimeout(() => reject(new Error(`no answer within ${PATIENCE_MS / 1000} s`)), PATIENCE_MS);
      const server = createServer(async (request, response) => {
        if (request.method === "POST") {
          const parts: Buffer[] = [];
          for await (const part of request) parts.push(part as Buffer);
          response.end();
          clearTimeout(timeout);
          server.close();
          const body = Buffer.concat(parts).toString();
          if (request.url === "/stones") resolve(JSON.parse(body) as StoneHash[]);
          else reject(new Error(body));
          return;
        }
        const found = content(site, new URL(request.url ?? "/", "http://page").pathname);
        if (found === undefined) response.writeHead(404).end();
        else response.writeHead(200, { "content-type": found.type }).end(found.body);
      });
      server.listen(0, "127.0.0.1", () => {
        const profile = mkdtempSync(join(folder, "profile-"));
        const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
        child = spawn(path, browser.open(profile, address), { stdio: "ignore", detached: true });
        child.on("error", reject);
      });
    });
  } finally {
    await stop(child);
    await removeProfile(folder);
  }
}

/** Ends a browser, then what is left of its group of processes: they still write into its profile when the first has ended. */
async function stop(child: ChildProcess | undefined): Promise<void> {
  if (child?.pid === undefined) return;
  if (child.exitCode === null && child.signalCode === null) {
    const ended = new Promise((resolve) => child.once("exit", resolve));
    child.kill();
    await ended;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // None is left, or the system knows no groups.
  }
}

/** Bundles the page as an artist's project does. */
async function buildPage(folder: string): Promise<string> {
  const page = join(import.meta.dirname, "stones-page.ts");
  writeFileSync(join(folder, "index.html"), `<!doctype html><script type="module" src="./page.js"></script>`);
  writeFileSync(join(folder, "page.js"), `import ${JSON.stringify(page)};`);
  await build({ root: folder, logLevel: "error", build: { outDir: "site" } });
  return join(folder, "site");
}

function content(site: string, path: string): { body: string | Buffer; type: string } | undefined {
  if (path === "/sources.json") return { body: JSON.stringify(fixtureSources()), type: "application/json" };
  const file = path.startsWith("/voices/")
    ? join(VOICES_FOLDER, basename(path))
    : join(site, path === "/" ? "index.html" : path);
  if (!existsSync(file)) return undefined;
  return { body: readFileSync(file), type: CONTENT_TYPES[extname(file)] ?? "application/octet-stream" };
}
