/**
 * Options of an inspection that make no sense, or a material that no profile is kept for.
 *
 * @example
 * ```ts
 * import { InspectError, inspectMesh } from "@vocalith/geometry";
 * declare const mesh: { positions: Float32Array; triangles: Uint32Array };
 *
 * try {
 *   inspectMesh(mesh, { material: "unobtainium" as "resin" });
 * } catch (error) {
 *   if (error instanceof InspectError) console.log(error.accepted); // "resin, castable, nylon, ..."
 * }
 * ```
 */
export class InspectError extends Error {
  override readonly name = "InspectError";

  constructor(
    /** What was found, in words. */
    readonly found: string,
    /** What is accepted, in words. */
    readonly accepted: string,
  ) {
    super(`inspect: found ${found}; accepted: ${accepted}`);
  }
}
