import { facetLoops, type PlaneView } from "./facet-loops.js";
import { Surface } from "./surface.js";
import { triangulateFacet } from "./triangulate-facet.js";
import type { UnionEdges } from "./union-edges.js";

/**
 * The surface whose facets have the given edges, its corners put onto the lattice of the result. Corners that the lattice cannot
 * tell apart become one.
 *
 * @param equations four numbers a plane: unit outward normal, distance.
 * @param round puts a coordinate onto the lattice.
 * @param stepMm the lattice's step.
 * @returns `undefined` when the lattice is too coarse for some facet.
 * @internal
 */
export function surfaceOfEdges(
  edges: UnionEdges,
  equations: Float64Array,
  round: (coordinate: number) => number,
  stepMm: number,
): Surface | undefined {
  const cornerOf = joinNearCorners(edges, 4 * stepMm);
  const positions = edges.corners.map(round);
  const edgesOfPlane: number[][] = Array.from({ length: equations.length / 4 }, () => []);
  for (let e = 0; e < edges.plane.length; e++) {
    const [from, to] = [cornerOf[edges.from[e]], cornerOf[edges.to[e]]];
    if (from !== to) edgesOfPlane[edges.plane[e]].push(from, to);
  }
  const triangles: number[] = [];
  const planes: number[] = [];
  for (let plane = 0; plane < edgesOfPlane.length; plane++) {
    const own = withoutOpposites(edgesOfPlane[plane]);
    if (own.length === 0) continue;
    const view = viewOn(positions, equations, plane);
    const loops = facetLoops(own, view);
    const filled = loops && triangulateFacet(loops, view);
    if (filled === undefined) return undefined;
    for (const corner of filled) triangles.push(corner);
    for (let t = 0; t < filled.length; t += 3) planes.push(plane);
  }
  return triangles.length === 0 ? undefined : new Surface(positions, triangles, planes);
}

/** For each corner the first of those that edges too short for the lattice join it to. */
function joinNearCorners({ corners, from, to }: UnionEdges, shortest: number): Int32Array {
  const joined = Int32Array.from({ length: corners.length / 3 }, (_, corner) => corner);
  const root = (corner: number): number => {
    let at = corner;
    while (joined[at] !== at) {
      joined[at] = joined[joined[at]];
      at = joined[at];
    }
    return at;
  };
  for (let e = 0; e < from.length; e++) {
    const [a, b] = [3 * from[e], 3 * to[e]];
    const [x, y, z] = [corners[a] - corners[b], corners[a + 1] - corners[b + 1], corners[a + 2] - corners[b + 2]];
    if (x * x + y * y + z * z > shortest * shortest) continue;
    const [p, q] = [root(from[e]), root(to[e])];
    joined[Math.max(p, q)] = Math.min(p, q);
  }
  return joined.map((_, corner) => root(corner));
}

/** Edges without those that are run along both ways. */
function withoutOpposites(edges: readonly number[]): readonly number[] {
  const ends = new Map<number, number>();
  const name = (from: number, to: number): number => from * 67108864 + to;
  let opposites = false;
  for (let e = 0; e < edges.length; e += 2) {
    const key = name(edges[e], edges[e + 1]);
    ends.set(key, (ends.get(key) ?? 0) + 1);
    if (ends.has(name(edges[e + 1], edges[e]))) opposites = true;
  }
  if (!opposites) return edges;
  const kept: number[] = [];
  for (let e = 0; e < edges.length; e += 2) {
    const [there, back] = [name(edges[e], edges[e + 1]), name(edges[e + 1], edges[e])];
    const surplus = (ends.get(there) ?? 0) - (ends.get(back) ?? 0);
    if (surplus <= 0) continue;
    kept.push(edges[e], edges[e + 1]);
    ends.set(there, (ends.get(there) ?? 0) - 1);
  }
  return kept;
}

/** The plane's corners without the coordinate that the normal is longest along. */
function viewOn(positions: Float64Array, equations: Float64Array, plane: number): PlaneView {
  const normal = equations.subarray(4 * plane, 4 * plane + 3);
  const [ax, ay, az] = [Math.abs(normal[0]), Math.abs(normal[1]), Math.abs(normal[2])];
  const axis = ax >= ay && ax >= az ? 0 : ay >= az ? 1 : 2;
  const [u, v] = normal[axis] < 0 ? [(axis + 2) % 3, (axis + 1) % 3] : [(axis + 1) % 3, (axis + 2) % 3];
  return { x: (corner) => positions[3 * corner + u], y: (corner) => positions[3 * corner + v] };
}
