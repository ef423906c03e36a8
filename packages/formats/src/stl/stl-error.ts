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
export class StlError extends Error {
  override readonly name = "StlError";

  constructor(
    /** What the bytes held. */
    readonly found: string,
    /** What would have been read. */
    readonly accepted: string,
    advice: string,
  ) {
    super(`not a readable STL: found ${found}; accepted: ${accepted}. ${advice}`);
  }
}
