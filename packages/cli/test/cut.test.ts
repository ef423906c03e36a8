import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readSTL } from "@vocalith/formats";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { CommandLine, voice } from "./command-line.js";

let commandLine: CommandLine;
let folder: string;
let vocalith: CommandLine["run"];
beforeEach(() => {
  commandLine = new CommandLine();
  folder = commandLine.folder;
  vocalith = commandLine.run;
});
afterEach(() => commandLine.dispose());

describe("vocalith cut", () => {
  it("writes the STL into the current folder and prints one screen about it", () => {
    const { status, stdout, stderr } = vocalith("cut", voice("calm-deep"));
    expect(stderr).toBe("");
    expect(status).toBe(0);
    const stl = readFileSync(join(folder, "calm-deep.stl"));
    expect(readSTL(stl).positions.length).toBeGreaterThan(9 * 20);
    expect(stdout.split("\n").length).toBeLessThan(24);
    expect(stdout).toMatch(/calm.*voice/);
    expect(stdout).toMatch(/vl0\.[\w-]+/);
    expect(stdout).toContain("calm-deep.stl");
    expect(stdout).toContain(createHash("sha256").update(stl).digest("hex"));
    expect(stdout).not.toContain("\u001b");
  });

  it("prints one JSON object that says what was written", () => {
    const { status, stdout } = vocalith("cut", voice("calm-high"), "-o", "gems/", "--size", "25", "--json");
    expect(status).toBe(0);
    const report = JSON.parse(stdout);
    expect(Math.max(...report.measure.sizeMm)).toBeCloseTo(25, 1);
    expect(report.printable).toMatchObject({ sound: true, components: 1, selfIntersections: 0 });
    const [file] = report.files;
    const bytes = readFileSync(file.path);
    expect(file).toEqual({
      path: join(folder, "gems/calm-high.stl"),
      format: "stl",
      sha256: createHash("sha256").update(bytes).digest("hex"),
      bytes: 84 + 50 * report.measure.triangles,
    });
  });

  it("gives the same bytes twice", () => {
    vocalith("cut", voice("excited-deep"), "-o", "one.stl");
    vocalith("cut", voice("excited-deep"), "-o", "two.stl");
    expect(readFileSync(join(folder, "one.stl"))).toEqual(readFileSync(join(folder, "two.stl")));
  });

  it("cuts the good recordings of several, names the bad one and ends with 2", () => {
    writeFileSync(join(folder, "bad.wav"), "RIFF nothing");
    const { status, stdout, stderr } = vocalith("cut", voice("bird"), "bad.wav", voice("whale"), "-o", ".", "--json");
    expect(status).toBe(2);
    expect(stderr).toMatch(/^bad\.wav: /);
    const { gems, failures } = JSON.parse(stdout);
    expect(gems).toHaveLength(2);
    expect(failures).toEqual([{ recording: "bad.wav", message: expect.stringMatching(/Accepted: WAV/) }]);
    expect(readdirSync(folder).sort()).toEqual(["bad.wav", "bird.stl", "whale.stl"]);
  });

  it.each([
    ["a file that is not there", ["cut", "nowhere.wav"], /no such file/],
    ["a folder", ["cut", "."], /folder/],
    ["no recording", ["cut"], /missing required argument/],
    ["an unknown format", ["cut", "x.wav", "--format", "stl,doc"], /"doc" is not written; accepted: stl/],
    ["a size that is no number", ["cut", "x.wav", "--size", "big"], /Give a number/],
    ["a size that no stone has", ["cut", voice("calm-deep"), "--size", "0"], /5 to 500/],
    ["an unknown cut", ["cut", "x.wav", "--cut", "rose"], /Allowed choices are crystal/],
    ["an unknown command", ["polish"], /unknown command/],
  ])("ends with 2 and says what to do for %s", (_, commandArguments, message) => {
    const { status, stdout, stderr } = vocalith(...commandArguments);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
    expect(stdout).toBe("");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("does not let two recordings overwrite each other", () => {
    const { status, stderr } = vocalith("cut", "a/voice.wav", "b/voice.wav", "-o", ".");
    expect(status).toBe(2);
    expect(stderr).toMatch(/would both be written/);
  });

  it("leaves the old file alone when the new one fails", () => {
    writeFileSync(join(folder, "bad.wav"), "RIFF nothing");
    writeFileSync(join(folder, "bad.stl"), "precious");
    expect(vocalith("cut", "bad.wav").status).toBe(2);
    expect(readFileSync(join(folder, "bad.stl"), "utf8")).toBe("precious");
    expect(existsSync(join(folder, "bad.wav.part"))).toBe(false);
  });

  it("explains itself", () => {
    for (const help of [["--help"], ["cut", "--help"], ["analyze", "--help"]]) {
      const { status, stdout } = vocalith(...help);
      expect(status).toBe(0);
      expect(stdout).toContain("Usage: vocalith");
    }
    expect(vocalith("--version").stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });
});

describe("vocalith analyze", () => {
  it("prints pitch and summary as JSON, null where there is none", () => {
    const { status, stdout } = vocalith("analyze", voice("calm-deep"), "--json");
    expect(status).toBe(0);
    const report = JSON.parse(stdout);
    expect(report.pitch.timeSeconds[1] - report.pitch.timeSeconds[0]).toBeCloseTo(0.01, 9);
    expect(report.pitch.frequencyHz).toHaveLength(report.pitch.timeSeconds.length);
    expect(report.pitch.frequencyHz).toContain(null);
    expect(report.summary.speaker.register).toBe("human");
    expect(report.durationSeconds).toBeGreaterThan(1);
  });

  it("says in words what was heard", () => {
    const { status, stdout } = vocalith("analyze", voice("whisper"));
    expect(status).toBe(0);
    expect(stdout).toMatch(/whispered/);
    expect(stdout).toMatch(/not found/);
  });
});
