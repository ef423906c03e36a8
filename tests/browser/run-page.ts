import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeProfile } from "@vocalith/testkit";
import { bundleModule } from "../pictures/bundle-module.js";
import { CHROMIUM_FLAGS, SOFTWARE_GRAPHICS } from "./chromium-flags.js";
import { FIREFOX_PREFERENCES, openScreen, preferencesFile, stop } from "./firefox.js";

/** A browser of this machine that can be opened on a page without a window. */
export interface PageBrowser {
  readonly name: "Chromium" | "Firefox";
  readonly path: string;
}

/**
 * Opens a module as a page in a browser, bundled from the sources, and waits for its one answer. The same way for every browser: the page is
 * served from this machine and posts what it has to say, so no protocol to drive a browser is needed.
 *
 * @param modulePath A module that has `answer(): Promise<unknown>`, whose value must be JSON.
 * @throws Error with the page's own words when it fails, or when the time is over.
 */
export async function runPage<Answer>(browser: PageBrowser, modulePath: string, patienceMs: number): Promise<Answer> {
  const script = await bundleModule(modulePath);
  const folder = mkdtempSync(join(tmpdir(), "vocalith-page-"));
  let child: ChildProcess | undefined;
  let server: Server | undefined;
  const screen = browser.name === "Firefox" ? await openScreen() : undefined;
  try {
    return await new Promise<Answer>((resolve, reject) => {
      const timeout = setTimeout(() => reject(new Error(`no answer within ${patienceMs / 1000} s`)), patienceMs);
      server = createServer(async (request, response) => {
        if (request.method === "POST") {
          const parts: Buffer[] = [];
          for await (const part of request) parts.push(part as Buffer);
          response.end();
          clearTimeout(timeout);
          const body = Buffer.concat(parts).toString();
          if (request.url === "/answer") resolve(JSON.parse(body) as Answer);
          else reject(new Error(body));
        } else if (request.url === "/page.js") {
          response.writeHead(200, { "content-type": "text/javascript" }).end(script);
        } else {
          response.writeHead(request.url === "/" ? 200 : 404, { "content-type": "text/html" }).end(HTML);
        }
      });
      const listening = server;
      listening.listen(0, "127.0.0.1", () => {
        const address = `http://127.0.0.1:${(listening.address() as AddressInfo).port}/`;
        child = spawn(browser.path, argumentsOf(browser, folder, address, screen !== undefined), {
          stdio: "ignore",
          env: { ...process.env, ...(screen && { DISPLAY: screen.display, LIBGL_ALWAYS_SOFTWARE: "1" }) },
        });
        child.on("error", reject);
      });
    });
  } finally {
    await stop(child);
    await stop(screen?.process);
    server?.closeAllConnections();
    server?.close();
    await removeProfile(folder);
  }
}

const HTML = `<!doctype html><title>page</title>
<script type="module">
  const post = (to, body) => fetch(to, { method: "POST", body });
  try {
    const { answer } = await import("/page.js");
    await post("/answer", JSON.stringify(await answer()));
  } catch (error) {
    await post("/fault", String(error?.stack ?? error));
  }
</script>`;

function argumentsOf(browser: PageBrowser, folder: string, address: string, hasScreen: boolean): readonly string[] {
  if (browser.name === "Chromium") {
    const own = ["--headless", "--no-first-run", `--user-data-dir=${folder}`];
    return [...CHROMIUM_FLAGS, ...SOFTWARE_GRAPHICS, ...own, address];
  }
  writeFileSync(join(folder, "user.js"), preferencesFile(FIREFOX_PREFERENCES));
  return [...(hasScreen ? [] : ["--headless"]), "--no-remote", "--profile", folder, address];
}
