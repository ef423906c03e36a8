import { facetLoops, type PlaneView } from "./facet-loops.js";
import { Surface } from "./surface.js";
import { triangulateFacet } from "./triangulate-facet.js";
import type { UnionEdges } from "./union-edges.js";

/**
 * The surface whose facets have the given edges, its corners put onto the lattice of the result. Corners that the lattice cannot
 * tell apart become one. Where the lattice cannot tell a corner of a facet from an edge of it, so that its outline crosses itself, the edge
 * is led through the corner: a spike narrower than the lattice vanishes.
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
  let edgesOfPlane: number[][] = Array.from({ length: equations.length / 4 }, () => []);
  for (let e = 0; e < edges.plane.length; e++) {
    const from = cornerOf[edges.from[e]];
    const to = cornerOf[edges.to[e]];
    if (from !== to) edgesOfPlane[edges.plane[e]].push(from, to);
  }
  for (let attempt = 0; attempt < 8; attempt++) {
    const { triangles, planes, unfilled } = fillFacets(edgesOfPlane, positions, equations);
    if (unfilled === undefined) return triangles.length === 0 ? undefined : new Surface(positions, triangles, planes);
    const between = cornersOnEdges(edgesOfPlane[unfilled], positions, 4 * stepMm);
    if (between.size === 0) return undefined;
    edgesOfPlane = edgesOfPlane.map((own) => ledThrough(own, between));
  }
  return undefined;
}

/** The triangles of all facets and the plane of each, or a plane whose edges cannot be filled. */
function fillFacets(
  edgesOfPlane: readonly (readonly number[])[],
  positions: Float64Array,
  equations: Float64Array,
): { triangles: number[]; planes: number[]; unfilled?: number } {
  const triangles: number[] = [];
  const planes: number[] = [];
  for (let plane = 0; plane < edgesOfPlane.length; plane++) {
    const own = withoutOpposites(edgesOfPlane[plane]);
    if (own.length === 0) continue;
    const view = viewOn(positions, equations, plane);
    const loops = facetLoops(own, view);
    const filled = loops && triangulateFacet(loops, view);
    if (filled === undefined) return { triangles, planes, unfilled: plane };
    for (const corner of filled) triangles.push(corner);
    for (let t = 0; t < filled.length; t += 3) planes.push(plane);
  }
  return { triangles, planes };
}

/** For each of a facet's edges that passes by other corners of it nearer than a reach, these corners in order. */
function cornersOnEdges(edges: readonly number[], positions: Float64Array, reach: number): Map<number, number[]> {
  const between = new Map<number, number[]>();
  const corners = [...new Set(edges)];
  for (let e = 0; e < edges.length; e += 2) {
    const a = 3 * edges[e];
    const b = 3 * edges[e + 1];
    const along = [0, 1, 2].map((k) => positions[b + k] - positions[a + k]);
    const square = along[0] * along[0] + along[1] * along[1] + along[2] * along[2];
    const passed: { readonly corner: number; readonly share: number }[] = [];
    for (const corner of corners) {
      const from = [0, 1, 2].map((k) => positions[3 * corner + k] - positions[a + k]);
      const share = (from[0] * along[0] + from[1] * along[1] + from[2] * along[2]) / square;
      if (!(share > 0 && share < 1)) continue;
      const [x, y, z] = from.map((part, k) => part - share * along[k]);
      if (x * x + y * y + z * z <= reach * reach) passed.push({ corner, share });
    }
    passed.sort((p, q) => p.share - q.share || p.corner - q.corner);
    if (passed.length > 0)
      between.set(
        edgeName(edges[e], edges[e + 1]),
        passed.map(({ corner }) => corner),
      );
  }
  return between;
}

/** The edges of a facet, those that pass by corners led through these, whichever way they run. */
function ledThrough(edges: readonly number[], between: ReadonlyMap<number, readonly number[]>): number[] {
  const led: number[] = [];
  for (let e = 0; e < edges.length; e += 2) {
    const from = edges[e];
    const to = edges[e + 1];
    const passed = between.get(edgeName(from, to)) ?? between.get(edgeName(to, from))?.toReversed() ?? [];
    let last = from;
    for (const corner of [...passed, to]) {
      led.push(last, corner);
      last = corner;
    }
  }
  return led;
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
    const a = 3 * from[e];
    const b = 3 * to[e];
    const x = corners[a] - corners[b];
    const y = corners[a + 1] - corners[b + 1];
    const z = corners[a + 2] - corners[b + 2];
    if (x * x + y * y + z * z > shortest * shortest) continue;
    const p = root(from[e]);
    const q = root(to[e]);
    joined[Math.max(p, q)] = Math.min(p, q);
  }
  return joined.map((_, corner) => root(corner));
}

/** Edges without those that are run along both ways. */
function withoutOpposites(edges: readonly number[]): readonly number[] {
  if (!hasOpposites(edges)) return edges;
  const surplus = new Map<number, number>();
  const count = (name: number, change: number): void => {
    surplus.set(name, (surplus.get(name) ?? 0) + change);
  };
  for (let e = 0; e < edges.length; e += 2) {
    count(edgeName(edges[e], edges[e + 1]), 1);
    count(edgeName(edges[e + 1], edges[e]), -1);
  }
  const kept: number[] = [];
  for (let e = 0; e < edges.length; e += 2) {
    const name = edgeName(edges[e], edges[e + 1]);
    if ((surplus.get(name) ?? 0) <= 0) continue;
    kept.push(edges[e], edges[e + 1]);
    count(name, -1);
  }
  return kept;
}

/** Whether two edges run along each other: most facets have few, so all are compared with all. */
function hasOpposites(edges: readonly number[]): boolean {
  if (edges.length > 64) {
    const names = new Set<number>();
    for (let e = 0; e < edges.length; e += 2) names.add(edgeName(edges[e], edges[e + 1]));
    for (let e = 0; e < edges.length; e += 2) if (names.has(edgeName(edges[e + 1], edges[e]))) return true;
    return false;
  }
  for (let e = 0; e < edges.length; e += 2) {
    for (let other = 0; other < e; other += 2) {
      if (edges[e] === edges[other + 1] && edges[e + 1] === edges[other]) return true;
    }
  }
  return false;
}

function edgeName(from: number, to: number): number {
  return from * 67108864 + to;
}

/** The plane's corners without the coordinate that the normal is longest along. */
function viewOn(positions: Float64Array, equations: Float64Array, plane: number): PlaneView {
  const normal = equations.subarray(4 * plane, 4 * plane + 3);
  const ax = Math.abs(normal[0]);
  const ay = Math.abs(normal[1]);
  const az = Math.abs(normal[2]);
  const axis = ax >= ay && ax >= az ? 0 : ay >= az ? 1 : 2;
  const [u, v] = normal[axis] < 0 ? [(axis + 2) % 3, (axis + 1) % 3] : [(axis + 1) % 3, (axis + 2) % 3];
  return { x: (corner) => positions[3 * corner + u], y: (corner) => positions[3 * corner + v] };
}
