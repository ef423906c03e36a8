import type { Manifold, ManifoldToplevel } from "manifold-3d";
import type { Polyhedron } from "../half-spaces/polyhedron.js";
import { encloses } from "../measure/encloses.js";
import type { Mesh } from "../mesh.js";
import { latticeRounding, latticeStep } from "./lattice.js";
import { loadManifold } from "./load-manifold.js";
import { printableMesh } from "./printable-mesh.js";
import { type Shell, shellsOf } from "./shells.js";
import { type SolidPlanes, solidPlanes } from "./solid-planes.js";
import { Surface } from "./surface.js";
import { surfaceOfEdges } from "./surface-of-edges.js";
import { unionEdges } from "./union-edges.js";
import { UnionError } from "./union-error.js";

/** Options of `unite`. */
export interface UniteOptions {
  /** Edges shorter than this are drawn together and facets thinner than this vanish; mm, 0 to 1. Default 0.05. */
  readonly minimumEdgeMm?: number;
  /** What to do when the solids do not all touch: `"all"` (default) is an error, `"largest"` keeps the piece of the largest volume. */
  readonly keep?: "all" | "largest";
  /** Told of each way tried in vain before the next one is: 1 for the first. A stone that needs none is never repaired. */
  readonly onRetry?: (attempt: number) => void;
  /** Where `manifold.wasm` of manifold-3d is, for bundlers that do not find it by themselves. */
  readonly wasmUrl?: string;
}

/** What `unite` does when not told otherwise. */
export const UNITE_DEFAULTS = { minimumEdgeMm: 0.05, keep: "all" } as const;

/**
 * The union of convex solids as one printable mesh, by manifold-3d. What is enclosed is filled; edges and facets too small to
 * print are taken away, which moves no point of the surface by more than twice `minimumEdgeMm`; triangles of one plane are known as
 * one facet, which keeps the names of its solid and half-space. A single solid does without manifold-3d.
 *
 * Promise: closed, 2-manifold, one piece, turned outwards, without voids, and without self-intersections in float32 coordinates (judged
 * exactly); the same solids give the same bytes on every machine. Pose and scale the solids before, not the mesh after: moving
 * float32 coordinates rounds them again, and then nothing is promised.
 *
 * @param solids from `intersectHalfSpaces`, in mm.
 * @throws UnionError when there are no solids, they do not touch, or no sound mesh was found.
 *
 * @example
 * ```ts
 * import { intersectHalfSpaces, unite } from "@vocalith/geometry";
 *
 * const cube = (x: number) =>
 *   intersectHalfSpaces(
 *     Float64Array.of(1, 0, 0, x + 5, -1, 0, 0, 5 - x, 0, 1, 0, 5, 0, -1, 0, 5, 0, 0, 1, 5, 0, 0, -1, 5),
 *     { interior: [x, 0, 0] },
 *   );
 * const mesh = await unite([cube(0), cube(3)]);
 * console.log(mesh.facets.length); // 6
 * ```
 */
export async function unite(solids: readonly Polyhedron[], options: UniteOptions = {}): Promise<Mesh> {
  const minimumEdgeMm = options.minimumEdgeMm ?? UNITE_DEFAULTS.minimumEdgeMm;
  const keep = options.keep ?? UNITE_DEFAULTS.keep;
  if (!(minimumEdgeMm >= 0 && minimumEdgeMm <= 1)) {
    throw new UnionError("options", `a minimum edge of ${minimumEdgeMm} mm`, "0 to 1 mm");
  }
  if (solids.length === 0) throw new UnionError("empty", "no solids", "at least one");
  let largest = 0;
  for (const { vertices } of solids)
    for (const coordinate of vertices) largest = Math.max(largest, Math.abs(coordinate));
  const round = latticeRounding(1.01 * largest);
  const planes = solidPlanes(solids);
  for (let attempt = 0; attempt < 7; attempt++) {
    const surface =
      solids.length === 1
        ? surfaceOfSolid(solids[0], 0, round)
        : attempt === 0
          ? surfaceOfPlanes(solids, planes, largest, round)
          : surfaceOfUnion(
              await loadManifold(options.wasmUrl),
              attempt === 1 ? solids : solids.map((solid, i) => swollen(solid, i, attempt - 1)),
              round,
            );
    const outer = surface && outerSurface(surface, keep);
    const mesh = outer && printableMesh(outer, planes, minimumEdgeMm, round);
    if (mesh !== undefined) return mesh;
    options.onRetry?.(attempt + 1);
  }
  throw new UnionError(
    "unprintable",
    `${solids.length} solids whose union intersects itself in float32 coordinates`,
    "solids that do not all but coincide; move or turn one of them a little, or raise minimumEdgeMm",
  );
}

