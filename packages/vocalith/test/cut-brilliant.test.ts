import { intersectHalfSpaces, measureMesh, measureSolid } from "@vocalith/geometry";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cutGem, type FacetingDesign, facetingDesign, type GemCode } from "../src/index.js";
import { arbitraryCode, arbitrarySpecies } from "./arbitrary-code.js";
import { traceLight } from "./trace-light.js";

const SENTENCE: GemCode = {
  version: "vl0",
  species: {
    system: 2,
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
    excitement: 48,
    syllables: [32, 37, 35, 29, 34, 30, 25].map((pitch, i) => ({
      time: 18 + 36 * i,
      pitch,
      force: [63, 13, 34, 63, 8, 29, 50][i],
      length: 9 + 4 * (i % 2),
      brightness: 7,
      roughness: 1,
    })),
  },
};

/** Unit outward normal of a facet, by GemCad's convention, with the arithmetic of this test. */
function normalOf(angleDegrees: number, index: number, gear: number): [number, number, number] {
  const azimuth = Math.PI / 2 - (2 * Math.PI * index) / gear;
  const angle = (Math.abs(angleDegrees) * Math.PI) / 180;
  return [
    Math.sin(angle) * Math.cos(azimuth),
    Math.sin(angle) * Math.sin(azimuth),
    (angleDegrees < 0 ? -1 : 1) * Math.cos(angle),
  ];
}

function halfSpacesOf({ gear, tiers }: FacetingDesign): Float64Array {
  return Float64Array.from(
    tiers.flatMap(({ angleDegrees, facets }) =>
      facets.flatMap(({ index, distance }) => [...normalOf(angleDegrees, index, gear), distance]),
    ),
  );
}

const anglesOf = ({ tiers }: FacetingDesign) => new Map(tiers.map(({ name, angleDegrees }) => [name, angleDegrees]));

describe("facetingDesign", () => {
  it("cuts every facet it names, with no edge too short to see, from any code", () => {
    fc.assert(
      fc.property(arbitraryCode, (code) => {
        const design = facetingDesign(code);
        const halfSpaces = halfSpacesOf(design);
        const { facets, vertices } = intersectHalfSpaces(halfSpaces);
        expect(facets.length).toBe(halfSpaces.length / 4);
        let shortest = Number.POSITIVE_INFINITY;
        for (const { loop } of facets) {
          loop.forEach((vertex, i) => {
            const next = loop[(i + 1) % loop.length];
            const [x, y, z] = [0, 1, 2].map((axis) => vertices[3 * vertex + axis] - vertices[3 * next + axis]);
            shortest = Math.min(shortest, Math.hypot(x, y, z));
          });
        }
        expect(shortest).toBeGreaterThan(0.0089);
      }),
      { seed: 6, numRuns: 100 },
    );
  });

  it("meets: an even girdle, one culet, crown facets on the tips below them", () => {
    fc.assert(
      fc.property(arbitraryCode, (code) => {
        const design = facetingDesign(code);
        const { facets, vertices } = intersectHalfSpaces(halfSpacesOf(design));
        const names = design.tiers.flatMap(({ name, facets: cut }) => cut.map(() => name));
        const verticesOf = (name: string) =>
          facets.filter(({ halfSpace }) => names[halfSpace] === name).map(({ loop }) => new Set(loop));
        // The girdle's corners lie on two levels: facets above and below begin on level lines.
        const heights = verticesOf("girdle").flatMap((loop) => [...loop].map((vertex) => vertices[3 * vertex + 2]));
        const thickness = Math.max(...heights);
        for (const height of heights)
          expect(Math.min(Math.abs(height), Math.abs(height - thickness))).toBeLessThan(1e-6);
        for (const loop of verticesOf("girdle")) expect(loop.size).toBe(4);
        // All pavilion mains share one corner.
        const mains = verticesOf("pavilion mains");
        const shared = [...mains[0]].filter((vertex) => mains.every((loop) => loop.has(vertex)));
        expect(shared).toHaveLength(1);
        // Crown mains end below in the corners of the girdle.
        const girdle = new Set(verticesOf("girdle").flatMap((loop) => [...loop]));
        for (const loop of verticesOf("crown mains"))
          expect([...loop].filter((vertex) => girdle.has(vertex))).toHaveLength(1);
      }),
      { seed: 7, numRuns: 60 },
    );
  });

  it("keeps the pavilion above the critical angle of a stone of the species' crystal system", () => {
    fc.assert(
      fc.property(arbitraryCode, (code) => {
        const { tiers, refractiveIndex, criticalAngleDegrees, gear, symmetryFolds } = facetingDesign(code);
        expect((Math.asin(1 / refractiveIndex) * 180) / Math.PI).toBeCloseTo(criticalAngleDegrees, 10);
        for (const { name, angleDegrees } of tiers) {
          if (name === "pavilion mains" || name === "lower halves") {
            expect(-angleDegrees).toBeGreaterThanOrEqual(criticalAngleDegrees + 1.5);
          }
          // What a dial can be set to.
          expect(Math.abs(10 * angleDegrees - Math.round(10 * angleDegrees))).toBeLessThan(1e-9);
        }
        expect(gear).toBeGreaterThanOrEqual(32);
        expect(gear).toBeLessThanOrEqual(120);
        expect(gear % symmetryFolds).toBe(0);
        for (const { facets } of tiers) {
          for (const { index } of facets) expect(Number.isInteger(index) && index >= 0 && index < gear).toBe(true);
        }
      }),
      { seed: 8, numRuns: 100 },
    );
  });

  it("has the species' angles whatever is said (Steno 1669), and other distances for other sentences", () => {
    fc.assert(
      fc.property(arbitrarySpecies, arbitraryCode, arbitraryCode, (species, first, second) => {
        const [one, other] = [first, second].map(({ specimen }) => facetingDesign({ ...first, species, specimen }));
        const angles = anglesOf(other);
        for (const [name, angle] of anglesOf(one)) expect(angles.get(name) ?? angle).toBe(angle);
        expect([one.gear, one.material, one.refractiveIndex]).toEqual([
          other.gear,
          other.material,
          other.refractiveIndex,
        ]);
        expect(other.tiers).not.toEqual(one.tiers);
      }),
      { seed: 9, numRuns: 60 },
    );
  });

  it("gives each syllable a facet of the last row, with the clock in the order of time, larger where it was loud", () => {
    const { tiers, gear } = facetingDesign(SENTENCE);
    const last = tiers[tiers.length - 2];
    expect(last.facets).toHaveLength(SENTENCE.specimen.syllables.length);
    const turns = last.facets.map(({ index }) => index / gear);
    turns.forEach((turn, i) => {
      expect(Math.abs(turn - i / 7)).toBeLessThan(1 / 12);
    });
    // The loudest, the first and the fourth, lie deepest.
    const byDepth = last.facets.map(({ distance }, i) => ({ distance, i })).sort((a, b) => a.distance - b.distance);
    expect([0, 3]).toContain(byDepth[0].i);
  });

  it("shows more rows around a smaller table the more excited the voice is", () => {
    const tablesAndRows = [0, 80, 160, 255].map((excitement) => {
      const { tiers } = facetingDesign({ ...SENTENCE, specimen: { ...SENTENCE.specimen, excitement } });
      return { rows: tiers.length, table: tiers[tiers.length - 1].facets[0].distance };
    });
    expect(tablesAndRows.map(({ rows }) => rows)).toEqual(tablesAndRows.map(({ rows }) => rows).sort((a, b) => a - b));
    expect(tablesAndRows[3].rows).toBeGreaterThan(tablesAndRows[0].rows);
    expect(tablesAndRows[3].table).toBeGreaterThan(tablesAndRows[0].table);
  });
});

