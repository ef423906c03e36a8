import { mat3, vec3 } from "gl-matrix";

/** A rotation: a unit quaternion x, y, z, w, or a matrix of nine numbers row by row. */
export type Rotation = readonly number[] | Float64Array;

/** A point or direction: x, y, z. */
export type Vector = readonly [x: number, y: number, z: number];

/**
 * The matrix of a rotation, nine numbers row by row.
 *
 * @throws RangeError when it is neither a unit quaternion nor an orthonormal right-handed matrix, within 1e-6.
 *
 * @example
 * ```ts
 * import { rotationMatrix } from "@vocalith/geometry";
 *
 * const quarterTurnAboutZ = rotationMatrix([0, 0, Math.SQRT1_2, Math.SQRT1_2]);
 * ```
 */
export function rotationMatrix(rotation: Rotation): Float64Array {
  const matrix = new Float64Array(9);
  if (rotation.length === 4) {
    // gl-matrix keeps columns together, we keep rows together.
    mat3.transpose(matrix, mat3.fromQuat(matrix, rotation));
  } else {
    matrix.set(Array.from(rotation).slice(0, 9));
  }
  const gram = mat3.multiply(new Float64Array(9), matrix, mat3.transpose(new Float64Array(9), matrix));
  const orthonormal = mat3.equals(gram, mat3.create()) && Math.abs(mat3.determinant(matrix) - 1) < 3e-6;
  if ((rotation.length !== 4 && rotation.length !== 9) || !orthonormal) {
    throw new RangeError(
      `rotation: found ${rotation.length} numbers [${Array.from(rotation).slice(0, 9).join(", ")}]; ` +
        "accepted: a unit quaternion x, y, z, w, or a right-handed orthonormal matrix, nine numbers row by row",
    );
  }
  return matrix;
}

/**
 * The shortest rotation that takes one direction to another, without any angle: Rodrigues' formula with the cosine and the
 * cross product of the two. Opposite directions turn about an axis square to both.
 *
 * @param from a direction of any length above 0.
 * @param to a direction of any length above 0.
 * @returns nine numbers row by row.
 *
 * @example
 * ```ts
 * import { rotationBetween } from "@vocalith/geometry";
 *
 * const tilt = rotationBetween([0, 0, 1], [0.3, 0, 1]);
 * ```
 */
export function rotationBetween(from: Vector, to: Vector): Float64Array {
  const u = vec3.normalize(new Float64Array(3), from);
  const v = vec3.normalize(new Float64Array(3), to);
  const cosine = vec3.dot(u, v);
  if (cosine < -1 + 1e-12) {
    const least = Math.min(Math.abs(u[0]), Math.abs(u[1]), Math.abs(u[2]));
    const helper = [0, 1, 2].map((k) => (Math.abs(u[k]) === least ? 1 : 0));
    return rotationAbout(vec3.cross(new Float64Array(3), u, helper) as Float64Array, -1, 0);
  }
  const [x, y, z] = vec3.cross(new Float64Array(3), u, v);
  const k = 1 / (1 + cosine);
  return Float64Array.of(
    cosine + k * x * x, k * x * y - z, k * x * z + y,
    k * x * y + z, cosine + k * y * y, k * y * z - x,
    k * x * z - y, k * y * z + x, cosine + k * z * z,
  ); // biome-ignore format: a matrix
}

/**
 * The rotation about an axis by an angle given as its cosine and sine (or any pair in their ratio), counter-clockwise seen from the axis'
 * tip. Angles themselves are not taken, because `Math.sin` differs between engines.
 *
 * @param axis a direction of any length above 0.
 * @returns nine numbers row by row.
 *
 * @example
 * ```ts
 * import { rotationAbout } from "@vocalith/geometry";
 *
 * const sixthTurn = rotationAbout([0, 0, 1], 0.5, Math.sqrt(3) / 2);
 * ```
 */
export function rotationAbout(axis: Vector | Float64Array, cosine: number, sine: number): Float64Array {
  const [x, y, z] = vec3.normalize(new Float64Array(3), axis);
  const length = Math.sqrt(cosine * cosine + sine * sine);
  const [c, s] = [cosine / length, sine / length];
  const k = 1 - c;
  return Float64Array.of(
    c + k * x * x, k * x * y - s * z, k * x * z + s * y,
    k * x * y + s * z, c + k * y * y, k * y * z - s * x,
    k * x * z - s * y, k * y * z + s * x, c + k * z * z,
  ); // biome-ignore format: a matrix
}
