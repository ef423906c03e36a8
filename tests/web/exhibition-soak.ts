// An exhibition of many visitors in one page, to see that it does not grow: `tsx --conditions ws-source tests/web/exhibition-soak.ts [visits] [--webgl]`.
import { held, residentBytes, scene, visit } from "./exhibition-visit.js";
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
process.stdout.write("visits  seconds  heap kB  nodes  listeners  workers  processes MB\n");
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
      Math.round(residentBytes(processInfo) / 2 ** 20),
    ];
    process.stdout.write(`${line.map((value) => String(value).padStart(7)).join("  ")}\n`);
  }
  if (done < visits) await visit(page);
}
process.stdout.write(`faults: ${JSON.stringify(web.faults)}\n`);
await web.close();
