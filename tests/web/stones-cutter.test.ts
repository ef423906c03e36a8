import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import {
  createGem,
  cutGem,
  explain,
  FIELD_MAXIMA,
  formatTwinCode,
  gemDistance,
  parseGemCode,
  writeGemFiles,
} from "vocalith";
import { type Failure, FailureError } from "../../examples/web/src/stones/failure.js";
import { stoneBench } from "../../examples/web/src/stones/stone-bench.js";
import { type CutterCrashEvent, StoneCutter } from "../../examples/web/src/stones/stone-cutter.js";
import { rehearsalCode } from "../../examples/web/src/stones/warm-cutting.js";
import { type LocalWorker, localWorker } from "./stones-local-worker.js";

const voice = (name: string) => readFileSync(join(import.meta.dirname, `../../fixtures/voices/${name}.wav`));
const blob = (name: string) => new Blob([voice(name)]);
const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function failureOf(promise: Promise<unknown>): Promise<Failure> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(FailureError);
  return (error as FailureError).failure;
}

describe("StoneCutter", () => {
  let workers: LocalWorker[];
  let cutter: StoneCutter;

  beforeEach(() => {
    workers = [];
    cutter = new StoneCutter(() => {
      const worker = localWorker(stoneBench());
      workers.push(worker);
      return worker;
    });
  });
  afterEach(() => cutter.dispose());

  it("gives of a sound file what the library gives, with all that is seen of it", async () => {
    const steps: string[] = [];
    const stone = await cutter.fromSound(blob("calm-deep"), { sizeMm: 30, onProgress: ({ step }) => steps.push(step) });
    const gem = await createGem(voice("calm-deep"), { sizeMm: 30 });
    expect(stone.code).toBe(gem.code);
    expect(stone.mesh).toEqual(gem.mesh);
    expect(stone.crystals).toEqual(gem.crystals);
    expect(stone.sidesMm).toEqual(gem.measure().sizeMm);
    expect(stone.individuals[0]?.syllables).toEqual(gem.individuals[0]?.syllables);
    expect(stone.durationSeconds).toBe(gem.features?.durationSeconds);
    expect(steps).toEqual(["decode", "analyze", "cut", "done"]);
    expect(await cutter.explain(stone.id, "ko")).toEqual(explain(gem, "ko"));
    const particles = await cutter.particles(stone.id, 1000);
    expect(particles).toEqual(gem.particles(1000));
  });

  it("rehearses without keeping a stone", async () => {
    await cutter.rehearse();
    expect(cutter.kept).toBe(0);
  });

  it("rehearses stones of many crystals in every system, the next never like the last", async () => {
    const systems: number[] = [];
    for (let variant = 0; variant < 2 * (FIELD_MAXIMA.species.system + 1); variant++) {
      const code = rehearsalCode(variant);
      const { crystals } = await cutGem(code);
      expect(crystals.length).toBeGreaterThan(20);
      if (variant > 0) expect(code).not.toEqual(rehearsalCode(variant - 1));
      systems.push(code.species.system);
    }
    expect(new Set(systems).size).toBe(FIELD_MAXIMA.species.system + 1);
  });

  it("writes the library's bytes, and names the recording in them", async () => {
    const { id } = await cutter.fromSound(blob("excited-deep"));
    const gem = await createGem(voice("excited-deep"));
    const files = await cutter.files(id, ["stl", "3mf", "obj"], { name: "ana", title: "Ana" });
    const expected = writeGemFiles(gem, ["stl", "3mf", "obj"], { name: "ana", title: "Ana" });
    expect(files.map(({ name }) => name)).toEqual(["ana.stl", "ana.3mf", "ana.obj", "ana.mtl"]);
    expect(files.map(({ bytes }) => sha256(bytes))).toEqual(expected.map(({ bytes }) => sha256(bytes)));
    const [named] = await cutter.files(id, ["stl"]);
    expect(named?.name).toMatch(/^vocalith-[0-9A-Z]{4}-[0-9A-Z]{4}\.stl$/);
  });

  it("cuts another way without hearing the voice again, and keeps what is known of it", async () => {
    const stone = await cutter.fromSound(blob("calm-deep"));
    const brilliant = await cutter.recut(stone.id, { cut: "brilliant", sizeMm: 12 });
    const gem = await createGem(voice("calm-deep"), { cut: "brilliant", sizeMm: 12 });
    expect(brilliant.id).not.toBe(stone.id);
    expect(brilliant.mesh).toEqual(gem.mesh);
    expect(brilliant.individuals[0]?.syllables).toEqual(gem.individuals[0]?.syllables);
    const files = await cutter.files(brilliant.id, ["3mf", "asc", "gem"], { name: "stone" });
    const expected = writeGemFiles(gem, ["3mf", "asc", "gem"], { name: "stone", title: "stone" });
    expect(files.map(({ bytes }) => sha256(bytes))).toEqual(expected.map(({ bytes }) => sha256(bytes)));
    // What is not said stays.
    const smaller = await cutter.recut(brilliant.id, { sizeMm: 8 });
    expect([smaller.cut, smaller.sizeMm]).toEqual(["brilliant", 8]);
  });

  it("cuts a code that came with no recording", async () => {
    const { code } = await createGem(voice("calm-high"));
    const stone = await cutter.fromCode(code, { sizeMm: 20 });
    expect(stone.mesh).toEqual((await cutGem(code, { sizeMm: 20 })).mesh);
    expect(stone.durationSeconds).toBeUndefined();
    expect((await cutter.recut(stone.id, { cut: "brilliant" })).cut).toBe("brilliant");
  });

  it("twins two voices, files or stones, as the library does", async () => {
    const gem = await createGem([voice("calm-deep"), voice("calm-high")], { sizeMm: 25 });
    const mine = await cutter.fromSound(blob("calm-deep"));
    const twin = await cutter.twin(mine.id, blob("calm-high"), { sizeMm: 25 });
    expect(twin.code).toBe(gem.code);
    expect(twin.mesh).toEqual(gem.mesh);
    expect(twin.individuals.map(({ syllables }) => syllables)).toEqual(
      gem.individuals.map(({ syllables }) => syllables),
    );
    const [file] = await cutter.files(twin.id, ["glb"], { name: "a-b", title: "a and b" });
    const [expected] = writeGemFiles(gem, ["glb"], { name: "a-b", title: "a and b" });
    expect(sha256(file?.bytes ?? new Uint8Array())).toBe(sha256(expected?.bytes ?? new Uint8Array()));
    // The stone that was only on the way is not kept.
    expect(cutter.kept).toBe(2);
    const again = await cutter.recut(twin.id, { sizeMm: 50 });
    expect(again.individuals).toHaveLength(2);
    expect((await failureOf(cutter.twin(twin.id, mine.id))).kind).toBe("option");
  });

  it("twins codes", async () => {
    const codes = [(await createGem(voice("child"))).code, (await createGem(voice("calm-deep"))).code];
    const [one, other] = [await cutter.fromCode(codes[0] ?? ""), await cutter.fromCode(codes[1] ?? "")];
    const [first, second] = codes.map(parseGemCode);
    if (first === undefined || second === undefined) throw new Error("no codes");
    expect((await cutter.twin(one.id, other.id)).code).toBe(formatTwinCode({ individuals: [first, second] }));
  });

  it("says how far two stones lie apart", async () => {
    const [one, other] = [await cutter.fromSound(blob("calm-deep")), await cutter.fromSound(blob("child"))];
    const gems = [await cutGem(one.code), await cutGem(other.code)] as const;
    expect(await cutter.distance(one.id, other.id)).toBe(gemDistance(...gems));
    expect(await cutter.distance(one.id, one.id)).toBe(0);
  });

  it("gives the verdict of the material, and gives it again at once", async () => {
    const { id } = await cutter.fromSound(blob("calm-deep"), { sizeMm: 10 });
    const first = await cutter.inspect(id, "silver");
    expect(first.material.name).toBe("silver");
    expect(await cutter.inspect(id, "silver")).toEqual(first);
  });

  it("lets go of stones, and says so of those that are gone", async () => {
    const { id } = await cutter.fromSound(blob("calm-deep"));
    cutter.release(id);
    cutter.release(id);
    expect(cutter.kept).toBe(0);
    expect(await failureOf(cutter.explain(id, "en"))).toMatchObject({ kind: "gone", found: `stone ${id}` });
  });

  it.each([
    ["not-sound", () => cutter.fromSound(new Blob(["a letter, not a voice"]))],
    ["silent", () => cutter.fromSound(new Blob([silence(1)]))],
    ["too-short", () => cutter.fromSound(new Blob([voice("calm-deep").subarray(0, 4000)]))],
    ["code", () => cutter.fromCode("vl0.nonsense")],
    ["option", () => cutter.fromSound(blob("calm-deep"), { sizeMm: 1 })],
    ["option", async () => cutter.explain((await cutter.fromSound(blob("calm-deep"))).id, "xx")],
    ["format", async () => cutter.files((await cutter.fromSound(blob("calm-deep"))).id, ["asc"])],
  ] as const)("tells a failure as data: %s", async (kind, doing) => {
    const failure = await failureOf(doing());
    expect(failure.kind).toBe(kind);
    expect(failure.found).not.toBe("");
    expect(failure.accepted).not.toBe("");
    expect(failure.advice).toMatch(/^[A-Z].*/);
    expect(structuredClone(failure)).toEqual(failure);
  });

  it("does not begin what was given up, and goes on with the rest", async () => {
    const sizes = [20, 21, 22, 23, 24];
    const { id } = await cutter.fromSound(blob("excited-high"));
    const controllers = sizes.map(() => new AbortController());
    const began = sizes.map((sizeMm, i) => cutter.recut(id, { sizeMm, signal: controllers[i]?.signal }));
    for (const controller of controllers.slice(0, -1)) controller.abort(new Error("another size"));
    const results = await Promise.allSettled(began);
    expect(results.map(({ status }) => status)).toEqual(["rejected", "rejected", "rejected", "rejected", "fulfilled"]);
    expect(results[0]).toMatchObject({ reason: new Error("another size") });
    expect(cutter.kept).toBe(2);
    const aborted = AbortSignal.abort();
    await expect(cutter.recut(id, { signal: aborted })).rejects.toBe(aborted.reason);
  });

  it("follows a worker that crashed by another, and says which stones are lost", async () => {
    const { id } = await cutter.fromSound(blob("calm-deep"));
    const crashes: string[] = [];
    cutter.addEventListener("crash", (event) => crashes.push((event as CutterCrashEvent).found));
    const waiting = cutter.fromSound(blob("child"));
    workers[0]?.crash("out of memory");
    expect(await failureOf(waiting)).toMatchObject({ kind: "crashed", found: "out of memory" });
    expect(crashes).toEqual(["out of memory"]);
    expect(workers[0]?.isTerminated).toBe(true);
    expect(cutter.kept).toBe(0);
    expect((await failureOf(cutter.recut(id))).kind).toBe("gone");
    expect((await cutter.fromSound(blob("calm-deep"))).id).toBeGreaterThan(id);
    expect(workers).toHaveLength(2);
  });

  it("makes its worker ready, and ends it as often as one likes", async () => {
    await cutter.warm();
    cutter.dispose();
    cutter.dispose();
    expect(workers.map(({ isTerminated }) => isTerminated)).toEqual([true]);
  });
});

/** A WAV file of silence, 16 bits at 16 kHz. */
function silence(seconds: number): Uint8Array<ArrayBuffer> {
  const file = new Uint8Array(44 + 32_000 * seconds);
  file.set(voice("calm-deep").subarray(0, 44));
  const view = new DataView(file.buffer);
  view.setUint32(4, file.length - 8, true);
  view.setUint32(40, file.length - 44, true);
  return file;
}
