// An exhibition of many visitors in one page, to see that it does not grow: `tsx --conditions ws-source tests/web/exhibition-soak.ts [visits] [--webgl]`.
import { heapsMib, residentMib } from "./browser-memory.js";
import { held, scene, visit } from "./exhibition-visit.js";
import { openWebPage } from "./open-web-page.js";

const visits = Number(process.argv[2] ?? 200);
const EVERY = 10;

const web = await openWebPage({
  repeat: true,
  webGL: process.argv.includes("--webgl"),
  viewport: { width: 320, height: 240 },
});
const { browser, page, address } = web;
await page.clock.install();
await page.goto(`${address}?exhibition&playback=on`);
await scene(page, "attract");
const session = await web.context.newCDPSession(page);
const browserSession = await browser.newBrowserCDPSession();
const began = Date.now();
const rounded = (held: Readonly<Record<string, number>>) =>
  Object.entries(held)
    .map(([name, mib]) => `${name} ${mib.toFixed(1)}`)
    .join(", ");
process.stdout.write("visits  seconds  heap kB  nodes  listeners  workers  MiB of processes; of heaps\n");
for (let done = 0; done <= visits; done++) {
  if (done % EVERY === 0) {
    const { heapBytes, nodes, listeners, workers } = await held(page, session);
    const { processInfo } = await browserSession.send("SystemInfo.getProcessInfo");
    const line = [
      done,
      Math.round((Date.now() - began) / 1000),
      Math.round(heapBytes / 1024),
      nodes,
      listeners,
      workers,
    ];
    const memory = `${rounded(residentMib(processInfo))}; ${rounded(await heapsMib(page, browserSession))}`;
    process.stdout.write(`${line.map((value) => String(value).padStart(7)).join("  ")}  ${memory}\n`);
  }
  if (done < visits) await visit(page);
}
process.stdout.write(`faults: ${JSON.stringify(web.faults)}\n`);
await web.close();
