import { countVoids } from "./count-voids.js";
import { type Inertia, inertiaOfMoments } from "./inertia.js";
import { joinEdges } from "./join-edges.js";
import { type MeasurableMesh, mergedCorners } from "./measurable-mesh.js";
import { MeasureError } from "./measure-error.js";
import { selfIntersections } from "./self-intersections.js";
import { type SurfaceMoments, surfaceMoments } from "./surface-moments.js";

/** What a mesh measures. What it has not, because it is open or empty, is `null`; no number is ever NaN. */
export interface MeshMeasure {
  /** Length of the box along x, y, z in mm, of the vertices that triangles use. */
  readonly sizeMm: readonly [number, number, number];
  /**
   * Volume in cubic mm; pieces turned inside out count negative, what overlaps counts twice. `null` unless the surface is closed and
   * neighbouring triangles run the same way.
   */
  readonly volumeMm3: number | null;
  /** Area of the surface in square mm. */
  readonly areaMm2: number;
  /** Centre of mass of a solid of one density, in mm; `null` where there is no volume. */
  readonly centreOfMassMm: readonly [number, number, number] | null;
  /** Inertia of a solid of unit density about its centre of mass; `null` where the volume is not positive. */
  readonly inertia: Inertia | null;
  /** How many facets the mesh names; its triangles where it names none. */
  readonly facets: number;
  /** How many triangles. */
  readonly triangles: number;
  /** How many corners there are after equal ones are merged. */
  readonly vertices: number;
  /** How many connected pieces the surface has, walls of voids included. */
  readonly components: number;
  /** Every edge has a triangle on each side: the surface has no hole. */
  readonly watertight: boolean;
  /** No edge has more than two triangles, and the triangles at each vertex form one fan. */
  readonly manifold: boolean;
  /** Neighbouring triangles run opposite ways along their common edge, and the outermost shells enclose positive volume. */
  readonly oriented: boolean;
  /** Euler's characteristic of the surface: vertices - edges + triangles; 2 for each piece without handles. */
  readonly eulerCharacteristic: number;
  /** Handles of the surface, from Euler's characteristic; `null` unless it is watertight and manifold. */
  readonly genus: number | null;
  /** Shells turned inwards: voids that nothing can flow out of. */
  readonly enclosedVoids: number;
  /** Triangles without area. */
  readonly degenerateTriangles: number;
  /** Pairs of triangles that meet where they should not; exact. */
  readonly selfIntersections: number;
}

/** Options of `measureMesh`. */
export interface MeasureMeshOptions {
  /** Stop counting self-intersections at this many; at least 1. Default 1000: a mesh that bad needs no better number. */
  readonly selfIntersectionLimit?: number;
}

/** What `measureMesh` does when not told otherwise. */
export const MEASURE_MESH_DEFAULTS = { selfIntersectionLimit: 1000 } as const;

/**
 * Measures a mesh: how large it is and whether it is a solid that can be printed. Vertices with equal coordinates count as one, as in a
 * file that shares none. Volume, centre of mass and inertia are sums over signed tetrahedra (Zhang and Chen 2001; Tonon 2004); the
 * test for self-intersections is exact. Time grows as n log n, memory as n.
 *
 * @param mesh finite coordinates in mm; the surface may be broken in any way.
 * @throws MeasureError `malformed` for a coordinate that is not finite or a triangle that names a vertex that is not there; `options`.
 *
 * @example
 * ```ts
 * import { measureMesh } from "@vocalith/geometry";
 *
 * const tetrahedron = {
 *   positions: Float32Array.of(0, 0, 0, 6, 0, 0, 0, 6, 0, 0, 0, 6),
 *   triangles: Uint32Array.of(0, 2, 1, 0, 1, 3, 0, 3, 2, 1, 2, 3),
 * };
 * console.log(measureMesh(tetrahedron).volumeMm3); // 36
 * ```
 */
