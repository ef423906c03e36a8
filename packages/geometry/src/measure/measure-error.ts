/** What is wrong with what was to be measured. */
export type MeasureProblem = "malformed" | "open" | "options";

/**
 * A mesh that cannot be measured, or options that make no sense. `problem` says which:
 * - `malformed`: a coordinate that is not finite, a triangle that names a vertex that is not there, a list of the wrong length;
 * - `open`: walls and gaps have no meaning, because the surface is not closed and turned one way;
 * - `options`: an option out of its range.
 *
 * @example
 * ```ts
 * import { MeasureError, measureMesh } from "@vocalith/geometry";
 *
 * try {
 *   measureMesh({ positions: Float32Array.of(0, 0, Number.NaN), triangles: new Uint32Array(0) });
 * } catch (error) {
 *   if (error instanceof MeasureError) console.log(error.problem); // "malformed"
 * }
 * ```
 */
export class MeasureError extends Error {
  override readonly name = "MeasureError";
  /** Which of the problems it is. */
  readonly problem: MeasureProblem;
  /** What was found, in words. */
  readonly found: string;
  /** What is accepted, in words. */
  readonly accepted: string;

  constructor(problem: MeasureProblem, found: string, accepted: string) {
    super(`measure: found ${found}; accepted: ${accepted}`);
    this.problem = problem;
    this.found = found;
    this.accepted = accepted;
  }
}
