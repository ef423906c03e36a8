/** The ground that every crystal stands on: z is at least 0. */
const GROUND = [0, 0, -1, 0] as const;

/** A crystal cut off at the ground. */
export function withGround(halfSpaces: Float64Array): Float64Array {
  return Float64Array.of(...halfSpaces, ...GROUND);
}
