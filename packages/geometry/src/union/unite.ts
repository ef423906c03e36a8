import type { Polyhedron } from "../half-spaces/polyhedron.js";
import type { Mesh } from "../mesh.js";
import { latticeRounding, latticeStep } from "./lattice.js";
import { loadManifold } from "./load-manifold.js";
import { meshOfSurface } from "./mesh-of-surface.js";
import { outerSurface } from "./outer-surface.js";
import { printableMesh } from "./printable-mesh.js";
import { type SolidPlanes, solidPlanes } from "./solid-planes.js";
import type { Surface } from "./surface.js";
import { surfaceOfBooleans, surfaceOfSolid } from "./surface-of-booleans.js";
import { surfaceOfEdges } from "./surface-of-edges.js";
import { unionEdges } from "./union-edges.js";
import { UnionError } from "./union-error.js";

/** Options of `unite`. */
export interface UniteOptions {
  /** The shortest edge between two facets, and the least diameter of a circle inscribed in a facet; mm, 0 to 1. Default 0.1. */
  readonly minimumEdgeMm?: number;
  /** What to do when the solids do not all touch: `"all"` (default) is an error, `"largest"` keeps the piece of the largest volume. */
  readonly keep?: "all" | "largest";
  /**
   * Told once of the union as soon as it is closed, before what is too small to print is taken from it and before anybody has looked whether it meets
   * itself: something to look at until the mesh is there, the same to the eye.
   */
  readonly onSurface?: (surface: Mesh) => void;
  /** Told of each way tried in vain before the next one is: 1 for the first. A stone that needs none is never repaired. */
  readonly onRetry?: (attempt: number) => void;
  /** Where `manifold.wasm` of manifold-3d is, for bundlers that do not find it by themselves. */
  readonly wasmUrl?: string;
}

/** What `unite` does when not told otherwise. */
export const UNITE_DEFAULTS = { minimumEdgeMm: 0.1, keep: "all" } as const;

/**
 * The union of convex solids as one printable mesh. Its edges are found from the solids' planes, by exact decisions about intervals on
 * lines. Where that gives no printable solid, as where solids meet in an edge alone, the union is made again by manifold-3d's booleans,
 * at last with the solids grown by thousandths of a millimetre. What is enclosed is filled. Edges and facets too small to print
 * are taken away: afterwards no edge between two facets is shorter than `minimumEdgeMm`, and in every facet lies a circle of that diameter
 * (`measureFacets`), but where no step leaves the surface sound: among 10,000 random stones two edges, of 0.071 and 0.078 mm. No corner of a facet
 * then lies farther than twice `minimumEdgeMm` from its plane, and no point of the surface was moved by more than four times that length,
 * but for needles narrower than it, which are cut off. Triangles of one plane are known as one facet, which keeps the names of its solids
 * and half-spaces.
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
  const limits = {
    minimumEdgeMm,
    minimumInradiusMm: minimumEdgeMm / 2,
    maximumOffMm: 2 * minimumEdgeMm,
    maximumShiftMm: 4 * minimumEdgeMm,
  };
  const planes = solidPlanes(solids);
  let { onSurface } = options;
  for (let attempt = 0; attempt < 7; attempt++) {
    const surface =
      solids.length === 1
        ? surfaceOfSolid(solids[0], round, attempt)
        : attempt === 0
          ? surfaceOfPlanes(solids, planes, largest, round)
          : surfaceOfBooleans(await loadManifold(options.wasmUrl), solids, round, attempt - 1);
    const outer = surface && outerSurface(surface, keep);
    if (outer !== undefined && onSurface !== undefined) {
      onSurface(meshOfSurface(outer, planes));
      onSurface = undefined;
    }
    const mesh = outer && printableMesh(outer, planes, limits, round);
    if (mesh !== undefined) return mesh;
    options.onRetry?.(attempt + 1);
  }
  throw new UnionError(
    "unprintable",
    `${solids.length} solids whose union intersects itself in float32 coordinates`,
    "solids that do not all but coincide; move or turn one of them a little, or raise minimumEdgeMm",
  );
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
