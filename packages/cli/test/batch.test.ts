import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { hostname, tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { decode, type Recording } from "@vocalith/audio";
import { readSTL } from "@vocalith/formats";
import { writeWAV } from "@vocalith/testkit";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { BatchRow } from "../src/batch/batch-row.js";

const root = join(import.meta.dirname, "../../..");
const program = join(root, "packages/cli/dist/main.js");
const environment = { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined };

const fixtures: Record<string, Recording> = {};
beforeAll(async () => {
  for (const name of ["calm-deep", "calm-high", "child", "excited-deep", "glide"]) {
    fixtures[name] = await decode(readFileSync(join(root, `fixtures/voices/${name}.wav`)));
  }
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vocalith-batch-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Puts the first 1.4 seconds of fixtures into the folder of recordings: path there to name of the fixture. */
function lay(recordings: Readonly<Record<string, string>>): void {
  for (const [path, name] of Object.entries(recordings)) {
    mkdirSync(dirname(join(folder, "voices", path)), { recursive: true });
    const { channels, sampleRateHz } = fixtures[name] ?? expect.unreachable(name);
    const samples = channels[0].subarray(0, 1.4 * sampleRateHz);
    writeFileSync(join(folder, "voices", path), writeWAV([samples], sampleRateHz));
  }
}

/** Runs the built command line as a user does. */
function batch(...given: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, "batch", ...given], {
    cwd: folder,
    encoding: "utf8",
    env: environment,
  });
  return { status, stdout, stderr };
}

const start = (...given: string[]): ChildProcess =>
  spawn(process.execPath, [program, "batch", ...given], { cwd: folder, stdio: "ignore", env: environment });

const ended = (child: ChildProcess) =>
  new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve) =>
    child.once("exit", (code, signal) => resolve({ code, signal })),
  );

/** Waits until so many recordings are in a journal. */
async function journalOf(output: string, lines: number): Promise<void> {
  const path = join(folder, output, ".vocalith-batch/journal.jsonl");
  const written = () => (existsSync(path) ? readFileSync(path, "utf8").split("\n").length - 1 : 0);
  while (written() < lines) await new Promise((resolve) => setTimeout(resolve, 20));
}

function read(path: string): Buffer {
  return readFileSync(join(folder, path));
}

function summary(output = "gems", name = "summary.json") {
  const parsed: { counts: Record<string, number>; recordings: BatchRow[] } = JSON.parse(
    read(`${output}/${name}`).toString(),
  );
  return { ...parsed, row: (recording: string) => parsed.recordings.find((row) => row.recording === recording) };
}

const filesUnder = (path: string) =>
  readdirSync(join(folder, path), { recursive: true, encoding: "utf8" })
    .filter((name) => statSync(join(folder, path, name)).isFile())
    .sort();

