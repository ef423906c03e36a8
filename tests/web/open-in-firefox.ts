import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removeProfile } from "@vocalith/testkit";
import { FIREFOX_PREFERENCES, openScreen, preferencesFile, stop } from "../browser/firefox.js";
import { findExecutable } from "../engines/find-executable.js";
import { buildWebPage } from "./build-web-page.js";
import { type ElementReference, Marionette } from "./marionette.js";
import { until } from "./until.js";
import { WebPageServer } from "./web-page-server.js";

const FIREFOX = findExecutable(["firefox-esr", "firefox"]);

/** Whether there is a Firefox to open pages in. */
export const hasFirefox = FIREFOX !== undefined;

/** How a test opens the web page in Firefox. */
export interface OpenInFirefoxOptions {
  /** The sound server that Firefox is to use; default none, as on a machine without loudspeakers. */
  readonly sound?: string;
  /** Whether the microphone is Firefox's own, which hears a tone of 1 kHz; default one of the sound server. */
  readonly fakeMicrophone?: boolean;
  /** Whether there is WebGL where the machine allows it (default). */
  readonly webGL?: boolean;
}

/** The built page in Firefox. */
export class FirefoxPage {
  readonly server: WebPageServer;
  readonly #marionette: Marionette;
  readonly #downloads: string;
  readonly #close: () => Promise<void>;

  constructor(server: WebPageServer, marionette: Marionette, downloads: string, close: () => Promise<void>) {
    this.server = server;
    this.#marionette = marionette;
    this.#downloads = downloads;
    this.#close = close;
  }

  /** Runs the body of a function in the page. */
  async run<Result>(body: string, ...given: readonly unknown[]): Promise<Result> {
    const answer = await this.#marionette.ask("WebDriver:ExecuteScript", { script: body, args: given, sandbox: null });
    return (answer as { value: Result }).value;
  }

  /** Clicks the button of this name as a visitor does, once it is there. */
  async click(name: string): Promise<void> {
    const found = await this.#find("xpath", `//button[normalize-space()=${JSON.stringify(name)}]`);
    await this.#marionette.ask("WebDriver:ElementClick", { id: found });
  }

  /** Clicks what matches a selector. */
  async clickOn(selector: string): Promise<void> {
    await this.#marionette.ask("WebDriver:ElementClick", { id: await this.#find("css selector", selector) });
  }

  /** Chooses a file in the first file dialogue of the page. */
  async choose(path: string): Promise<void> {
    const found = await this.#find("css selector", "input[type=file]");
    await this.#marionette.ask("WebDriver:ElementSendKeys", { id: found, text: path });
  }

  /** The bytes of a file that was downloaded, once it is whole. */
  async downloaded(ending: string): Promise<Buffer> {
    const name = await until(`a file *${ending}`, () =>
      readdirSync(this.#downloads).find((each) => {
        const path = join(this.#downloads, each);
        return each.endsWith(ending) && !existsSync(`${path}.part`) && statSync(path).size > 0;
      }),
    );
    return readFileSync(join(this.#downloads, name));
  }

  /** Errors of the page and what its policy refused, as the browser's console has them. */
  async faults(): Promise<readonly string[]> {
    await this.#marionette.ask("Marionette:SetContext", { value: "chrome" });
    const all = await this.run<string[]>(
      `return Services.console.getMessageArray()
        .filter((each) => each instanceof Ci.nsIScriptError && !(each.flags & Ci.nsIScriptError.warningFlag))
        .map((each) => each.sourceName + ": " + each.errorMessage)`,
    );
    await this.#marionette.ask("Marionette:SetContext", { value: "content" });
    return all.filter((text) => text.includes(this.server.address));
  }

  /** Closes browser and server. */
  close(): Promise<void> {
    return this.#close();
  }

  async #find(using: "xpath" | "css selector", value: string): Promise<string> {
    const found = await until(value, async () => {
      const answer = await this.#marionette.ask("WebDriver:FindElements", { using, value });
      return (answer as ElementReference[])[0];
    });
    return Object.values(found)[0] ?? "";
  }
}

/**
 * Builds `examples/web` (once for all tests), serves it and opens it in Debian's Firefox, as it comes: newer drivers ask for commands that it does not
 * know, and none has to be installed for its own protocol.
 *
 * @example
 * ```ts
 * const web = await openInFirefox({ webGL: false });
 * await web.click("Record your voice");
 * await web.close();
 * ```
 */
export async function openInFirefox(options: OpenInFirefoxOptions = {}): Promise<FirefoxPage> {
  const { webGL = true } = options;
  const folder = mkdtempSync(join(tmpdir(), "vocalith-firefox-"));
  const downloads = mkdtempSync(join(tmpdir(), "vocalith-downloads-"));
  const server = await WebPageServer.start(await buildWebPage());
  const screen = webGL ? await openScreen() : undefined;
  let child: ChildProcess | undefined;
  let marionette: Marionette | undefined;
  const close = async () => {
    marionette?.close();
    await stop(child);
    await stop(screen?.process);
    await server.close();
    for (const each of [folder, downloads]) await removeProfile(each);
  };
  try {
    const preferences = preferencesFile({
      ...FIREFOX_PREFERENCES,
      "browser.download.alwaysOpenPanel": false,
      "browser.download.dir": downloads,
      "browser.download.folderList": 2,
      "intl.accept_languages": "en",
      "marionette.port": 0,
      // No other sound system is asked where this one is not there.
      "media.cubeb.backend": "pulse-rust",
      "media.navigator.permission.disabled": true,
      "media.navigator.streams.fake": options.fakeMicrophone ?? false,
    });
    writeFileSync(join(folder, "user.js"), preferences);
    const shown = screen === undefined ? ["--headless"] : [];
    const driven = ["--marionette", "--remote-allow-system-access"];
    child = spawn(FIREFOX ?? "firefox", [...shown, ...driven, "--no-remote", "--profile", folder, "about:blank"], {
      stdio: "ignore",
      env: {
        ...process.env,
        PULSE_SERVER: options.sound ?? `unix:${join(folder, "none")}`,
        ...(screen && { DISPLAY: screen.display, LIBGL_ALWAYS_SOFTWARE: "1" }),
      },
    });
    const port = await until("Marionette's port", () => {
      const file = join(folder, "MarionetteActivePort");
      return existsSync(file) ? Number(readFileSync(file, "utf8")) || undefined : undefined;
    });
    marionette = await Marionette.connect(port);
    await marionette.ask("WebDriver:Navigate", { url: server.address });
    return new FirefoxPage(server, marionette, downloads, close);
  } catch (error) {
    await close();
    throw error;
  }
}
