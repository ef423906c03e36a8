import { heapsMib, residentMib } from "./browser-memory.js";
import { buildVoiceBench, openVoiceBench } from "./voice-bench-page.js";

// Whether a page that has recorded two hundred voices holds more than one that has recorded twenty: run by hand (`npm run soak`), it takes
// about ten minutes. Each voice is recorded, shown, explained, written as a file, and let go of; every tenth of them prints what page and workers hold.
//   npm run soak [recordings] [seconds of each]

const [recordings = 200, seconds = 1] = process.argv.slice(2).map(Number);
const tenth = Math.max(1, Math.floor(recordings / 10));

const MODULE = `
import { StoneCutter } from "@stones/stone-cutter.ts";
import { VoiceRecorder } from "@voice/voice-recorder.ts";
const cutter = new StoneCutter();
const recorder = new VoiceRecorder(cutter);
window.bench = {
  open: () => recorder.open(),
  record: async (seconds) => {
    recorder.start();
    await new Promise((resolve) => {
      const off = recorder.on("level", ({ recordedSeconds }) => {
        if (recordedSeconds < seconds) return;
        off();
        resolve();
      });
    });
    const began = performance.now();
    const { stone } = await recorder.stop();
    const ms = performance.now() - began;
    await cutter.explain(stone.id, "en");
    await cutter.files(stone.id, ["stl"]);
    await cutter.particles(stone.id, 20000);
    cutter.release(stone.id);
    return { ms, kept: cutter.kept };
  },
  reopen: async () => { recorder.close(); await recorder.open(); },
};
`;

const build = await buildVoiceBench(MODULE);
const bench = await openVoiceBench(build);
const browserSession = await bench.browser.newBrowserCDPSession();

const rounded = (held: Readonly<Record<string, number>>) =>
  Object.entries(held)
    .map(([name, mib]) => `${name} ${mib.toFixed(1)}`)
    .join(", ");

await bench.page.evaluate("window.bench.open()");
for (let done = 0; done < recordings; done++) {
  const { kept, ms } = await bench.page.evaluate<{ ms: number; kept: number }>(`window.bench.record(${seconds})`);
  if (kept !== 0) throw new Error(`${kept} stones are kept after recording ${done + 1}`);
  // As an exhibition does when nobody comes.
  if (done % 10 === 9) await bench.page.evaluate("window.bench.reopen()");
  if ((done + 1) % tenth !== 0) continue;
  process.stdout.write(
    `${done + 1} recordings, the last settled in ${ms.toFixed(0)} ms; resident MiB: ${rounded(residentMib((await browserSession.send("SystemInfo.getProcessInfo")).processInfo))}; heap MiB: ${rounded(await heapsMib(bench.page, browserSession))}\n`,
  );
}
if (bench.faults.length > 0) process.stdout.write(`${bench.faults.join("\n")}\n`);
await bench.close();
build.dispose();
