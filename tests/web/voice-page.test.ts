import { realClient } from "@vocalith/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { buildVoiceBench, openVoiceBench, type VoiceBenchBuild, type VoiceBenchOptions } from "./voice-bench-page.js";

// What the page opens is remembered, so that a test can see whether it was freed.
const MODULE = `
import { StoneCutter } from "@stones/stone-cutter.ts";
import { VoiceRecorder } from "@voice/voice-recorder.ts";
const contexts = [], tracks = [], workers = [];
const { AudioContext: RealContext, Worker: RealWorker } = window;
window.AudioContext = class extends RealContext {
  constructor(options) { super(options); contexts.push(this); }
};
window.Worker = class extends RealWorker {
  constructor(url, options) { super(url, options); workers.push({ name: options.name, type: options.type, ended: false }); this.place = workers.length - 1; }
  terminate() { workers[this.place].ended = true; super.terminate(); }
};
const { mediaDevices } = navigator;
const getUserMedia = mediaDevices?.getUserMedia.bind(mediaDevices);
const asked = [];
if (mediaDevices) mediaDevices.getUserMedia = async (constraints) => {
  asked.push(constraints.audio);
  const stream = await getUserMedia(constraints);
  tracks.push(...stream.getTracks());
  return stream;
};
const cutter = new StoneCutter();
const recorder = new VoiceRecorder(cutter);
const until = (type, matches = () => true) => new Promise((resolve) => {
  const off = recorder.on(type, (event) => { if (matches(event)) { off(); resolve(event); } });
});
const said = (seconds) => until("level", ({ recordedSeconds }) => recordedSeconds >= seconds);
const told = async (promise) => promise.then(() => "nothing", (error) => ({ name: error.name, ...error.failure }));
// Asked again for twenty seconds, which only what never comes true takes.
const comesTrue = async (isTrue) => {
  for (let look = 0; look < 1000 && !isTrue(); look++) await new Promise((resolve) => setTimeout(resolve, 20));
};
// A context falls asleep a little later than it was told to.
const statesOfContexts = async () => {
  await comesTrue(() => contexts.every(({ state }) => state !== "running"));
  return contexts.map(({ state }) => state);
};
const brief = ({ recording, stone }) => ({
  seconds: recording.durationSeconds, rate: recording.sampleRateHz, crystals: stone.crystals.length, clipped: recording.clippedShare,
  loudest: recording.samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0),
});
window.bench = {
  openFails: async () => ({ failure: await told(recorder.open()), state: recorder.state, contexts: await statesOfContexts() }),
  levels: async () => {
    const began = performance.now();
    await recorder.open();
    const levels = [];
    const off = recorder.on("level", ({ peakDb, rmsDb, clipped }) => levels.push({ peakDb, rmsDb, clipped }));
    await until("level", () => levels.length === 40);
    off();
    return { took: performance.now() - began, asked, settings: tracks.map((track) => track.getSettings()), levels, rates: contexts.map(({ sampleRate }) => sampleRate) };
  },
  names: async () => (await recorder.microphones()).map(({ label }) => label),
  grown: async () => {
    recorder.start();
    const { stone } = await until("growth");
    const settled = await recorder.stop();
    return { growth: stone.crystals.length, ...brief(settled) };
  },
  paused: async () => {
    recorder.start();
    const { recordedSeconds: atFirst } = await until("level");
    await said(0.5);
    recorder.pause();
    const inPause = [];
    for (let i = 0; i < 20; i++) inPause.push((await until("level")).recordedSeconds);
    recorder.resume();
    await said(inPause.at(-1) + 0.5);
    return { atFirst, inPause, ...brief(await recorder.stop()) };
  },
  full: async () => {
    const short = new VoiceRecorder(cutter, { longestSeconds: 1 });
    const settled = new Promise((resolve) => short.on("settled", resolve));
    await short.open();
    short.start();
    const result = brief(await settled);
    short.close();
    return result;
  },
  switched: async () => {
    const [, , other] = await recorder.microphones();
    await recorder.open(other.deviceId);
    return { label: recorder.microphone.label, wanted: other.label, open: tracks.map(({ readyState }) => readyState) };
  },
  short: async () => {
    recorder.start();
    const failure = await told(recorder.stop());
    return { failure, state: recorder.state };
  },
  closed: async () => {
    recorder.start();
    recorder.close();
    recorder.close();
    // Whoever still measures features of a recording before tells them first.
    await comesTrue(() => workers.every(({ ended, name }) => ended || name === "stones"));
    return { contexts: await statesOfContexts(), tracks: tracks.map(({ readyState }) => readyState), workers };
  },
};
`;

