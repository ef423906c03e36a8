import cos from "@stdlib/math-base-special-cos";
import { CrystalError } from "./crystal-error.js";
import { onHexagonalAxes, type PointGroup, symmetryOperations } from "./point-group.js";

/** The axes of a crystal's lattice. Only the ratios of the lengths matter to its shape. */
export interface CrystalAxes {
  /** Length of the first axis, any unit, above 0. */
  readonly a: number;
  /** Length of the second axis, same unit. */
  readonly b: number;
  /** Length of the third axis, same unit. */
  readonly c: number;
  /** Angle between b and c in degrees, above 0 and below 180. */
  readonly alphaDegrees: number;
  /** Angle between c and a in degrees. */
  readonly betaDegrees: number;
  /** Angle between a and b in degrees. */
  readonly gammaDegrees: number;
}

/** Miller indices h, k, l of a face: integers, not all zero, at most 1000 in size. */
export type MillerIndices = readonly [h: number, k: number, l: number];

/** Bravais-Miller indices h, k, i, l of a face on hexagonal axes: as Miller's, with i = -(h + k) for the third axis square to c. */
export type BravaisMillerIndices = readonly [h: number, k: number, i: number, l: number];

/**
 * The directions of a form {hkl}: the unit outward normals of all faces that the point group makes of the face (hkl). A normal is
 * h a* + k b* + l c* with the reciprocal axes a* = b x c / V and so on. The crystal stands with c along z and b in the plane of y
 * and z, so that a* is along x and, where the angles are right, b along y. Three numbers a direction, the face (hkl) itself first,
 * then in the order of `symmetryOperations`, each direction once.
 *
 * @param pointGroup one of the 32, by its Hermann-Mauguin symbol.
 * @param indices h, k, l. Trigonal and hexagonal groups stand on hexagonal axes and take h, k, i, l as well; i says nothing new.
 * @param axes the lattice; it must have the symmetry of the group, for instance a = b and gamma = 120 for the hexagonal ones.
 * @throws CrystalError when the axes do not span space or lack the group's symmetry, or the indices are no face.
 *
 * @example
 * ```ts
 * import { expandForm } from "@vocalith/geometry";
 *
 * const quartz = { a: 4.913, b: 4.913, c: 5.405, alphaDegrees: 90, betaDegrees: 90, gammaDegrees: 120 };
 * const prism = expandForm("32", [1, 0, 0], quartz);
 * console.log(prism.length / 3); // 6
 * ```
 */
export function expandForm(
  pointGroup: PointGroup,
  indices: MillerIndices | BravaisMillerIndices,
  axes: CrystalAxes,
): Float64Array {
  const [h, k, l] = millerIndices(pointGroup, indices);
  const direct = latticeVectors(axes);
  const operations = symmetryOperations(pointGroup);
  checkSymmetry(pointGroup, operations, direct, axes);
  const reciprocal = reciprocalVectors(direct);
  const seen = new Set<string>();
  const directions: number[] = [];
  for (const w of operations) {
    // Indices are a row vector: over the whole group it does not matter that this is the inverse operation.
    const face = [h * w[0] + k * w[3] + l * w[6], h * w[1] + k * w[4] + l * w[7], h * w[2] + k * w[5] + l * w[8]];
    const name = face.map((index) => index + 0).join();
    if (seen.has(name)) continue;
    seen.add(name);
    const [x, y, z] = [0, 1, 2].map(
      (r) => face[0] * reciprocal[r] + face[1] * reciprocal[3 + r] + face[2] * reciprocal[6 + r],
    );
    const length = Math.sqrt(x * x + y * y + z * z);
    directions.push(x / length, y / length, z / length);
  }
  return Float64Array.from(directions);
}

