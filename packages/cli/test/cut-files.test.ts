import { createHash } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { read3MF, readSTL } from "@vocalith/formats";
import { checkSolid } from "@vocalith/testkit";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { writeFilesAtomically } from "../src/write-files-atomically.js";
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

describe("the files of vocalith cut", () => {
  it("writes every format of a brilliant, with the check sum of each", () => {
    const formats = "stl,stl-ascii,3mf,obj,ply,glb,gemcad,svg";
    const { status, stdout } = vocalith("cut", voice("calm-deep"), "--cut", "brilliant", "--format", formats, "--json");
    expect(status).toBe(0);
    const { files, code, catalogueNumber } = JSON.parse(stdout);
    expect(files.map(({ path }: { path: string }) => path.slice(folder.length + 1)).sort()).toEqual(
      readdirSync(folder).sort(),
    );
    expect(readdirSync(folder)).toEqual(
      expect.arrayContaining([
        "calm-deep.stl",
        "calm-deep.ascii.stl",
        "calm-deep.3mf",
        "calm-deep.obj",
        "calm-deep.mtl",
        "calm-deep.ply",
        "calm-deep.glb",
        "calm-deep.asc",
        "calm-deep.gem",
        "calm-deep-views.svg",
        "calm-deep-diagram.svg",
      ]),
    );
    for (const { path, sha256, bytes } of files) {
      const content = readFileSync(path);
      expect(createHash("sha256").update(content).digest("hex")).toBe(sha256);
      expect(content.length).toBe(bytes);
    }
    expect(readSTL(readFileSync(join(folder, "calm-deep.stl"))).header).toContain(code.slice(0, 40));
    expect(readFileSync(join(folder, "calm-deep.obj"), "utf8")).toContain(`catalogueNumber: ${catalogueNumber}`);
  });

  it("machines the stone and says what was done, to eyes and to programs", () => {
    const wish = ["--flat", "--bail", "--hollow", "1.5", "--engrave", "vg-7"];
    const { status, stdout } = vocalith("cut", voice("excited-deep"), ...wish);
    expect(status).toBe(0);
    expect(stdout).toMatch(/flat +\d+\.\d mm wide/);
    expect(stdout).toMatch(/bail +for a chain of 3\.5 mm/);
    expect(stdout).toMatch(/hollow +wall 1\.\d\d mm, \d+ drain holes/);
    expect(stdout).toMatch(/engraved +VG-7, /);
    expect(checkSolid(readFileSync(join(folder, "excited-deep.stl"))).problems).toEqual([]);

    const { machining, printable } = JSON.parse(
      vocalith("cut", voice("calm-deep"), "--json", "--flat", "12", "--hole", "1.5", "--engrave").stdout,
    );
    expect(printable.sound).toBe(true);
    expect(machining.flat.widthMm).toBeGreaterThanOrEqual(12);
    expect(machining.hole.diameterMm).toBe(1.5);
    expect(machining.text.text).toMatch(/^[0-9A-Z]{4}[-\n][0-9A-Z]{4}$/);
  });

  it("keeps what is stated of a voice in the files", () => {
    const stated = ["--speaker", "Ana Lima", "--recorded", "2026-05-01", "--place", "Lisboa", "--licence", "CC-BY-4.0"];
    const consent = ["--consent", "--consent-scope", "an exhibition", "--require-consent"];
    const { status } = vocalith("cut", voice("calm-deep"), "--format", "3mf", ...stated, ...consent);
    expect(status).toBe(0);
    const { metadata } = read3MF(readFileSync(join(folder, "calm-deep.3mf")));
    expect(metadata).toMatchObject({
      Title: "calm-deep",
      "vocalith:speaker": "Ana Lima",
      "vocalith:recordedAt": "2026-05-01",
      "vocalith:licence": "CC-BY-4.0",
      "vocalith:consent": "given",
      "vocalith:consentScope": "an exhibition",
      "vocalith:fileSha256": createHash("sha256")
        .update(readFileSync(voice("calm-deep")))
        .digest("hex"),
    });
  });

  it("grows two recordings into a twin and tells both", () => {
    const speakers = ["--speaker", "Ana", "--speaker", "Ben"];
    const { status, stdout } = vocalith(
      "cut",
      voice("calm-deep"),
      voice("child"),
      "--twin",
      "--format",
      "obj",
      ...speakers,
    );
    expect(status).toBe(0);
    expect(stdout).toContain("calm-deep.wav and child.wav");
    expect(stdout).toMatch(/Gem +a twin of \w+, .+\n +and \w+, /);
    expect(stdout.match(/Voice /g)).toHaveLength(2);
    expect(readdirSync(folder).sort()).toEqual(["calm-deep-child.mtl", "calm-deep-child.obj"]);
    const obj = readFileSync(join(folder, "calm-deep-child.obj"), "utf8");
    expect(obj).toContain("voice1.speaker: Ana");
    expect(obj).toContain("voice2.speaker: Ben");
    expect(obj).toContain("mtllib calm-deep-child.mtl");
  });

  it.each([
    ["a wall out of range", ["x.wav", "--hollow", "90"], /Give a number from 0\.4 to 20/],
    ["a size out of range", ["x.wav", "--size", "3"], /Give a number from 5 to 500/],
    ["an option that would take the recording", ["--engrave", "x.wav"], /after the recordings/],
    ["a letter that is not engraved", ["x.wav", "--engrave", "\u00e4"], /A to Z, 0 to 9/],
    ["a bail and a hole", ["x.wav", "--bail", "--hole"], /choose one of them/],
    ["a twin of one recording", ["x.wav", "--twin"], /found 1 recordings; accepted: two/],
    ["a twin twice", ["x.wav", "y.wav", "--twin", "--speakers", "2"], /choose one of them/],
    ["three speakers", ["x.wav", "--speakers", "3"], /Give 1 or 2/],
    ["a faceting file of a crystal", ["x.wav", "--format", "asc"], /cut brilliant.*--cut/],
    ["a date that never was", ["x.wav", "--recorded", "2026-02-30"], /ISO 8601.*--recorded/],
    ["two speakers of one voice", ["x.wav", "--speaker", "A", "--speaker", "B"], /found 2 times; accepted: once/],
    ["consent told without consent", ["x.wav", "--consent-by", "A"], /add it/],
    ["no consent where it is required", ["x.wav", "--require-consent"], /no gem without consent.*--consent/],
  ])("refuses %s before it looks for the recording", (_, commandArguments, message) => {
    const { status, stdout, stderr } = vocalith("cut", ...commandArguments);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/no such file/);
    expect(stdout).toBe("");
  });

  it("writes nothing of a stone that cannot be machined, and says what to do", () => {
    const { status, stderr } = vocalith("cut", voice("calm-deep"), "--size", "8", "--hollow", "3");
    expect(status).toBe(2);
    expect(stderr).toMatch(/hollow: found .* leave it solid\. \(On the command line: --flat/);
    expect(readdirSync(folder)).toEqual([]);
  });

  it("writes all files or none", () => {
    mkdirSync(join(folder, "calm-deep.obj"));
    writeFileSync(join(folder, "calm-deep.stl"), "precious");
    const { status } = vocalith("cut", voice("calm-deep"), "--format", "stl,ply,obj");
    expect(status).toBe(2);
    expect(readdirSync(folder).sort()).toEqual(["calm-deep.obj", "calm-deep.stl"]);
    expect(readFileSync(join(folder, "calm-deep.stl"), "utf8")).toBe("precious");
  });

  it("shows examples", () => {
    expect(vocalith("cut", "--help").stdout).toMatch(/Examples:\n(.*\n)+.*--bail/);
  });
});

