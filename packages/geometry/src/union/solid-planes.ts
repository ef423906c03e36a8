import type { Polyhedron } from "../half-spaces/polyhedron.js";

/** The planes of all facets of several solids, numbered through. */
export interface SolidPlanes {
  /** Four numbers a plane: unit outward normal, distance. */
  readonly equations: Float64Array;
  /** The solid of each plane. */
  readonly solid: Int32Array;
  /** The half-space of its solid that each plane is. */
  readonly halfSpace: Int32Array;
  /** Planes that are one plane have the same number here: that of the first of them. */
  readonly same: Int32Array;
}

/** Normals closer than this and distances closer than that, in mm, are one plane: far below what a printer resolves. */
const SAME_NORMAL = 1e-6;
const SAME_DISTANCE_MM = 2e-5;

/**
 * Numbers the planes of solids and finds those that several solids share, such as a common base.
 *
 * @internal
 */
export function solidPlanes(solids: readonly Polyhedron[]): SolidPlanes {
  const facets = solids.flatMap((polyhedron, solid) => polyhedron.facets.map((facet) => ({ facet, solid })));
  const equations = new Float64Array(4 * facets.length);
  facets.forEach(({ facet }, plane) => {
    equations.set(facet.normal, 4 * plane);
    equations[4 * plane + 3] = facet.distance;
  });
  // Planes in the order of their normals along a direction that no crystal has: equal ones are neighbours.
  const key = Float64Array.from(
    facets,
    (_, p) => 0.48 * equations[4 * p] + 0.6 * equations[4 * p + 1] + 0.64 * equations[4 * p + 2],
  );
  const order = Array.from(facets.keys()).sort((p, q) => key[p] - key[q] || p - q);
  const same = Int32Array.from(facets.keys());
  for (let i = 0; i < order.length; i++) {
    const p = order[i];
    for (let j = i + 1; j < order.length && key[order[j]] - key[p] <= 2 * SAME_NORMAL; j++) {
      const q = order[j];
      const far = [0, 1, 2].some((k) => Math.abs(equations[4 * p + k] - equations[4 * q + k]) > SAME_NORMAL);
      if (far || Math.abs(equations[4 * p + 3] - equations[4 * q + 3]) > SAME_DISTANCE_MM) continue;
      const first = Math.min(same[p], same[q]);
      const other = Math.max(same[p], same[q]);
      for (let k = 0; k < same.length; k++) if (same[k] === other) same[k] = first;
    }
  }
  return {
    equations,
    solid: Int32Array.from(facets, ({ solid }) => solid),
    halfSpace: Int32Array.from(facets, ({ facet }) => facet.halfSpace),
    same,
  };
}
