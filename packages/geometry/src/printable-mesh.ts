import type { Mesh, MeshFacet } from "./mesh.js";
import { selfIntersections } from "./self-intersections.js";
import { SurfaceSimplifier } from "./simplify-surface.js";
import type { SolidPlanes } from "./solid-planes.js";
import type { Surface } from "./surface.js";

/**
 * The mesh of a surface after what is too small to print has been taken from it: first quickly and tested at the end; where that
 * fails and the surface was sound to begin with, slowly with a test at every step.
 *
 * @param surface its triangles name planes; it is not changed.
 * @param planes the planes.
 * @param minimumEdgeMm the shortest edge to keep.
 * @param round puts a coordinate on the lattice of the result.
 * @returns `undefined` when no mesh without self-intersections was found.
 * @internal
 */
export function printableMesh(
  surface: Surface,
  planes: SolidPlanes,
  minimumEdgeMm: number,
  round: (coordinate: number) => number,
): Mesh | undefined {
  for (const [edge, guarded] of [
    [minimumEdgeMm, false],
    [minimumEdgeMm, true],
  ] as const) {
    if (guarded && !isSound(surface)) continue;
    const copy = surface.clone();
    const options = { minimumEdgeMm: edge, maximumShiftMm: 2 * edge, guarded, round };
    new SurfaceSimplifier(copy, planes.equations, planes.same, options).run();
    if (isSound(copy)) return meshOfSurface(copy, planes);
  }
  return undefined;
}

function isSound(surface: Surface): boolean {
  const corners = surface.corners.filter((corner) => corner >= 0);
  return corners.length > 0 && selfIntersections(surface.positions, corners, 1).length === 0;
}

/** Numbers what is left of the surface and gathers its triangles to facets. */
function meshOfSurface(surface: Surface, planes: SolidPlanes): Mesh {
  const { corners, positions } = surface;
  const numberOf = new Int32Array(surface.outgoing.length).fill(-1);
  const coordinates: number[] = [];
  const triangles: number[] = [];
  const facetOfTriangle: number[] = [];
  const facets: MeshFacet[] = [];
  for (const members of facetsOf(surface, planes)) {
    const plane = largestPlane(surface, members);
    const [x, y, z] = planes.equations.subarray(4 * plane, 4 * plane + 3);
    for (const t of members) {
      for (let h = 3 * t; h < 3 * t + 3; h++) {
        const vertex = corners[h];
        if (numberOf[vertex] < 0) {
          numberOf[vertex] = coordinates.length / 3;
          coordinates.push(positions[3 * vertex], positions[3 * vertex + 1], positions[3 * vertex + 2]);
        }
        triangles.push(numberOf[vertex]);
      }
      facetOfTriangle.push(facets.length);
    }
    facets.push({ solid: planes.solid[plane], halfSpace: planes.halfSpace[plane], normal: [x, y, z] });
  }
  return {
    positions: Float32Array.from(coordinates),
    triangles: Uint32Array.from(triangles),
    facetOfTriangle: Uint32Array.from(facetOfTriangle),
    facets,
  };
}

/** The triangles of each flat, connected piece. */
function facetsOf(surface: Surface, planes: SolidPlanes): number[][] {
  const { corners, twins } = surface;
  const planeOf = (t: number): number => planes.same[surface.planes[t]];
  const seen = new Uint8Array(corners.length / 3);
  const facets: number[][] = [];
  for (let first = 0; first < seen.length; first++) {
    if (seen[first] === 1 || corners[3 * first] < 0) continue;
    seen[first] = 1;
    const members = [first];
    for (let i = 0; i < members.length; i++) {
      for (let h = 3 * members[i]; h < 3 * members[i] + 3; h++) {
        const other = Math.trunc(twins[h] / 3);
        if (seen[other] === 1 || planeOf(other) !== planeOf(first)) continue;
        seen[other] = 1;
        members.push(other);
      }
    }
    facets.push(members);
  }
  return facets;
}

/** Where solids share a plane, the one that has most of the facet names it. */
function largestPlane(surface: Surface, triangles: readonly number[]): number {
  const areas = new Map<number, number>();
  for (const t of triangles) areas.set(surface.planes[t], (areas.get(surface.planes[t]) ?? 0) + surface.area(t));
  let best = surface.planes[triangles[0]];
  for (const [plane, area] of areas) if (area > (areas.get(best) ?? 0)) best = plane;
  return best;
}
