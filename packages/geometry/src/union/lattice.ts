/**
 * Rounds coordinates to the finest regular lattice on which every point of a box is made of float32 numbers. A regular lattice
 * keeps flat things flat where float32's own would not.
 *
 * @param largest the largest coordinate by size, in mm.
 * @internal
 */
export function latticeRounding(largest: number): (coordinate: number) => number {
  const step = latticeStep(largest);
  return (coordinate) => Math.round(coordinate / step) * step + 0;
}

/** The lattice's step in mm: a power of two, 2^24 of them across the box. @internal */
export function latticeStep(largest: number): number {
  let power = 1;
  while (power < largest) power *= 2;
  while (power > 2 * largest && power > 1e-30) power /= 2;
  return power / 8388608;
}