describe("the brilliant cut", () => {
  it("is bright: of the light from above three quarters come back, and none falls straight through", () => {
    // A cube of the lowest index lets all light through, by two surfaces.
    const cube = Float64Array.of(1, 0, 0, 1, -1, 0, 0, 1, 0, 1, 0, 1, 0, -1, 0, 1, 0, 0, 1, 1, 0, 0, -1, 1);
    const through = traceLight(cube, 1.5, 1, 4);
    expect(through.windowed).toBe(1);
    // Reflectance r of one surface is 0.04; 1 - r goes in, and (1 - r) / (1 - r r) of that out below.
    expect(through.lost).toBeCloseTo((0.96 * 0.96) / (1 - 0.04 * 0.04), 2);
    fc.assert(
      fc.property(arbitraryCode, (code) => {
        const design = facetingDesign(code);
        const { returned, lost, windowed } = traceLight(halfSpacesOf(design), design.refractiveIndex, 1.15, 16);
        expect(windowed).toBe(0);
        expect(returned).toBeGreaterThan(0.75);
        expect(lost).toBeLessThan(0.12);
      }),
      { seed: 11, numRuns: 30 },
    );
  });

  it("is one convex stone of the size asked for, table up, culet on z = 0", async () => {
    await fc.assert(
      fc.asyncProperty(arbitraryCode, fc.integer({ min: 5, max: 120 }), async (code, sizeMm) => {
        const gem = await cutGem(code, { cut: "brilliant", sizeMm });
        expect(gem.crystals).toHaveLength(1);
        expect(measureMesh(gem.mesh)).toMatchObject({
          watertight: true,
          manifold: true,
          oriented: true,
          selfIntersections: 0,
        });
        const { sizeMm: size, volumeMm3 } = measureSolid(gem.mesh);
        expect(Math.abs(Math.max(...size) - sizeMm)).toBeLessThan(0.1);
        expect(volumeMm3).toBeGreaterThan(0.15 * sizeMm ** 3);
        const tops = gem.mesh.facets.filter(({ normal }) => normal[2] > 1 - 1e-9);
        expect(tops).toHaveLength(1);
      }),
      { seed: 10, numRuns: 25 },
    );
  });
});
