import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { read3MF, type SolidDocument, write3MF } from "@vocalith/formats";
import { askAssimp, askPrusaSlicer, needRealClient } from "@vocalith/testkit";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createGem, cutGem, type Gem, parseGemCode, solidDocumentOf } from "vocalith";
import { askLib3mf } from "./ask-lib3mf.js";

const root = join(import.meta.dirname, "../..");
const golden: Record<string, { code: string }> = JSON.parse(readFileSync(join(root, "fixtures/golden.json"), "utf8"));
const twin = (["calm-deep", "excited-deep"] as const).map((name) => parseGemCode(golden[name].code));
/** A PNG of one pixel. */
const PIXEL = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="),
  (character) => character.charCodeAt(0),
);

const NAMESPACE = "urn:vocalith:metadata";

const STONES: Readonly<Record<string, () => Promise<Gem>>> = {
  "a calm stone": () => cutGem(golden["calm-deep"].code),
  "a spray": () => cutGem(golden["excited-deep"].code),
  "a brilliant": () => cutGem(golden["calm-deep"].code, { cut: "brilliant" }),
  "a twin": () => cutGem({ individuals: [twin[0], twin[1]] }),
  "the laughter of a recording": () =>
    createGem(readFileSync(join(root, "fixtures/voices/laughter.wav")), {
      provenance: { speaker: "Zoë <& co>", recordedAt: "1961-01-20", consent: { given: true } },
    }),
};

let folder = "";

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "vocalith-3mf-"));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe.each(Object.keys(STONES))("the 3MF of %s", (name) => {
  let gem: Gem;
  let solid: SolidDocument;
  let file: Uint8Array<ArrayBuffer>;

  beforeAll(async () => {
    gem = await STONES[name]();
    solid = solidDocumentOf(gem, { title: `${name} & "声"`, thumbnail: PIXEL });
    file = write3MF(solid);
  });

  it("leaves lib3mf, strict, nothing to warn of, and gives it every number, colour and word", async () => {
    const { meshes, metadata, ...rest } = await askLib3mf(file);
    expect(rest).toEqual({ warnings: 0, isMillimetres: true, items: 1, hasThumbnail: true });
    expect(meshes).toHaveLength(1);
    const [mesh] = meshes;
    expect(mesh.name).toBe(solid.title);
    expect(mesh.isManifoldAndOriented).toBe(true);
    expect(mesh.positions).toEqual(gem.mesh.positions);
    expect(mesh.triangles).toEqual(gem.mesh.triangles);
    expect(mesh.colors).toEqual(
      Uint32Array.from(gem.mesh.facetOfTriangle, (facet) => colorOfSolid(solid, gem.mesh.facets[facet].solid)),
    );
    expect(metadata).toEqual({
      Title: solid.title,
      Application: "vocalith",
      [`${NAMESPACE}|code`]: gem.code,
      ...Object.fromEntries(Object.entries(solid.metadata).map(([key, value]) => [`${NAMESPACE}|${key}`, value])),
    });
  });

  it("keeps what was stated of the voice", () => {
    if (gem.provenance === undefined) return;
    const { metadata } = read3MF(file);
    expect(metadata["vocalith:speaker"]).toBe("Zoë <& co>");
    expect(metadata["vocalith:recordedAt"]).toBe("1961-01-20");
    expect(metadata["vocalith:samplesSha256"]).toMatch(/^[0-9a-f]{64}$/);
  });

  it("comes back bit for bit from our own reader", () => {
    const read = read3MF(file);
    expect(new Uint32Array(read.positions.buffer)).toEqual(new Uint32Array(gem.mesh.positions.slice().buffer));
    expect(read.triangles).toEqual(gem.mesh.triangles);
    expect(read.metadata["vocalith:code"]).toBe(gem.code);
    expect(read.thumbnail).toEqual(solid.thumbnail);
  });

  it("opens in PrusaSlicer as one sound solid", (context) => {
    const slicer = needRealClient("prusa-slicer", context.skip);
    const path = join(folder, "gem.3mf");
    writeFileSync(path, file);
    const verdict = askPrusaSlicer(slicer, path);
    expect(verdict.problems).toEqual([]);
    expect(verdict.volumeMm3 / gem.measure().volumeMm3).toBeCloseTo(1, 4);
  });

  it("opens in assimp", (context) => {
    const assimp = needRealClient("assimp", context.skip);
    const path = join(folder, "gem.3mf");
    // Without the picture: assimp 5.2 frees those of 3MF packages twice (its issue 5307).
    const { thumbnail: _, ...plain } = solid;
    writeFileSync(path, write3MF(plain));
    const verdict = askAssimp(assimp, path);
    expect(verdict.triangles).toBe(gem.mesh.triangles.length / 3);
    expect(verdict.volume / gem.measure().volumeMm3).toBeCloseTo(1, 4);
  });
});

/** sRGB by IEC 61966-2-1, as 0xRRGGBBAA, of the body that holds a solid, else of the first. */
function colorOfSolid({ bodies }: SolidDocument, solid: number): number {
  const { linearSrgb } = bodies.find(({ solids: [from, to] }) => solid >= from && solid < to) ?? bodies[0];
  const bytes = linearSrgb.map((linear) =>
    Math.round(255 * (linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055)),
  );
  return [...bytes, 255].reduce((sum, byte) => 256 * sum + byte, 0);
}
