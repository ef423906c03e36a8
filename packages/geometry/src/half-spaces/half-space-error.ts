/** What is wrong with a set of half-spaces. */
export type HalfSpaceProblem = "malformed" | "unbounded" | "empty" | "flat" | "interior";

/**
 * Half-spaces that bound no solid, or options that do not fit them. `problem` says which:
 * - `malformed`: not four finite numbers each, or a normal that is not of unit length;
 * - `unbounded`: they leave a direction open, so their intersection has no end;
 * - `empty`: no point lies in all of them;
 * - `flat`: what lies in all of them has no volume;
 * - `interior`: the interior point given does not lie strictly inside.
 *
 * @example
 * ```ts
 * import { HalfSpaceError, intersectHalfSpaces } from "@vocalith/geometry";
 *
 * try {
 *   intersectHalfSpaces(Float64Array.of(0, 0, 1, 1));
 * } catch (error) {
 *   if (error instanceof HalfSpaceError) console.log(error.problem); // "unbounded"
 * }
 * ```
 */
export class HalfSpaceError extends Error {
  override readonly name = "HalfSpaceError";
  /** Which of the problems it is. */
  readonly problem: HalfSpaceProblem;
  /** What was found, in words. */
  readonly found: string;
  /** What is accepted, in words. */
  readonly accepted: string;

  constructor(problem: HalfSpaceProblem, found: string, accepted: string) {
    super(`half-spaces: found ${found}; accepted: ${accepted}`);
    this.problem = problem;
    this.found = found;
    this.accepted = accepted;
  }
}
