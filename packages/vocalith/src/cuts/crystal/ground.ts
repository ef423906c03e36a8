/** The ground that every crystal stands on: z is at least 0. */
const GROUND = [0, 0, -1, 0] as const;

/** A crystal cut off at the ground. */
export function withGround(halfSpaces: Float64Array): Float64Array {
  const cut = new Float64Array(halfSpaces.length + 4);
  cut.set(halfSpaces);
  cut.set(GROUND, halfSpaces.length);
  return cut;
}