describe("writeFilesAtomically", () => {
  const bytes = (text: string) => new TextEncoder().encode(text);

  it("makes folders, replaces what is there and leaves nothing else behind", async () => {
    const [one, two] = [join(folder, "a/one"), join(folder, "a/b/two")];
    await writeFilesAtomically([{ path: one, bytes: bytes("old") }]);
    await writeFilesAtomically([
      { path: one, bytes: bytes("new") },
      { path: two, bytes: bytes("2") },
    ]);
    expect(readFileSync(one, "utf8")).toBe("new");
    expect(readFileSync(two, "utf8")).toBe("2");
    expect(readdirSync(join(folder, "a")).sort()).toEqual(["b", "one"]);
    expect(readdirSync(join(folder, "a/b"))).toEqual(["two"]);
  });

  it("puts everything back when one file cannot be written, wherever it stands in the list", async () => {
    mkdirSync(join(folder, "taken"));
    writeFileSync(join(folder, "old"), "precious");
    const files = ["old", "new", "taken"].map((name) => ({ path: join(folder, name), bytes: bytes("new") }));
    for (const order of [files, files.slice().reverse(), [files[1], files[2], files[0]]]) {
      await expect(writeFilesAtomically(order)).rejects.toThrow();
      expect(readdirSync(folder).sort()).toEqual(["old", "taken"]);
      expect(readFileSync(join(folder, "old"), "utf8")).toBe("precious");
    }
  });
});
