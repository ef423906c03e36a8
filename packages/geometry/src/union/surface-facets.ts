import type { Surface } from "./surface.js";

/**
 * The triangles of each flat, connected piece of a surface, in the order of their first triangles.
 *
 * @param same planes with the same number here are one plane.
 * @internal
 */
export function surfaceFacets(surface: Surface, same: Int32Array): number[][] {
  const { corners, twins, planes } = surface;
  const seen = new Uint8Array(corners.length / 3);
  const facets: number[][] = [];
  for (let first = 0; first < seen.length; first++) {
    if (seen[first] === 1 || corners[3 * first] < 0) continue;
    seen[first] = 1;
    const plane = same[planes[first]];
    const members = [first];
    for (let i = 0; i < members.length; i++) {
      for (let h = 3 * members[i]; h < 3 * members[i] + 3; h++) {
        const other = Math.trunc(twins[h] / 3);
        if (seen[other] === 1 || same[planes[other]] !== plane) continue;
        seen[other] = 1;
        members.push(other);
      }
    }
    facets.push(members);
  }
  return facets;
}
