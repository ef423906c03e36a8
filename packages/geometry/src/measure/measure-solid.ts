import type { Inertia } from "./inertia.js";
import type { MeasurableMesh } from "./measurable-mesh.js";
import { MeasureError } from "./measure-error.js";
import { type MeasureMeshOptions, type MeshMeasure, measureMesh } from "./measure-mesh.js";

/** What a solid measures: as `MeshMeasure`, with nothing missing. */
export interface SolidMeasure extends MeshMeasure {
  /** Volume in cubic mm, greater than 0. */
  readonly volumeMm3: number;
  /** Centre of mass of a solid of one density, in mm. */
  readonly centreOfMassMm: readonly [number, number, number];
  /** Inertia of a solid of unit density about its centre of mass. */
  readonly inertia: Inertia;
}

/**
 * Measures a mesh that must be a solid, such as every mesh from `unite`: as `measureMesh`, but a surface that encloses no volume is an
 * error and not a `null`.
 *
 * @param mesh finite coordinates in mm.
 * @throws MeasureError `open` for a surface that has holes, is turned two ways or inside out; else as `measureMesh`.
 *
 * @example
 * ```ts
 * import { intersectHalfSpaces, measureSolid, unite } from "@vocalith/geometry";
 *
 * const cube = Float64Array.of(1, 0, 0, 5, -1, 0, 0, 5, 0, 1, 0, 5, 0, -1, 0, 5, 0, 0, 1, 5, 0, 0, -1, 5);
 * const { volumeMm3, inertia } = measureSolid(await unite([intersectHalfSpaces(cube)]));
 * console.log(inertia.principalMm5[0] / volumeMm3); // 16.67, as (10 * 10 + 10 * 10) / 12
 * ```
 */
export function measureSolid(mesh: MeasurableMesh, options: MeasureMeshOptions = {}): SolidMeasure {
  const measure = measureMesh(mesh, options);
  const { volumeMm3, centreOfMassMm, inertia } = measure;
  if (volumeMm3 === null || centreOfMassMm === null || inertia === null) {
    const found = volumeMm3 === null ? "a surface that is open or turned two ways" : `a volume of ${volumeMm3} mm3`;
    throw new MeasureError("open", found, "a closed surface turned outwards");
  }
  return { ...measure, volumeMm3, centreOfMassMm, inertia };
}
