import { FABRICATED, type Mesh, type Vector } from "@vocalith/geometry";
import type { MachinedText } from "./gem-machining.js";

/** How far above its facet the box reaches, in mm, so that no drain comes near from outside. */
const OVER_MM = 0.5;

/**
 * The half-spaces of the box about an engraved text, for a cavity and its drains to keep clear of: as wide and deep as the facets that the text
 * has added to a mesh.
 */
export function textBox(plain: Mesh, engraved: Mesh, { across, middle }: MachinedText): Float64Array {
  const first = plain.facets.reduce(
    (next, { solid, halfSpace }) => (solid === FABRICATED ? Math.max(next, halfSpace + 1) : next),
    0,
  );
  // Text is engraved from below.
  const axes: readonly Vector[] = [across, [-across[1], across[0], 0], [0, 0, 1]];
  const low = axes.map((axis) => along(axis, middle));
  const high = [...low];
  const { positions, triangles, facetOfTriangle, facets } = engraved;
  facetOfTriangle.forEach((facet, t) => {
    if (facets[facet].solid !== FABRICATED || facets[facet].halfSpace < first) return;
    for (const vertex of triangles.subarray(3 * t, 3 * t + 3)) {
      axes.forEach((axis, k) => {
        const at = along(axis, positions.subarray(3 * vertex, 3 * vertex + 3));
        low[k] = Math.min(low[k], at);
        high[k] = Math.max(high[k], at);
      });
    }
  });
  low[2] -= OVER_MM;
  return Float64Array.from(
    axes.flatMap((axis, k) => [...axis, high[k], ...axis.map((component) => -component), -low[k]]),
  );
}

function along(axis: Vector, point: ArrayLike<number>): number {
  return axis[0] * point[0] + axis[1] * point[1] + axis[2] * point[2];
}
