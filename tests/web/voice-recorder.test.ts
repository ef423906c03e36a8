import { readFileSync } from "node:fs";
import { join } from "node:path";
import { decode } from "@vocalith/audio";
import { seededRandom } from "@vocalith/testkit";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createGem, writeGemFiles } from "vocalith";
import { type Failure, FailureError } from "../../examples/web/src/stones/failure.js";
import type { Stone } from "../../examples/web/src/stones/stone.js";
import { stoneBench } from "../../examples/web/src/stones/stone-bench.js";
import { StoneCutter } from "../../examples/web/src/stones/stone-cutter.js";
import type { StoneTasks } from "../../examples/web/src/stones/stone-tasks.js";
import type { GrowingTasks } from "../../examples/web/src/voice/listening-tasks.js";
import type { RecorderEvents, RecorderState } from "../../examples/web/src/voice/recorder-events.js";
import { stoneGrower } from "../../examples/web/src/voice/stone-grower.js";
import { voiceListener } from "../../examples/web/src/voice/voice-listener.js";
import { VoiceRecorder, type VoiceRecorderOptions } from "../../examples/web/src/voice/voice-recorder.js";
import { type LocalWorker, localWorker } from "./stones-local-worker.js";
import { type FakeMicrophone, FakeMicrophones } from "./voice-fake-microphones.js";

const RATE_HZ = 16_000;

