import { encloses } from "./encloses.js";

/**
 * How many of the shells that are turned inwards lie inside a larger one that is turned outwards: the walls of voids.
 *
 * @param componentOf the shell of each triangle.
 * @param volumes the signed volume of each shell.
 * @internal
 */
export function countVoids(
  positions: Float32Array | Float64Array,
  corners: Uint32Array,
  componentOf: Uint32Array,
  volumes: Float64Array,
): number {
  const shells = volumes.length;
  const inward: number[] = [];
  const outward: number[] = [];
  for (let shell = 0; shell < shells; shell++) {
    if (volumes[shell] < 0) inward.push(shell);
    else if (volumes[shell] > 0) outward.push(shell);
  }
  if (inward.length === 0 || outward.length === 0) return 0;
  // The triangles shell by shell, and the box of each shell.
  const start = new Uint32Array(shells + 1);
  for (const shell of componentOf) start[shell + 1]++;
  for (let shell = 0; shell < shells; shell++) start[shell + 1] += start[shell];
  const members = new Uint32Array(componentOf.length);
  const next = start.slice();
  const boxes = new Float64Array(6 * shells).fill(Number.POSITIVE_INFINITY);
  for (let t = 0; t < componentOf.length; t++) {
    const shell = componentOf[t];
    members[next[shell]++] = t;
    for (let h = 3 * t; h < 3 * t + 3; h++) {
      for (let k = 0; k < 3; k++) {
        const x = positions[3 * corners[h] + k];
        boxes[6 * shell + k] = Math.min(boxes[6 * shell + k], x);
        boxes[6 * shell + 3 + k] = Math.min(boxes[6 * shell + 3 + k], -x);
      }
    }
  }
  const holds = (box: number, point: ArrayLike<number>): boolean =>
    [0, 1, 2].every((k) => boxes[box + k] <= point[k] && point[k] <= -boxes[box + 3 + k]);
  return inward.filter((shell) => {
    const vertex = 3 * corners[3 * members[start[shell]]];
    const point = positions.subarray(vertex, vertex + 3);
    return outward.some(
      (other) =>
        volumes[other] > -volumes[shell] &&
        holds(6 * other, point) &&
        encloses(positions, corners, members.subarray(start[other], start[other + 1]), point),
    );
  }).length;
}
