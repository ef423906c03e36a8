/** The smallest box along the axes that holds some points. */
export interface Bounds {
  /** Least x, y, z; +Infinity when there are no points. */
  readonly minimum: readonly [number, number, number];
  /** Greatest x, y, z; -Infinity when there are no points. */
  readonly maximum: readonly [number, number, number];
}

/**
 * The box that holds points: `vertices` of polyhedra or `positions` of meshes.
 *
 * @param points any number of lists, three numbers a point.
 *
 * @example
 * ```ts
 * import { bounds } from "@vocalith/geometry";
 *
 * console.log(bounds(Float64Array.of(0, 0, 0, 1, 2, 3)).maximum); // [1, 2, 3]
 * ```
 */
export function bounds(...points: readonly (Float64Array | Float32Array)[]): Bounds {
  const minimum: [number, number, number] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
  ];
  const maximum: [number, number, number] = [
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const list of points) {
    for (let i = 0; i + 2 < list.length; i += 3) {
      for (let k = 0; k < 3; k++) {
        minimum[k] = Math.min(minimum[k], list[i + k]);
        maximum[k] = Math.max(maximum[k], list[i + k]);
      }
    }
  }
  return { minimum, maximum };
}
