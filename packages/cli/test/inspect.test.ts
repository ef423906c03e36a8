import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import {
  closeSync,
  ftruncateSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { writeSTL } from "@vocalith/formats";
import { MATERIAL_PROFILES, type Mesh } from "@vocalith/geometry";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { packageOf } from "../../formats/test/3mf/packages.js";

const root = join(import.meta.dirname, "../../..");
const main = join(root, "packages/cli/dist/main.js");

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "vocalith-inspect-"));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Runs the built command line as a user does, in little memory. */
function vocalith(...commandArguments: string[]) {
  const result = spawnSync(process.execPath, ["--max-old-space-size=512", main, ...commandArguments], {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, NO_COLOR: "1", FORCE_COLOR: undefined },
    maxBuffer: 1e8,
  });
  return { status: result.status, stdout: result.stdout, stderr: result.stderr };
}

/** A box as a mesh for files. */
function block(low: readonly number[], high: readonly number[]): Mesh {
  const positions = Float32Array.from({ length: 24 }, (_, i) => (((i / 3) >> (i % 3)) & 1 ? high[i % 3] : low[i % 3]));
  const triangles = Uint32Array.of(
    0, 4, 6, 0, 6, 2, 1, 3, 7, 1, 7, 5, 0, 1, 5, 0, 5, 4, 2, 6, 7, 2, 7, 3, 0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6,
  ); // biome-ignore format: two triangles a face
  return { positions, triangles, facetOfTriangle: new Uint32Array(12), facets: [] };
}

function save(name: string, bytes: Uint8Array | string): string {
  writeFileSync(join(folder, name), bytes);
  return name;
}

const good = () => save("good.stl", writeSTL(block([0, 0, 0], [3, 3, 2])));
const thin = () => save("thin.stl", writeSTL(block([0, 0, 0], [20, 20, 0.3])));

