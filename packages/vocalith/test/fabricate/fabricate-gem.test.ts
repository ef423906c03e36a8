import { readFileSync } from "node:fs";
import { join } from "node:path";
import { FABRICATED, FabricationError, inspectMesh } from "@vocalith/geometry";
import { checkSolid } from "@vocalith/testkit";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import {
  catalogueNumber,
  createGem,
  cutGem,
  explain,
  type FabricateGemOptions,
  fabricateGem,
  formatTwinCode,
  type Gem,
  measureSpecies,
  parseGemCode,
} from "../../src/index.js";
import { arbitraryCode } from "../arbitrary-code.js";

const fixtures = join(import.meta.dirname, "../../../../fixtures");
const golden: Record<string, { code: string }> = JSON.parse(readFileSync(join(fixtures, "golden.json"), "utf8"));

let calm: Gem;
let spray: Gem;
let twin: Gem;
let brilliant: Gem;
beforeAll(async () => {
  const [calmCode, sprayCode] = [golden["calm-deep"].code, golden["excited-deep"].code];
  calm = await cutGem(calmCode);
  spray = await cutGem(sprayCode);
  twin = await cutGem(formatTwinCode({ individuals: [parseGemCode(calmCode), parseGemCode(sprayCode)] }));
  brilliant = await cutGem(calmCode, { cut: "brilliant" });
});

/** Holds a machined gem to what every one promises. */
function expectSound(gem: Gem, plain: Gem): void {
  expect(checkSolid(gem.toSTL()).problems).toEqual([]);
  expect(gem.code).toBe(plain.code);
  expect(gem.color).toEqual(plain.color);
  expect(gem.crystals).toHaveLength(plain.crystals.length);
  expect(gem.mesh.facets.some(({ solid }) => solid === FABRICATED)).toBe(true);
  expect(gem.mesh.facets.every(({ solid }) => solid >= FABRICATED && solid < gem.crystals.length)).toBe(true);
}

