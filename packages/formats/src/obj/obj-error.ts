import { MeshFileError } from "../mesh-file-error.js";

/**
 * Bytes that are not an OBJ file this package reads. The message says what was found, where, what is accepted and what to do.
 *
 * @example
 * ```ts
 * import { ObjError, readOBJ } from "@vocalith/formats";
 * try {
 *   readOBJ(new TextEncoder().encode("v 0 0 0\nf 1 2 3"));
 * } catch (error) {
 *   if (error instanceof ObjError) console.error(error.found, error.position); // vertex 2 of 1, line 2
 * }
 * ```
 */
export class ObjError extends MeshFileError {
  override readonly name = "ObjError";

  constructor(found: string, accepted: string, advice: string, position?: string) {
    super("OBJ", found, accepted, advice, position);
  }
}
