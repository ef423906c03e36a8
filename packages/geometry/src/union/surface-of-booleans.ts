import type { ManifoldToplevel } from "manifold-3d";
import type { Polyhedron } from "../half-spaces/polyhedron.js";
import { Surface } from "./surface.js";
import { surfaceByBooleans } from "./surface-by-booleans.js";

/**
 * The surface of a union by manifold-3d's booleans of meshes, each triangle naming its plane: planes are numbered through all
 * facets of all solids.
 *
 * @param round puts a coordinate onto the lattice of the result.
 * @param swelling 0 takes the solids as they are; 1 and more grows each by some thousandths of a millimetre.
 * @returns `undefined` when manifold-3d gives no surface.
 * @internal
 */
export function surfaceOfBooleans(
  module: ManifoldToplevel,
  solids: readonly Polyhedron[],
  round: (coordinate: number) => number,
  swelling: number,
): Surface | undefined {
  let firstPlane = 0;
  const grown = solids.map((given, place) => {
    const solid = swelling === 0 ? given : swollen(given, place, swelling);
    const { corners, planes } = trianglesOfSolid(solid, firstPlane);
    firstPlane += solid.facets.length;
    return { positions: solid.vertices, corners, planes };
  });
  return surfaceByBooleans(module, grown, round, (manifolds, keep) => keep(module.Manifold.union([...manifolds])));
}

/**
 * The surface of one solid, each triangle naming its facet.
 *
 * @param swelling as for `surfaceOfBooleans`.
 * @internal
 */
export function surfaceOfSolid(solid: Polyhedron, round: (coordinate: number) => number, swelling: number): Surface {
  const { corners, planes } = trianglesOfSolid(solid, 0);
  const { vertices } = swelling === 0 ? solid : swollen(solid, 0, swelling);
  return new Surface(vertices.map(round), corners, planes);
}

function trianglesOfSolid(solid: Polyhedron, firstPlane: number): { corners: number[]; planes: number[] } {
  const corners: number[] = [];
  const planes: number[] = [];
  solid.facets.forEach(({ loop }, facet) => {
    for (let k = 1; k + 1 < loop.length; k++) {
      corners.push(loop[0], loop[k], loop[k + 1]);
      planes.push(firstPlane + facet);
    }
  });
  return { corners, planes };
}

/** A solid grown about its middle by some thousandths of a millimetre, each by another amount, so that nothing just touches. */
function swollen(solid: Polyhedron, place: number, swelling: number): Polyhedron {
  const { vertices } = solid;
  const count = vertices.length / 3;
  const middle = [0, 0, 0];
  for (let i = 0; i < vertices.length; i++) middle[i % 3] += vertices[i] / count;
  let radius = 0;
  for (let i = 0; i < vertices.length; i++) radius = Math.max(radius, Math.abs(vertices[i] - middle[i % 3]));
  // Multiples of the golden ratio spread evenly however many solids there are.
  const spread = (((place + 1) * 0.6180339887498949) % 1) + 0.5;
  const factor = 1 + (0.001 * swelling * spread) / radius;
  return { ...solid, vertices: vertices.map((x, i) => middle[i % 3] + factor * (x - middle[i % 3])) };
}
