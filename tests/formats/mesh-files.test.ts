import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readMesh, type SolidDocument, writeAsciiSTL, writeOBJ, writePLY, writeSTL } from "@vocalith/formats";
import { measureMesh } from "@vocalith/geometry";
import { askAdmesh, askAssimp, askOpenscad, askPrusaSlicer, needRealClient, volumeOf } from "@vocalith/testkit";
import { type BufferGeometry, Color, type Group, type Mesh, type MeshPhongMaterial, SRGBColorSpace } from "three";
import { MTLLoader } from "three/examples/jsm/loaders/MTLLoader.js";
import { OBJLoader } from "three/examples/jsm/loaders/OBJLoader.js";
import { PLYLoader } from "three/examples/jsm/loaders/PLYLoader.js";
import { STLLoader } from "three/examples/jsm/loaders/STLLoader.js";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cutGem, type Gem, parseGemCode } from "vocalith";

const golden: Record<string, { code: string }> = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../fixtures/golden.json"), "utf8"),
);

const twin = (["calm-deep", "excited-deep"] as const).map((name) => parseGemCode(golden[name].code));

const STONES: Readonly<Record<string, () => Promise<Gem>>> = {
  "a calm stone": () => cutGem(golden["calm-deep"].code),
  "a spray": () => cutGem(golden["excited-deep"].code),
  "a brilliant": () => cutGem(golden["calm-deep"].code, { cut: "brilliant" }),
  "a twin": () => cutGem({ individuals: [twin[0], twin[1]] }),
};

/** Files of one stone, in a folder of their own, with what they are to hold. */
interface Files {
  readonly gem: Gem;
  readonly triangles: number;
  readonly volumeMm3: number;
  /** sRGB of each body as a number of 24 bits, from the code that three has for it. */
  readonly colors: readonly number[];
  path(name: keyof typeof BYTES_OF): string;
  bytes(name: keyof typeof BYTES_OF): Uint8Array<ArrayBuffer>;
}

const BYTES_OF = {
  "gem.stl": (solid: SolidDocument) => writeSTL(solid),
  "gem-ascii.stl": (solid: SolidDocument) => writeAsciiSTL(solid),
  "gem.obj": (solid: SolidDocument) => writeOBJ(solid, { materialFile: "gem.mtl" }).obj,
  "gem.mtl": (solid: SolidDocument) => writeOBJ(solid, { materialFile: "gem.mtl" }).mtl,
  "gem.ply": (solid: SolidDocument) => writePLY(solid),
  "gem-ascii.ply": (solid: SolidDocument) => writePLY(solid, { encoding: "ascii" }),
};
const NAMES = Object.keys(BYTES_OF) as (keyof typeof BYTES_OF)[];
const MESHES = NAMES.filter((name) => name !== "gem.mtl");

const documentOf = (gem: Gem): SolidDocument => ({
  mesh: gem.mesh,
  title: "Grüße, \\",
  code: gem.code,
  bodies: gem.individuals.map(({ crystals, color }) => ({
    solids: crystals,
    linearSrgb: color.linearSrgb,
    refractiveIndex: 1.54,
    abbeNumber: 69,
  })),
  metadata: { speaker: "somebody\nelse" },
});

let root = "";
const made = new Map<string, Promise<Files>>();

/** Each stone is cut and written once, when the first client asks for it. */
function filesOf(stone: string): Promise<Files> {
  const known = made.get(stone);
  if (known !== undefined) return known;
  const work = STONES[stone]().then((gem): Files => {
    const folder = mkdtempSync(join(root, "stone-"));
    const solid = documentOf(gem);
    const written = new Map(NAMES.map((name) => [name, BYTES_OF[name](solid)]));
    for (const [name, bytes] of written) writeFileSync(join(folder, name), bytes);
    return {
      gem,
      triangles: gem.mesh.triangles.length / 3,
      volumeMm3: gem.measure().volumeMm3,
      colors: gem.individuals.map(({ color }) => new Color().setRGB(...color.linearSrgb).getHex(SRGBColorSpace)),
      path: (name) => join(folder, name),
      bytes: (name) => written.get(name) ?? new Uint8Array(0),
    };
  });
  made.set(stone, work);
  return work;
}

/** Triangles and volume of what three has loaded. */
function measureInThree(...geometries: BufferGeometry[]): { triangles: number; volume: number } {
  let triangles = 0;
  let volume = 0;
  for (const { index, attributes } of geometries) {
    const positions = Float64Array.from(attributes.position.array);
    const corners = Uint32Array.from(index?.array ?? { length: positions.length / 3 }, (corner, i) => corner ?? i);
    triangles += corners.length / 3;
    volume += volumeOf({ positions, triangles: corners });
  }
  return { triangles, volume };
}

const textOf = (bytes: Uint8Array) => new TextDecoder().decode(bytes);

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), "vocalith-mesh-files-"));
});

afterAll(() => {
  rmSync(root, { recursive: true, force: true });
});

