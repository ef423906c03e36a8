import { intersectHalfSpaces } from "@vocalith/geometry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mineralOf } from "../src/cuts/crystal/mineral.js";
import {
  CutOptionError,
  cutGem,
  type Gem,
  type GemCode,
  GemCodeError,
  measureSpecies,
  parseGemCode,
} from "../src/index.js";
import { arbitraryCode } from "./arbitrary-code.js";

const CALM: GemCode = {
  version: "vl0",
  species: {
    system: 1,
    forms: [
      { turn: 3, slope: 9 },
      { turn: 12, slope: 5 },
      { turn: 7, slope: 0 },
      { turn: 15, slope: 11 },
    ],
    resonance: 20,
    shade: 2,
    purity: 11,
  },
  specimen: {
    excitement: 20,
    syllables: [32, 37, 35, 29, 34, 30, 25].map((pitch, i) => ({
      time: 18 + 36 * i,
      pitch,
      force: 38 + (i % 3) * 8,
      length: 9 + 4 * (i % 2),
      brightness: 7 + (i % 3),
      roughness: 1,
    })),
  },
};

const withExcitement = (excitement: number): GemCode => ({ ...CALM, specimen: { ...CALM.specimen, excitement } });

/** A direction to nine digits. */
const nameOf = (normal: Float64Array) => [...normal].map((component) => (component + 0).toFixed(9)).join(" ");
const GROUND = nameOf(Float64Array.of(0, 0, -1));
const BLUNT_END = nameOf(Float64Array.of(0, 0, 1));

/** Angles between the faces of the heart, in degrees to a thousandth, ground left out. */
function facesOfHeart(gem: Gem): string[] {
  const { halfSpaces } = gem.crystals[0];
  const names: string[] = [];
  for (let i = 0; i < halfSpaces.length; i += 4) {
    names.push(nameOf(halfSpaces.subarray(i, i + 3)));
  }
  return names;
}

describe("cutGem", () => {
  it("cuts one closed solid of the size asked for, standing on z = 0, from any code", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCode, fc.integer({ min: 5, max: 200 }), async (code, sizeMm) => {
        const gem = await cutGem(code, { sizeMm });
        const measure = gem.measure();
        expect(measure).toMatchObject({
          watertight: true,
          manifold: true,
          oriented: true,
          components: 1,
          selfIntersections: 0,
        });
        expect(measure.volumeMm3).toBeGreaterThan(0);
        // Drawing together what is too small to print moves a point by at most 0.1 mm.
        expect(Math.abs(Math.max(...measure.sizeMm) - sizeMm)).toBeLessThanOrEqual(0.1);
        let lowest = Number.POSITIVE_INFINITY;
        for (let i = 2; i < gem.mesh.positions.length; i += 3) lowest = Math.min(lowest, gem.mesh.positions[i]);
        expect(Math.abs(lowest)).toBeLessThanOrEqual(0.1);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it("cuts the same bytes again, from the code and from its text", async () => {
    const gem = await cutGem(withExcitement(50));
    expect((await cutGem(gem.code)).toSTL()).toEqual(gem.toSTL());
    expect(parseGemCode(gem.code)).toEqual(withExcitement(50));
  });

  it("keeps a calm voice whole and pulls an excited one apart, without a step between", async () => {
    const shares: number[] = [];
    for (const excitement of [0, 40, 80, 120, 160, 200, 255]) {
      const gem = await cutGem(withExcitement(excitement));
      const { volumeMm3, sizeMm } = gem.measure();
      shares.push(volumeMm3 / (sizeMm[0] * sizeMm[1] * sizeMm[2]));
      if (excitement <= 40) expect(gem.crystals.length).toBe(1);
      if (excitement === 255) expect(gem.crystals.length).toBeGreaterThan(CALM.specimen.syllables.length / 2);
    }
    expect(shares[6]).toBeLessThan(0.7 * shares[0]);
    // Towards excitement the stone fills less of its box, whichever steps are compared.
    expect(Math.max(...shares.slice(4))).toBeLessThan(Math.min(...shares.slice(0, 2)));
  });

  it("moves faces, never their angles, when the same speaker says something else (Steno 1669)", async () => {
    const other: GemCode = {
      ...CALM,
      specimen: {
        excitement: 12,
        syllables: CALM.specimen.syllables.map((s, i) => ({
          ...s,
          pitch: 60 - s.pitch,
          force: 63 - 4 * i,
          brightness: 8,
        })),
      },
    };
    const first = await cutGem(CALM);
    const second = await cutGem(other);
    expect(second.toSTL()).not.toEqual(first.toSTL());
    const mineral = mineralOf(CALM.species);
    const known = new Set([GROUND, BLUNT_END]);
    for (const normals of [mineral.primary, ...mineral.secondary]) {
      for (let i = 0; i < normals.length; i += 3) known.add(nameOf(normals.subarray(i, i + 3)));
    }
    expect(facesOfHeart(first).filter((face) => !known.has(face))).toEqual([]);
    expect(facesOfHeart(second).filter((face) => !known.has(face))).toEqual([]);
    expect(measureSpecies(second.mesh)).toMatchObject({ system: CALM.species.system, forms: CALM.species.forms });
  });

  it("gives each crystal its syllables, every syllable to one crystal, in the order of time", async () => {
    const gem = await cutGem(withExcitement(55));
    const all = gem.crystals.flatMap(({ syllables }) => syllables);
    expect([...all].sort((a, b) => a - b)).toEqual(CALM.specimen.syllables.map((_, i) => i));
    const standing = gem.crystals.slice(1).map(({ syllables }) => syllables[0]);
    expect(standing).toEqual([...standing].sort((a, b) => a - b));
  });

  it("knows the corners of each crystal, each where three of its faces meet", async () => {
    for (const { corners, halfSpaces } of (await cutGem(withExcitement(55))).crystals) {
      const solid = intersectHalfSpaces(halfSpaces);
      expect(corners).toHaveLength(solid.vertices.length);
      for (let i = 0; i < corners.length; i += 3) {
        const rooms = Array.from({ length: halfSpaces.length / 4 }, (_, face) => {
          const [x, y, z, distance] = halfSpaces.subarray(4 * face, 4 * face + 4);
          return distance - x * corners[i] - y * corners[i + 1] - z * corners[i + 2];
        });
        expect(Math.min(...rooms)).toBeGreaterThan(-1e-9);
        expect(rooms.filter((room) => room < 1e-9).length).toBeGreaterThanOrEqual(3);
      }
    }
  });

  it("names crystal and half-space of every facet", async () => {
    const gem = await cutGem(withExcitement(45));
    for (const { solid, halfSpace, normal } of gem.mesh.facets) {
      const { halfSpaces } = gem.crystals[solid];
      for (const axis of [0, 1, 2]) expect(normal[axis]).toBeCloseTo(halfSpaces[4 * halfSpace + axis], 6);
    }
  });

  it("refuses sizes, cuts and codes that cannot be, saying what can", async () => {
    for (const sizeMm of [0, -3, Number.NaN, 4.9, 501, Number.POSITIVE_INFINITY]) {
      await expect(cutGem(CALM, { sizeMm })).rejects.toThrow(CutOptionError);
    }
    await expect(cutGem(CALM, { cut: "rose" as "crystal" })).rejects.toThrow(/accepted: crystal/);
    await expect(cutGem("vl0.nonsense")).rejects.toThrow(GemCodeError);
  });

  it("stops when its signal is aborted, with the signal's reason", async () => {
    const reason = new Error("enough");
    await expect(cutGem(CALM, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
  });
});
