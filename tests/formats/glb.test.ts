import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type SolidDocument, writeGLB } from "@vocalith/formats";
import { askAssimp, needRealClient } from "@vocalith/testkit";
import { validateBytes } from "gltf-validator";
import { Box3, type BufferGeometry, type Group, type Mesh, MeshPhysicalMaterial, Vector3 } from "three";
import { GLTFLoader } from "three/examples/jsm/loaders/GLTFLoader.js";
import { describe, expect, it } from "vitest";
import { cutGem, type Gem, parseGemCode } from "vocalith";

const golden: Record<string, { code: string }> = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../fixtures/golden.json"), "utf8"),
);

const documentOf = (gem: Gem, title: string): SolidDocument => ({
  mesh: gem.mesh,
  title,
  code: gem.code,
  bodies: gem.individuals.map(({ crystals, color }) => ({
    solids: crystals,
    linearSrgb: color.linearSrgb,
    refractiveIndex: 1.62,
    abbeNumber: 60,
  })),
  metadata: { "vocalith:law": "vl0" },
});

const loadInThree = (bytes: Uint8Array<ArrayBuffer>) => new GLTFLoader().parseAsync(bytes.buffer, "");

function meshesIn(scene: Group): Mesh<BufferGeometry, MeshPhysicalMaterial>[] {
  const found: Mesh<BufferGeometry, MeshPhysicalMaterial>[] = [];
  scene.traverse((object) => {
    if ((object as Mesh).isMesh) found.push(object as Mesh<BufferGeometry, MeshPhysicalMaterial>);
  });
  return found;
}

describe.each(["calm-deep", "excited-deep", "two-voices"])("the GLB of %s", (name) => {
  it("leaves the Khronos validator nothing to say and opens in three as the same stone", async () => {
    const gem = await cutGem(golden[name].code, { sizeMm: 40 });
    const bytes = writeGLB(documentOf(gem, name));
    const { issues } = await validateBytes(bytes, { maxIssues: 20 });
    expect(issues.messages).toEqual([]);

    const { scene } = await loadInThree(bytes);
    const meshes = meshesIn(scene);
    const triangles = meshes.reduce((sum, { geometry }) => sum + (geometry.index?.count ?? 0) / 3, 0);
    expect(triangles).toBe(gem.mesh.triangles.length / 3);
    const [x, y, z] = gem.measure().sizeMm;
    const size = new Box3().setFromObject(scene).getSize(new Vector3());
    [size.x, size.y, size.z].forEach((metres, axis) => {
      expect(1000 * metres).toBeCloseTo([x, z, y][axis], 4);
    });
    const { material } = meshes[0];
    expect(material).toBeInstanceOf(MeshPhysicalMaterial);
    expect([material.transmission, material.ior, material.metalness, material.roughness]).toEqual([1, 1.62, 0, 0]);
    expect(material.dispersion).toBeCloseTo(20 / 60, 12);
    material.attenuationColor.toArray().forEach((channel, i) => {
      expect(channel).toBeCloseTo(Math.max(0.001, gem.color.linearSrgb[i]), 6);
    });
    expect(material.thickness).toBeGreaterThan(0.002);
    expect(material.thickness).toBeLessThan(0.04);
    const owner = scene.getObjectByName(name);
    expect(owner?.userData).toMatchObject({ code: gem.code, "vocalith:law": "vl0" });
  });
});

describe("the GLB of a twin", () => {
  it("has a primitive for either voice", async () => {
    const [first, second] = [golden["calm-deep"].code, golden["excited-deep"].code].map(parseGemCode);
    const gem = await cutGem({ individuals: [first, second] });
    const bytes = writeGLB(documentOf(gem, "twin"));
    const { issues } = await validateBytes(bytes);
    expect(issues.messages).toEqual([]);
    const { scene } = await loadInThree(bytes);
    const colors = meshesIn(scene).map(({ material }) => material.attenuationColor.toArray());
    expect(colors).toHaveLength(2);
    colors.forEach((color, i) => {
      color.forEach((channel, k) => {
        expect(channel).toBeCloseTo(Math.max(0.001, gem.individuals[i].color.linearSrgb[k]), 6);
      });
    });
  });
});

const STONES: Readonly<Record<string, () => Promise<Gem>>> = {
  "a calm stone": () => cutGem(golden["calm-deep"].code),
  "a spray": () => cutGem(golden["excited-deep"].code),
  "a brilliant": () => cutGem(golden["calm-deep"].code, { cut: "brilliant" }),
  "a twin": () => {
    const [first, second] = [golden["calm-deep"].code, golden["excited-deep"].code].map(parseGemCode);
    return cutGem({ individuals: [first, second] });
  },
};

describe.each(Object.entries(STONES))("the GLB of %s", (title, cut) => {
  it("opens in assimp with all triangles, its volume, and a mesh and a material for each body", async (context) => {
    const assimp = needRealClient("assimp", context.skip);
    const gem = await cut();
    const folder = mkdtempSync(join(tmpdir(), "vocalith-glb-"));
    try {
      const path = join(folder, "gem.glb");
      writeFileSync(path, writeGLB(documentOf(gem, title)));
      const { triangles, volume, meshes, colors } = askAssimp(assimp, path);
      expect(triangles).toBe(gem.mesh.triangles.length / 3);
      expect((volume * 1e9) / gem.measure().volumeMm3).toBeCloseTo(1, 5);
      expect(meshes).toBe(gem.individuals.length);
      const names = gem.individuals.map((_, i) => (gem.individuals.length === 1 ? title : `${title} ${i + 1}`));
      expect(Object.keys(colors)).toEqual(names);
      // The surface gives half of the body's colour: its square root.
      gem.individuals.forEach(({ color }, i) => {
        color.linearSrgb.forEach((channel, k) => {
          expect(colors[names[i]][k]).toBeCloseTo(Math.sqrt(Math.max(0.001, channel)), 5);
        });
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
