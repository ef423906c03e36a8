import { orient2d } from "robust-predicates";
import { bounds } from "./bounds.js";
import { encloses } from "./encloses.js";
import { type JoinedEdges, joinEdges } from "./join-edges.js";
import { mergeEqualVertices } from "./merge-equal-vertices.js";
import { selfIntersections } from "./self-intersections.js";

/** What a mesh measures. */
export interface MeshMeasure {
  /** Length of the box along x, y, z in mm. */
  readonly sizeMm: readonly [number, number, number];
  /** Volume in cubic mm; negative for a mesh turned inside out, meaningless for an open one. */
  readonly volumeMm3: number;
  /** Area of the surface in square mm. */
  readonly areaMm2: number;
  /** Centre of mass of a solid of one density, in mm; the middle of the box when there is no volume. */
  readonly centreOfMassMm: readonly [number, number, number];
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
  /** Handles of the surface, from Euler's characteristic; `undefined` unless it is watertight and manifold. */
  readonly genus: number | undefined;
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

/** The parts of a mesh that can be measured, from `unite` or read from a file; vertices need not be shared. */
export interface MeasurableMesh {
  /** x, y, z of each vertex in mm. */
  readonly positions: Float32Array | Float64Array;
  /** Three vertex numbers a triangle, counter-clockwise from outside. */
  readonly triangles: Uint32Array;
  /** The flat faces, where known. */
  readonly facets?: { readonly length: number };
}

/**
 * Measures a mesh: how large it is and whether it is a solid that can be printed. Vertices with equal coordinates count as one, as in a
 * file that shares none. Volume and centre of mass are the sums of signed tetrahedra (Zhang and Chen 2001); the test for
 * self-intersections is exact and takes about n log n.
 *
 * @param mesh finite coordinates in mm.
 * @throws RangeError when a triangle names a vertex that is not there.
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
  const { positions } = mesh;
  const count = Math.floor(mesh.triangles.length / 3);
  const corners = mergedCorners(mesh);
  const box = bounds(positions);
  const sizeMm = [0, 1, 2].map((k) => Math.max(0, box.maximum[k] - box.minimum[k])) as [number, number, number];
  const middle = [0, 1, 2].map((k) => (box.minimum[k] + box.maximum[k]) / 2);

  const edges = joinEdges(corners, positions.length / 3);
  const volumes = new Float64Array(edges.components);
  const moments = [0, 0, 0];
  let areaMm2 = 0;
  let degenerateTriangles = 0;
  const sound: number[] = [];
  for (let t = 0; t < count; t++) {
    const piece = tetrahedron(positions, corners, t, middle);
    areaMm2 += piece.area;
    volumes[edges.componentOf[t]] += piece.volume;
    for (let k = 0; k < 3; k++) moments[k] += piece.volume * piece.centre[k];
    if (piece.degenerate) degenerateTriangles++;
    else sound.push(corners[3 * t], corners[3 * t + 1], corners[3 * t + 2]);
  }
  const volumeMm3 = volumes.reduce((sum, volume) => sum + volume, 0);
  const inward = Array.from(volumes.keys()).filter((component) => volumes[component] < 0);
  const voids = inward.filter((component) => isVoid(positions, corners, edges, volumes, component));
  const closed = count > 0 && edges.watertight && edges.manifold;
  const limit = options.selfIntersectionLimit ?? MEASURE_MESH_DEFAULTS.selfIntersectionLimit;
  return {
    sizeMm,
    volumeMm3,
    areaMm2,
    centreOfMassMm: [0, 1, 2].map((k) => middle[k] + (volumeMm3 === 0 ? 0 : moments[k] / volumeMm3)) as [
      number,
      number,
      number,
    ],
    facets: mesh.facets?.length ?? count,
    triangles: count,
    vertices: edges.vertices,
    components: edges.components,
    watertight: count > 0 && edges.watertight,
    manifold: edges.manifold,
    oriented: edges.oriented && inward.length === voids.length,
    genus: closed ? edges.components - (edges.vertices - edges.edges + count) / 2 : undefined,
    enclosedVoids: voids.length,
    degenerateTriangles,
    selfIntersections: selfIntersections(positions, Uint32Array.from(sound), limit).length / 2,
  };
}

function mergedCorners({ positions, triangles }: MeasurableMesh): Uint32Array {
  const first = mergeEqualVertices(positions);
  return Uint32Array.from(triangles.subarray(0, triangles.length - (triangles.length % 3)), (vertex) => {
    if (vertex >= first.length) {
      throw new RangeError(`mesh: found vertex ${vertex} in a triangle; accepted: 0 to ${first.length - 1}`);
    }
    return first[vertex];
  });
}

/** A triangle and the tetrahedron that it spans with a point; its volume is signed, its centre relative to the point. */
function tetrahedron(
  p: Float32Array | Float64Array,
  corners: Uint32Array,
  t: number,
  from: readonly number[],
): { area: number; volume: number; centre: [number, number, number]; degenerate: boolean } {
  const [a, b, c] = [0, 1, 2].map((i) => [0, 1, 2].map((k) => p[3 * corners[3 * t + i] + k] - from[k]));
  const [u, v] = [b, c].map((corner) => corner.map((x, k) => x - a[k]));
  const normal = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
  return {
    area: Math.sqrt(normal[0] * normal[0] + normal[1] * normal[1] + normal[2] * normal[2]) / 2,
    volume: (a[0] * normal[0] + a[1] * normal[1] + a[2] * normal[2]) / 6,
    centre: [0, 1, 2].map((k) => (a[k] + b[k] + c[k]) / 4) as [number, number, number],
    degenerate: isDegenerate(p, corners, t),
  };
}

/** Whether a triangle's corners are on one line. Exact: it has no area from any of three sides. */
function isDegenerate(p: Float32Array | Float64Array, corners: Uint32Array, t: number): boolean {
  const [a, b, c] = [3 * corners[3 * t], 3 * corners[3 * t + 1], 3 * corners[3 * t + 2]];
  return [0, 1, 2].every((x) => {
    const y = (x + 1) % 3;
    return orient2d(p[a + x], p[a + y], p[b + x], p[b + y], p[c + x], p[c + y]) === 0;
  });
}

/** Whether a shell that is turned inwards lies inside one that is turned outwards. */
function isVoid(
  positions: Float32Array | Float64Array,
  corners: Uint32Array,
  edges: JoinedEdges,
  volumes: Float64Array,
  component: number,
): boolean {
  const vertex = 3 * corners[3 * edges.componentOf.indexOf(component)];
  const point = positions.subarray(vertex, vertex + 3);
  return Array.from(volumes.keys()).some((other) => {
    if (!(volumes[other] > -volumes[component])) return false;
    const triangles = Array.from(edges.componentOf.keys()).filter((t) => edges.componentOf[t] === other);
    return encloses(positions, corners, triangles, point);
  });
}
