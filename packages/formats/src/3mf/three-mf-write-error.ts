/**
 * A solid that no 3MF file can hold: a coordinate that is not finite, a text with control characters, a picture that is not a PNG. The
 * message says what was found and what is accepted.
 *
 * @example
 * ```ts
 * import { type SolidDocument, ThreeMfWriteError, write3MF } from "@vocalith/formats";
 * declare const solid: SolidDocument;
 * try {
 *   write3MF(solid);
 * } catch (error) {
 *   if (error instanceof ThreeMfWriteError) console.error(error.found, error.accepted);
 *   else throw error;
 * }
 * ```
 */
export class ThreeMfWriteError extends RangeError {
  override readonly name = "ThreeMfWriteError";

  constructor(
    /** What the solid has. */
    readonly found: string,
    /** What a file can hold. */
    readonly accepted: string,
  ) {
    super(`cannot be written as 3MF: found ${found}; accepted: ${accepted}`);
  }
}
