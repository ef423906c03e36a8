import fc from "fast-check";
import loadManifold from "manifold-3d";
import { beforeAll, describe, expect, it } from "vitest";
import {
  intersectHalfSpaces,
  type Mesh,
  measureMesh,
  type Polyhedron,
  type Rotation,
  transformHalfSpaces,
  unite,
} from "../src/index.js";
import { crystalSpray, type SprayKind } from "./crystal-spray.js";
import { randomRotation, seededRandom } from "./seeded-random.js";

const KINDS: SprayKind[] = ["leaning", "based", "parallel", "lattice"];

let module: Awaited<ReturnType<typeof loadManifold>>;

beforeAll(async () => {
  module = await loadManifold();
  module.setup();
});

/** The volume of a union as manifold-3d's booleans of meshes find it: another way to the same number. */
function volumeByManifold(solids: readonly Polyhedron[]): number {
  const made = solids.map(({ vertices, facets }) => {
    const fans = facets.flatMap(({ loop }) =>
      [...loop].slice(1, -1).flatMap((_, k) => [loop[0], loop[k + 1], loop[k + 2]]),
    );
    const mesh = { numProp: 3, vertProperties: Float32Array.from(vertices), triVerts: Uint32Array.from(fans) };
    return module.Manifold.ofMesh(new module.Mesh(mesh));
  });
  const union = module.Manifold.union(made);
  const volume = union.volume();
  for (const manifold of [...made, union]) manifold.delete();
  return volume;
}

function volumeOf(mesh: Mesh): number {
  return measureMesh(mesh).volumeMm3 ?? Number.NaN;
}

/** A box whose corners have whole coordinates, turned. */
function latticeBox(from: readonly number[], to: readonly number[], rotation: Rotation): Polyhedron {
  const planes = [0, 1, 2].flatMap((k) => {
    const axis = [0, 1, 2].map((i) => (i === k ? 1 : 0));
    return [...axis, to[k], ...axis.map((x) => -x), -from[k]];
  });
  return intersectHalfSpaces(transformHalfSpaces(Float64Array.from(planes), rotation));
}

describe("unite, exactly", () => {
  it("finds the volume that booleans of meshes find, at the first try and without them", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(1e6),
        fc.integer({ min: 2, max: 20 }),
        fc.constantFrom(...KINDS),
        async (seed, count, kind) => {
          const solids = crystalSpray(seed, count, kind);
          const tries: number[] = [];
          const mesh = await unite(solids, {
            minimumEdgeMm: 0,
            wasmUrl: "nowhere.wasm",
            onRetry: (attempt) => tries.push(attempt),
          });
          expect(tries).toEqual([]);
          expect(volumeOf(mesh) / volumeByManifold(solids)).toBeCloseTo(1, 5);
        },
      ),
      { seed: 12, numRuns: 16 },
    );
  });

  it("gives one volume for solids in any order", async () => {
    const solids = crystalSpray(5, 14, "based");
    const volumes: number[] = [];
    for (const order of [solids, solids.toReversed(), [...solids.slice(7), ...solids.slice(0, 7)]])
      volumes.push(volumeOf(await unite(order)));
    for (const volume of volumes) expect(volume / volumes[0]).toBeCloseTo(1, 5);
  });

  it("makes solids of boxes on a lattice, whose planes, edges and corners coincide", async () => {
    const coordinates = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 3, maxLength: 3 });
    const size = fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(coordinates, size), { minLength: 1, maxLength: 7 }),
        fc.option(fc.nat(1e6)),
        async (boxes, turn) => {
          const rotation =
            turn === null ? Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1) : randomRotation(seededRandom(turn));
          // Each box reaches the one in the middle, so that there is one piece.
          const all = boxes.map(([from, length]) => {
            const to = from.map((x, k) => x + length[k]);
            return [from.map((x) => Math.min(x, 3)), to.map((x) => Math.max(x, 4))] as const;
          });
          const solids = [
            [
              [3, 3, 3],
              [4, 4, 4],
            ] as const,
            ...all,
          ].map(([from, to]) => latticeBox(from, to, rotation));
          const mesh = await unite(solids, { minimumEdgeMm: 0.01 });
          const measure = measureMesh(mesh);
          expect(measure).toMatchObject({ watertight: true, manifold: true, oriented: true, components: 1 });
          expect(measure).toMatchObject({ selfIntersections: 0, enclosedVoids: 0, degenerateTriangles: 0 });
          const cells = new Set<number>();
          for (const [from, to] of all)
            for (let x = from[0]; x < to[0]; x++)
              for (let y = from[1]; y < to[1]; y++)
                for (let z = from[2]; z < to[2]; z++) cells.add((x * 8 + y) * 8 + z);
          // Where boxes meet in an edge alone they are moved by thousandths of a millimetre.
          expect(Math.abs(volumeOf(mesh) - cells.size)).toBeLessThan(0.01 * measure.areaMm2);
        },
      ),
      { seed: 3, numRuns: 40 },
    );
  });

  it("tells planes apart that all but coincide, and joins those that do", async () => {
    const upright = Float64Array.of(1, 0, 0, 0, 1, 0, 0, 0, 1);
    const step = (height: number) => [
      latticeBox([0, 0, 0], [10, 10, 10], upright),
      latticeBox([5, 0, 0], [15, 10, 10 + height], upright),
    ];
    expect((await unite(step(1e-6))).facets).toHaveLength(6);
    const apart = await unite(step(1e-3), { minimumEdgeMm: 1e-4 });
    expect(apart.facets).toHaveLength(8);
    expect(measureMesh(apart)).toMatchObject({ manifold: true, selfIntersections: 0 });
    expect(volumeOf(apart)).toBeCloseTo(1500.1, 3);
  });
});
