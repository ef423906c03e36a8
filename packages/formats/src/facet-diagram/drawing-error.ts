/**
 * A mesh or an option that cannot be drawn. The message says what was found, what is accepted and what to do.
 *
 * @example
 * ```ts
 * import { DrawingError, writeDimensionedViews } from "@vocalith/formats";
 * import type { Mesh } from "@vocalith/geometry";
 * declare const mesh: Mesh;
 * try {
 *   writeDimensionedViews(mesh, { maximumSizeMm: [10, 10] });
 * } catch (error) {
 *   if (error instanceof DrawingError) console.error(error.found, error.accepted);
 * }
 * ```
 */
export class DrawingError extends Error {
  override readonly name = "DrawingError";

  constructor(
    /** What was to be drawn. */
    readonly found: string,
    /** What can be. */
    readonly accepted: string,
    /** What to do about it. */
    readonly advice: string,
  ) {
    super(`cannot draw ${found}; accepted: ${accepted}. ${advice}`);
  }
}