function millerIndices(pointGroup: PointGroup, indices: MillerIndices | BravaisMillerIndices): MillerIndices {
  const found = `the indices (${indices.join(" ")})`;
  if (!indices.every((index) => Number.isInteger(index) && Math.abs(index) <= 1000) || indices.every((i) => i === 0)) {
    throw new CrystalError(found, "three integers from -1000 to 1000, not all zero");
  }
  if (indices.length === 3) return indices;
  const [h, k, i, l] = indices;
  if (!onHexagonalAxes(pointGroup)) {
    throw new CrystalError(`${found} for point group ${pointGroup}`, "h, k, l; four indices are for hexagonal axes");
  }
  if (h + k + i !== 0) throw new CrystalError(found, "h, k, i, l with h + k + i = 0");
  return [h, k, l];
}

/** a, b, c as nine numbers: c along z, b in the plane of y and z. */
function latticeVectors(axes: CrystalAxes): number[] {
  const { a, b, c } = axes;
  const angles = [axes.alphaDegrees, axes.betaDegrees, axes.gammaDegrees];
  const [cosAlpha, cosBeta, cosGamma] = angles.map(cosineOfDegrees);
  const sinAlpha = Math.sqrt(1 - cosAlpha * cosAlpha);
  const y = (cosGamma - cosAlpha * cosBeta) / sinAlpha;
  const squaredX = 1 - cosBeta * cosBeta - y * y;
  const right =
    angles.every((degrees) => degrees > 0 && degrees < 180) &&
    [a, b, c].every((length) => length > 0 && Number.isFinite(length)) &&
    sinAlpha > 0 &&
    squaredX > 1e-9;
  if (!right) {
    throw new CrystalError(
      `axes ${a}, ${b}, ${c} at ${axes.alphaDegrees}, ${axes.betaDegrees}, ${axes.gammaDegrees} degrees`,
      "lengths above 0 and three angles that fit together in space",
    );
  }
  return [a * Math.sqrt(squaredX), a * y, a * cosBeta, 0, b * sinAlpha, b * cosAlpha, 0, 0, c];
}

/** Exact where crystals need it, so that symmetric ones are symmetric to the last bit. */
function cosineOfDegrees(degrees: number): number {
  if (degrees === 90) return 0;
  if (degrees === 60) return 0.5;
  if (degrees === 120) return -0.5;
  return cos((degrees * Math.PI) / 180);
}

function reciprocalVectors(v: readonly number[]): number[] {
  const cross = (p: number, q: number): number[] => [
    v[p + 1] * v[q + 2] - v[p + 2] * v[q + 1],
    v[p + 2] * v[q] - v[p] * v[q + 2],
    v[p] * v[q + 1] - v[p + 1] * v[q],
  ];
  const [bc, ca, ab] = [cross(3, 6), cross(6, 0), cross(0, 3)];
  const volume = v[0] * bc[0] + v[1] * bc[1] + v[2] * bc[2];
  return [...bc, ...ca, ...ab].map((entry) => entry / volume);
}

/** The lattice has a symmetry when the operation keeps all lengths and angles: its metric tensor stays the same. */
function checkSymmetry(
  pointGroup: PointGroup,
  operations: readonly (readonly number[])[],
  v: readonly number[],
  axes: CrystalAxes,
): void {
  const metric = [0, 3, 6].flatMap((p) =>
    [0, 3, 6].map((q) => v[p] * v[q] + v[p + 1] * v[q + 1] + v[p + 2] * v[q + 2]),
  );
  const tolerance = 1e-6 * Math.max(metric[0], metric[4], metric[8]);
  for (const w of operations) {
    for (let i = 0; i < 3; i++) {
      for (let j = 0; j < 3; j++) {
        let moved = 0;
        for (let k = 0; k < 3; k++)
          for (let l = 0; l < 3; l++) moved += w[3 * k + i] * metric[3 * k + l] * w[3 * l + j];
        if (Math.abs(moved - metric[3 * i + j]) > tolerance) {
          throw new CrystalError(
            `axes ${axes.a}, ${axes.b}, ${axes.c} at ${axes.alphaDegrees}, ${axes.betaDegrees}, ${axes.gammaDegrees} degrees`,
            `axes with the symmetry of point group ${pointGroup}`,
          );
        }
      }
    }
  }
}
