import { type Surface, triangleOf } from "./surface.js";

/** The triangles of each flat, connected piece of a surface, one piece after another. */
export interface SurfaceFacets {
  readonly triangles: Int32Array;
  /** Where each piece begins in `triangles`, and at last where all end. */
  readonly start: readonly number[];
}

/**
 * The flat, connected pieces of a surface, in the order of their first triangles.
 *
 * @param same planes with the same number here are one plane.
 * @internal
 */
export function surfaceFacets(surface: Surface, same: Int32Array): SurfaceFacets {
  const { corners, twins, planes } = surface;
  const seen = new Uint8Array(planes.length);
  const triangles = new Int32Array(planes.length);
  const start = [0];
  let end = 0;
  for (let first = 0; first < seen.length; first++) {
    if (seen[first] === 1 || corners[3 * first] < 0) continue;
    seen[first] = 1;
    const plane = same[planes[first]];
    let i = end;
    triangles[end++] = first;
    for (; i < end; i++) {
      const t = triangles[i];
      for (let h = 3 * t; h < 3 * t + 3; h++) {
        const other = triangleOf(twins[h]);
        if (seen[other] === 1 || same[planes[other]] !== plane) continue;
        seen[other] = 1;
        triangles[end++] = other;
      }
    }
    start.push(end);
  }
  return { triangles, start };
}
