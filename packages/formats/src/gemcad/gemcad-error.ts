/**
 * Bytes that are not a GemCad file this package reads, or a design that GemCad's files cannot hold. The message says what was found, where, what is
 * accepted and what to do.
 *
 * @example
 * ```ts
 * import { GemCadError, readGemCadAsc } from "@vocalith/formats";
 * try {
 *   readGemCadAsc(new Uint8Array(3));
 * } catch (error) {
 *   if (error instanceof GemCadError) console.error(error.position, error.found, error.accepted, error.advice);
 * }
 * ```
 */
export class GemCadError extends Error {
  override readonly name = "GemCadError";

  constructor(
    /** What the bytes or the design held. */
    readonly found: string,
    /** What would have been taken. */
    readonly accepted: string,
    /** What to do about it. */
    readonly advice: string,
    /** Where it was found, such as `line 12` or `byte 700`; absent where the whole is meant. */
    readonly position?: string,
  ) {
    const place = position === undefined ? "" : ` at ${position}`;
    super(`not a GemCad design: found ${found}${place}; accepted: ${accepted}. ${advice}`);
  }
}
