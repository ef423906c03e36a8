import type { Mesh, MeshFacet } from "../mesh.js";
import type { SolidPlanes } from "./solid-planes.js";
import type { Surface } from "./surface.js";
import { surfaceFacets } from "./surface-facets.js";

/** Numbers what is left of a surface and gathers its triangles to facets. @internal */
export function meshOfSurface(surface: Surface, planes: SolidPlanes): Mesh {
  const { corners, positions } = surface;
  const numberOf = new Int32Array(surface.outgoing.length).fill(-1);
  const { triangles: ordered, start } = surfaceFacets(surface, planes.same);
  const coordinates = new Float32Array(positions.length);
  const alive = start[start.length - 1];
  const triangles = new Uint32Array(3 * alive);
  const facetOfTriangle = new Uint32Array(alive);
  const facets: MeshFacet[] = [];
  let written = 0;
  let count = 0;
  const named = (p: number) => ({ solid: planes.solid[p], halfSpace: planes.halfSpace[p] });
  for (let piece = 0; piece + 1 < start.length; piece++) {
    const members = ordered.subarray(start[piece], start[piece + 1]);
    const [plane, ...others] = planesByArea(surface, members);
    for (let m = 0; m < members.length; m++) {
      const t = members[m];
      for (let h = 3 * t; h < 3 * t + 3; h++) {
        const vertex = corners[h];
        if (numberOf[vertex] < 0) {
          numberOf[vertex] = count++;
          for (let k = 0; k < 3; k++) coordinates[3 * numberOf[vertex] + k] = positions[3 * vertex + k];
        }
        triangles[3 * written + h - 3 * t] = numberOf[vertex];
      }
      facetOfTriangle[written++] = facets.length;
    }
    const at = 4 * plane;
    const facet: MeshFacet = {
      ...named(plane),
      normal: [planes.equations[at], planes.equations[at + 1], planes.equations[at + 2]],
    };
    facets.push(others.length === 0 ? facet : { ...facet, sharedWith: others.map(named) });
  }
  return { positions: coordinates.slice(0, 3 * count), triangles, facetOfTriangle, facets };
}

/** The planes that the triangles of a facet name, more than one where solids share a plane: the one with most of its area first. */
function planesByArea(surface: Surface, triangles: Int32Array): number[] {
  const areas = new Map<number, number>();
  for (const t of triangles) areas.set(surface.planes[t], (areas.get(surface.planes[t]) ?? 0) + surface.area(t));
  return [...areas].sort(([, a], [, b]) => b - a).map(([plane]) => plane);
}
