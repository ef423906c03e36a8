import { outlineCircle } from "../measure/outline-circle.js";
import { next, type Surface, triangleOf } from "./surface.js";
import { surfaceFacets } from "./surface-facets.js";

/** A circle's radius is sought to this share, as `measureFacets` does, and must exceed the least one by twice that. */
const TOLERANCE = 0.001;

/**
 * The triangles of each facet whose largest inscribed circle is smaller than a radius.
 *
 * @param same planes with the same number here are one plane.
 * @internal
 */
export function thinFacets(surface: Surface, same: Int32Array, minimumInradiusMm: number): number[][] {
  const least = (1 + 2 * TOLERANCE) * minimumInradiusMm;
  if (!(least > 0)) return [];
  const { triangles, start } = surfaceFacets(surface, same);
  const thin: number[][] = [];
  for (let facet = 0; facet + 1 < start.length; facet++) {
    const members = triangles.subarray(start[facet], start[facet + 1]);
    if (isThin(surface, same, members, least)) thin.push(Array.from(members));
  }
  return thin;
}

function isThin(surface: Surface, same: Int32Array, members: Int32Array, least: number): boolean {
  const { positions: p, corners, twins, planes } = surface;
  const plane = same[planes[members[0]]];
  const outline: number[] = [];
  let doubledX = 0;
  let doubledY = 0;
  let doubledZ = 0;
  let perimeter = 0;
  for (let i = 0; i < members.length; i++) {
    const t = members[i];
    const a = 3 * corners[3 * t];
    const b = 3 * corners[3 * t + 1];
    const c = 3 * corners[3 * t + 2];
    const ux = p[b] - p[a];
    const uy = p[b + 1] - p[a + 1];
    const uz = p[b + 2] - p[a + 2];
    const vx = p[c] - p[a];
    const vy = p[c + 1] - p[a + 1];
    const vz = p[c + 2] - p[a + 2];
    doubledX += uy * vz - uz * vy;
    doubledY += uz * vx - ux * vz;
    doubledZ += ux * vy - uy * vx;
    for (let h = 3 * t; h < 3 * t + 3; h++) {
      if (same[planes[triangleOf(twins[h])]] === plane) continue;
      outline.push(h);
      perimeter += lengthOf(surface, h);
    }
  }
  // What lies within a distance of a polygon's sides fills a strip along each side and a sector about each corner at most.
  const doubled = Math.sqrt(doubledX * doubledX + doubledY * doubledY + doubledZ * doubledZ);
  if (doubled / 2 > least * perimeter + 2 * outline.length * least * least) return false;
  // Nearly every facet left by now has a triangle that such a circle fits into.
  for (let i = 0; i < members.length; i++) {
    if (holdsCircle(surface, members[i], doubledX / doubled, doubledY / doubled, doubledZ / doubled, 1.01 * least))
      return false;
  }
  const vectorArea = [doubledX, doubledY, doubledZ];
  return outlineCircle(p, corners, Uint32Array.from(outline), vectorArea, TOLERANCE).radius < least;
}

function lengthOf({ positions: p, corners }: Surface, h: number): number {
  const from = 3 * corners[h];
  const to = 3 * corners[next(h)];
  const x = p[to] - p[from];
  const y = p[to + 1] - p[from + 1];
  const z = p[to + 2] - p[from + 2];
  return Math.sqrt(x * x + y * y + z * z);
}

/** Whether a triangle laid down along a unit normal has an inscribed circle at least so large: its radius is doubled area by perimeter. */
function holdsCircle(surface: Surface, t: number, nx: number, ny: number, nz: number, radius: number): boolean {
  const { positions: p, corners } = surface;
  const a = 3 * corners[3 * t];
  const b = 3 * corners[3 * t + 1];
  const c = 3 * corners[3 * t + 2];
  const ux = p[b] - p[a];
  const uy = p[b + 1] - p[a + 1];
  const uz = p[b + 2] - p[a + 2];
  const vx = p[c] - p[a];
  const vy = p[c + 1] - p[a + 1];
  const vz = p[c + 2] - p[a + 2];
  const doubledArea = nx * (uy * vz - uz * vy) + ny * (uz * vx - ux * vz) + nz * (ux * vy - uy * vx);
  return (
    doubledArea >= radius * (lengthOf(surface, 3 * t) + lengthOf(surface, 3 * t + 1) + lengthOf(surface, 3 * t + 2))
  );
}
