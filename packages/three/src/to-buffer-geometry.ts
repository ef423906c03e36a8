import { BufferAttribute, BufferGeometry } from "three";
import type { GemBody } from "./gem-body.js";

/**
 * The surface of a gem for three.js: non-indexed triangles with one flat normal a facet, so that facets stay crisp under any
 * material. Coordinates are the gem's own, millimetres with z upwards; in a y-up scene turn the object, not the data:
 * `mesh.rotation.x = -Math.PI / 2`.
 *
 * Attributes: `position` and `normal` (three floats a vertex) and `crystal` (one float: the place in `gem.crystals` of the
 * crystal whose surface this is, for stains and highlights of one's own; -1 where machining made the surface, as on a bail or in a hole).
 *
 * @returns A geometry that the caller owns: call its `dispose()`.
 *
 * @example
 * ```ts
 * import { Mesh, MeshStandardMaterial } from "three";
 * import type { Gem } from "vocalith";
 * import { toBufferGeometry } from "@vocalith/three";
 *
 * export function plasterCast(gem: Gem): Mesh {
 *   const object = new Mesh(toBufferGeometry(gem), new MeshStandardMaterial());
 *   object.rotation.x = -Math.PI / 2;
 *   return object;
 * }
 * ```
 */
export function toBufferGeometry(gem: Pick<GemBody, "mesh">): BufferGeometry {
  const { positions, triangles, facetOfTriangle, facets } = gem.mesh;
  const corners = triangles.length;
  const position = new Float32Array(corners * 3);
  const normal = new Float32Array(corners * 3);
  const crystal = new Float32Array(corners);
  for (let corner = 0; corner < corners; corner++) {
    const facet = facets[facetOfTriangle[Math.floor(corner / 3)] as number];
    if (facet === undefined) throw new RangeError(`triangle ${Math.floor(corner / 3)} names a facet that is not there`);
    const vertex = triangles[corner] as number;
    position.set(positions.subarray(vertex * 3, vertex * 3 + 3), corner * 3);
    normal.set(facet.normal, corner * 3);
    crystal[corner] = facet.solid;
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(position, 3));
  geometry.setAttribute("normal", new BufferAttribute(normal, 3));
  geometry.setAttribute("crystal", new BufferAttribute(crystal, 1));
  geometry.computeBoundingSphere();
  return geometry;
}
