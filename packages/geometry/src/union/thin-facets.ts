import { outlineCircle } from "../measure/outline-circle.js";
import { next, type Surface } from "./surface.js";
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
  return surfaceFacets(surface, same).filter((members) => least > 0 && isThin(surface, same, members, least));
}

function isThin(surface: Surface, same: Int32Array, members: readonly number[], least: number): boolean {
  const { positions: p, corners, twins, planes } = surface;
  const plane = same[planes[members[0]]];
  const outline: number[] = [];
  const vectorArea = [0, 0, 0];
  let perimeter = 0;
  for (const t of members) {
    const [a, b, c] = [3 * corners[3 * t], 3 * corners[3 * t + 1], 3 * corners[3 * t + 2]];
    const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
    const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
    vectorArea[0] += uy * vz - uz * vy;
    vectorArea[1] += uz * vx - ux * vz;
    vectorArea[2] += ux * vy - uy * vx;
    for (let h = 3 * t; h < 3 * t + 3; h++) {
      if (same[planes[Math.trunc(twins[h] / 3)]] === plane) continue;
      outline.push(h);
      const [from, to] = [3 * corners[h], 3 * corners[next(h)]];
      const [x, y, z] = [p[to] - p[from], p[to + 1] - p[from + 1], p[to + 2] - p[from + 2]];
      perimeter += Math.sqrt(x * x + y * y + z * z);
    }
  }
  // What lies within a distance of a polygon's sides fills a strip along each side and a sector about each corner at most.
  const [x, y, z] = vectorArea;
  const area = Math.sqrt(x * x + y * y + z * z) / 2;
  if (area > least * perimeter + 2 * outline.length * least * least) return false;
  return outlineCircle(p, corners, Uint32Array.from(outline), vectorArea, TOLERANCE).radius < least;
}
