import type { MeasurableMesh } from "./measurable-mesh.js";

/**
 * Mean length of the straight ways through a solid, 4 V / A (Cauchy 1841 for convex solids; Dirac 1943 for all): how deep light looks into a stone on
 * average. The volume is the sum of the signed tetrahedra over the triangles about the first vertex, so that it is as exact far from the origin.
 *
 * @returns mm.
 * @throws RangeError for coordinates that are not finite or a solid without volume.
 *
 * @example
 * ```ts
 * import { type Mesh, meanChord } from "@vocalith/geometry";
 * declare const mesh: Mesh;
 * const chordMm = meanChord(mesh); // two thirds of the side for a cube
 * ```
 */
export function meanChord({ positions, triangles }: Pick<MeasurableMesh, "positions" | "triangles">): number {
  const [ox, oy, oz] = positions;
  let sixVolumes = 0;
  let twoAreas = 0;
  for (let i = 0; i < triangles.length; i += 3) {
    const a = 3 * triangles[i];
    const b = 3 * triangles[i + 1];
    const c = 3 * triangles[i + 2];
    const ax = positions[a] - ox;
    const ay = positions[a + 1] - oy;
    const az = positions[a + 2] - oz;
    const ux = positions[b] - positions[a];
    const uy = positions[b + 1] - positions[a + 1];
    const uz = positions[b + 2] - positions[a + 2];
    const vx = positions[c] - positions[a];
    const vy = positions[c + 1] - positions[a + 1];
    const vz = positions[c + 2] - positions[a + 2];
    const nx = uy * vz - uz * vy;
    const ny = uz * vx - ux * vz;
    const nz = ux * vy - uy * vx;
    sixVolumes += ax * nx + ay * ny + az * nz;
    twoAreas += Math.sqrt(nx * nx + ny * ny + nz * nz);
  }
  const chordMm = (4 * sixVolumes) / 6 / (twoAreas / 2);
  if (!(chordMm > 0 && chordMm < Number.POSITIVE_INFINITY)) {
    throw new RangeError(
      `the mesh encloses no volume (its mean chord is ${chordMm} mm); accepted: a closed mesh of finite coordinates, triangles counter-clockwise from outside`,
    );
  }
  return chordMm;
}