describe("vocalith inspect", () => {
  it("prints one screen and ends with 0 for a mesh that can be made", () => {
    const { status, stdout, stderr } = vocalith("inspect", good());
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    expect(stdout).toMatch(/^good\.stl {2}printable in resin\n/);
    expect(stdout).toMatch(/size +3\.00 x 3\.00 x 2\.00 mm; 18\.0 mm3/);
    expect(stdout).toContain("thinnest wall 2.00 mm");
    expect(stdout.split("\n").length).toBeLessThan(24);
    expect(stdout).not.toContain("\u001b");
  });

  it("ends with 1 for a mesh that cannot, and says what, where and what to do", () => {
    const { status, stdout, stderr } = vocalith("inspect", thin());
    expect({ status, stderr }).toEqual({ status: 1, stderr: "" });
    expect(stdout).toContain("NOT PRINTABLE in resin: 1 fault");
    expect(stdout).toMatch(/FAULT +walls +thinnest wall 0\.30 mm, 0\.40 mm needed/);
    expect(stdout).toMatch(/x -?[\d.]+ {2}y -?[\d.]+ {2}z 0\.15 {2}wall of 0\.30 mm/);
    expect(stdout).toMatch(/-> Thicken it to 1\.00 mm or more/);
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(110);
  });

  it("prints one JSON object with the numbers and the problems", () => {
    const { status, stdout } = vocalith("inspect", thin(), "--json", "--material", "silver");
    expect(status).toBe(1);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({
      source: "thin.stl",
      format: "stl",
      bytes: 684,
      material: "silver",
      printable: false,
      watertight: true,
      manifold: true,
      oriented: true,
      components: 1,
      selfIntersections: 0,
      minimumFacetMm: expect.closeTo(0.3, 5),
      minimumWallMm: expect.closeTo(0.3, 5),
      sizeMm: [20, 20, expect.closeTo(0.3, 5)],
      volumeMm3: expect.closeTo(120, 3),
      weightGrams: expect.closeTo(1.248, 3),
      carats: null,
    });
    expect(report.problems).toMatchObject([{ check: "wall", severity: "fault", limit: 0.8 }]);
    expect(report.findings.length).toBeGreaterThan(10);
  });

  it("inspects several files, names those that cannot be read, and ends with the worst", () => {
    const bad = save("bad.stl", "nothing of the kind");
    const one = vocalith("inspect", good(), thin());
    expect(one.status).toBe(1);
    expect(one.stdout).toMatch(/good\.stl {2}printable[\s\S]*thin\.stl {2}NOT PRINTABLE/);
    const { status, stdout, stderr } = vocalith("inspect", thin(), bad, good(), "--json");
    expect(status).toBe(2);
    expect(stderr).toMatch(/^bad\.stl: /);
    const { inspections, failures } = JSON.parse(stdout);
    expect(inspections.map(({ printable }: { printable: boolean }) => printable)).toEqual([false, true]);
    expect(failures).toMatchObject([{ source: "bad.stl" }]);
  });

  it("inspects the gem of a code, and takes several pieces where they are meant", () => {
    const { "calm-deep": golden } = JSON.parse(readFileSync(join(root, "fixtures/golden.json"), "utf8"));
    const gem = vocalith("inspect", golden.code, "--json");
    expect(gem.status).toBe(0);
    expect(JSON.parse(gem.stdout)).toMatchObject({ source: golden.code, printable: true, components: 1 });
    const two = writeSTL(block([0, 0, 0], [3, 3, 3]));
    const other = writeSTL(block([9, 0, 0], [12, 3, 3]));
    const both = new Uint8Array([...two, ...other.subarray(84)]);
    new DataView(both.buffer).setUint32(80, 24, true);
    const pair = save("pair.stl", both);
    expect(vocalith("inspect", pair).stdout).toMatch(
      /FAULT +pieces[\s\S]*x 1\.50 {2}y 1\.50 {2}z 1\.50[\s\S]*--pieces 2/,
    );
    expect(vocalith("inspect", pair, "--pieces", "2").status).toBe(0);
  });

  it("weighs a stone in carats", () => {
    const { status, stdout } = vocalith("inspect", good(), "--material", "quartz");
    expect(status).toBe(0);
    // 18 mm3 of 2.65 mg each are 47.7 mg.
    expect(stdout).toMatch(/cuttable in quartz[\s\S]*0\.0477 g = 0\.24 carats/);
  });

  it("lists the materials with their limits", () => {
    const { status, stdout } = vocalith("inspect", "--list-materials");
    expect(status).toBe(0);
    for (const name of Object.keys(MATERIAL_PROFILES)) expect(stdout).toMatch(new RegExp(`^${name} `, "m"));
    const json = vocalith("inspect", "--list-materials", "--json");
    expect(JSON.parse(json.stdout)).toEqual(JSON.parse(JSON.stringify(Object.values(MATERIAL_PROFILES))));
  });

  it.each([
    ["no file", ["inspect"], /missing required argument/],
    ["a file that is not there", ["inspect", "nowhere.stl"], /nowhere\.stl: there is no such file/],
    ["a folder", ["inspect", "."], /folder/],
    ["an unknown material", ["inspect", "x.stl", "--material", "cheese"], /Allowed choices are resin, castable/],
    ["pieces that are no number", ["inspect", "x.stl", "--pieces", "few"], /whole number/],
    ["a code that is none", ["inspect", "vl0.nonsense"], /code/],
  ])("ends with 2 for %s", (_, commandArguments, message) => {
    const { status, stdout, stderr } = vocalith(...commandArguments);
    expect(status).toBe(2);
    expect(stderr).toMatch(message);
    expect(stderr).not.toMatch(/ at .*\.js/);
    expect(stdout).toBe("");
  });
});

