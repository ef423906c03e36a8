import { MeshFileError } from "../mesh-file-error.js";

/**
 * Bytes that are not a 3MF file this package reads: against the specification, cut off, or beyond the limits set. The message says what was found,
 * what is accepted and what to do.
 *
 * @example
 * ```ts
 * import { read3MF, ThreeMfError } from "@vocalith/formats";
 * try {
 *   read3MF(new Uint8Array(3));
 * } catch (error) {
 *   if (error instanceof ThreeMfError) console.error(error.found, error.accepted, error.advice);
 * }
 * ```
 */
export class ThreeMfError extends MeshFileError {
  override readonly name = "ThreeMfError";

  constructor(found: string, accepted: string, advice: string, position?: string) {
    super("3MF", found, accepted, advice, position);
  }
}
