/**
 * Bytes that no reader of this package takes for a mesh; the root of `StlError`, `ObjError`, `PlyError` and their kin. The message says what was
 * found, where, what is accepted and what to do.
 *
 * @example
 * ```ts
 * import { MeshFileError, readMesh } from "@vocalith/formats";
 * declare const file: Uint8Array;
 * try {
 *   readMesh(file);
 * } catch (error) {
 *   if (error instanceof MeshFileError) console.error(error.found, error.position, error.accepted, error.advice);
 *   else throw error;
 * }
 * ```
 */
export class MeshFileError extends Error {
  override readonly name: string = "MeshFileError";

  constructor(
    kind: string,
    /** What the bytes held. */
    readonly found: string,
    /** What would have been read. */
    readonly accepted: string,
    /** What to do about it. */
    readonly advice: string,
    /** Where it was found, such as `line 12` or `triangle 7`; absent where the whole file is meant. */
    readonly position?: string,
  ) {
    const place = position === undefined ? "" : ` at ${position}`;
    super(`not a readable ${kind}: found ${found}${place}; accepted: ${accepted}. ${advice}`);
  }
}
