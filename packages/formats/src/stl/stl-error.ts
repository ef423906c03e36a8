import { MeshFileError } from "../mesh-file-error.js";

/**
 * Bytes that are not an STL file this package reads. The message says what was found, what is accepted and what to do.
 *
 * @example
 * ```ts
 * import { readSTL, StlError } from "@vocalith/formats";
 * try {
 *   readSTL(new Uint8Array(3));
 * } catch (error) {
 *   if (error instanceof StlError) console.error(error.found, error.accepted);
 * }
 * ```
 */
export class StlError extends MeshFileError {
  override readonly name = "StlError";

  constructor(found: string, accepted: string, advice: string, position?: string) {
    super("STL", found, accepted, advice, position);
  }
}
