// An exhibition without anything that watches it, to see what it holds after hours: a page that is driven by Playwright keeps what its own instruments keep.
//   npm run soak:days [minutes]
// The visitor is a script of the page's own folder, who presses the button, says what the microphone's file says for three seconds, looks, and goes.
import { spawn } from "node:child_process";
import { cpSync, mkdtempSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { realClient, removeProfile } from "@vocalith/testkit";
import { CHROMIUM_FLAGS } from "../browser/chromium-flags.js";
import { residentMib } from "./browser-memory.js";
import { buildWebPage } from "./build-web-page.js";
import { WebPageServer } from "./web-page-server.js";

const minutes = Number(process.argv[2] ?? 30);
const LOOKS = 20;

const VISITOR = `
const passed = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
const scene = async (name) => {
  while (document.querySelector(".exhibition")?.dataset.scene !== name) await passed(50);
};
for (let visits = 1; ; visits++) {
  await scene("attract");
  await passed(200);
  document.querySelector("[data-first]").click();
  await scene("stone");
  await passed(500);
  document.querySelector(".exhibition-ways [data-first]").click();
  fetch("/visit-" + visits).catch(() => {});
}
`;

/** The processes of a browser, by its profile's folder; Linux alone. */
function processesOf(profile: string): { id: number; type: string }[] {
  return readdirSync("/proc").flatMap((name) => {
    if (!/^\d+$/.test(name)) return [];
    try {
      // Chromium writes the command lines of its processes anew, with spaces.
      const words = readFileSync(`/proc/${name}/cmdline`, "utf8").split(/[\0 ]/);
      if (!words.some((word) => word.includes(profile))) return [];
      return [{ id: Number(name), type: words.find((word) => word.startsWith("--type="))?.slice(7) ?? "browser" }];
    } catch {
      // It has ended meanwhile.
      return [];
    }
  });
}

const chromium = realClient("chromium");
if (chromium === undefined) throw new Error("Chromium is not installed; on Debian: apt-get install chromium");
const folder = mkdtempSync(join(tmpdir(), "vocalith-days-"));
const [site, profile] = [join(folder, "site"), join(folder, "profile")];
cpSync(await buildWebPage(), site, { recursive: true });
const index = join(site, "index.html");
const script = '<script type="module" src="/visitor.js"></script></body>';
writeFileSync(index, readFileSync(index, "utf8").replace("</body>", script));
writeFileSync(join(site, "visitor.js"), VISITOR);
const server = await WebPageServer.start(site);
const voice = join(import.meta.dirname, "../../fixtures/voices/calm-deep.wav");
const browser = spawn(
  chromium.path,
  [
    ...CHROMIUM_FLAGS,
    "--headless",
    "--no-first-run",
    "--disable-3d-apis",
    "--autoplay-policy=no-user-gesture-required",
    "--use-fake-ui-for-media-stream",
    "--use-fake-device-for-media-stream",
    `--use-file-for-fake-audio-capture=${voice}`,
    "--window-size=320,240",
    `--user-data-dir=${profile}`,
    `${server.address}?exhibition&longest=3`,
  ],
  { stdio: "ignore" },
);
try {
  for (let look = 1; look <= LOOKS; look++) {
    await new Promise((resolve) => setTimeout(resolve, (minutes * 60_000) / LOOKS));
    const visits = server.requests.filter((address) => address.includes("/visit-")).length;
    const held = Object.entries(residentMib(processesOf(profile))).map(([type, mib]) => `${type} ${mib.toFixed(1)}`);
    process.stdout.write(`${visits} visits; MiB of processes: ${held.join(", ")}\n`);
  }
} finally {
  browser.kill();
  await new Promise((resolve) => browser.once("exit", resolve));
  await server.close();
  await removeProfile(folder);
}