/** A solid grown about its middle by some thousandths of a millimetre, each by another amount, so that nothing just touches. */
function swollen(solid: Polyhedron, place: number, attempt: number): Polyhedron {
  const { vertices } = solid;
  const count = vertices.length / 3;
  const middle = [0, 0, 0];
  for (let i = 0; i < vertices.length; i++) middle[i % 3] += vertices[i] / count;
  let radius = 0;
  for (let i = 0; i < vertices.length; i++) radius = Math.max(radius, Math.abs(vertices[i] - middle[i % 3]));
  // Multiples of the golden ratio spread evenly however many solids there are.
  const spread = (((place + 1) * 0.6180339887498949) % 1) + 0.5;
  const factor = 1 + (0.001 * attempt * spread) / radius;
  return { ...solid, vertices: vertices.map((x, i) => middle[i % 3] + factor * (x - middle[i % 3])) };
}

function trianglesOfSolid(solid: Polyhedron, firstPlane: number): { corners: number[]; planes: number[] } {
  const corners: number[] = [];
  const planes: number[] = [];
  solid.facets.forEach(({ loop }, facet) => {
    for (let k = 1; k + 1 < loop.length; k++) {
      corners.push(loop[0], loop[k], loop[k + 1]);
      planes.push(firstPlane + facet);
    }
  });
  return { corners, planes };
}

function surfaceOfSolid(solid: Polyhedron, firstPlane: number, round: (coordinate: number) => number): Surface {
  const { corners, planes } = trianglesOfSolid(solid, firstPlane);
  return new Surface(solid.vertices.map(round), corners, planes);
}

/** The union's surface from its planes; `undefined` when the lattice is too coarse for it. */
function surfaceOfPlanes(
  solids: readonly Polyhedron[],
  planes: SolidPlanes,
  largestMm: number,
  round: (coordinate: number) => number,
): Surface | undefined {
  try {
    return surfaceOfEdges(
      unionEdges(solids, planes, largestMm),
      planes.equations,
      round,
      latticeStep(1.01 * largestMm),
    );
  } catch (error) {
    // Solids that touch in an edge alone leave a surface that is none; moved a little they do not.
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** The union's surface by manifold-3d, each triangle naming its plane; `undefined` when it gives none. */
function surfaceOfUnion(
  module: ManifoldToplevel,
  solids: readonly Polyhedron[],
  round: (coordinate: number) => number,
): Surface | undefined {
  const made: Manifold[] = [];
  try {
    let firstPlane = 0;
    for (const solid of solids) {
      const { corners, planes } = trianglesOfSolid(solid, firstPlane);
      firstPlane += solid.facets.length;
      const mesh = new module.Mesh({
        numProp: 3,
        vertProperties: Float32Array.from(solid.vertices, round),
        triVerts: Uint32Array.from(corners),
        faceID: Uint32Array.from(planes),
      });
      made.push(module.Manifold.ofMesh(mesh));
    }
    const union = module.Manifold.union(made);
    made.push(union);
    const { vertProperties, triVerts, faceID } = union.getMesh();
    if (union.status() !== "NoError" || triVerts.length === 0) return undefined;
    return new Surface(Float64Array.from(vertProperties, round), triVerts, faceID);
  } catch (error) {
    // Solids that coincide can leave a surface that is none; moved a little they do not.
    if (error instanceof RangeError) return undefined;
    throw error;
  } finally {
    for (const manifold of made) manifold.delete();
  }
}

/** The surface without the walls of voids and what they hold. */
function outerSurface(surface: Surface, keep: "all" | "largest"): Surface {
  const shells = shellsOf(surface);
  const outward = shells.filter((shell) => shell.volumeMm3 > 0);
  if (shells.length === 1 && outward.length === 1) return surface;
  const largest = outward.reduce((best, shell) => (shell.volumeMm3 > best.volumeMm3 ? shell : best), outward[0]);
  const { positions, corners: all } = surface;
  const isApart = (shell: Shell): boolean => {
    const vertex = 3 * all[3 * shell.triangles[0]];
    return shell !== largest && !encloses(positions, all, largest.triangles, positions.subarray(vertex, vertex + 3));
  };
  const apart = outward.filter(isApart);
  if (apart.length > 0 && keep === "all") {
    throw new UnionError(
      "apart",
      `${apart.length + 1} pieces that do not touch`,
      'solids that all touch, or keep: "largest"',
    );
  }
  const corners = largest.triangles.flatMap((t) => [...surface.corners.subarray(3 * t, 3 * t + 3)]);
  return new Surface(
    surface.positions,
    corners,
    largest.triangles.map((t) => surface.planes[t]),
  );
}
