import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { decode } from "@vocalith/audio";
import { buildVoiceBench, openVoiceBench } from "./voice-bench-page.js";

// How long a voice waits for its stone after the stop, until it is seen and until it can be made, in Chromium, in the page's own workers: run by hand,
// with sound files or the fixtures. The sound comes faster than it was said, in the worklet's blocks, and all of it is heard before the stop; stones grow
// meanwhile. With `--as-said` it takes the time that it took to say, and is stopped once, with its last block: engines forget and wake as they do while
// somebody speaks, and nothing has come to rest.
//   node_modules/.bin/tsx --conditions ws-source tests/web/voice-settle-times.ts [--as-said] [file.wav ...]

const { positionals: given, values: asked } = parseArgs({
  allowPositionals: true,
  options: { "as-said": { type: "boolean", default: false } },
});
const RATE_HZ = 48_000;
/** At three minutes a recording ends by itself; whoever stops it does so before. */
const SECONDS = [10, 60, asked["as-said"] ? 178 : 180];
const TIMES = asked["as-said"] ? 1 : 5;

const MODULE = `
import { StoneCutter } from "@stones/stone-cutter.ts";
import { VoiceRecorder } from "@voice/voice-recorder.ts";
const RATE_HZ = ${RATE_HZ};
const cutter = new StoneCutter();
let opened, recordedSeconds;
const microphones = {
  list: async () => [],
  watch: () => () => {},
  open: async () => {
    let port;
    return opened = {
      deviceId: "", label: "", sampleRateHz: RATE_HZ,
      begin(to) { port = to; }, pause() {}, resume() {}, close() {},
      end() { port.postMessage("end"); },
      hear(block) {
        recordedSeconds += block.length / RATE_HZ;
        port.postMessage(block, [block.buffer]);
        this.onReport?.({ clipped: false, isFull: false, peak: 0.5, recordedSeconds, rms: 0.1 });
      },
    };
  },
};
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
window.warm = async () => { await recorder.open(); await cutter.warm(); };
const recorder = new VoiceRecorder(cutter, { microphones });
let lastGrowth, growths;
let seenAt, seen;
recorder.on("growth", ({ stone }) => {
  if (recorder.state === "settling") { seen = stone; seenAt = performance.now(); return; }
  lastGrowth = stone;
  growths++;
});
window.settle = async (seconds) => {
  const samples = new Float32Array(await (await fetch("/given/sound.f32")).arrayBuffer());
  seen = lastGrowth = undefined;
  growths = 0;
  recordedSeconds = 0;
  recorder.start();
  const length = RATE_HZ / 20;
  const started = performance.now();
  for (let at = 0; at < seconds * RATE_HZ; at += length) {
    const block = Float32Array.from({ length }, (_, i) => samples[(at + i) % samples.length]);
    if (${asked["as-said"]}) await pause(started + (1000 * (at + length)) / RATE_HZ - performance.now());
    opened.hear(block);
    // Ten times as fast as it was said, and not faster than a short recording allows stones to grow.
    if (${!asked["as-said"]} && at % (4 * length) === 0) await pause(8);
  }
  if (${!asked["as-said"]}) await pause(1500);
  const began = performance.now();
  const { stone, recording } = await recorder.stop();
  const madeMs = performance.now() - began;
  if (seen?.code !== stone.code) throw new Error("the stone that was seen is not the one that came");
  const seenMs = seenAt - began;
  const distance = lastGrowth && await cutter.distance((await cutter.fromCode(lastGrowth.code)).id, stone.id);
  cutter.release(stone.id);
  return { seenMs, madeMs, crystals: stone.crystals.length, triangles: stone.mesh.triangles.length / 3, growths, distance };
};
`;

interface Settled {
  /** Until the stone of the whole recording could be seen. */
  readonly seenMs: number;
  /** And until it could be made. */
  readonly madeMs: number;
  readonly crystals: number;
  readonly triangles: number;
  readonly growths: number;
  readonly distance: number | undefined;
}

/** At the rate of a sound card, between the samples by straight lines: for time alone. */
async function soundOf(path: string): Promise<Uint8Array> {
  const { channels, sampleRateHz } = await decode(readFileSync(path));
  const [samples = new Float32Array(1)] = channels;
  const sound = Float32Array.from({ length: Math.floor(((samples.length - 1) * RATE_HZ) / sampleRateHz) }, (_, i) => {
    const at = (i * sampleRateHz) / RATE_HZ;
    const before = samples[Math.floor(at)] ?? 0;
    return before + (at % 1) * ((samples[Math.floor(at) + 1] ?? 0) - before);
  });
  return new Uint8Array(sound.buffer);
}

const fixture = (name: string) => join(import.meta.dirname, `../../fixtures/voices/${name}.wav`);
const paths = given.length > 0 ? given : ["calm-deep", "excited-high", "child"].map(fixture);
const build = await buildVoiceBench(MODULE);
for (const path of paths) {
  const bench = await openVoiceBench(build, { given: { "sound.f32": await soundOf(path) }, microphone: null });
  await bench.page.evaluate("window.warm()");
  for (const seconds of SECONDS) {
    const settled: Settled[] = [];
    for (let time = 0; time < TIMES; time++) {
      settled.push(await bench.page.evaluate<Settled>(`window.settle(${seconds})`));
    }
    const times = (part: "seenMs" | "madeMs") =>
      settled
        .map((one) => Math.round(one[part]))
        .sort((a, b) => a - b)
        .join(" ");
    const { crystals = 0, distance = Number.NaN, growths = 0, triangles = 0 } = settled.at(-1) ?? {};
    process.stdout.write(
      `${path.split("/").at(-1)} ${seconds} s: seen ${times("seenMs")} ms, made ${times("madeMs")} ms; ${crystals} crystals, ${triangles} triangles; ${growths} growths, the last ${distance.toFixed(3)} away\n`,
    );
  }
  if (bench.faults.length > 0) process.stdout.write(`${bench.faults.join("\n")}\n`);
  await bench.close();
}
build.dispose();
