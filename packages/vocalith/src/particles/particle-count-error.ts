/** Most particles that are placed at once. */
export const MOST_PARTICLES = 5_000_000;

/**
 * A number of particles that cannot be placed.
 *
 * @example
 * ```ts
 * import { type Gem, ParticleCountError } from "vocalith";
 * declare const gem: Gem;
 * try {
 *   gem.particles(-1);
 * } catch (error) {
 *   if (error instanceof ParticleCountError) console.error(error.accepted);
 * }
 * ```
 */
export class ParticleCountError extends Error {
  override readonly name = "ParticleCountError";

  constructor(
    /** The number asked for. */
    readonly found: number,
    /** What would have been placed. */
    readonly accepted = `a whole number from 0 to ${MOST_PARTICLES}`,
  ) {
    super(`cannot place ${found} particles; accepted: ${accepted}. Ask for such a number.`);
  }
}
