import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type BravaisMillerIndices,
  type CrystalAxes,
  CrystalError,
  expandForm,
  intersectHalfSpaces,
  type Mesh,
  type MillerIndices,
  measureMesh,
  measureSolid,
  twinHalfSpaces,
  unite,
  type WulffForm,
  wulffHalfSpaces,
} from "../src/index.js";

const right = { alphaDegrees: 90, betaDegrees: 90, gammaDegrees: 90 };
const CUBIC: CrystalAxes = { a: 1, b: 1, c: 1, ...right };
const RUTILE: CrystalAxes = { a: 4.5937, b: 4.5937, c: 2.9587, ...right };
const QUARTZ: CrystalAxes = { a: 4.913, b: 4.913, c: 5.4046, ...right, gammaDegrees: 120 };
/** Gypsum in the setting of de Jong and Bouman (1939). */
const GYPSUM: CrystalAxes = { a: 5.68, b: 15.18, c: 6.51, ...right, betaDegrees: 118.4 };

const OCTAHEDRON: WulffForm[] = [{ indices: [1, 1, 1], energy: 10 }];
const BLOCK: WulffForm[] = [
  { indices: [1, 0, 0], energy: 10 },
  { indices: [0, 1, 0], energy: 8 },
  { indices: [0, 0, 1], energy: 16 },
];

const dot = (a: ArrayLike<number>, b: ArrayLike<number>) => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const degrees = (cosine: number) => (Math.acos(cosine) * 180) / Math.PI;

/** The angles outside the solid along its concave edges, in degrees, each once, sharpest first. */
function reentrantAngles(mesh: Mesh): number[] {
  const triangleAt = new Map<string, number>();
  const { triangles, positions, facetOfTriangle, facets } = mesh;
  for (let i = 0; i < triangles.length; i++) {
    const next = i % 3 === 2 ? i - 2 : i + 1;
    triangleAt.set(`${triangles[i]} ${triangles[next]}`, (i - (i % 3)) / 3);
  }
  const found = new Set<string>();
  for (const [edge, triangle] of triangleAt) {
    const other = triangleAt.get(edge.split(" ").reverse().join(" ")) as number;
    const [here, there] = [facetOfTriangle[triangle], facetOfTriangle[other]];
    if (here === there) continue;
    const start = Number(edge.split(" ")[0]);
    // The other triangle's corners stand in front of this triangle's plane where the edge is concave.
    const heights = [0, 1, 2].map((corner) => {
      const vertex = triangles[3 * other + corner];
      return dot(
        facets[here].normal,
        [0, 1, 2].map((axis) => positions[3 * vertex + axis] - positions[3 * start + axis]),
      );
    });
    if (Math.max(...heights) > 0.01) {
      found.add((180 - degrees(dot(facets[here].normal, facets[there].normal))).toFixed(2));
    }
  }
  return [...found].map(Number).sort((a, b) => a - b);
}

const uniteTwin = ({ first, second }: { first: Float64Array; second: Float64Array }) =>
  unite([intersectHalfSpaces(first), intersectHalfSpaces(second)]);

