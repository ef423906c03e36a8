import type { Vector } from "../rotation.js";
import { dot } from "./frame.js";

/** Positions and triangles of a mesh. */
interface Triangles {
  readonly positions: Float32Array | Float64Array;
  readonly triangles: Uint32Array;
}

/**
 * Calls back with what of each triangle lies in a convex region: a convex polygon, x, y, z a corner, by Sutherland and Hodgman 1974.
 *
 * @param region half-spaces, four numbers each; may be endless.
 * @internal
 */
export function surfaceInside(
  { positions, triangles }: Triangles,
  region: ArrayLike<number>,
  visit: (polygon: readonly number[], triangle: number) => void,
): void {
  for (let t = 0; t < triangles.length / 3; t++) {
    let polygon: number[] | undefined;
    let outside = false;
    for (let h = 0; h < region.length && !outside; h += 4) {
      let out = 0;
      for (let c = 0; c < 3; c++) {
        const v = 3 * triangles[3 * t + c];
        const above =
          region[h] * positions[v] +
          region[h + 1] * positions[v + 1] +
          region[h + 2] * positions[v + 2] -
          region[h + 3];
        if (above > 0) out++;
      }
      outside = out === 3;
    }
    if (outside) continue;
    polygon = [];
    for (let c = 0; c < 3; c++) {
      const v = 3 * triangles[3 * t + c];
      polygon.push(positions[v], positions[v + 1], positions[v + 2]);
    }
    for (let h = 0; h < region.length && polygon.length > 0; h += 4) polygon = clipped(polygon, region, h);
    if (polygon.length > 0) visit(polygon, t);
  }
}

function clipped(polygon: readonly number[], region: ArrayLike<number>, h: number): number[] {
  const [x, y, z, d] = [region[h], region[h + 1], region[h + 2], region[h + 3]];
  const kept: number[] = [];
  const count = polygon.length;
  const [lx, ly, lz] = [polygon[count - 3], polygon[count - 2], polygon[count - 1]];
  let [px, py, pz, above] = [lx, ly, lz, x * lx + y * ly + z * lz - d];
  for (let i = 0; i < count; i += 3) {
    const [qx, qy, qz] = [polygon[i], polygon[i + 1], polygon[i + 2]];
    const next = x * qx + y * qy + z * qz - d;
    if (above > 0 !== next > 0) {
      const part = above / (above - next);
      kept.push(px + part * (qx - px), py + part * (qy - py), pz + part * (qz - pz));
    }
    if (next <= 0) kept.push(qx, qy, qz);
    [px, py, pz, above] = [qx, qy, qz, next];
  }
  return kept;
}

/** A stretch of an axis: distances from its point. */
export type Stretch = readonly [from: number, to: number];

/**
 * Where the surface of a mesh meets an endless bar: stretches along its axis, in order, apart from one another. Between them the bar's
 * whole section lies inside the solid or outside.
 *
 * @param bar half-spaces that hold all of the axis.
 * @internal
 */
export function surfaceStretches(mesh: Triangles, bar: ArrayLike<number>, point: Vector, direction: Vector): Stretch[] {
  const stretches: [number, number][] = [];
  const origin = dot(direction, point);
  surfaceInside(mesh, bar, (polygon) => {
    let [from, to] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let i = 0; i < polygon.length; i += 3) {
      const at = direction[0] * polygon[i] + direction[1] * polygon[i + 1] + direction[2] * polygon[i + 2] - origin;
      from = Math.min(from, at);
      to = Math.max(to, at);
    }
    stretches.push([from, to]);
  });
  stretches.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const joined: [number, number][] = [];
  for (const [from, to] of stretches) {
    const last = joined.at(-1);
    if (last !== undefined && from <= last[1] + 1e-6) last[1] = Math.max(last[1], to);
    else joined.push([from, to]);
  }
  return joined;
}
