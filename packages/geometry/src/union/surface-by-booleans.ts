import type { Manifold, ManifoldToplevel } from "manifold-3d";
import { Surface } from "./surface.js";

/** A closed surface whose triangles name planes, as booleans take it. */
export interface BooleanSolid {
  /** x, y, z of each corner in mm. */
  readonly positions: ArrayLike<number>;
  /** Three corners a triangle. */
  readonly corners: ArrayLike<number>;
  /** The plane of each triangle, numbered through all solids. */
  readonly planes: ArrayLike<number>;
}

/**
 * What booleans of solids leave, each triangle naming its plane.
 *
 * @param round puts a coordinate onto the lattice of the result.
 * @param combine the booleans; whatever they make on the way is handed to `keep`, which answers it and frees it in the end.
 * @returns `undefined` when no closed surface comes out.
 * @internal
 */
export function surfaceByBooleans(
  module: ManifoldToplevel,
  solids: readonly BooleanSolid[],
  round: (coordinate: number) => number,
  combine: (manifolds: readonly Manifold[], keep: (made: Manifold) => Manifold) => Manifold,
): Surface | undefined {
  const made: Manifold[] = [];
  const keep = (manifold: Manifold): Manifold => {
    made.push(manifold);
    return manifold;
  };
  try {
    const manifolds = solids.map(({ positions, corners, planes }) => {
      const mesh = new module.Mesh({
        numProp: 3,
        vertProperties: Float32Array.from(positions, round),
        triVerts: Uint32Array.from(corners),
        faceID: Uint32Array.from(planes),
      });
      return keep(module.Manifold.ofMesh(mesh));
    });
    const left = combine(manifolds, keep);
    const { vertProperties, triVerts, faceID } = left.getMesh();
    if (left.status() !== "NoError" || triVerts.length === 0) return undefined;
    return new Surface(Float64Array.from(vertProperties, round), triVerts, faceID);
  } catch (error) {
    // Solids that coincide can leave a surface that is none; moved a little they do not.
    if (error instanceof RangeError) return undefined;
    throw error;
  } finally {
    for (const manifold of made) manifold.delete();
  }
}
