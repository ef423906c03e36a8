import type { TriangleSoup } from "./triangle-soup.js";

/**
 * Volume within closed triangles by the divergence theorem: the sum of a . (b x c) / 6 over all.
 *
 * @example
 * ```ts
 * import { triangleSoup, volumeOf } from "@vocalith/testkit";
 * const nothing = volumeOf(triangleSoup(new Uint8Array(84))); // 0
 * ```
 */
export function volumeOf({ positions, triangles }: TriangleSoup): number {
  let sum = 0;
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [0, 1, 2].map((corner) => positions.subarray(3 * triangles[i + corner]));
    sum += a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
  }
  return sum / 6;
}
