import type { Mesh } from "../mesh.js";
import { FABRICATED, nextFabricated } from "./machine-mesh.js";

/** The parts of a hollowed mesh's surface. */
export interface HollowSurface {
  /** Three vertex numbers a triangle of what can be seen, drains left out. */
  readonly outer: Uint32Array;
  /** The same of the walls of cavities. */
  readonly inner: Uint32Array;
  /** How many drains open into each cavity. */
  readonly drainsOfCavity: readonly number[];
}

/**
 * Parts the surface of a hollowed mesh by the planes that its triangles lie on: those from before, then those of cavities, then those of each
 * drain. The walls of one cavity are connected, because nothing stands loose in it.
 *
 * @param mesh before it was hollowed.
 * @param cavityPlanes how many planes the cavities brought.
 * @param drainPlanes how many planes each drain brought.
 * @internal
 */
export function hollowSurface(
  mesh: Mesh,
  hollowed: Mesh,
  cavityPlanes: number,
  drainPlanes: readonly number[],
): HollowSurface {
  const first = nextFabricated(mesh);
  const ends: number[] = [];
  drainPlanes.forEach((count, drain) => {
    ends.push(count + (ends[drain - 1] ?? first + cavityPlanes));
  });
  // -2 before, -1 cavity, else the drain.
  const partOfFacet = hollowed.facets.map(({ solid, halfSpace }) => {
    if (solid !== FABRICATED || halfSpace < first) return -2;
    return halfSpace < first + cavityPlanes ? -1 : ends.findIndex((end) => halfSpace < end);
  });
  const { triangles, facetOfTriangle } = hollowed;
  const partOf = (t: number): number => partOfFacet[facetOfTriangle[t]];
  const cornersOf = (part: number): Uint32Array => triangles.filter((_, h) => partOf(Math.trunc(h / 3)) === part);
  return {
    outer: cornersOf(-2),
    inner: cornersOf(-1),
    drainsOfCavity: pieces(triangles, partOf).map((drains) => drains.size),
  };
}

/** For each connected piece of triangles of part -1 the other drains that it borders on. */
function pieces(triangles: Uint32Array, partOf: (t: number) => number): Set<number>[] {
  const vertices = triangles.reduce((most, v) => Math.max(most, v + 1), 0);
  const halfEdges = new Map<number, number>();
  const next = (h: number): number => (h % 3 === 2 ? h - 2 : h + 1);
  triangles.forEach((from, h) => {
    halfEdges.set(from * vertices + triangles[next(h)], h);
  });
  const seen = new Uint8Array(triangles.length / 3);
  const found: Set<number>[] = [];
  for (let start = 0; start < seen.length; start++) {
    if (seen[start] === 1 || partOf(start) !== -1) continue;
    seen[start] = 1;
    const drains = new Set<number>();
    const piece = [start];
    for (const t of piece) {
      for (let h = 3 * t; h < 3 * t + 3; h++) {
        const twin = halfEdges.get(triangles[next(h)] * vertices + triangles[h]);
        if (twin === undefined) continue;
        const other = Math.trunc(twin / 3);
        const part = partOf(other);
        if (part >= 0) drains.add(part);
        if (part !== -1 || seen[other] === 1) continue;
        seen[other] = 1;
        piece.push(other);
      }
    }
    found.push(drains);
  }
  return found;
}