describe("twinHalfSpaces", () => {
  it("makes one solid of a spinel twin (111), with re-entrant angles of 141 degrees", async () => {
    const { halfSpaces } = wulffHalfSpaces("m-3m", CUBIC, OCTAHEDRON);
    const mesh = await uniteTwin(twinHalfSpaces(halfSpaces, [1, 1, 1], CUBIC));
    expect(measureMesh(mesh)).toMatchObject({ watertight: true, manifold: true, components: 1, selfIntersections: 0 });
    // 360 degrees less two dihedral angles of the octahedron, arccos(-1/3) each.
    expect(reentrantAngles(mesh)).toEqual([expect.closeTo(360 - 2 * degrees(-1 / 3), 2)]);
    // Three re-entrant edges and three that stand out; the twin has the volume of the crystal.
    const octahedronMm3 = (4 / 3) * (10 * Math.sqrt(3)) ** 3;
    expect(measureSolid(mesh).volumeMm3 / octahedronMm3).toBeCloseTo(1, 4);
    expect(mesh.facets).toHaveLength(14);
  });

  it("opens the swallow tail of gypsum (100) by twice the angle between base and twin plane", async () => {
    const { halfSpaces } = wulffHalfSpaces("2/m", GYPSUM, BLOCK);
    const mesh = await uniteTwin(twinHalfSpaces(halfSpaces, [1, 0, 0], GYPSUM));
    expect(measureMesh(mesh)).toMatchObject({ watertight: true, components: 1, selfIntersections: 0 });
    expect(reentrantAngles(mesh)).toEqual([expect.closeTo(2 * (180 - GYPSUM.betaDegrees), 2)]);
  });

  // Angles between the c axes of the individuals, from Dana's System of Mineralogy: 114 degrees 25 minutes and 84 degrees 33 minutes.
  it.each<[string, MillerIndices | BravaisMillerIndices, CrystalAxes, number]>([
    ["the elbow twin of rutile", [0, 1, 1], RUTILE, 180 - 114.42],
    ["the Japan law of quartz", [1, 1, -2, 2], QUARTZ, 84.55],
  ])("turns the c axes of %s", (_, indices, axes, expected) => {
    const base = expandForm("1", [0, 0, 1], axes);
    const { second } = twinHalfSpaces(Float64Array.of(...base, 1), indices, axes, { kind: "penetration" });
    const between = degrees(dot(base, second));
    expect(Math.min(between, 180 - between)).toBeCloseTo(expected, 1);
  });

  it("grows fluorite's cubes through one another by (111): a star whose common part is a hexagonal dipyramid", async () => {
    const { halfSpaces } = wulffHalfSpaces("m-3m", CUBIC, [{ indices: [1, 0, 0], energy: 10 }]);
    const twin = twinHalfSpaces(halfSpaces, [1, 1, 1], CUBIC, { kind: "penetration" });
    const common = intersectHalfSpaces(Float64Array.of(...twin.first, ...twin.second));
    expect([common.vertices.length / 3, common.facets.length]).toEqual([8, 12]);
    const mesh = await uniteTwin(twin);
    expect(measureMesh(mesh)).toMatchObject({ watertight: true, components: 1, selfIntersections: 0 });
    expect(measureMesh(mesh).volumeMm3).toBeGreaterThan(8000);
  });

  it("is undone by twinning again, and keeps every angle, wherever the plane is", () => {
    const index = fc.integer({ min: -5, max: 5 });
    fc.assert(
      fc.property(fc.tuple(index, index, index), fc.double({ min: -9, max: 9, noNaN: true }), (indices, distance) => {
        fc.pre(indices.some((i) => i !== 0));
        const { halfSpaces } = wulffHalfSpaces("2/m", GYPSUM, BLOCK);
        const options = { kind: "penetration", distance } as const;
        const { first, second } = twinHalfSpaces(halfSpaces, indices, GYPSUM, options);
        expect(first).toEqual(halfSpaces);
        const back = twinHalfSpaces(second, indices, GYPSUM, options).second;
        back.forEach((entry, i) => {
          expect(entry).toBeCloseTo(halfSpaces[i], 11);
        });
        for (let h = 0; h < second.length; h += 4) {
          expect(dot(second.subarray(h), second)).toBeCloseTo(dot(halfSpaces.subarray(h), halfSpaces), 12);
        }
      }),
      { seed: 5, numRuns: 100 },
    );
  });

  it("refuses what is no plane", () => {
    const { halfSpaces } = wulffHalfSpaces("m-3m", CUBIC, OCTAHEDRON);
    expect(() => twinHalfSpaces(halfSpaces, [0, 0, 0], CUBIC)).toThrow(CrystalError);
    expect(() => twinHalfSpaces(halfSpaces, [1, 1, 1], CUBIC, { distance: Number.NaN })).toThrow(/finite/);
  });
});
