import { MeshFileError } from "../mesh-file-error.js";

/**
 * Bytes that are not a PLY file this package reads. The message says what was found, where, what is accepted and what to do.
 *
 * @example
 * ```ts
 * import { PlyError, readPLY } from "@vocalith/formats";
 * try {
 *   readPLY(new TextEncoder().encode("ply\nformat ascii 2.0\n"));
 * } catch (error) {
 *   if (error instanceof PlyError) console.error(error.found, error.accepted); // "2.0", 1.0
 * }
 * ```
 */
export class PlyError extends MeshFileError {
  override readonly name = "PlyError";

  constructor(found: string, accepted: string, advice: string, position?: string) {
    super("PLY", found, accepted, advice, position);
  }
}