interface Briefly {
  readonly seconds: number;
  readonly rate: number;
  readonly crystals: number;
  readonly clipped: number;
  readonly loudest: number;
}

describe.skipIf(realClient("chromium") === undefined)("VoiceRecorder in Chromium", () => {
  let build: VoiceBenchBuild;

  beforeAll(async () => {
    build = await buildVoiceBench(MODULE);
  });
  afterAll(() => build?.dispose());

  async function inPage(options: VoiceBenchOptions, test: (call: Caller) => Promise<void>): Promise<readonly string[]> {
    const bench = await openVoiceBench(build, options);
    try {
      await test((name) => bench.page.evaluate(`window.bench.${name}()`));
      expect(bench.faults).toEqual([]);
      return bench.requested;
    } finally {
      await bench.close();
    }
  }
  type Caller = <Result>(name: string) => Promise<Result>;

  it("hears the microphone as it is, records, pauses, ends by itself, and frees all it held", async () => {
    const requested = await inPage({}, async (call) => {
      const heard = await call<{
        asked: MediaTrackConstraints[];
        settings: MediaTrackSettings[];
        took: number;
        levels: { peakDb: number; rmsDb: number }[];
        rates: number[];
      }>("levels");
      const untouched = { echoCancellation: false, noiseSuppression: false, autoGainControl: false };
      expect(heard.asked).toMatchObject([untouched]);
      expect(heard.settings).toMatchObject([untouched]);
      expect(heard.rates.at(-1)).toBe(heard.settings[0]?.sampleRate);
      // Forty blocks of 50 ms: they may come late, but no sound before it was made; the sound card's clock is its own.
      expect(heard.took / 2000).toBeGreaterThan(0.5);
      const loudest = Math.max(...heard.levels.map(({ peakDb }) => peakDb));
      expect(loudest).toBeGreaterThan(-40);
      expect(loudest).toBeLessThan(0);
      for (const { peakDb, rmsDb } of heard.levels) expect(rmsDb).toBeLessThanOrEqual(peakDb);
      expect(await call("names")).toEqual(expect.arrayContaining([expect.stringMatching(/\w/)]));

      const grown = await call<Briefly & { growth: number }>("grown");
      expect(grown.growth).toBeGreaterThan(0);
      expect(grown.crystals).toBeGreaterThan(0);
      expect(grown.loudest).toBeGreaterThan(0.05);

      const paused = await call<Briefly & { atFirst: number; inPause: number[] }>("paused");
      // Of this recording, not of the one before.
      expect(paused.atFirst).toBeLessThan(0.5);
      // What was on its way when it was paused has come by then.
      expect(new Set(paused.inPause.slice(-10)).size).toBe(1);
      expect(paused.seconds).toBeGreaterThanOrEqual(1);

      expect((await call<Briefly>("full")).seconds).toBe(1);
      expect(await call("short")).toMatchObject({
        failure: { name: "FailureError", kind: "too-short" },
        state: "ready",
      });

      const switched = await call<{ label: string; wanted: string; open: string[] }>("switched");
      expect(switched.label).toBe(switched.wanted);
      expect(switched.open).toEqual(["ended", "ended", "live"]);

      const closed = await call<{ contexts: string[]; tracks: string[]; workers: { name: string; ended: boolean }[] }>(
        "closed",
      );
      // Asleep, and no more of them than rates, however often a microphone was opened.
      expect(new Set(closed.contexts)).toEqual(new Set(["suspended"]));
      expect(closed.contexts.length).toBeLessThanOrEqual(2);
      expect(new Set(closed.tracks)).toEqual(new Set(["ended"]));
      // The stones stay.
      for (const { ended, name } of closed.workers) expect(ended, name).toBe(name !== "stones");
      expect(new Set(closed.workers.map(({ name }) => name))).toEqual(new Set(["listening", "growing", "stones"]));
    });
    // The worklet and the workers came as files of the page's own folder.
    expect(requested.filter((path) => /worklet.*\.js$/.test(path))).not.toEqual([]);
    expect(requested.every((path) => path.startsWith("/some/where/") || path === "/favicon.ico")).toBe(true);
  });

  it("says that it may not listen", async () => {
    await inPage({ isDenied: true }, async (call) => {
      expect(await call("openFails")).toMatchObject({
        failure: { kind: "denied" },
        state: "failed",
        contexts: ["suspended"],
      });
    });
  });

  it("says that there is no microphone", async () => {
    await inPage({ microphone: null }, async (call) => {
      expect(await call("openFails")).toMatchObject({
        failure: { kind: "no-microphone", advice: "Plug one in, then try again." },
        state: "failed",
        contexts: ["suspended"],
      });
    });
  });
});