describe.each(Object.keys(STONES))("the files of %s", (stone) => {
  it("come back through our readers, with nothing lost", async () => {
    const files = await filesOf(stone);
    for (const name of MESHES) {
      const mesh = readMesh(files.bytes(name), { name });
      const measure = measureMesh(mesh);
      expect(measure).toMatchObject({ triangles: files.triangles, watertight: true, components: 1 });
      expect(measure.volumeMm3).toBeCloseTo(files.volumeMm3, 6);
    }
  });

  it("open in three's STLLoader, binary and ASCII", async () => {
    const files = await filesOf(stone);
    for (const name of ["gem.stl", "gem-ascii.stl"] as const) {
      const geometry = new STLLoader().parse(files.bytes(name).buffer);
      const { triangles, volume } = measureInThree(geometry);
      expect(triangles).toBe(files.triangles);
      expect(volume).toBeCloseTo(files.volumeMm3, 4);
      expect(geometry.hasAttribute("color")).toBe(false);
    }
  });

  it("open in three's OBJLoader and MTLLoader in their colours, flat", async () => {
    const files = await filesOf(stone);
    const materials = new MTLLoader().parse(textOf(files.bytes("gem.mtl")), "");
    materials.preload();
    const group: Group = new OBJLoader().setMaterials(materials).parse(textOf(files.bytes("gem.obj")));
    const meshes = group.children as Mesh<BufferGeometry, MeshPhongMaterial>[];
    expect(meshes.map(({ name }) => name)).toEqual(files.colors.map((_, i) => `stone-${i + 1}`));
    expect(meshes.map(({ material }) => material.color.getHex(SRGBColorSpace))).toEqual(files.colors);
    const { triangles, volume } = measureInThree(...meshes.map(({ geometry }) => geometry));
    expect(triangles).toBe(files.triangles);
    expect(volume).toBeCloseTo(files.volumeMm3, 4);
    for (const { geometry } of meshes) {
      const normals = geometry.getAttribute("normal").array;
      for (let i = 0; i < normals.length; i += 9) {
        expect([...normals.slice(i, i + 3)]).toEqual([...normals.slice(i + 3, i + 6)]);
      }
    }
  });

  it("open in three's PLYLoader in their colours, binary and ASCII", async () => {
    const files = await filesOf(stone);
    for (const name of ["gem.ply", "gem-ascii.ply"] as const) {
      const geometry = new PLYLoader().parse(files.bytes(name).buffer);
      const { triangles, volume } = measureInThree(geometry);
      expect(triangles).toBe(files.triangles);
      expect(volume).toBeCloseTo(files.volumeMm3, 4);
      const { array } = geometry.getAttribute("color");
      const found = new Set(Array.from({ length: array.length / 3 }, (_, i) => array.slice(3 * i, 3 * i + 3).join()));
      // three keeps colours of faces as linear light, in whole parts of 255, cut off.
      const cutOff = (hex: number) => new Color(hex).toArray().map((channel) => Math.floor(255 * channel));
      expect([...found].sort()).toEqual([...new Set(files.colors.map((hex) => cutOff(hex).join()))].sort());
    }
  });

  it("are whole for admesh", async (context) => {
    const admesh = needRealClient("admesh", context.skip);
    const files = await filesOf(stone);
    for (const name of ["gem.stl", "gem-ascii.stl"] as const) {
      const verdict = askAdmesh(admesh, files.path(name));
      expect(verdict).toMatchObject({ facets: files.triangles, problems: [] });
      expect(verdict.volumeMm3 / files.volumeMm3).toBeCloseTo(1, 4);
    }
  });

  it("load without repair in PrusaSlicer", async (context) => {
    const slicer = needRealClient("prusa-slicer", context.skip);
    const files = await filesOf(stone);
    for (const name of ["gem.stl", "gem-ascii.stl", "gem.obj"] as const) {
      const verdict = askPrusaSlicer(slicer, files.path(name));
      expect(verdict.problems).toEqual([]);
      expect(verdict.volumeMm3 / files.volumeMm3).toBeCloseTo(1, 5);
    }
  });

  it("open in assimp with all triangles, the same volume and the colours", async (context) => {
    const assimp = needRealClient("assimp", context.skip);
    const files = await filesOf(stone);
    for (const name of MESHES) {
      const verdict = askAssimp(assimp, files.path(name));
      expect(verdict.triangles).toBe(files.triangles);
      expect(verdict.volume / files.volumeMm3).toBeCloseTo(1, 5);
      if (name !== "gem.obj") continue;
      const colors = Object.values(verdict.colors).map((rgb) => rgb.map((channel) => Math.round(255 * channel)));
      expect(colors).toEqual(files.colors.map((hex) => [hex >> 16, (hex >> 8) & 0xff, hex & 0xff]));
      expect(Object.keys(verdict.colors)).toEqual(files.colors.map((_, i) => `stone-${i + 1}`));
    }
  });

  it("are one solid of OpenSCAD's exact numbers", async (context) => {
    const openscad = needRealClient("openscad", context.skip);
    const files = await filesOf(stone);
    for (const name of ["gem.stl", "gem-ascii.stl"] as const) {
      const verdict = askOpenscad(openscad, files.path(name));
      expect(verdict).toMatchObject({ isSimple: true, solids: 1, problems: [] });
      expect(verdict.volumeMm3 / files.volumeMm3).toBeCloseTo(1, 5);
    }
  });
});
