import { orient2d } from "robust-predicates";
import { selfIntersections } from "./self-intersections.js";
import { type TriangleSoup, triangleSoup } from "./triangle-soup.js";

/** What `checkSolid` found in an STL file. */
export interface SolidVerdict {
  readonly triangles: number;
  readonly vertices: number;
  /** Triangles that repeat a vertex or whose corners lie on a line. */
  readonly degenerateTriangles: number;
  /** Edges with a triangle on one side only. */
  readonly openEdges: number;
  /** Edges of more than two triangles, or of two that run along it the same way. */
  readonly nonManifoldEdges: number;
  /** Vertices where the surface touches itself: more than one fan of triangles. */
  readonly pinchedVertices: number;
  /** Pairs of triangles that meet where they should not; not looked for where the surface is not closed. */
  readonly selfIntersections: number;
  /** Enclosed volume of each connected surface in mm3, by the divergence theorem; negative for an inward-facing one. */
  readonly shellVolumesMm3: readonly number[];
  /** What is wrong, in words; empty for one sound solid. */
  readonly problems: readonly string[];
}

/**
 * Holds binary STL bytes to what a printable solid must be, by code that shares nothing with the packages under test: closed,
 * 2-manifold at edges and vertices, consistently oriented, facing outward with volume above 0, one component, no enclosed void, no
 * degenerate triangle, no self-intersection.
 *
 * @throws RangeError when the bytes are no binary STL
 * @example
 * ```ts
 * import { checkSolid } from "@vocalith/testkit";
 * checkSolid(new Uint8Array(84)).problems; // ["it has no triangles"]
 * ```
 */
export function checkSolid(stl: Uint8Array): SolidVerdict {
  const soup = triangleSoup(stl);
  const triangles = soup.triangles.length / 3;
  const degenerateTriangles = countDegenerate(soup);
  const { openEdges, nonManifoldEdges, triangleAtEdge } = checkEdges(soup);
  const isClosed = triangles > 0 && openEdges === 0 && nonManifoldEdges === 0;
  const pinchedVertices = isClosed ? countPinched(soup, triangleAtEdge) : 0;
  const crossings = isClosed && degenerateTriangles === 0 ? selfIntersections(soup).length : 0;
  const shellVolumesMm3 = measureShells(soup);
  const voids = shellVolumesMm3.filter((volume) => volume <= 0).length;
  const problems = [
    triangles === 0 && "it has no triangles",
    degenerateTriangles > 0 && `${degenerateTriangles} degenerate triangles`,
    openEdges > 0 && `${openEdges} open edges`,
    nonManifoldEdges > 0 && `${nonManifoldEdges} edges that are not between two triangles of one orientation`,
    pinchedVertices > 0 && `${pinchedVertices} pinched vertices`,
    crossings > 0 && `${crossings} self-intersections`,
    shellVolumesMm3.length > 1 && `${shellVolumesMm3.length} components`,
    voids > 0 && (shellVolumesMm3.length > 1 ? `${voids} enclosed voids or inside-out components` : "it is inside out"),
  ].filter((problem) => problem !== false);
  return {
    triangles,
    vertices: soup.positions.length / 3,
    degenerateTriangles,
    openEdges,
    nonManifoldEdges,
    pinchedVertices,
    selfIntersections: crossings,
    shellVolumesMm3,
    problems,
  };
}

/** By exact predicates: a triangle without area has none along any axis. */
function countDegenerate({ positions, triangles }: TriangleSoup): number {
  let count = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const along = (i: number, axis: number): number => positions[3 * (triangles[t + i] ?? 0) + (axis % 3)] ?? 0;
    const hasArea = [0, 1, 2].some(
      (axis) =>
        orient2d(
          along(0, axis),
          along(0, axis + 1),
          along(1, axis),
          along(1, axis + 1),
          along(2, axis),
          along(2, axis + 1),
        ) !== 0,
    );
    if (!hasArea) count++;
  }
  return count;
}

interface EdgeCheck {
  readonly openEdges: number;
  readonly nonManifoldEdges: number;
  /** The triangle on the left of each directed edge `from * vertices + to`. */
  readonly triangleAtEdge: ReadonlyMap<number, number>;
}

function checkEdges({ positions, triangles }: TriangleSoup): EdgeCheck {
  const vertices = positions.length / 3;
  const triangleAtEdge = new Map<number, number>();
  const overused = new Set<number>();
  for (let corner = 0; corner < triangles.length; corner++) {
    const from = triangles[corner] ?? 0;
    const to = triangles[corner % 3 === 2 ? corner - 2 : corner + 1] ?? 0;
    const key = from * vertices + to;
    if (triangleAtEdge.has(key)) overused.add(Math.min(key, to * vertices + from));
    else triangleAtEdge.set(key, Math.floor(corner / 3));
  }
  let openEdges = 0;
  for (const key of triangleAtEdge.keys()) {
    const from = Math.floor(key / vertices);
    const back = (key % vertices) * vertices + from;
    if (!triangleAtEdge.has(back) && !overused.has(Math.min(key, back))) openEdges++;
  }
  return { openEdges, nonManifoldEdges: overused.size, triangleAtEdge };
}

/** On a closed surface, walks round each vertex from triangle to triangle and sees whether it met all of them. */
function countPinched({ positions, triangles }: TriangleSoup, triangleAtEdge: ReadonlyMap<number, number>): number {
  const vertices = positions.length / 3;
  const incident = new Uint32Array(vertices);
  const start = new Uint32Array(vertices);
  triangles.forEach((vertex, corner) => {
    incident[vertex] = (incident[vertex] ?? 0) + 1;
    start[vertex] = Math.floor(corner / 3);
  });
  let pinched = 0;
  for (let vertex = 0; vertex < vertices; vertex++) {
    const first = start[vertex] ?? 0;
    let triangle = first;
    let met = 0;
    do {
      const corners = [0, 1, 2].map((i) => triangles[3 * triangle + i] ?? 0);
      const next = corners[(corners.indexOf(vertex) + 1) % 3] ?? 0;
      triangle = triangleAtEdge.get(next * vertices + vertex) ?? first;
      met++;
    } while (triangle !== first && met <= (incident[vertex] ?? 0));
    if (met !== incident[vertex]) pinched++;
  }
  return pinched;
}

function measureShells({ positions, triangles }: TriangleSoup): number[] {
  const parent = Uint32Array.from({ length: positions.length / 3 }, (_, vertex) => vertex);
  const rootOf = (vertex: number): number => {
    let root = vertex;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root] ?? 0] ?? 0;
      root = parent[root] ?? 0;
    }
    return root;
  };
  for (let t = 0; t < triangles.length; t += 3) {
    for (const i of [1, 2]) parent[rootOf(triangles[t + i] ?? 0)] = rootOf(triangles[t] ?? 0);
  }
  const sixfold = new Map<number, number>();
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((i) => 3 * (triangles[t + i] ?? 0)) as [number, number, number];
    const at = (corner: number, axis: number): number => positions[corner + axis] ?? 0;
    const six =
      at(a, 0) * (at(b, 1) * at(c, 2) - at(b, 2) * at(c, 1)) +
      at(a, 1) * (at(b, 2) * at(c, 0) - at(b, 0) * at(c, 2)) +
      at(a, 2) * (at(b, 0) * at(c, 1) - at(b, 1) * at(c, 0));
    const root = rootOf(a / 3);
    sixfold.set(root, (sixfold.get(root) ?? 0) + six);
  }
  return [...sixfold.values()].map((six) => six / 6);
}
