import type { Polyhedron } from "./polyhedron.js";

/** How exact a corner's coordinates are, as a part of the largest of them: a few bits more than the last one. */
const ROUNDING = 2e-15;

/**
 * The half-spaces of facets that are narrower than their corners are exact, or turned inwards: long facets without width, which come from
 * planes that all but share a line, or whose width went when near corners became one. They cut nothing off that numbers can tell.
 *
 * @internal
 */
export function findSlivers({ vertices, facets }: Polyhedron): Set<number> {
  let farthest = 0;
  for (let i = 0; i < vertices.length; i++) farthest = Math.max(farthest, Math.abs(vertices[i]));
  const slivers = new Set<number>();
  for (const { halfSpace, loop, normal } of facets) {
    const origin = 3 * loop[0];
    let doubledArea = 0;
    let squaredReach = 0;
    let ux = 0;
    let uy = 0;
    let uz = 0;
    for (let k = 1; k < loop.length; k++) {
      const corner = 3 * loop[k];
      const vx = vertices[corner] - vertices[origin];
      const vy = vertices[corner + 1] - vertices[origin + 1];
      const vz = vertices[corner + 2] - vertices[origin + 2];
      doubledArea +=
        normal[0] * (uy * vz - uz * vy) + normal[1] * (uz * vx - ux * vz) + normal[2] * (ux * vy - uy * vx);
      squaredReach = Math.max(squaredReach, vx * vx + vy * vy + vz * vz);
      ux = vx;
      uy = vy;
      uz = vz;
    }
    if (!(doubledArea > 2 * ROUNDING * farthest * Math.sqrt(squaredReach))) slivers.add(halfSpace);
  }
  return slivers;
}
