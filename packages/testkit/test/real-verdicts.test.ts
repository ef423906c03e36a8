import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  askAdmesh,
  askAssimp,
  askManifold,
  askOpenscad,
  askPrusaSlicer,
  needRealClient,
  sliceInResin,
} from "../src/index.js";
import { SOLIDS, stlOf } from "./solids-as-stl.js";

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vocalith-clients-"));
  for (const [name, triangles] of Object.entries(SOLIDS)) writeFileSync(join(folder, `${name}.stl`), stlOf(triangles));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

const path = (name: keyof typeof SOLIDS): string => join(folder, `${name}.stl`);

describe("askAdmesh", () => {
  it("reads its content and its complaints", (context) => {
    const admesh = needRealClient("admesh", context.skip);
    expect(askAdmesh(admesh, path("cube"))).toMatchObject({ facets: 12, parts: 1, problems: [] });
    expect(askAdmesh(admesh, path("insideOut")).problems).toEqual(["Facets reversed: 12"]);
    expect(askAdmesh(admesh, path("hole")).counters["Total disconnected facets"]).toBe(3);
    expect(askAdmesh(admesh, path("twoCubes")).problems).toEqual(["Number of parts: 2"]);
    expect(askAdmesh(admesh, path("enclosedVoid")).problems).toEqual(["Number of parts: 2"]);
  });
});

describe("askPrusaSlicer", () => {
  it("reads its content and its complaints", (context) => {
    const slicer = needRealClient("prusa-slicer", context.skip);
    expect(askPrusaSlicer(slicer, path("cube"))).toMatchObject({
      isManifold: true,
      parts: 1,
      repairs: [],
      problems: [],
    });
    expect(askPrusaSlicer(slicer, path("insideOut")).repairs).toEqual(["facets_reversed = 12"]);
    expect(askPrusaSlicer(slicer, path("hole")).problems).toEqual(["manifold = no", "open_edges = 3"]);
    expect(askPrusaSlicer(slicer, path("enclosedVoid")).parts).toBe(2);
  });

  it("says so when the file cannot be loaded", (context) => {
    const slicer = needRealClient("prusa-slicer", context.skip);
    expect(() => askPrusaSlicer(slicer, join(folder, "absent.stl"))).toThrow(/lacks "manifold"/);
  });
});

describe("askAssimp", () => {
  it("reads counts, volume and the colours of materials", (context) => {
    const assimp = needRealClient("assimp", context.skip);
    const cube = askAssimp(assimp, path("cube"));
    expect(cube).toMatchObject({ meshes: 1, triangles: 12, colors: {} });
    expect(cube.volume).toBeCloseTo(1000, 3);
    expect(askAssimp(assimp, path("insideOut")).volume).toBeCloseTo(-1000, 3);
    writeFileSync(join(folder, "square.mtl"), "newmtl red\nKd 1 0.5 0\nnewmtl blue\nKd 0 0 1\n");
    const square =
      "mtllib square.mtl\nv 0 0 0\nv 1 0 0\nv 1 1 0\nv 0 1 0\nusemtl red\nf 1 2 3 4\nusemtl blue\nf 4 3 2\n";
    writeFileSync(join(folder, "square.obj"), square);
    expect(askAssimp(assimp, join(folder, "square.obj"))).toMatchObject({
      meshes: 2,
      triangles: 3,
      colors: { red: [1, 0.5, 0], blue: [0, 0, 1] },
    });
    expect(() => askAssimp(assimp, join(folder, "absent.stl"))).toThrow(/did not take/);
  });
});

describe("askOpenscad", () => {
  it("reads its content and its complaints", (context) => {
    const openscad = needRealClient("openscad", context.skip);
    const cube = askOpenscad(openscad, path("cube"));
    expect(cube).toMatchObject({ isSimple: true, solids: 1, problems: [] });
    expect(cube.volumeMm3).toBeCloseTo(1000, 3);
    expect(askOpenscad(openscad, path("hole")).problems).not.toEqual([]);
    expect(askOpenscad(openscad, path("twoCubes")).problems).toEqual(["2 solids"]);
    expect(askOpenscad(openscad, join(folder, "absent.stl")).problems).not.toEqual([]);
  });
});

describe("sliceInResin", () => {
  it("counts the layers and what they hold", (context) => {
    const slicer = needRealClient("prusa-slicer", context.skip);
    const options = { layerHeightMm: 0.25 };
    expect(sliceInResin(slicer, path("cube"), options)).toEqual({ layers: 40, pieces: 1, startsInTheAir: 0 });
    expect(sliceInResin(slicer, path("twoCubes"), options).pieces).toBe(2);
    expect(() => sliceInResin(slicer, join(folder, "absent.stl"))).toThrow();
  });
});

describe("askManifold", () => {
  it("tells a solid from what is none", async () => {
    expect(await askManifold(stlOf(SOLIDS.cube))).toMatchObject({ status: "NoError", components: 1, problems: [] });
    expect((await askManifold(stlOf(SOLIDS.cube))).volumeMm3).toBeCloseTo(1000, 3);
    expect((await askManifold(stlOf(SOLIDS.insideOut))).problems).toContain("volume -1000");
    expect((await askManifold(stlOf(SOLIDS.hole))).problems).not.toEqual([]);
    expect((await askManifold(stlOf(SOLIDS.twoCubes))).problems).toContain("2 components");
  });
});
