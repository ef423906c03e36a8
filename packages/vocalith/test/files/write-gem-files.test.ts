import { readFileSync } from "node:fs";
import { join } from "node:path";
import { read3MF, readGemCadAsc, readGemCadGem, readOBJ, readPLY, readSTL } from "@vocalith/formats";
import { beforeAll, describe, expect, it } from "vitest";
import {
  checkGemFormats,
  cutGem,
  fabricateGem,
  facetingDesign,
  formatTwinCode,
  GEM_FORMATS,
  type Gem,
  type GemFile,
  type GemFormat,
  parseGemCode,
  writeGemFiles,
} from "../../src/index.js";

const golden: Record<string, { code: string }> = JSON.parse(
  readFileSync(join(import.meta.dirname, "../../../../fixtures/golden.json"), "utf8"),
);
const [calmCode, sprayCode] = [golden["calm-deep"].code, golden["excited-deep"].code];
const FACETING: readonly GemFormat[] = ["asc", "gem"];
const EVERYTHING = GEM_FORMATS.filter((format) => !FACETING.includes(format));

let spray: Gem;
let twin: Gem;
let brilliant: Gem;
beforeAll(async () => {
  spray = await cutGem(sprayCode);
  twin = await cutGem(formatTwinCode({ individuals: [parseGemCode(calmCode), parseGemCode(sprayCode)] }));
  brilliant = await cutGem(calmCode, { cut: "brilliant" });
});

/** The bytes of the file that ends so. */
function bytesOf(files: readonly GemFile[], suffix: string): Uint8Array {
  const file = files.find((one) => one.suffix === suffix);
  if (file === undefined) throw new Error(`no file ${suffix} among ${files.map((one) => one.suffix).join(", ")}`);
  return file.bytes;
}

describe("writeGemFiles", () => {
  it("writes every format once, each under an ending of its own", () => {
    const files = writeGemFiles(brilliant, [...GEM_FORMATS, "stl"]);
    const suffixes = files.map(({ suffix }) => suffix);
    expect(new Set(suffixes).size).toBe(suffixes.length);
    expect(new Set(files.map(({ format }) => format))).toEqual(new Set(GEM_FORMATS));
    for (const { bytes, mediaType } of files) {
      expect(bytes.length).toBeGreaterThan(100);
      expect(mediaType).toMatch(/^[a-z]+\/[a-z0-9.+-]+$/);
    }
  });

  it("writes one solid into all formats of meshes", () => {
    for (const gem of [spray, twin, brilliant]) {
      const files = writeGemFiles(gem, EVERYTHING, { name: "ana" });
      const triangles = gem.mesh.triangles.length / 3;
      expect(readSTL(bytesOf(files, ".stl")).triangles.length / 3).toBe(triangles);
      expect(readSTL(bytesOf(files, ".ascii.stl")).triangles.length / 3).toBe(triangles);
      expect(readPLY(bytesOf(files, ".ply")).triangles.length / 3).toBe(triangles);
      const obj = readOBJ(bytesOf(files, ".obj"));
      expect(obj.triangles.length / 3).toBe(triangles);
      expect(obj.materialFiles).toEqual(["ana.mtl"]);
      const threeMf = read3MF(bytesOf(files, ".3mf"));
      expect(JSON.stringify([...Object.entries(threeMf)])).toContain(gem.code);
      expect(new TextDecoder().decode(bytesOf(files, ".glb").subarray(0, 4))).toBe("glTF");
      expect(new TextDecoder().decode(bytesOf(files, "-views.svg"))).toMatch(/^(<\?xml[^>]*>\s*)?<svg /);
    }
  });

  it("draws a thumbnail for a 3MF file, or takes the one given, or none", () => {
    const [drawn] = writeGemFiles(brilliant, ["3mf"]);
    const [bare] = writeGemFiles(brilliant, ["3mf"], { thumbnail: false });
    const png = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 7);
    const [given] = writeGemFiles(brilliant, ["3mf"], { thumbnail: png });
    expect(read3MF(given.bytes).thumbnail).toEqual(png);
    expect(read3MF(bare.bytes).thumbnail).toBeUndefined();
    const view = new DataView(read3MF(drawn.bytes).thumbnail?.slice().buffer ?? new ArrayBuffer(24));
    expect([view.getUint32(16), view.getUint32(20)]).toEqual([256, 256]);
  });

  it("draws the facet diagram of a brilliant beside its views", () => {
    expect(writeGemFiles(brilliant, ["svg"]).map(({ suffix }) => suffix)).toEqual(["-views.svg", "-diagram.svg"]);
    expect(writeGemFiles(spray, ["svg"]).map(({ suffix }) => suffix)).toEqual(["-views.svg"]);
  });

  it("gives the same bytes twice", async () => {
    const again = await cutGem(sprayCode);
    const files = writeGemFiles(again, EVERYTHING);
    writeGemFiles(spray, EVERYTHING).forEach(({ suffix, bytes }, i) => {
      expect(files[i].suffix).toBe(suffix);
      expect(Buffer.compare(files[i].bytes, bytes)).toBe(0);
    });
  });

  it("writes a machined gem in every format", async () => {
    const gem = await fabricateGem(twin, { flat: true, bail: true });
    const files = writeGemFiles(gem, EVERYTHING);
    expect(readSTL(bytesOf(files, ".stl")).triangles.length).toBe(gem.mesh.triangles.length);
    expect(new TextDecoder().decode(bytesOf(files, ".obj"))).toContain("machining: flat, bail");
  });

  it("writes the faceting design of a brilliant, with its code", () => {
    const files = writeGemFiles(brilliant, FACETING, { title: "Ana" });
    const design = facetingDesign(parseGemCode(brilliant.code));
    const facets = design.tiers.reduce((sum, tier) => sum + tier.facets.length, 0);
    for (const read of [readGemCadAsc(bytesOf(files, ".asc")), readGemCadGem(bytesOf(files, ".gem"))]) {
      expect(read.tiers.reduce((sum, tier) => sum + tier.facets.length, 0)).toBe(facets);
      expect(read.gear).toBe(design.gear);
      expect(JSON.stringify(read)).toContain("Ana");
      expect(JSON.stringify(read)).toContain(brilliant.code);
    }
  });

  it("holds any name and title, and refuses a name that no OBJ file can name", () => {
    const title = "Ana\u0007\n\ud800 & <Ben> \u00e4 \u767d".repeat(20);
    expect(writeGemFiles(brilliant, GEM_FORMATS, { title, name: "Ana & Ben (1)" }).length).toBeGreaterThan(9);
    expect(() => writeGemFiles(spray, ["obj"], { name: " ana" })).toThrow(/does not begin with a space/);
  });

  it.each([
    ["asc of a crystal", () => writeGemFiles(spray, ["asc"]), "asc of the cut crystal"],
    ["gem of a twin", () => writeGemFiles(twin, ["stl", "gem"]), "gem of a twin"],
    ["a format unknown", () => writeGemFiles(spray, ["doc" as GemFormat]), 'format "doc"'],
    ["asc of a twin to be", () => checkGemFormats(["asc"], { cut: "brilliant", voices: 2 }), "asc of a twin"],
  ])("refuses %s", (_, write, found) => {
    expect(write).toThrow(expect.objectContaining({ name: "GemFormatError", found }));
  });
});
