import { CrystalError } from "./crystal-error.js";
import { type BravaisMillerIndices, type CrystalAxes, expandForm, type MillerIndices } from "./expand-form.js";

/** Options of `twinHalfSpaces`. */
export interface TwinHalfSpacesOptions {
  /**
   * How the two individuals share their space: `"contact"` (default), each on its own side of the twin plane, or `"penetration"`, both whole and
   * grown through one another.
   */
  readonly kind?: "contact" | "penetration";
  /**
   * Distance of the twin plane from the origin along its normal, in the unit of the half-spaces; finite. Default 0. In a contact twin it
   * must cut the crystal, or nothing is left of the individuals.
   */
  readonly distance?: number;
}

/** What `twinHalfSpaces` does when not told otherwise. */
export const TWIN_HALF_SPACES_DEFAULTS = { kind: "contact", distance: 0 } as const;

/** The two individuals of a twin, four numbers a half-space each. The twin is their union. */
export interface TwinHalfSpaces {
  /** The crystal as given; of a contact twin its part below the twin plane, which is then the last half-space. */
  readonly first: Float64Array;
  /** Its mirror image, half-space by half-space in the same order. */
  readonly second: Float64Array;
}

/**
 * A twin by reflection: a crystal and its mirror image in a lattice plane (hkl), the twin plane (Friedel 1926). With the unit normal m of the plane and its
 * distance t from the origin the half-space (n, d) becomes (n - 2 (n.m) m, d - 2 t (n.m)). For a crystal with a centre of symmetry this
 * is the twin by half a turn about m as well.
 *
 * Where the faces of a contact twin lean towards the twin plane, the union has the re-entrant angles by which twins are known: 141.06
 * degrees on an octahedron by the spinel law (111).
 *
 * @param halfSpaces four numbers each: unit outward normal, distance from the origin, in the frame of `expandForm`.
 * @param indices h, k, l of the twin plane, or h, k, i, l on hexagonal axes.
 * @param axes the crystal's lattice.
 * @throws CrystalError when indices or axes are none, as `expandForm`, or the distance is not finite.
 *
 * @example
 * ```ts
 * import { intersectHalfSpaces, twinHalfSpaces, unite, wulffHalfSpaces } from "@vocalith/geometry";
 *
 * const cubic = { a: 1, b: 1, c: 1, alphaDegrees: 90, betaDegrees: 90, gammaDegrees: 90 };
 * const { halfSpaces } = wulffHalfSpaces("m-3m", cubic, [{ indices: [1, 1, 1], energy: 10 }]);
 * const { first, second } = twinHalfSpaces(halfSpaces, [1, 1, 1], cubic);
 * const spinelTwin = await unite([intersectHalfSpaces(first), intersectHalfSpaces(second)]);
 * ```
 */
export function twinHalfSpaces(
  halfSpaces: Float64Array,
  indices: MillerIndices | BravaisMillerIndices,
  axes: CrystalAxes,
  options: TwinHalfSpacesOptions = {},
): TwinHalfSpaces {
  const kind = options.kind ?? TWIN_HALF_SPACES_DEFAULTS.kind;
  const distance = options.distance ?? TWIN_HALF_SPACES_DEFAULTS.distance;
  if (!Number.isFinite(distance)) throw new CrystalError(`a twin plane at ${distance}`, "a finite distance");
  const [x, y, z] = expandForm(indices.length === 4 ? "3" : "1", indices, axes);
  const kept = kind === "contact" ? Float64Array.of(...halfSpaces, x, y, z, distance) : halfSpaces.slice();
  const mirrored = new Float64Array(kept.length);
  for (let h = 0; h < kept.length; h += 4) {
    const twice = 2 * (kept[h] * x + kept[h + 1] * y + kept[h + 2] * z);
    mirrored[h] = kept[h] - twice * x;
    mirrored[h + 1] = kept[h + 1] - twice * y;
    mirrored[h + 2] = kept[h + 2] - twice * z;
    mirrored[h + 3] = kept[h + 3] - twice * distance;
  }
  return { first: kept, second: mirrored };
}
