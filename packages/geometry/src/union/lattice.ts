/**
 * Rounds coordinates to the finest regular lattice on which every point of a box is made of float32 numbers: steps of a power
 * of two, 2^24 of them across the box. A regular lattice keeps flat things flat where float32's own would not.
 *
 * @param largest the largest coordinate by size, in mm.
 * @internal
 */
export function latticeRounding(largest: number): (coordinate: number) => number {
  let power = 1;
  while (power < largest) power *= 2;
  while (power > 2 * largest && power > 1e-30) power /= 2;
  const step = power / 8388608;
  return (coordinate) => Math.round(coordinate / step) * step + 0;
}
