import { inscribedCircle } from "./inscribed-circle.js";
import { nextHalfEdge } from "./twin-half-edges.js";

/** The largest circle inside a facet in space. */
export interface OutlineCircle {
  /** 0 for a facet without area. */
  readonly radius: number;
  /** The largest circle is larger than `radius` by no more than this. */
  readonly error: number;
  /** x, y, z of its centre. */
  readonly centre: readonly [number, number, number];
  /** Length of the facet's shortest edge. */
  readonly shortestEdge: number;
}

/**
 * Lays a facet's outline into the plane of its vector area and finds the largest circle inside it.
 *
 * @param p x, y, z of each vertex.
 * @param corners three vertex numbers a triangle.
 * @param outline the facet's half-edges towards others, at least one.
 * @param vectorArea of the facet, of any length.
 * @param tolerance relative, for facets that are not convex.
 * @internal
 */
export function outlineCircle(
  p: Float32Array | Float64Array,
  corners: ArrayLike<number>,
  outline: Uint32Array,
  vectorArea: ArrayLike<number>,
  tolerance: number,
): OutlineCircle {
  const origin = 3 * corners[outline[0]];
  const [ox, oy, oz] = [p[origin], p[origin + 1], p[origin + 2]];
  const [sx, sy, sz] = [vectorArea[0], vectorArea[1], vectorArea[2]];
  const length = Math.sqrt(sx * sx + sy * sy + sz * sz);
  const [nx, ny, nz] = length > 0 ? [sx / length, sy / length, sz / length] : [0, 0, 1];
  // Two axes of the plane, along the longest edge: so that a turned solid is laid down the same way.
  let [ux, uy, uz, longest, shortestEdge] = [0, 0, 0, 0, Number.POSITIVE_INFINITY];
  for (const h of outline) {
    const [a, b] = [3 * corners[h], 3 * corners[nextHalfEdge(h)]];
    const [dx, dy, dz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
    const edge = Math.sqrt(dx * dx + dy * dy + dz * dz);
    shortestEdge = Math.min(shortestEdge, edge);
    if (edge > longest) [ux, uy, uz, longest] = [dx, dy, dz, edge];
  }
  const none: OutlineCircle = { radius: 0, error: 0, centre: [ox, oy, oz], shortestEdge };
  if (!(length > 0) || longest === 0) return none;
  const off = ux * nx + uy * ny + uz * nz;
  [ux, uy, uz] = [ux - off * nx, uy - off * ny, uz - off * nz];
  const flat = Math.sqrt(ux * ux + uy * uy + uz * uz);
  if (!(flat > 0)) return none;
  [ux, uy, uz] = [ux / flat, uy / flat, uz / flat];
  const [vx, vy, vz] = [ny * uz - nz * uy, nz * ux - nx * uz, nx * uy - ny * ux];
  const sides = new Float64Array(4 * outline.length);
  for (let i = 0; i < outline.length; i++) {
    for (const [place, h] of [
      [4 * i, outline[i]],
      [4 * i + 2, nextHalfEdge(outline[i])],
    ]) {
      const c = 3 * corners[h];
      const [x, y, z] = [p[c] - ox, p[c + 1] - oy, p[c + 2] - oz];
      sides[place] = x * ux + y * uy + z * uz;
      sides[place + 1] = x * vx + y * vy + z * vz;
    }
  }
  const { x, y, radius, error } = inscribedCircle(sides, tolerance);
  return { radius, error, centre: [ox + x * ux + y * vx, oy + x * uy + y * vy, oz + x * uz + y * vz], shortestEdge };
}