describe("vocalith batch", () => {
  it("cuts every recording of a tree, names the bad one in the summary and ends with 2", () => {
    lay({ "ana/take 10.wav": "calm-high", "ana/take 9.WAV": "calm-high", "ben/take 9.wav": "calm-deep" });
    writeFileSync(join(folder, "voices/bad.mp3"), "a letter");
    writeFileSync(join(folder, "voices/notes.txt"), "no recording");
    writeFileSync(join(folder, "voices/ana/._take 10.wav"), "what a Mac leaves behind");
    const { status, stdout, stderr } = batch("voices", "-o", "gems");
    expect(status).toBe(2);
    expect(stdout).toBe("3 of 4 recordings are cut, 1 failed\ngems/summary.csv\ngems/summary.json\n");
    expect(stderr).toMatch(/^bad\.mp3: .*Accepted: WAV/);
    expect(filesUnder("gems")).toEqual([
      ".vocalith-batch/journal.jsonl",
      "ana/take 10.stl",
      "ana/take 9.stl",
      "ben/take 9.stl",
      "summary.csv",
      "summary.json",
      "times.csv",
    ]);

    const { counts, recordings, row } = summary();
    expect(counts).toEqual({ recordings: 4, cut: 3, failed: 1, pending: 0 });
    expect(recordings.map(({ recording }) => recording)).toEqual([
      "ana/take 9.WAV",
      "ana/take 10.wav",
      "bad.mp3",
      "ben/take 9.wav",
    ]);
    expect(row("bad.mp3")).toMatchObject({ status: "failed", code: null, files: [] });
    expect(row("bad.mp3")?.error).not.toContain(folder);
    const deep = row("ben/take 9.wav");
    expect(deep).toMatchObject({ status: "cut", system: "hexagonal", printable: true, error: null });
    expect(deep?.code).toMatch(/^vl\d+\./);
    expect(Math.max(...(deep?.sizeMm ?? []))).toBeCloseTo(40, 2);
    const [file] = deep?.files ?? [];
    const bytes = read(`gems/${file?.path}`);
    expect(file).toEqual({
      path: "ben/take 9.stl",
      format: "stl",
      sha256: createHash("sha256").update(bytes).digest("hex"),
      bytes: bytes.length,
    });
    expect(readSTL(bytes).positions.length).toBe(9 * (deep?.triangles ?? 0));

    const csv = read("gems/summary.csv").toString().split("\r\n");
    expect(csv).toHaveLength(6);
    expect(csv[0]).toMatch(
      /^recording,status,code,catalogueNumber,system,durationSeconds,sizeXMm,.*,stl,stlSha256,error$/,
    );
    expect(csv[4]).toContain(`ben/take 9.wav,cut,${deep?.code},${deep?.catalogueNumber},hexagonal,`);
    expect(csv[4]).toContain(`,true,ben/take 9.stl,${file?.sha256},`);
  });

  it("gives the same stones as `cut` and the same summary whatever the workers did", () => {
    lay({ "a.wav": "excited-deep", "b.wav": "calm-deep", "c.wav": "child", "d.wav": "glide" });
    expect(batch("voices", "-o", "one", "--jobs", "1").status).toBe(0);
    expect(batch("voices", "-o", "three", "--jobs", "3").status).toBe(0);
    for (const name of ["summary.csv", "summary.json"]) expect(read(`three/${name}`)).toEqual(read(`one/${name}`));
    spawnSync(process.execPath, [program, "cut", "voices/a.wav", "-o", "a.stl"], { cwd: folder });
    expect(read("one/a.stl")).toEqual(read("a.stl"));
  });

  it("does again only what changed: a recording, a file, the options", () => {
    lay({ "a.wav": "calm-deep", "b.wav": "calm-high" });
    batch("voices", "-o", "gems");
    const first = filesUnder("gems").map((name) => [name, statSync(join(folder, "gems", name)).mtimeMs] as const);
    const stones = () => first.filter(([name]) => name.endsWith(".stl"));
    const again = batch("voices", "-o", "gems");
    expect(again.stdout).toMatch(/^2 of 2 recordings are cut, 2 were done before\n/);
    for (const [name, time] of stones()) expect(statSync(join(folder, "gems", name)).mtimeMs).toBe(time);

    const before = summary().row("a.wav");
    lay({ "a.wav": "excited-deep" });
    expect(batch("voices", "-o", "gems").stdout).toMatch(/1 were done before/);
    expect(summary().row("a.wav")?.code).not.toBe(before?.code);

    writeFileSync(join(folder, "gems/b.stl"), "cut off");
    expect(batch("voices", "-o", "gems").stdout).toMatch(/1 were done before/);
    expect(readSTL(read("gems/b.stl")).positions.length).toBeGreaterThan(0);

    expect(batch("voices", "-o", "gems", "--size", "25").stdout).not.toMatch(/done before/);
    expect(Math.max(...(summary().row("b.wav")?.sizeMm ?? []))).toBeCloseTo(25, 2);
  });

  it("does not try again what failed, unless it is told to", () => {
    lay({ "a.wav": "calm-deep" });
    writeFileSync(join(folder, "voices/bad.wav"), "RIFF nothing");
    const first = batch("voices", "-o", "gems");
    const second = batch("voices", "-o", "gems");
    expect([first.status, second.status]).toEqual([2, 2]);
    expect(second.stdout).toMatch(/1 of 2 recordings are cut, 2 were done before, 1 failed/);
    const third = batch("voices", "-o", "gems", "--retry-failed");
    expect(third.stdout).toMatch(/1 of 2 recordings are cut, 1 were done before, 1 failed/);
    lay({ "bad.wav": "calm-high" });
    const mended = batch("voices", "-o", "gems");
    expect(mended.status).toBe(0);
    expect(mended.stderr).toBe("");
  });

  it("loses nothing and leaves nothing half-written when it is killed", async () => {
    const names = ["calm-deep", "calm-high", "child", "excited-deep", "glide"];
    lay(Object.fromEntries(names.map((name, i) => [`${i}.wav`, name])));
    expect(batch("voices", "-o", "whole").status).toBe(0);
    const killed = start("voices", "-o", "gems", "--jobs", "1");
    await journalOf("gems", 2);
    killed.kill("SIGKILL");
    expect((await ended(killed)).signal).toBe("SIGKILL");
    expect(existsSync(join(folder, "gems/summary.json"))).toBe(false);
    for (const name of filesUnder("gems")) {
      if (name.endsWith(".stl")) expect(read(`gems/${name}`)).toEqual(read(`whole/${name}`));
      else expect(name).toMatch(/^\.vocalith-batch\//);
    }
    // Half a line, as a machine that lost its power leaves.
    writeFileSync(join(folder, "gems/.vocalith-batch/journal.jsonl"), '{"recordingSha256":"12', { flag: "a" });
    const { status, stdout } = batch("voices", "-o", "gems");
    expect(status).toBe(0);
    expect(Number(/(\d+) were done before/.exec(stdout)?.[1])).toBeGreaterThanOrEqual(2);
    expect(read("gems/summary.json")).toEqual(read("whole/summary.json"));
    expect(filesUnder("gems")).toEqual(filesUnder("whole"));
    expect(batch("voices", "-o", "gems").stdout).toMatch(/5 were done before/);
  });

  it("stops after what is at hand on a signal, and goes on later", async () => {
    lay(Object.fromEntries(Array.from({ length: 6 }, (_, i) => [`${i}.wav`, "calm-deep"])));
    const stopped = start("voices", "-o", "gems", "--jobs", "1");
    await journalOf("gems", 1);
    stopped.kill("SIGINT");
    expect((await ended(stopped)).code).toBe(130);
    const { counts, recordings } = summary();
    expect(counts.cut).toBeGreaterThanOrEqual(1);
    expect(counts.pending).toBeGreaterThanOrEqual(1);
    expect(recordings.filter((row) => row.status === "failed")).toEqual([]);
    expect(recordings.at(-1)).toMatchObject({ recording: "5.wav", status: "pending" });
    const { status, stdout } = batch("voices", "-o", "gems");
    expect(status).toBe(0);
    expect(stdout).toMatch(new RegExp(`^6 of 6 recordings are cut, ${counts.cut} were done before\n`));
  });

  it.runIf(process.platform === "linux")("goes on when a recording takes its worker with it", async () => {
    lay(Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`${i}.wav`, "calm-deep"])));
    const running = start("voices", "-o", "gems", "--jobs", "1");
    await journalOf("gems", 1);
    const children = readFileSync(`/proc/${running.pid}/task/${running.pid}/children`, "utf8").trim().split(" ");
    process.kill(Number(children[0]), "SIGKILL");
    expect((await ended(running)).code).toBe(2);
    const { counts, recordings } = summary();
    expect(counts).toEqual({ recordings: 4, cut: 3, failed: 1, pending: 0 });
    expect(recordings.find((row) => row.status === "failed")?.error).toMatch(/worker.*SIGKILL/);
    // That was not the recording's doing: the next run tries it without being told.
    expect(batch("voices", "-o", "gems").stdout).toMatch(/^4 of 4 recordings are cut, 3 were done before\n/);
  });

  it("does not let two runs work on one folder, but takes what a dead one held", () => {
    lay({ "a.wav": "calm-deep" });
    mkdirSync(join(folder, "gems/.vocalith-batch"), { recursive: true });
    const started = existsSync("/proc/self/stat")
      ? readFileSync(`/proc/${process.pid}/stat`, "utf8")
          .replace(/^.*\) /s, "")
          .split(" ")[19]
      : null;
    const hold = (holder: object) =>
      writeFileSync(join(folder, "gems/.vocalith-batch/lock"), JSON.stringify({ host: hostname(), ...holder }));
    hold({ pid: process.pid, started });
    const held = batch("voices", "-o", "gems");
    expect(held.status).toBe(2);
    expect(held.stderr).toContain(`another batch is at work there, process ${process.pid}`);
    hold({ pid: 2 ** 22 + 1, started: "1" });
    expect(batch("voices", "-o", "gems").status).toBe(0);
  });

  it("joins the parts of a split batch into what one run writes", () => {
    lay(Object.fromEntries(Array.from({ length: 4 }, (_, i) => [`${i}.wav`, i % 2 ? "calm-deep" : "calm-high"])));
    writeFileSync(join(folder, "voices/bad.wav"), "RIFF nothing");
    batch("voices", "-o", "whole");
    const parts = [1, 2].map((i) => batch("voices", "-o", "gems", "--shard", `${i}/2`, "--quiet"));
    expect(parts.map(({ stdout }) => stdout).join("")).toBe("");
    expect(existsSync(join(folder, "gems/summary.json"))).toBe(false);
    const counts = [1, 2].map((i) => summary("gems", `summary-${i}-of-2.json`).counts.recordings);
    expect(counts.reduce((sum, count) => sum + count)).toBe(5);
    const merged = batch("--merge", "gems");
    expect(merged.status).toBe(2);
    expect(merged.stdout).toMatch(/^4 of 5 recordings are cut, 1 failed\n/);
    for (const name of ["summary.csv", "summary.json"]) expect(read(`gems/${name}`)).toEqual(read(`whole/${name}`));

    // What the parts did is done for the whole, too.
    expect(batch("voices", "-o", "gems").stdout).toMatch(/5 were done before/);
    rmSync(join(folder, "gems/summary-2-of-2.json"));
    expect(batch("--merge", "gems").stderr).toMatch(/1 of 2 parts are missing: 2\. Run them with --shard 2\/2/);
    batch("voices", "-o", "gems", "--shard", "2/2", "--size", "25");
    expect(batch("--merge", "gems").stderr).toMatch(/summary-2-of-2\.json: cut with .* 25 mm/);
  });

  it("keeps endings where recordings share a name", () => {
    lay({ "voice.wav": "calm-deep", "voice.mp3": "calm-high", "b/voice.wav": "child" });
    expect(batch("voices", "-o", "gems").status).toBe(0);
    expect(filesUnder("gems").filter((name) => name.endsWith(".stl"))).toEqual([
      "b/voice.stl",
      "voice.mp3.stl",
      "voice.wav.stl",
    ]);
  });

  it("does to every stone what is asked for", () => {
    lay({ "a.wav": "calm-deep" });
    batch("voices", "-o", "plain");
    const { status } = batch("voices", "-o", "gems", "--format", "stl,obj", "--flat", "--engrave");
    expect(status).toBe(0);
    const [plain, made] = [summary("plain").row("a.wav"), summary().row("a.wav")];
    expect(made?.code).toBe(plain?.code);
    expect(made?.volumeMm3).toBeLessThan(plain?.volumeMm3 ?? 0);
    expect(made).toMatchObject({ printable: true, catalogueNumber: expect.stringMatching(/^[A-Z0-9-]{4,}$/) });
    expect(made?.files.map(({ path }) => path)).toEqual(["a.stl", "a.obj", "a.mtl"]);
    expect(read("gems/summary.csv").toString()).toMatch(/,stl,stlSha256,obj,objSha256,mtl,mtlSha256,error\r\n/);
  });

  it("says what it would do and does nothing with --dry-run", () => {
    lay({ "a.wav": "calm-deep", "b/c.wav": "calm-high" });
    const { status, stdout } = batch("voices", "-o", "gems", "--dry-run");
    expect(status).toBe(0);
    expect(stdout).toBe("cut     a.wav -> a.stl\ncut     b/c.wav -> b/c.stl\n");
    expect(existsSync(join(folder, "gems"))).toBe(false);
    batch("voices", "-o", "gems");
    expect(batch("voices", "-o", "gems", "--dry-run").stdout).toBe("done    a.wav\ndone    b/c.wav\n");
  });

  it("writes beside the recordings, and passes over the gems among them", () => {
    lay({ "a.wav": "calm-deep" });
    expect(batch("voices", "-o", "voices").status).toBe(0);
    expect(filesUnder("voices").filter((name) => !name.includes("/"))).toEqual([
      "a.stl",
      "a.wav",
      "summary.csv",
      "summary.json",
      "times.csv",
    ]);
    expect(batch("voices", "-o", "voices", "--json").stdout).toContain('"unchanged": 1');
    mkdirSync(join(folder, "voices/gems"));
    lay({ "gems/kept.wav": "calm-deep" });
    expect(batch("voices", "-o", "voices/gems", "--json").stdout).toContain('"recordings": 1,');
  });

  it.each([
    ["a folder that is not there", ["nowhere"], /no such file or folder/],
    ["a folder without recordings", ["."], /no recordings in it; accepted: .*wav/],
    ["a part beyond the last", [".", "--shard", "4/3"], /Give i\/n/],
    ["no workers", [".", "--jobs", "0"], /1 to 1024/],
    ["an unknown format", [".", "--format", "doc"], /"doc" is not written; accepted: stl/],
    ["two ways to hang", [".", "--bail", "--hole"], /cannot be used with option/],
    ["a size that no stone has", [".", "--size", "1000"], /5 to 500/],
    ["a format that the cut does not have", [".", "--format", "asc"], /Add --cut brilliant/],
    ["summaries that are not there", ["--merge", "."], /no summary-i-of-n\.json/],
  ])("ends with 2 and says what to do for %s", (_, given, message) => {
    const { status, stdout, stderr } = batch(...given);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
    expect(stdout).toBe("");
    expect(readdirSync(folder)).toEqual([]);
  });
});
