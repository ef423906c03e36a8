import type { Mesh } from "../mesh.js";
import type { Vector } from "../rotation.js";
import { slab } from "./bars.js";
import { dot, type Frame } from "./frame.js";
import { surfaceInside } from "./surface-inside.js";

/**
 * The radius of the thickest round rod along an axis that touches nothing of a surface between two places on it: cleaning may have moved
 * corners of a bore inwards.
 *
 * @param axis its `out` is the axis' direction.
 * @internal
 */
export function rodClearance(mesh: Mesh, through: Vector, axis: Frame, from: number, to: number): number {
  let square = Number.POSITIVE_INFINITY;
  const [x, y] = [dot(axis.across, through), dot(axis.up, through)];
  surfaceInside(mesh, slab(through, axis.out, from, to), (polygon) => {
    const flat: number[] = [];
    for (let i = 0; i < polygon.length; i += 3) {
      const corner = polygon.slice(i, i + 3);
      flat.push(dot(axis.across, corner) - x, dot(axis.up, corner) - y);
    }
    square = Math.min(square, squaredDistanceFromOrigin(flat));
  });
  return Math.sqrt(square);
}

/** How near a convex polygon comes to the origin; what lies about the origin crosses the axis and is 0 away. */
function squaredDistanceFromOrigin(polygon: readonly number[]): number {
  let least = Number.POSITIVE_INFINITY;
  let [left, right] = [false, false];
  for (let i = 0; i < polygon.length; i += 2) {
    const j = (i + 2) % polygon.length;
    const [ax, ay, dx, dy] = [polygon[i], polygon[i + 1], polygon[j] - polygon[i], polygon[j + 1] - polygon[i + 1]];
    const length = dx * dx + dy * dy;
    const part = length > 0 ? Math.min(1, Math.max(0, -(ax * dx + ay * dy) / length)) : 0;
    const [px, py] = [ax + part * dx, ay + part * dy];
    least = Math.min(least, px * px + py * py);
    const side = ax * dy - ay * dx;
    if (side > 0) left = true;
    if (side < 0) right = true;
  }
  return left !== right && polygon.length >= 6 ? 0 : least;
}
