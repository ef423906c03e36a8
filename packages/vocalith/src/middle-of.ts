import type { Vector } from "@vocalith/geometry";

/** Mean of a crystal's corners, x, y, z of each: a point inside it. */
export function middleOf(corners: Float64Array): Vector {
  const sums = [0, 0, 0];
  for (let i = 0; i < corners.length; i++) sums[i % 3] += corners[i];
  const [x, y, z] = sums.map((sum) => (3 * sum) / corners.length);
  return [x, y, z];
}
