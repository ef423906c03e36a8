import { CrystalError } from "./crystal-error.js";
import { type BravaisMillerIndices, type CrystalAxes, expandForm, type MillerIndices } from "./expand-form.js";
import type { PointGroup } from "./point-group.js";

/** One form of a crystal with its surface energy. */
export interface WulffForm {
  /** Miller indices of one face of the form; Bravais-Miller's are taken on hexagonal axes. */
  readonly indices: MillerIndices | BravaisMillerIndices;
  /**
   * Surface energy of the form's faces, above 0: the distance of each face from the centre, in the unit the crystal shall have
   * (mm here). Forms of low energy get large faces.
   */
  readonly energy: number;
  /**
   * What is added to the distance of single faces, in the order in which `expandForm` gives them and in the unit of the energy; faces
   * beyond the list stay where they are. It breaks the symmetry as an uneven supply does in nature: no angle moves (Steno 1669). Each face must stay
   * on its side of the centre: energy + offset > 0.
   */
  readonly offsets?: ArrayLike<number>;
}

/** The half-spaces of a Wulff shape and where each came from. */
export interface WulffHalfSpaces {
  /** Four numbers each: unit outward normal, distance from the centre. For `intersectHalfSpaces`. */
  readonly halfSpaces: Float64Array;
  /** The form of each half-space: its place in the list given. */
  readonly formOfHalfSpace: Uint32Array;
}

/**
 * The half-spaces whose intersection is a crystal's Wulff shape, the shape of least surface energy: all x with n.x <= gamma(n) for the
 * directions n of its forms (Wulff 1901; Herring 1951). `offsets` move single faces and break the symmetry on request.
 *
 * @param pointGroup the crystal's symmetry.
 * @param axes its lattice.
 * @param forms its forms; a closed shape needs forms that leave no direction open.
 * @throws CrystalError when an energy or the distance of a moved face is not above 0, when there are more offsets than faces, or as
 * `expandForm` does.
 *
 * @example
 * ```ts
 * import { intersectHalfSpaces, wulffHalfSpaces } from "@vocalith/geometry";
 *
 * const beryl = { a: 9.21, b: 9.21, c: 9.19, alphaDegrees: 90, betaDegrees: 90, gammaDegrees: 120 };
 * const { halfSpaces } = wulffHalfSpaces("6/mmm", beryl, [
 *   { indices: [1, 0, 0], energy: 3 },
 *   { indices: [0, 0, 1], energy: 8 },
 *   { indices: [1, 0, 1], energy: 6.5 },
 * ]);
 * console.log(intersectHalfSpaces(halfSpaces).facets.length); // 20
 * ```
 */
export function wulffHalfSpaces(
  pointGroup: PointGroup,
  axes: CrystalAxes,
  forms: readonly WulffForm[],
): WulffHalfSpaces {
  const halfSpaces: number[] = [];
  const formOfHalfSpace: number[] = [];
  forms.forEach(({ indices, energy, offsets = [] }, form) => {
    if (!(energy > 0 && Number.isFinite(energy))) {
      throw new CrystalError(`a surface energy of ${energy}`, "a finite number above 0");
    }
    const directions = expandForm(pointGroup, indices, axes);
    const faces = directions.length / 3;
    if (offsets.length > faces) {
      throw new CrystalError(
        `${offsets.length} offsets for {${indices.join(" ")}}`,
        `at most one for each of its ${faces} faces`,
      );
    }
    for (let face = 0; face < faces; face++) {
      const distance = energy + (face < offsets.length ? offsets[face] : 0);
      if (!(distance > 0 && Number.isFinite(distance))) {
        throw new CrystalError(
          `face ${face} of {${indices.join(" ")}} at a distance of ${distance}`,
          "a finite number above 0",
        );
      }
      halfSpaces.push(...directions.subarray(3 * face, 3 * face + 3), distance);
      formOfHalfSpace.push(form);
    }
  });
  return { halfSpaces: Float64Array.from(halfSpaces), formOfHalfSpace: Uint32Array.from(formOfHalfSpace) };
}
