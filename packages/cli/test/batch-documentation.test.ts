import { spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { RECORDING_ENDINGS } from "../src/batch/list-recordings.js";

const root = join(import.meta.dirname, "../../..");
const program = join(root, "packages/cli/dist/main.js");
const page = readFileSync(join(root, "docs/batch.md"), "utf8");
const blocks = (language: string) =>
  [...page.matchAll(new RegExp(`\`\`\`${language}\n([\\s\\S]*?)\`\`\``, "g"))].map(([, text]) => text);
const runs = (command: string, ...given: string[]) => spawnSync(command, given).status === 0;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vocalith-batch-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Puts whole fixtures into the folder of recordings. */
function lay(...names: string[]): void {
  mkdirSync(join(folder, "my recordings"));
  for (const name of names) {
    copyFileSync(join(root, "fixtures/voices", `${name}.wav`), join(folder, "my recordings", `${name}.wav`));
  }
}

describe("docs/batch.md", () => {
  it("names every option and every ending", () => {
    const help = spawnSync(process.execPath, [program, "batch", "--help"], { encoding: "utf8" }).stdout;
    const options = [...help.matchAll(/^ {2}(?:-\w, )?(--[\w-]+)/gm)].map(([, option]) => option);
    expect(options.length).toBeGreaterThan(10);
    for (const option of options.filter((one) => one !== "--help"))
      expect(page).toMatch(new RegExp(`\`.*${option}\\b`));
    expect(page).toContain(`\`${RECORDING_ENDINGS.join(" ")}\``);
  });

  it.runIf(runs("bash", "--version"))("holds scripts that a shell can read", () => {
    expect(blocks("bash").length).toBe(3);
    for (const script of blocks("bash")) {
      const { status, stderr } = spawnSync("bash", ["-n"], { input: script, encoding: "utf8" });
      expect(stderr).toBe("");
      expect(status).toBe(0);
    }
  });

  it.runIf(runs("python3", "-c", "import yaml"))("holds an indexed Job and one that merges", () => {
    const jobs = blocks("yaml").map((input) => {
      const read = "import json, sys, yaml; print(json.dumps(yaml.safe_load(sys.stdin)))";
      return JSON.parse(spawnSync("python3", ["-c", read], { input, encoding: "utf8" }).stdout);
    });
    expect(jobs.map(({ apiVersion, kind }) => `${apiVersion} ${kind}`)).toEqual(["batch/v1 Job", "batch/v1 Job"]);
    const [indexed] = jobs;
    const [container] = indexed.spec.template.spec.containers;
    expect(indexed.spec.completionMode).toBe("Indexed");
    // The shell takes the place of the shell in the pod: parts are counted from 1.
    const words = spawnSync("sh", ["-c", container.args[0].replace("exec vocalith", "echo")], {
      encoding: "utf8",
      env: { ...process.env, JOB_COMPLETION_INDEX: `${indexed.spec.completions - 1}` },
    }).stdout;
    expect(words.trim()).toBe("batch /recordings --output /gems --format stl,3mf --shard 16/16 --jobs 2 --quiet");
    const mounted = container.volumeMounts.map(({ name }: { name: string }) => name);
    expect(indexed.spec.template.spec.volumes.map(({ name }: { name: string }) => name)).toEqual(mounted);
  });

  it.runIf(runs("parallel", "--version"))("cuts in parts under GNU parallel as one run does", () => {
    lay("calm-deep", "whisper", "glide");
    writeFileSync(join(folder, "my recordings/bad.wav"), "RIFF nothing");
    const script = blocks("bash").find((text) => text.includes("batch-parallel.sh")) ?? "";
    writeFileSync(join(folder, "batch-parallel.sh"), script);
    mkdirSync(join(folder, "bin"));
    writeFileSync(join(folder, "bin/vocalith"), `#!/bin/sh\nexec "${process.execPath}" "${program}" "$@"\n`);
    chmodSync(join(folder, "bin/vocalith"), 0o755);
    const { status, stdout } = spawnSync("bash", ["batch-parallel.sh", "my recordings", "my gems", "3"], {
      cwd: folder,
      encoding: "utf8",
      env: { ...process.env, PATH: `${join(folder, "bin")}${delimiter}${process.env.PATH}` },
    });
    expect(stdout).toContain("3 of 4 recordings are cut, 1 failed\n");
    expect(status).toBe(2);
    spawnSync(process.execPath, [program, "batch", "my recordings", "--format", "stl,3mf", "-q"], { cwd: folder });
    for (const name of ["summary.json", "summary.csv", "glide.3mf"]) {
      expect(readFileSync(join(folder, "my gems", name))).toEqual(readFileSync(join(folder, "gems", name)));
    }
  });
});

describe("examples/laboratory", () => {
  it("takes recordings to checked print files with one command", () => {
    lay("calm-deep", "excited-high");
    writeFileSync(join(folder, "my recordings/bad.wav"), "RIFF nothing");
    const script = join(root, "examples/laboratory/recordings-to-prints.mjs");
    const { status, stdout } = spawnSync(process.execPath, [script, "my recordings", "prints", "--size", "30"], {
      cwd: folder,
      encoding: "utf8",
    });
    expect(stdout).toMatch(/^not cut: bad\.wav: /m);
    expect(stdout).toMatch(/4 of 4 files are ready for resin/);
    expect(status).toBe(2);
    const lines = readFileSync(join(folder, "prints/checks.csv"), "utf8").trim().split("\n");
    expect(lines[0]).toBe("file,recording,ready,material,sizeMm,minimumWallMm,weightGrams,sha256,problems");
    expect(lines[1]).toMatch(/^calm-deep\.stl,calm-deep\.wav,yes,resin,30,[\d.]+,[\d.]+,[0-9a-f]{64},/);
    expect(lines).toHaveLength(5);
    if (runs("sha256sum", "--version")) {
      const checked = spawnSync("sha256sum", ["--check", "--strict", "SHA256SUMS"], { cwd: join(folder, "prints") });
      expect(checked.status).toBe(0);
    }
    expect(readdirSync(join(folder, "prints")).filter((name) => name.endsWith(".part"))).toEqual([]);
  });

  it("stops where the options cannot be used", () => {
    lay("calm-deep");
    const script = join(root, "examples/laboratory/recordings-to-prints.mjs");
    const given = [script, "my recordings", "prints", "--size", "1000"];
    const { status, stderr } = spawnSync(process.execPath, given, { cwd: folder, encoding: "utf8" });
    expect(status).toBe(2);
    expect(stderr).toMatch(/5 to 500/);
    expect(existsSync(join(folder, "prints"))).toBe(false);
  });
});