describe("VoiceRecorder", () => {
  let voice: Float32Array;
  let microphones: FakeMicrophones;
  let cutter: StoneCutter;
  let listeners: LocalWorker[];
  let growers: LocalWorker[];
  let recorder: VoiceRecorder;
  let states: RecorderState[];
  let failures: Failure["kind"][];

  beforeAll(async () => {
    const { channels, sampleRateHz } = await decode(
      readFileSync(join(import.meta.dirname, "../../fixtures/voices/calm-deep.wav")),
    );
    voice = channels[0] ?? new Float32Array();
    expect(sampleRateHz).toBe(RATE_HZ);
  });

  beforeEach(() => {
    microphones = new FakeMicrophones(RATE_HZ);
    listeners = [];
    growers = [];
    cutter = new StoneCutter(() => localWorker(stoneBench()));
    make({ grows: false });
  });
  afterEach(() => {
    recorder.close();
    cutter.dispose();
  });

  function make(options: VoiceRecorderOptions): void {
    recorder = new VoiceRecorder(cutter, {
      microphones,
      createListener: () => kept(listeners, localWorker(voiceListener())),
      createGrower: () => kept(growers, localWorker(stoneGrower())),
      ...options,
    });
    states = [];
    failures = [];
    recorder.on("state", ({ state }) => states.push(state));
    recorder.on("failure", ({ failure }) => failures.push(failure.kind));
  }

  const next = <Type extends keyof RecorderEvents>(type: Type): Promise<RecorderEvents[Type]> =>
    new Promise((resolve) => {
      const off = recorder.on(type, (event) => {
        off();
        resolve(event);
      });
    });

  const opened = (): FakeMicrophone => {
    const microphone = microphones.opened.at(-1);
    if (microphone === undefined) throw new Error("no microphone was opened");
    return microphone;
  };

  it("makes of a voice the stone of its recording", async () => {
    await recorder.open();
    recorder.start();
    opened().hear(voice);
    const { recording, stone } = await recorder.stop();
    expect(states).toEqual(["asking", "ready", "recording", "settling", "ready"]);
    expect(recording.samples).toEqual(voice);
    expect(recording.sampleRateHz).toBe(RATE_HZ);
    expect(recording.durationSeconds).toBe(voice.length / RATE_HZ);
    expect(recording.clippedShare).toBe(0);

    const wav = new Uint8Array(await recording.wav().arrayBuffer());
    const gem = await createGem(wav);
    expect(stone.code).toBe(gem.code);
    expect(stone.mesh).toEqual(gem.mesh);
    expect(stone.individuals[0]?.syllables).toEqual(gem.individuals[0]?.syllables);
    expect((await decode(wav)).channels[0]).toEqual(voice);
    // The cutter knows the recording by now.
    const again = await cutter.fromSound(recording, { sizeMm: 20 });
    expect(again.mesh).toEqual((await createGem(wav, { sizeMm: 20 })).mesh);
  });

  it("names the recording in every file, though no stone waits for its check sums, and whatever is asked first", async () => {
    await recorder.open();
    recorder.start();
    opened().hear(voice);
    const { recording, stone } = await recorder.stop();
    // Nobody needs the listening worker any more.
    recorder.close();
    const names = { name: "a", title: "a" };
    const [recut, [file], [same]] = await Promise.all([
      cutter.recut(stone.id, { sizeMm: 20 }),
      cutter.files(stone.id, ["3mf"], names),
      cutter.files(stone.id, ["3mf"], names),
    ]);
    const gem = await createGem(recording.wavBytes());
    expect(gem.provenance?.voices[0]?.recording?.fileSha256).toMatch(/^[0-9a-f]{64}$/);
    const [expected] = writeGemFiles(gem, ["3mf"], names);
    expect(Buffer.compare(file?.bytes ?? new Uint8Array(), expected?.bytes ?? new Uint8Array())).toBe(0);
    expect(same?.bytes).toEqual(file?.bytes);
    const [small] = await cutter.files(recut.id, ["3mf"], names);
    const [smallExpected] = writeGemFiles(await createGem(recording.wavBytes(), { sizeMm: 20 }), ["3mf"], names);
    expect(Buffer.compare(small?.bytes ?? new Uint8Array(), smallExpected?.bytes ?? new Uint8Array())).toBe(0);
    // A stone that is let go of before anybody asked is gone as any other.
    const other = await recorder.open().then(() => {
      recorder.start();
      opened().hear(voice);
      return recorder.stop();
    });
    const files = cutter.files(other.stone.id, ["3mf"], names);
    cutter.release(other.stone.id);
    await expect(files).rejects.toThrow(FailureError);
  });

  it("grows a stone from the sound so far, the last one close to the stone of the whole", async () => {
    make({ cutting: { sizeMm: 25 } });
    await recorder.open();
    recorder.start();
    opened().hear(voice.subarray(0, 0.8 * voice.length));
    const growth = (await next("growth")).stone;
    expect(growth.id).toBe(0);
    expect(growth.sizeMm).toBe(25);
    opened().hear(voice.subarray(0.8 * voice.length));
    const { recording, stone } = await recorder.stop();
    const [before, after, nobody] = await Promise.all([
      cutter.fromCode(growth.code),
      cutter.fromCode(stone.code),
      cutter.fromSound(new Blob([readFileSync(join(import.meta.dirname, "../../fixtures/voices/child.wav"))])),
    ]);
    expect(recording.samples).toHaveLength(voice.length);
    const distance = await cutter.distance(before.id, after.id);
    expect(distance).toBeLessThan(0.5 * (await cutter.distance(nobody.id, after.id)));
  });

  it("lets the stone of the whole be seen before it can be made", async () => {
    await recorder.open();
    recorder.start();
    opened().hear(voice);
    const told: (RecorderState | "settled")[] = [];
    recorder.on("settled", () => told.push("settled"));
    const growths: Stone[] = [];
    recorder.on("growth", ({ stone }) => {
      growths.push(stone);
      told.push(recorder.state);
    });
    const settled = next("settled");
    const { stone } = await recorder.stop();
    await settled;
    expect(told).toEqual(["settling", "settled"]);
    const [{ mesh, ...seen }] = growths as [Stone];
    expect(mesh.triangles.length).toBeGreaterThan(0);
    const { mesh: _mesh, sidesMm, ...made } = stone;
    expect(seen).toEqual({ ...made, sidesMm: sidesMm.map((side) => expect.closeTo(side, 0)) });
  });

  it("says nothing while there is no voice yet", async () => {
    make({});
    const growths: unknown[] = [];
    recorder.on("growth", (event) => growths.push(event));
    await recorder.open();
    recorder.start();
    opened().hear(new Float32Array(RATE_HZ));
    // A growth of silence and one of a voice: the second alone is told.
    const first = next("growth");
    opened().hear(voice);
    await first;
    expect(growths).toHaveLength(1);
    recorder.retake();
  });

  it("ends a growth when the recording ends, and grows again in the next, in one worker", async () => {
    const signals: AbortSignal[] = [];
    let begun = () => {};
    const grower = () =>
      localWorker<GrowingTasks>({
        warm: () => undefined,
        grow: (_, { signal }) => {
          signals.push(signal);
          begun();
          return new Promise((_, reject) => {
            signal.addEventListener("abort", () => reject(signal.reason));
          });
        },
      });
    make({ createGrower: () => kept(growers, grower()) });
    await recorder.open();
    for (const taken of [1, 2]) {
      const growth = new Promise<void>((resolve) => {
        begun = resolve;
      });
      recorder.start();
      opened().hear(voice);
      await growth;
      await recorder.stop();
      expect(signals.map(({ aborted }) => aborted)).toEqual(Array(taken).fill(true));
    }
    expect(growers.map(({ isTerminated }) => isTerminated)).toEqual([false]);
    expect(failures).toEqual([]);
  });

  it("leaves out what is said in a pause", async () => {
    await recorder.open();
    recorder.start();
    const half = Math.floor(voice.length / RATE_HZ / 2) * RATE_HZ;
    opened().hear(voice.subarray(0, half));
    recorder.pause();
    opened().hear(new Float32Array(RATE_HZ).fill(0.5));
    recorder.pause();
    expect(recorder.state).toBe("paused");
    recorder.resume();
    opened().hear(voice.subarray(half));
    const { recording } = await recorder.stop();
    expect(recording.samples).toEqual(voice);
    expect(states).toEqual(["asking", "ready", "recording", "paused", "recording", "settling", "ready"]);
    expect(opened().orders).toEqual(["begin", "pause", "resume", "end"]);
  });

  it("pauses by itself while the system holds the sound up", async () => {
    await recorder.open();
    opened().onInterruption();
    expect(recorder.state).toBe("ready");
    recorder.start();
    opened().onInterruption();
    expect(recorder.state).toBe("paused");
    recorder.resume();
    opened().hear(voice);
    await recorder.stop();
  });

  it("keeps the cutter ready every five seconds while somebody speaks, and gives the same stone", async () => {
    let rehearsed = 0;
    const bench = stoneBench();
    cutter = new StoneCutter(() =>
      localWorker<StoneTasks>({
        ...bench,
        rehearse: (...given) => {
          rehearsed++;
          return bench.rehearse(...given);
        },
      }),
    );
    make({ grows: false });
    await recorder.open();
    opened().hear(voice);
    recorder.start();
    for (let times = 0; times < 3; times++) opened().hear(voice);
    const { recording, stone } = await recorder.stop();
    expect(recording.durationSeconds).toBeGreaterThan(10);
    expect(recording.durationSeconds).toBeLessThan(15);
    expect(rehearsed).toBe(2);
    expect(stone.code).toBe((await createGem(recording.wavBytes())).code);
  });

  it("tells the level in decibels, and how much was recorded", async () => {
    await recorder.open();
    const levels: (readonly [number, number, boolean, number])[] = [];
    recorder.on("level", ({ clipped, peakDb, recordedSeconds, rmsDb }) =>
      levels.push([Math.round(peakDb), Math.round(rmsDb), clipped, recordedSeconds]),
    );
    const block = RATE_HZ / 20;
    opened().hear(new Float32Array(block));
    recorder.start();
    opened().hear(new Float32Array(block).fill(0.1));
    opened().hear(new Float32Array(block).fill(1));
    expect(levels).toEqual([
      [-120, -120, false, 0],
      [-20, -26, false, 0.05],
      [0, -6, true, 0.1],
    ]);
    recorder.retake();
  });

  it("counts what the microphone could not hold", async () => {
    await recorder.open();
    recorder.start();
    opened().hear(voice.map((sample, i) => (i % 4 === 0 ? Math.sign(sample) : sample)));
    const { recording } = await recorder.stop();
    expect(recording.clippedShare).toBeCloseTo(0.25, 2);
  });

  it("ends by itself when the recording is as long as it may be, and says so to whoever asks", async () => {
    make({ grows: false, longestSeconds: 1 });
    await recorder.open();
    const settled = next("settled");
    recorder.start();
    opened().hear(voice);
    expect(recorder.state).toBe("settling");
    const { recording, stone } = await settled;
    expect(recording.durationSeconds).toBe(1);
    expect(await recorder.stop()).toMatchObject({ recording, stone });
    expect(() => make({ longestSeconds: 181 })).toThrow("accepted: 1 to 180");
  });

  it("lets go of a recording for another", async () => {
    await recorder.open();
    recorder.start();
    opened().hear(voice.subarray(0, RATE_HZ));
    const stopped = recorder.stop();
    recorder.retake();
    await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
    expect(recorder.state).toBe("ready");
    recorder.start();
    recorder.retake();
    recorder.start();
    opened().hear(voice);
    expect((await recorder.stop()).recording.samples).toEqual(voice);
    expect(listeners).toHaveLength(1);
    expect(failures).toEqual([]);
    recorder.retake();
    await expect(recorder.stop()).rejects.toMatchObject({ failure: { kind: "option" } });
  });

  it.each([
    ["too-short", () => voice.subarray(0, RATE_HZ / 10)],
    ["silent", () => new Float32Array(RATE_HZ)],
    ["no-voice", () => noise(2 * RATE_HZ)],
    ["unreadable", () => new Float32Array(RATE_HZ).fill(Number.NaN)],
  ] as const)("says of a recording without a stone why: %s", async (kind, sound) => {
    await recorder.open();
    recorder.start();
    opened().hear(sound());
    const error: unknown = await recorder.stop().catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(FailureError);
    expect((error as FailureError).failure.kind).toBe(kind);
    expect(failures).toEqual([kind]);
    expect(recorder.state).toBe("ready");
    recorder.start();
    opened().hear(voice);
    expect((await recorder.stop()).stone.crystals.length).toBeGreaterThan(0);
  });

  it("says why no microphone could be opened, and tries again", async () => {
    const denied = { kind: "denied", found: "no leave", accepted: "a microphone", advice: "Allow it." } as const;
    microphones.failure = new FailureError(denied);
    await expect(recorder.open()).rejects.toMatchObject({ failure: denied });
    expect(recorder.state).toBe("failed");
    expect(failures).toEqual(["denied"]);
    expect(() => recorder.start()).toThrow(FailureError);
    microphones.failure = undefined;
    await recorder.open();
    expect(recorder.state).toBe("ready");
  });

  it("makes a stone of what a microphone gave before it was lost", async () => {
    await recorder.open();
    recorder.start();
    opened().hear(voice);
    const settled = next("settled");
    opened().onEnd();
    expect((await settled).recording.samples).toEqual(voice);
    expect(failures).toEqual(["disconnected"]);
    expect(recorder.state).toBe("failed");
    expect(opened().orders).toEqual(["begin", "end", "close"]);
    await recorder.open();
    opened().onEnd();
    expect(recorder.state).toBe("failed");
  });

  it("changes the microphone, and tells when there are others", async () => {
    await recorder.open();
    await recorder.open();
    await recorder.open("desk");
    expect(microphones.opened).toHaveLength(1);
    await recorder.open("head");
    expect(microphones.opened.map(({ orders }) => orders)).toEqual([["close"], []]);
    expect(recorder.microphone?.deviceId).toBe("head");
    expect(await recorder.microphones()).toEqual(microphones.names);
    const told = next("microphones");
    for (const watcher of microphones.watchers) watcher();
    await told;
    recorder.start();
    await expect(recorder.open("desk")).rejects.toMatchObject({ failure: { kind: "option" } });
    expect(() => recorder.start()).toThrow("a recording that is being made");
  });

  it("frees a microphone that comes after the recorder was closed", async () => {
    let give = () => {};
    microphones.leave = new Promise((resolve) => {
      give = resolve;
    });
    const opening = recorder.open();
    expect(recorder.open()).toBe(opening);
    recorder.close();
    give();
    await expect(opening).rejects.toMatchObject({ name: "AbortError" });
    expect(opened().orders).toEqual(["close"]);
    expect(recorder.state).toBe("idle");
    expect(failures).toEqual([]);
    await recorder.open();
    expect(recorder.state).toBe("ready");
  });

  it("frees all it holds, as often as one likes, and begins anew", async () => {
    await recorder.open();
    recorder.start();
    const stopped = recorder.stop();
    recorder.close();
    recorder.close();
    await expect(stopped).rejects.toMatchObject({ name: "AbortError" });
    expect(opened().orders.at(-1)).toBe("close");
    expect(listeners.map(({ isTerminated }) => isTerminated)).toEqual([true]);
    expect(microphones.watchers.size).toBe(0);
    await recorder.open();
    recorder.start();
    opened().hear(voice);
    await recorder.stop();
  });

  it("goes on after a worker crashed", async () => {
    await recorder.open();
    recorder.start();
    opened().hear(voice);
    const failed = next("failure");
    listeners[0]?.crash("out of memory");
    expect((await failed).failure).toMatchObject({ kind: "crashed", found: "out of memory" });
    expect(recorder.state).toBe("ready");
    recorder.start();
    opened().hear(voice);
    expect((await recorder.stop()).recording.samples).toEqual(voice);
    expect(listeners).toHaveLength(2);
  });
});

function noise(length: number): Float32Array {
  const random = seededRandom(7);
  return Float32Array.from({ length }, () => (random.uniform() - 0.5) / 10);
}

function kept(workers: LocalWorker[], worker: LocalWorker): LocalWorker {
  workers.push(worker);
  return worker;
}