describe("fabricateGem", () => {
  it("engraves numbers that resin holds", async () => {
    for (const gem of [calm, spray]) {
      const { mesh } = await fabricateGem(gem, { flat: {}, text: { text: "code" } });
      expect(inspectMesh(mesh, { material: "resin" }).printable).toBe(true);
    }
  });

  it("does nothing where nothing is asked for", async () => {
    for (const nothing of [{}, { flat: false, bail: false, hollow: false }]) {
      const same = await fabricateGem(calm, nothing);
      expect(same.mesh).toBe(calm.mesh);
      expect(same.machining).toBeUndefined();
    }
  });

  it("does all that can be done together, to one stone, a spray and a twin", async () => {
    for (const plain of [calm, spray, twin]) {
      const gem = await fabricateGem(plain, { flat: true, bail: true, hollow: { wallMm: 1.5 }, text: "VG-7" });
      expectSound(gem, plain);
      const { machining } = gem;
      expect(Object.keys(machining ?? {})).toEqual(["flat", "bail", "hollow", "text"]);
      expect(machining?.bail?.boreMm).toBe(3.5);
      expect(machining?.hollow?.wallMm).toBeGreaterThanOrEqual(1.5);
      expect(machining?.hollow?.drains).toHaveLength(2 * (machining?.hollow?.cavities ?? 0));
      expect(machining?.text?.strokeMm).toBeGreaterThanOrEqual(0.3);
      expect(gem.measure().volumeMm3).toBeLessThan(plain.measure().volumeMm3);
    }
  });

  it("cuts a brilliant's culet into a flat that is large enough for its number, and lowers its crystal with it", async () => {
    const gem = await fabricateGem(brilliant, { flat: true, text: "code" });
    expectSound(gem, brilliant);
    const { flat, text } = gem.machining ?? {};
    expect(text?.text.replace("\n", "-")).toBe(catalogueNumber(brilliant.code));
    expect(flat?.widthMm).toBeGreaterThan(8);
    const lowered = flat?.loweredMm ?? Number.NaN;
    expect(gem.measure().sizeMm[2]).toBeCloseTo(brilliant.measure().sizeMm[2] - lowered, 3);
    const [before, after] = [brilliant.crystals[0].halfSpaces, gem.crystals[0].halfSpaces];
    expect([...after.subarray(-4)]).toEqual([0, 0, -1, 0]);
    for (let i = 0; i < before.length; i += 4) {
      expect(after[i + 3]).toBeCloseTo(before[i + 3] - before[i + 2] * lowered, 9);
    }
    // All of the crystal's corners stand on the flat or above it, and three at least on it.
    const heights = [...gem.crystals[0].corners].filter((_, i) => i % 3 === 2);
    expect(Math.min(...heights)).toBeCloseTo(0, 9);
    expect(heights.filter((height) => height < 1e-9).length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...heights)).toBeCloseTo(brilliant.measure().sizeMm[2] - lowered, 3);
  });

  it("keeps the cavity a wall away from the hole", async () => {
    const drilled = await fabricateGem(spray, { hole: { diameterMm: 2 } });
    const gem = await fabricateGem(spray, { hole: { diameterMm: 2 }, hollow: { wallMm: 1.2 } });
    expectSound(gem, spray);
    expect(gem.machining?.hole).toEqual(drilled.machining?.hole);
    const ofBore = Math.max(...drilled.mesh.facets.map(({ solid, halfSpace }) => (solid < 0 ? halfSpace : -1)));
    const [from, to] = gem.machining?.hole?.ends ?? [];
    if (from === undefined || to === undefined) throw new Error("no hole");
    const way = [0, 1, 2].map((k) => to[k] - from[k]);
    const length = Math.hypot(...way);
    const { positions, triangles, facetOfTriangle, facets } = gem.mesh;
    let cavity = 0;
    facetOfTriangle.forEach((facet, t) => {
      if (facets[facet].solid !== FABRICATED || facets[facet].halfSpace <= ofBore) return;
      for (const vertex of triangles.subarray(3 * t, 3 * t + 3)) {
        const off = [0, 1, 2].map((k) => positions[3 * vertex + k] - from[k]);
        const along = off.reduce((sum, x, k) => sum + (x * way[k]) / length, 0);
        if (along < 0 || along > length) continue;
        expect(Math.sqrt(Math.hypot(...off) ** 2 - along ** 2)).toBeGreaterThan(1 + 1.2);
        cavity++;
      }
    });
    expect(cavity).toBeGreaterThan(10);
  });

  it("drills where it is told", async () => {
    const through = [0, 0, 30] as const;
    const gem = await fabricateGem(calm, { hole: { through, direction: [0, 1, 0], diameterMm: 1.5 } });
    expectSound(gem, calm);
    for (const [x, , z] of gem.machining?.hole?.ends ?? []) expect([x, z]).toEqual([0, 30]);
  });

  it("leaves every code sound, or says what cannot be done", async () => {
    const wishes: FabricateGemOptions[] = [
      { flat: true, text: "code" },
      { bail: true, hollow: { wallMm: 1.5 } },
      { flat: true, hole: true, hollow: true, text: "code" },
    ];
    let done = 0;
    await fc.assert(
      fc.asyncProperty(arbitraryCode, fc.constantFrom(...wishes), async (code, wish) => {
        const plain = await cutGem(code);
        const gem = await fabricateGem(plain, wish).catch((error) => {
          if (!(error instanceof FabricationError) || error.problem === "options") throw error;
          return undefined;
        });
        if (gem === undefined) return;
        done++;
        expectSound(gem, plain);
      }),
      { seed: 4, numRuns: 8 },
    );
    expect(done).toBeGreaterThanOrEqual(6);
  });

  it("gives the same bytes twice", async () => {
    const wish = { flat: true, bail: true, hollow: true } as const;
    const [first, second] = [await fabricateGem(calm, wish), await fabricateGem(calm, wish)];
    expect(Buffer.compare(first.toSTL(), second.toSTL())).toBe(0);
    expect(first.machining).toEqual(second.machining);
  });

  it("keeps what was heard, and particles and words that still hold", async () => {
    const heard = await createGem(readFileSync(join(fixtures, "voices/calm-deep.wav")), {
      provenance: { speaker: "Ana" },
    });
    const gem = await fabricateGem(heard, { flat: { minimumWidthMm: 12 }, bail: true });
    expect(gem.features).toBe(heard.features);
    expect(gem.provenance).toBe(heard.provenance);
    const words = explain(gem, "en").sentences.map(({ text }) => text);
    expect(words).toHaveLength(explain(heard, "en").sentences.length);
    const { positions } = gem.particles(2000);
    const [crystal] = gem.crystals;
    for (let i = 0; i < positions.length; i += 3) {
      for (let h = 0; h < crystal.halfSpaces.length; h += 4) {
        const [x, y, z, distance] = crystal.halfSpaces.subarray(h, h + 4);
        const beyond = x * positions[i] + y * positions[i + 1] + z * positions[i + 2] - distance;
        expect(beyond).toBeLessThanOrEqual(1e-4);
      }
    }
  });

  it("leaves the species to be read from the stone's angles", async () => {
    const gem = await fabricateGem(calm, { flat: true, bail: true, text: "code" });
    const { species } = parseGemCode(calm.code);
    expect(measureSpecies(gem.mesh)).toMatchObject({ system: species.system, resonance: species.resonance });
  });

  it.each<[string, FabricateGemOptions, Partial<FabricationError>]>([
    ["a bail and a hole", { bail: true, hole: true }, { operation: "hole", problem: "options" }],
    ["a wall out of range", { hollow: { wallMm: 0.1 } }, { operation: "hollow", problem: "options" }],
    ["a text that has no letters here", { text: "ä" }, { operation: "text", problem: "options" }],
    ["a wall thicker than the stone", { hollow: { wallMm: 20 } }, { operation: "hollow", problem: "room" }],
    ["a hole wider than the stone", { hole: { diameterMm: 40 } }, { operation: "hole", problem: "place" }],
    [
      "a text that no flat holds",
      { flat: true, text: "A VERY LONG INSCRIPTION FOR A STONE THIS SMALL" },
      { operation: "text", problem: "room" },
    ],
  ])("refuses %s with its error", async (_, wish, error) => {
    await expect(fabricateGem(calm, wish)).rejects.toMatchObject({ name: "FabricationError", ...error });
  });

  it("refuses a stone that is machined already", async () => {
    const gem = await fabricateGem(calm, { bail: true });
    await expect(fabricateGem(gem, { hollow: true })).rejects.toThrow(/found a stone with bail; accepted: a stone as/);
  });
});
