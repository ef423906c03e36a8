import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  intersectHalfSpaces,
  type Mesh,
  measureFacets,
  measureMesh,
  measureSolid,
  type Polyhedron,
  selfIntersections,
  transformHalfSpaces,
  UNITE_DEFAULTS,
  UnionError,
  unite,
} from "../src/index.js";
import { crystalSpray, type SprayKind } from "./crystal-spray.js";
import { polyhedronVolume } from "./polyhedron-faults.js";
import { roundBrilliant } from "./round-brilliant.js";
import { randomRotation, seededRandom } from "./seeded-random.js";

function box(from: readonly number[], to: readonly number[]): Polyhedron {
  const planes = [0, 1, 2].flatMap((k) => {
    const [plus, minus] = [1, -1].map((sign) => [0, 1, 2].map((axis) => (axis === k ? sign : 0)));
    return [...plus, to[k], ...minus, -from[k]];
  });
  return intersectHalfSpaces(Float64Array.from(planes));
}

function expectPrintable(
  mesh: Mesh,
  solids: readonly Polyhedron[],
  minimumEdgeMm: number = UNITE_DEFAULTS.minimumEdgeMm,
): void {
  expect(measureMesh(mesh)).toMatchObject({
    components: 1,
    watertight: true,
    manifold: true,
    oriented: true,
    enclosedVoids: 0,
    degenerateTriangles: 0,
    selfIntersections: 0,
    vertices: mesh.positions.length / 3,
  });
  expect(mesh.facetOfTriangle).toHaveLength(mesh.triangles.length / 3);
  mesh.facetOfTriangle.forEach((facet, triangle) => {
    const { solid, halfSpace, normal, sharedWith = [] } = mesh.facets[facet];
    const source = solids[solid].facets.find((candidate) => candidate.halfSpace === halfSpace);
    expect(source?.normal).toEqual(normal);
    for (const other of sharedWith) {
      const shared = solids[other.solid].facets.find((candidate) => candidate.halfSpace === other.halfSpace);
      normal.forEach((x, k) => {
        expect(shared?.normal[k]).toBeCloseTo(x, 5);
      });
      expect(shared?.distance).toBeCloseTo(source?.distance ?? Number.NaN, 3);
    }
    for (let k = 0; k < 3; k++) {
      const vertex = 3 * mesh.triangles[3 * triangle + k];
      const [x, y, z] = mesh.positions.subarray(vertex, vertex + 3);
      const off = normal[0] * x + normal[1] * y + normal[2] * z - (source?.distance ?? Number.NaN);
      expect(Math.abs(off)).toBeLessThan(2 * minimumEdgeMm + 1e-4);
    }
  });
}

