/** Why solids have no printable union. */
export type UnionProblem = "empty" | "apart" | "options" | "unprintable";

/**
 * A union that cannot be given. `problem` says why:
 * - `empty`: no solids were given;
 * - `apart`: the solids do not all touch, so that their union would be several pieces;
 * - `options`: an option is out of its range;
 * - `unprintable`: no mesh of float32 coordinates without self-intersections was found, even with the solids moved a little.
 *
 * @example
 * ```ts
 * import { UnionError, unite } from "@vocalith/geometry";
 *
 * try {
 *   await unite([]);
 * } catch (error) {
 *   if (error instanceof UnionError) console.log(error.problem); // "empty"
 * }
 * ```
 */
export class UnionError extends Error {
  override readonly name = "UnionError";
  /** Which of the problems it is. */
  readonly problem: UnionProblem;
  /** What was found, in words. */
  readonly found: string;
  /** What is accepted, in words. */
  readonly accepted: string;

  constructor(problem: UnionProblem, found: string, accepted: string) {
    super(`union: found ${found}; accepted: ${accepted}`);
    this.problem = problem;
    this.found = found;
    this.accepted = accepted;
  }
}
