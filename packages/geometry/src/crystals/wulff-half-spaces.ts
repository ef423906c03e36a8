import { CrystalError } from "./crystal-error.js";
import { type CrystalAxes, expandForm, type MillerIndices } from "./expand-form.js";
import type { PointGroup } from "./point-group.js";

/** One form of a crystal with its surface energy. */
export interface WulffForm {
  /** Miller indices of one face of the form. */
  readonly indices: MillerIndices;
  /**
   * Surface energy of the form's faces, above 0: the distance of each face from the centre, in the unit the crystal shall have
   * (mm here). Forms of low energy get large faces.
   */
  readonly energy: number;
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
 * directions n of its forms (Wulff 1901; Herring 1951). To break the symmetry change single distances of the result; the
 * angles stay.
 *
 * @param pointGroup the crystal's symmetry.
 * @param axes its lattice.
 * @param forms its forms; a closed shape needs forms that leave no direction open.
 * @throws CrystalError when an energy is not above 0, or as `expandForm` does.
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
  forms.forEach(({ indices, energy }, form) => {
    if (!(energy > 0 && Number.isFinite(energy))) {
      throw new CrystalError(`a surface energy of ${energy}`, "a finite number above 0");
    }
    const directions = expandForm(pointGroup, indices, axes);
    for (let i = 0; i < directions.length; i += 3) {
      halfSpaces.push(directions[i], directions[i + 1], directions[i + 2], energy);
      formOfHalfSpace.push(form);
    }
  });
  return { halfSpaces: Float64Array.from(halfSpaces), formOfHalfSpace: Uint32Array.from(formOfHalfSpace) };
}
