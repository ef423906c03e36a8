/**
 * A format that a gem cannot be written in. The message says what was found, what is accepted and what to do.
 *
 * @example
 * ```ts
 * import { type Gem, GemFormatError, writeGemFiles } from "vocalith";
 * declare const gem: Gem;
 *
 * try {
 *   writeGemFiles(gem, ["asc"]);
 * } catch (error) {
 *   if (error instanceof GemFormatError) console.error(error.found, error.accepted);
 * }
 * ```
 */
export class GemFormatError extends Error {
  override readonly name = "GemFormatError";

  constructor(
    /** The format, and what stands against it. */
    readonly found: string,
    /** What would have been written. */
    readonly accepted: string,
    advice: string,
  ) {
    super(`cannot write ${found}; accepted: ${accepted}. ${advice}`);
  }
}