describe("vocalith inspect on bad files", () => {
  const sound = writeSTL(block([0, 0, 0], [3, 3, 2]));
  const withCount = (count: number) => {
    const bytes = sound.slice();
    new DataView(bytes.buffer).setUint32(80, count, true);
    return bytes;
  };
  const withNaN = () => {
    const bytes = sound.slice();
    new DataView(bytes.buffer).setFloat32(84 + 12, Number.NaN, true);
    return bytes;
  };
  const entities = Array.from({ length: 12 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join("");
  const entityBomb = `<?xml version="1.0"?><!DOCTYPE model [<!ENTITY e0 "ha">${entities}]><model>&e12;</model>`;

  it.each([
    ["an empty file", "empty.stl", () => new Uint8Array()],
    ["a binary STL that is cut off", "cut.stl", () => sound.subarray(0, sound.length - 20)],
    ["a binary STL that claims 4,294,967,295 triangles", "count.stl", () => withCount(0xffffffff)],
    ["a binary STL that claims fewer triangles than it holds", "fewer.stl", () => withCount(3)],
    ["a binary STL that holds NaN", "nan.stl", withNaN],
    [
      "text that is cut off within a facet",
      "cut-text.stl",
      () => "solid x\nfacet normal 0 0 1\nouter loop\nvertex 0 0",
    ],
    ["an ASCII STL that holds NaN", "nan-text.stl", () => "solid x\nfacet normal 0 0 1\nouter loop\nvertex nan 0 0\n"],
    ["an OBJ that names a vertex that is not there", "far.obj", () => "v 0 0 0\nv 1 0 0\nf 1 2 900000000\n"],
    [
      "a PLY that claims 4 billion vertices",
      "far.ply",
      () =>
        "ply\nformat ascii 1.0\nelement vertex 4000000000\nproperty float x\nproperty float y\nproperty float z\nelement face 1\nproperty list uchar int vertex_indices\nend_header\n0 0 0\n",
    ],
    ["a zip of something else", "other.3mf", () => packageOf("", { "_rels/.rels": null, "3D/3dmodel.model": null })],
    ["a zip bomb", "bomb.3mf", () => packageOf("", { "3D/3dmodel.model": new Uint8Array(120_000_000).fill(32) })],
    ["an XML entity bomb", "entities.3mf", () => packageOf(entityBomb)],
    ["a WAV recording", "voice.stl", () => readFileSync(join(root, "fixtures/voices/bird.wav"))],
  ])("ends with 2 and one line for %s", (_, name, bytes) => {
    const { status, stdout, stderr } = vocalith("inspect", save(name, bytes()));
    expect(stderr.trim().split("\n")).toHaveLength(1);
    expect(stderr.startsWith(`${name}: `)).toBe(true);
    expect(stderr).toMatch(/found .*accepted: /);
    expect(stderr).not.toContain("fault of vocalith");
    expect({ status, stdout }).toEqual({ status: 2, stdout: "" });
  });

  it("reads ASCII STL by its content, whatever its name says", () => {
    const facet = (a: string, b: string, c: string) =>
      `facet normal 0 0 0\nouter loop\nvertex ${a}\nvertex ${b}\nvertex ${c}\nendloop\nendfacet\n`;
    const [o, x, y, z] = ["0 0 0", "6 0 0", "0 6 0", "0 0 6"];
    const text = `solid t\n${facet(o, y, x)}${facet(o, x, z)}${facet(o, z, y)}${facet(x, y, z)}endsolid t\n`;
    const report = JSON.parse(vocalith("inspect", save("named-binary.stl", text), "--json").stdout);
    expect(report).toMatchObject({ format: "stl", watertight: true, volumeMm3: expect.closeTo(36, 6) });
  });

  it("refuses a file beyond all bounds before it reads it", () => {
    const handle = openSync(join(folder, "vast.stl"), "w");
    ftruncateSync(handle, 3e9);
    closeSync(handle);
    const { status, stderr } = vocalith("inspect", "vast.stl");
    expect(status).toBe(2);
    expect(stderr).toMatch(/vast\.stl: 2861 MB; accepted: up to 512 MB/);
  });

  it("stops at once when it is interrupted, and leaves nothing behind", async () => {
    mkdirSync(join(folder, "work"));
    // A field of loose tetrahedra keeps it busy.
    const count = 200_000;
    const bytes = new Uint8Array(84 + 50 * count);
    const view = new DataView(bytes.buffer);
    view.setUint32(80, count, true);
    for (let t = 0; t < count; t++) {
      for (let i = 0; i < 9; i++) view.setFloat32(96 + 50 * t + 4 * i, (t % 500) + ((i * 7 + t) % 11) / 11, true);
    }
    writeFileSync(join(folder, "busy.stl"), bytes);
    const child: ChildProcess = spawn(process.execPath, [main, "inspect", "../busy.stl"], {
      cwd: join(folder, "work"),
    });
    const closed = new Promise<NodeJS.Signals | null>((resolve) => child.on("exit", (_, signal) => resolve(signal)));
    await new Promise((resolve) => child.once("spawn", resolve));
    child.kill("SIGINT");
    expect(await closed).toBe("SIGINT");
    expect(readdirSync(join(folder, "work"))).toEqual([]);
  });
});
