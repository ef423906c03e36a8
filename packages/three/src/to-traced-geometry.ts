import { FABRICATED, intersectHalfSpaces, supportDistance } from "@vocalith/geometry";
import { BufferAttribute, BufferGeometry } from "three";
import type { GemBody } from "./gem-body.js";
import { toBufferGeometry } from "./to-buffer-geometry.js";

/** The hull lies so much outside the stone, in its distances from the middle: rays that graze the stone must meet the hull. */
const SLACK = 1e-3;

/** Towards the faces, edges and corners of a cube. */
const DIRECTIONS = [-1, 0, 1].flatMap((x) =>
  [-1, 0, 1].flatMap((y) =>
    [-1, 0, 1].flatMap((z) => {
      const length = Math.hypot(x, y, z);
      return length === 0 ? [] : [[x / length, y / length, z / length] as const];
    }),
  ),
);

/**
 * The surface to draw `gemMaterial` on where its frames shall be quick: a convex hull of at most 26 faces around the stone, whose every pixel is traced once. On the
 * mesh of `toBufferGeometry` the picture is the same, but hidden facets are traced for nothing, and facets as small as a few pixels several times, for graphics
 * cards shade in squares of two by two: a spray of 31 crystals 200 pixels wide takes twice as long.
 *
 * In depth the hull stands for the stone: what reaches between its points is hidden by them. Where machining has been at work (`fabricateGem`) it is the
 * mesh, which alone knows bails and holes.
 *
 * @returns A geometry with the attributes of `toBufferGeometry`, `crystal` being 0, that the caller owns: call its `dispose()`.
 *
 * @example
 * ```ts
 * import { Mesh } from "three";
 * import type { Gem } from "vocalith";
 * import { gemMaterial, toTracedGeometry } from "@vocalith/three";
 *
 * export function quickStone(gem: Gem): Mesh {
 *   const object = new Mesh(toTracedGeometry(gem), gemMaterial(gem));
 *   object.rotation.x = -Math.PI / 2;
 *   return object;
 * }
 * ```
 */
export function toTracedGeometry(gem: Pick<GemBody, "mesh">): BufferGeometry {
  const { facets, positions } = gem.mesh;
  if (facets.some(({ solid }) => solid === FABRICATED)) return toBufferGeometry(gem);
  const planes = DIRECTIONS.flatMap((direction) => [...direction, supportDistance(positions, direction)]);
  const hull = intersectHalfSpaces(Float64Array.from(planes));
  const middle = [0, 1, 2].map((axis) => mean(hull.vertices, axis));
  const corners: number[] = [];
  const normals: number[] = [];
  for (const { loop, normal } of hull.facets) {
    for (let at = 2; at < loop.length; at++) {
      for (const vertex of [loop[0], loop[at - 1], loop[at]] as [number, number, number]) {
        for (let axis = 0; axis < 3; axis++) {
          const center = middle[axis] as number;
          corners.push(center + (1 + SLACK) * ((hull.vertices[3 * vertex + axis] as number) - center));
        }
        normals.push(...normal);
      }
    }
  }
  const geometry = new BufferGeometry();
  geometry.setAttribute("position", new BufferAttribute(Float32Array.from(corners), 3));
  geometry.setAttribute("normal", new BufferAttribute(Float32Array.from(normals), 3));
  geometry.setAttribute("crystal", new BufferAttribute(new Float32Array(corners.length / 3), 1));
  geometry.computeBoundingSphere();
  return geometry;
}

function mean(vertices: Float64Array, axis: number): number {
  let sum = 0;
  for (let at = axis; at < vertices.length; at += 3) sum += vertices[at] as number;
  return (3 * sum) / vertices.length;
}
