/**
 * Text that is not a GemCode. The message says what was found, what is accepted and what to do.
 *
 * @example
 * ```ts
 * import { GemCodeError, parseGemCode } from "vocalith";
 * try {
 *   parseGemCode("vl0.AAAA");
 * } catch (error) {
 *   if (error instanceof GemCodeError) console.error(error.found);
 * }
 * ```
 */
export class GemCodeError extends Error {
  override readonly name = "GemCodeError";

  constructor(
    /** What the text held. */
    readonly found: string,
    /** What would have been read. */
    readonly accepted: string,
    advice: string,
  ) {
    super(`not a GemCode: found ${found}; accepted: ${accepted}. ${advice}`);
  }
}
