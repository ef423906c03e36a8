import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readMesh, writeSTL } from "@vocalith/formats";
import { measureMesh } from "@vocalith/geometry";
import { needRealClient } from "@vocalith/testkit";
import { BoxGeometry, BufferAttribute, BufferGeometry, Mesh, MeshBasicMaterial, Scene } from "three";
import { OBJExporter } from "three/examples/jsm/exporters/OBJExporter.js";
import { PLYExporter } from "three/examples/jsm/exporters/PLYExporter.js";
import { STLExporter } from "three/examples/jsm/exporters/STLExporter.js";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { cutGem } from "vocalith";

const golden: Record<string, { code: string }> = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../fixtures/golden.json"), "utf8"),
);

let folder = "";
let stlPath = "";
let triangles = 0;
let volumeMm3 = 0;
let inThree = new Mesh();

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "vocalith-of-others-"));
  stlPath = join(folder, "gem.stl");
  const gem = await cutGem(golden["calm-deep"].code);
  writeFileSync(stlPath, writeSTL(gem.mesh));
  triangles = gem.mesh.triangles.length / 3;
  volumeMm3 = gem.measure().volumeMm3;
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(gem.mesh.positions, 3));
  geometry.setIndex(new BufferAttribute(gem.mesh.triangles, 1));
  inThree = new Mesh(geometry);
});

afterAll(() => {
  vi.unstubAllGlobals();
  rmSync(folder, { recursive: true, force: true });
});

/** Reads a file and holds it against the stone that was written. */
function expectTheGem(bytes: Uint8Array, format: string): void {
  const mesh = readMesh(bytes);
  expect(mesh.format).toBe(format);
  expect(mesh.triangles.length / 3).toBe(triangles);
  expect((measureMesh(mesh).volumeMm3 ?? 0) / volumeMm3).toBeCloseTo(1, 4);
}

describe("files that others write", () => {
  it("come in from three's exporters", () => {
    const ascii = new STLExporter().parse(inThree);
    expectTheGem(new TextEncoder().encode(ascii), "stl");
    const binary = new STLExporter().parse(inThree, { binary: true });
    expectTheGem(new Uint8Array(binary.buffer), "stl");
    expectTheGem(new TextEncoder().encode(new OBJExporter().parse(inThree)), "obj");
    // It calls back in a browser's next picture, though it has its answer at once.
    vi.stubGlobal("requestAnimationFrame", () => 0);
    const exporter = new PLYExporter();
    for (const littleEndian of [true, false]) {
      const ply = exporter.parse(inThree, () => {}, { binary: true, littleEndian });
      expectTheGem(new Uint8Array(ply ?? new ArrayBuffer(0)), "ply");
    }
    expectTheGem(new TextEncoder().encode(exporter.parse(inThree, () => {}) ?? ""), "ply");
  });

  it("come in with several objects, textures and materials from three", () => {
    const scene = new Scene();
    for (const x of [0, 5]) {
      const box = new Mesh(new BoxGeometry(1, 2, 3), new MeshBasicMaterial({ name: `box ${x}` }));
      box.position.x = x;
      box.updateMatrixWorld();
      scene.add(box);
    }
    const mesh = readMesh(new TextEncoder().encode(new OBJExporter().parse(scene)));
    expect(mesh).toMatchObject({ format: "obj", materials: ["", "box 0", "box 5"] });
    expect(measureMesh(mesh)).toMatchObject({ triangles: 24, components: 2, watertight: true, volumeMm3: 12 });
  });

  it.for(["stl", "stlb", "obj", "objnomtl", "ply", "plyb"])("come in from assimp: %s", (kind, context) => {
    const assimp = needRealClient("assimp", context.skip);
    const path = join(folder, `out.${kind}`);
    execFileSync(assimp.path, ["export", stlPath, path, `-f${kind}`], { stdio: "ignore" });
    expectTheGem(readFileSync(path), kind.slice(0, 3));
  });

  it("come in from admesh, ASCII and binary", (context) => {
    const admesh = needRealClient("admesh", context.skip);
    for (const [option, name] of [
      ["-a", "ascii"],
      ["-b", "binary"],
    ]) {
      const path = join(folder, `${name}.stl`);
      execFileSync(admesh.path, [`${option}${path}`, stlPath], { stdio: "ignore" });
      const bytes = readFileSync(path);
      expectTheGem(bytes, "stl");
      expect(readMesh(bytes)).toMatchObject({ encoding: name });
    }
  });

  it("come in from OpenSCAD, which leaves flat faces whole", (context) => {
    const openscad = needRealClient("openscad", context.skip);
    const [script, path] = [join(folder, "cube.scad"), join(folder, "cube.stl")];
    writeFileSync(script, "difference() { cube(10); translate([2, 2, -1]) cube([3, 3, 12]); }\n");
    execFileSync(openscad.path, ["-o", path, script], { stdio: "ignore" });
    const measure = measureMesh(readMesh(readFileSync(path)));
    expect(measure).toMatchObject({ watertight: true, components: 1 });
    expect(measure.volumeMm3).toBeCloseTo(910, 6);
  });

  it("come in from PrusaSlicer", (context) => {
    const slicer = needRealClient("prusa-slicer", context.skip);
    const path = join(folder, "sliced");
    for (const kind of ["stl", "obj", "3mf"]) {
      execFileSync(slicer.path, [`--export-${kind}`, "-o", `${path}.${kind}`, stlPath], { stdio: "ignore" });
      expectTheGem(readFileSync(`${path}.${kind}`), kind);
    }
  });
});