describe("unite", () => {
  it("gives a single solid as its own triangles, every facet whole", async () => {
    const planes = roundBrilliant().map((x, i) => (i % 4 === 3 ? 10 * x : x));
    const stone = intersectHalfSpaces(transformHalfSpaces(planes, randomRotation(seededRandom(5))));
    const mesh = await unite([stone]);
    expectPrintable(mesh, [stone]);
    expect([mesh.positions.length / 3, mesh.triangles.length / 3, mesh.facets.length]).toEqual([57, 110, 73]);
    expect(measureSolid(mesh).volumeMm3 / polyhedronVolume(stone)).toBeCloseTo(1, 5);
  });

  it("takes from a single solid what is too small to print", async () => {
    const cut = Float64Array.of(
      ...Array.from({ length: 6 }, (_, i) => {
        const normal = [0, 0, 0];
        normal[i % 3] = i < 3 ? 1 : -1;
        return [...normal, 5];
      }).flat(),
      Math.sqrt(1 / 3),
      Math.sqrt(1 / 3),
      Math.sqrt(1 / 3),
      (15 - 0.02) / Math.sqrt(3),
    );
    const mesh = await unite([intersectHalfSpaces(cut)]);
    expect([mesh.positions.length / 3, mesh.facets.length]).toEqual([8, 6]);
    const finer = await unite([intersectHalfSpaces(cut)], { minimumEdgeMm: 0.001 });
    expect([finer.positions.length / 3, finer.facets.length]).toEqual([10, 7]);
  });

  it("is the union: volumes of boxes that overlap, touch, and lie in one another", async () => {
    const pairs: [Polyhedron[], number, number][] = [
      [[box([0, 0, 0], [10, 10, 10]), box([5, 5, 5], [15, 15, 15])], 1875, 12],
      [[box([0, 0, 0], [10, 10, 10]), box([10, 0, 0], [15, 10, 10])], 1500, 6],
      [[box([0, 0, 0], [10, 10, 10]), box([2, 2, 0], [4, 4, 12])], 1008, 11],
      [[box([0, 0, 0], [10, 10, 10]), box([2, 2, 2], [4, 4, 4])], 1000, 6],
      [[box([0, 0, 0], [10, 10, 10]), box([0, 0, 0], [10, 10, 10])], 1000, 6],
    ];
    for (const [solids, volume, facets] of pairs) {
      const mesh = await unite(solids);
      expectPrintable(mesh, solids);
      expect(measureMesh(mesh).volumeMm3).toBeCloseTo(volume, 3);
      expect(mesh.facets).toHaveLength(facets);
    }
  });

  it("keeps the name of every solid that made a facet, the largest part first", async () => {
    const mesh = await unite([box([0, 0, 0], [4, 4, 4]), box([3, 0, 0], [13, 3, 3]), box([12, 0, 0], [15, 2, 2])]);
    const ground = mesh.facets.find(({ normal }) => normal[2] === -1);
    expect(ground).toMatchObject({ solid: 1, halfSpace: 5, sharedWith: [{ solid: 0 }, { solid: 2 }] });
    const [top] = mesh.facets.filter(({ normal, solid }) => normal[2] === 1 && solid === 0);
    expect(top).not.toHaveProperty("sharedWith");
    // Each triangle of a shared plane lies in one facet, and the facets tile the surface.
    expect(new Set(mesh.facetOfTriangle).size).toBe(mesh.facets.length);
  });

  it("fills what is enclosed, a stone inside it too", async () => {
    const walls = [
      box([0, 0, 0], [20, 20, 2]), box([0, 0, 18], [20, 20, 20]), box([0, 0, 0], [2, 20, 20]),
      box([18, 0, 0], [20, 20, 20]), box([0, 0, 0], [20, 2, 20]), box([0, 18, 0], [20, 20, 20]),
    ]; // biome-ignore format: pairs of opposite walls
    const mesh = await unite([...walls, box([8, 8, 8], [12, 12, 12])]);
    expect(measureMesh(mesh)).toMatchObject({ components: 1, enclosedVoids: 0 });
    expect(measureMesh(mesh).volumeMm3).toBeCloseTo(8000, 2);
  });

  it("refuses solids that do not touch, or keeps the largest piece", async () => {
    const apart = [box([0, 0, 0], [1, 1, 1]), box([5, 0, 0], [7, 2, 2])];
    await expect(unite(apart)).rejects.toMatchObject({ problem: "apart" });
    expect(measureMesh(await unite(apart, { keep: "largest" })).volumeMm3).toBeCloseTo(8, 4);
    await expect(unite([])).rejects.toThrow(UnionError);
    await expect(unite(apart, { minimumEdgeMm: -1 })).rejects.toMatchObject({ problem: "options" });
  });

  it("makes sound meshes of sprays of crystals, however they stand", async () => {
    const kinds: SprayKind[] = ["leaning", "based", "parallel", "lattice"];
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1e6),
        fc.integer({ min: 2, max: 24 }),
        fc.constantFrom(...kinds),
        async (seed, count, kind) => {
          const solids = crystalSpray(seed, count, kind);
          const mesh = await unite(solids, { keep: "largest" });
          expectPrintable(mesh, solids);
          const { inradiiMm, shortestEdgesMm } = measureFacets(mesh);
          expect(Math.min(...shortestEdgesMm)).toBeGreaterThanOrEqual(UNITE_DEFAULTS.minimumEdgeMm);
          expect(Math.min(...inradiiMm)).toBeGreaterThanOrEqual(UNITE_DEFAULTS.minimumEdgeMm / 2);
          // Volume: no more than the surface moved by half the shortest edge, and by far less.
          const exact = measureMesh(await unite(solids, { keep: "largest", minimumEdgeMm: 0 }));
          const { volumeMm3, areaMm2 } = measureMesh(mesh);
          const change = Math.abs((volumeMm3 ?? Number.NaN) - (exact.volumeMm3 ?? Number.NaN));
          expect(change).toBeLessThan(0.1 * UNITE_DEFAULTS.minimumEdgeMm * areaMm2);
        },
      ),
      { seed: 4, numRuns: 24 },
    );
  });

  it("keeps the volume of what was united", async () => {
    // A ray from far away through the union of convex solids is inside it where it is inside any of them.
    const solids = crystalSpray(77, 12, "leaning");
    const mesh = await unite(solids);
    const random = seededRandom(1);
    const inAny = (p: readonly number[]): boolean =>
      solids.some(({ facets }) =>
        facets.every(({ normal: n, distance: d }) => n[0] * p[0] + n[1] * p[1] + n[2] * p[2] < d),
      );
    const { sizeMm, volumeMm3 } = measureSolid(mesh);
    const least = [0, 1, 2].map((k) => Math.min(...mesh.positions.filter((_, i) => i % 3 === k)));
    const samples = 40000;
    let inside = 0;
    for (let i = 0; i < samples; i++) if (inAny(least.map((x, k) => x + random() * sizeMm[k]))) inside++;
    const boxVolume = sizeMm[0] * sizeMm[1] * sizeMm[2];
    const deviation = boxVolume * Math.sqrt(((inside / samples) * (1 - inside / samples)) / samples);
    expect(Math.abs((inside / samples) * boxVolume - volumeMm3)).toBeLessThan(4 * deviation);
  });

  it("tells of its surface once, before the mesh is there: closed, and the same to the eye", async () => {
    const sprays = (["leaning", "based", "parallel", "lattice"] as const).map((kind) => crystalSpray(3, 12, kind));
    const slabs = [box([0, 0, 0], [10, 10, 5]), box([10, 10, 0], [20, 20, 5]), box([9.99, 9.99, 0], [10.01, 10.01, 9])];
    for (const solids of [[box([0, 0, 0], [10, 4, 3])], slabs, ...sprays]) {
      const told: (Mesh | "mesh")[] = [];
      const mesh = await unite(solids, { onSurface: (surface) => told.push(surface) });
      told.push("mesh");
      const [surface, after] = told;
      expect(after).toBe("mesh");
      if (surface === undefined || surface === "mesh") throw new Error("no surface was told of");
      const [rough, printable] = [measureMesh(surface), measureMesh(mesh)];
      expect(rough).toMatchObject({
        components: 1,
        watertight: true,
        manifold: true,
        oriented: true,
        enclosedVoids: 0,
      });
      expect(surface.facetOfTriangle).toHaveLength(surface.triangles.length / 3);
      for (const { solid, halfSpace, normal } of surface.facets) {
        expect(solids[solid].facets.find((facet) => facet.halfSpace === halfSpace)?.normal).toEqual(normal);
      }
      const [roughMm3, printableMm3] = [rough, printable].map(({ volumeMm3 }) => volumeMm3 ?? Number.NaN);
      expect(Math.abs(roughMm3 / printableMm3 - 1)).toBeLessThan(0.005);
      rough.sizeMm.forEach((side, k) => {
        expect(Math.abs(side - printable.sizeMm[k])).toBeLessThan(0.4);
      });
    }
  });

  it("lies within the stated shift of the exact union", async () => {
    const minimumEdgeMm = 0.2;
    const solids = crystalSpray(31, 14, "based");
    const { positions, triangles } = await unite(solids, { minimumEdgeMm });
    // How deep a point lies in the deepest solid: 0 on the union's surface.
    const depth = (p: readonly number[]): number =>
      Math.max(
        ...solids.map(({ facets }) =>
          Math.min(...facets.map(({ normal: n, distance }) => distance - n[0] * p[0] - n[1] * p[1] - n[2] * p[2])),
        ),
      );
    for (let t = 0; t < triangles.length; t += 3) {
      const corners = [0, 1, 2].map((k) => positions.subarray(3 * triangles[t + k], 3 * triangles[t + k] + 3));
      const middle = [0, 1, 2].map((k) => (corners[0][k] + corners[1][k] + corners[2][k]) / 3);
      for (const point of [middle, [...corners[0]]]) expect(Math.abs(depth(point))).toBeLessThan(2 * minimumEdgeMm);
    }
  });

  it("gives the same bytes again", async () => {
    const [first, second] = [await unite(crystalSpray(9, 15, "based")), await unite(crystalSpray(9, 15, "based"))];
    expect(second).toEqual(first);
    expect(selfIntersections(first.positions, first.triangles)).toHaveLength(0);
  });
});
