import { mat3, vec3 } from "gl-matrix";
import { type Rotation, rotationMatrix, type Vector } from "../rotation.js";

/**
 * Half-spaces turned about the origin and then moved: n' = R n, d' = d + n'.t. Normals are kept at unit length.
 *
 * @param halfSpaces four numbers each: unit outward normal, distance from the origin.
 * @param rotation unit quaternion x, y, z, w or matrix, nine numbers row by row.
 * @param translation x, y, z, in the unit of the distances.
 * @returns new half-spaces in the same order; the ones given are not changed.
 * @throws RangeError when the rotation is none.
 *
 * @example
 * ```ts
 * import { rotationBetween, transformHalfSpaces } from "@vocalith/geometry";
 *
 * const slab = Float64Array.of(0, 0, 1, 2, 0, 0, -1, 2);
 * const leaning = transformHalfSpaces(slab, rotationBetween([0, 0, 1], [0.3, 0, 1]), [0, 0, 5]);
 * ```
 */
export function transformHalfSpaces(
  halfSpaces: Float64Array,
  rotation: Rotation,
  translation: Vector = [0, 0, 0],
): Float64Array {
  const columns = mat3.transpose(new Float64Array(9), rotationMatrix(rotation));
  const moved = new Float64Array(halfSpaces.length);
  const normal = new Float64Array(3);
  for (let h = 0; h < halfSpaces.length; h += 4) {
    vec3.set(normal, halfSpaces[h], halfSpaces[h + 1], halfSpaces[h + 2]);
    vec3.transformMat3(normal, normal, columns);
    vec3.normalize(normal, normal);
    for (let k = 0; k < 3; k++) moved[h + k] = normal[k];
    moved[h + 3] = halfSpaces[h + 3] + vec3.dot(normal, translation);
  }
  return moved;
}
