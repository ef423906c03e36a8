/**
 * Crystal axes, indices or energies that make no crystal. `found` and `accepted` are in the message too.
 *
 * @example
 * ```ts
 * import { CrystalError, expandForm } from "@vocalith/geometry";
 *
 * try {
 *   expandForm("m-3m", [0, 0, 0], { a: 1, b: 1, c: 1, alphaDegrees: 90, betaDegrees: 90, gammaDegrees: 90 });
 * } catch (error) {
 *   if (error instanceof CrystalError) console.log(error.accepted);
 * }
 * ```
 */
export class CrystalError extends Error {
  override readonly name = "CrystalError";
  /** What was found, in words. */
  readonly found: string;
  /** What is accepted, in words. */
  readonly accepted: string;

  constructor(found: string, accepted: string) {
    super(`crystal: found ${found}; accepted: ${accepted}`);
    this.found = found;
    this.accepted = accepted;
  }
}
