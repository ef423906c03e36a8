/** What is done to a stone after it is cut. */
export type FabricationOperation = "flat" | "bail" | "hole" | "hollow" | "text";

/** Why an operation cannot be done. */
export type FabricationProblem = "options" | "apart" | "place" | "room" | "wall" | "unprintable";

/**
 * An operation on a solid that cannot be done as asked; the solid is left as it was. `problem` says why:
 * - `options`: an option is out of its range;
 * - `apart`: the solid would fall into several pieces;
 * - `place`: nothing can be made at the place given;
 * - `room`: what is asked for does not fit the solid;
 * - `wall`: too little would be left around it;
 * - `unprintable`: no mesh of float32 coordinates without self-intersections was found.
 *
 * @example
 * ```ts
 * import { drillHole, FabricationError, type Mesh } from "@vocalith/geometry";
 * declare const mesh: Mesh;
 *
 * try {
 *   await drillHole(mesh, { through: [0, 0, 30], direction: [1, 0, 0] });
 * } catch (error) {
 *   if (error instanceof FabricationError) console.log(error.problem, error.advice);
 * }
 * ```
 */
export class FabricationError extends Error {
  override readonly name = "FabricationError";

  constructor(
    /** Which operation it was. */
    readonly operation: FabricationOperation,
    /** Which of the problems it is. */
    readonly problem: FabricationProblem,
    /** What was found, in words. */
    readonly found: string,
    /** What is accepted, in words. */
    readonly accepted: string,
    /** What to do. */
    readonly advice: string,
  ) {
    super(`${operation}: found ${found}; accepted: ${accepted}. ${advice}`);
  }
}

/** Holds a number to its range. @internal */
export function checkRange(
  operation: FabricationOperation,
  name: string,
  value: number,
  least: number,
  greatest: number,
): void {
  if (value >= least && value <= greatest) return;
  throw new FabricationError(
    operation,
    "options",
    `${name} = ${value}`,
    `${least} to ${greatest}`,
    "Choose a number in this range.",
  );
}