export function measureMesh(mesh: MeasurableMesh, options: MeasureMeshOptions = {}): MeshMeasure {
  const limit = options.selfIntersectionLimit ?? MEASURE_MESH_DEFAULTS.selfIntersectionLimit;
  if (!(limit >= 1)) throw new MeasureError("options", `a limit of ${limit} self-intersections`, "at least 1");
  const corners = mergedCorners(mesh);
  const { positions } = mesh;
  const count = corners.length / 3;
  const { sizeMm, middle } = boxOf(positions, corners);

  const edges = joinEdges(corners, positions.length / 3);
  const moments = surfaceMoments(positions, corners, edges.componentOf, edges.components, middle);
  const voids = countVoids(positions, corners, edges.componentOf, moments.volumes);
  const inward = moments.volumes.reduce((sum, volume) => sum + (volume < 0 ? 1 : 0), 0);
  const eulerCharacteristic = edges.vertices - edges.edges + count;
  const sound = withoutDegenerate(corners, moments.degenerate);
  const isClosed = count > 0 && edges.watertight && edges.oriented;
  return {
    sizeMm,
    ...(isClosed ? massOf(moments, middle) : { volumeMm3: null, centreOfMassMm: null, inertia: null }),
    areaMm2: moments.areaMm2,
    facets: mesh.facets?.length ?? count,
    triangles: count,
    vertices: edges.vertices,
    components: edges.components,
    watertight: count > 0 && edges.watertight,
    manifold: edges.manifold,
    oriented: edges.oriented && inward === voids,
    eulerCharacteristic,
    genus: count > 0 && edges.watertight && edges.manifold ? edges.components - eulerCharacteristic / 2 : null,
    enclosedVoids: voids,
    degenerateTriangles: count - sound.length / 3,
    selfIntersections: selfIntersections(positions, sound, limit).length / 2,
  };
}

type Triple = readonly [number, number, number];

function boxOf(p: Float32Array | Float64Array, corners: Uint32Array): { sizeMm: Triple; middle: Triple } {
  if (corners.length === 0) return { sizeMm: [0, 0, 0], middle: [0, 0, 0] };
  const least = [p[3 * corners[0]], p[3 * corners[0] + 1], p[3 * corners[0] + 2]];
  const greatest = least.slice();
  for (const vertex of corners) {
    for (let k = 0; k < 3; k++) {
      const x = p[3 * vertex + k];
      if (x < least[k]) least[k] = x;
      if (x > greatest[k]) greatest[k] = x;
    }
  }
  return {
    sizeMm: [greatest[0] - least[0], greatest[1] - least[1], greatest[2] - least[2]],
    middle: [(greatest[0] + least[0]) / 2, (greatest[1] + least[1]) / 2, (greatest[2] + least[2]) / 2],
  };
}

/** Volume, centre and inertia of moments about `middle`; the moments of a solid turned inside out are all negative. */
function massOf(
  { volumes, first, second }: SurfaceMoments,
  middle: Triple,
): Pick<MeshMeasure, "volumeMm3" | "centreOfMassMm" | "inertia"> {
  const volumeMm3 = volumes.reduce((sum, volume) => sum + volume, 0);
  if (volumeMm3 === 0) return { volumeMm3, centreOfMassMm: null, inertia: null };
  const [x, y, z] = first.map((moment) => moment / volumeMm3);
  const central = [x * x, y * y, z * z, x * y, x * z, y * z].map((square, i) => second[i] - volumeMm3 * square);
  return {
    volumeMm3,
    centreOfMassMm: [middle[0] + x, middle[1] + y, middle[2] + z],
    inertia: volumeMm3 > 0 ? inertiaOfMoments(central) : null,
  };
}

function withoutDegenerate(corners: Uint32Array, degenerate: Uint8Array): Uint32Array {
  if (!degenerate.includes(1)) return corners;
  return corners.filter((_, h) => degenerate[Math.floor(h / 3)] === 0);
}
