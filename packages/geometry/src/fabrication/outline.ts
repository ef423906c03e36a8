import { orient2d } from "robust-predicates";

/** A convex polygon, x, y a corner, counter-clockwise; fewer than three corners when it has no area. */
export type Outline = readonly number[];

/**
 * The convex hull of points in the plane, by Andrew's monotone chain (1979), sides decided exactly.
 *
 * @param points x, y each.
 * @internal
 */
export function convexOutline(points: readonly number[]): Outline {
  const order = Array.from({ length: points.length / 2 }, (_, i) => 2 * i);
  order.sort((p, q) => points[p] - points[q] || points[p + 1] - points[q + 1]);
  const chain = (sorted: readonly number[]): number[] => {
    const hull: number[] = [];
    for (const p of sorted) {
      while (hull.length >= 2 && turnsLeft(points, hull[hull.length - 2], hull[hull.length - 1], p) <= 0) hull.pop();
      hull.push(p);
    }
    hull.pop();
    return hull;
  };
  const corners = [...chain(order), ...chain(order.reverse())];
  return corners.flatMap((p) => [points[p], points[p + 1]]);
}

function turnsLeft(points: readonly number[], a: number, b: number, c: number): number {
  // orient2d is negative for counter-clockwise.
  return -orient2d(points[a], points[a + 1], points[b], points[b + 1], points[c], points[c + 1]);
}

/** The least width of a convex polygon: the distance of two parallel lines that hold it. @internal */
export function outlineWidth(outline: Outline): number {
  if (outline.length < 6) return 0;
  let width = Number.POSITIVE_INFINITY;
  for (let i = 0; i < outline.length; i += 2) {
    let farthest = 0;
    for (let j = 0; j < outline.length; j += 2)
      farthest = Math.max(farthest, depthInside(outline, i, outline[j], outline[j + 1]));
    width = Math.min(width, farthest);
  }
  return width;
}

/** How far inside a convex polygon a point lies; negative outside. @internal */
export function outlineDepth(outline: Outline, x: number, y: number): number {
  if (outline.length < 6) return Number.NEGATIVE_INFINITY;
  let depth = Number.POSITIVE_INFINITY;
  for (let i = 0; i < outline.length; i += 2) depth = Math.min(depth, depthInside(outline, i, x, y));
  return depth;
}

/** The distance of a point from the line of the side that begins at corner i, positive inside. */
function depthInside(outline: Outline, i: number, x: number, y: number): number {
  const next = (i + 2) % outline.length;
  const [dx, dy] = [outline[next] - outline[i], outline[next + 1] - outline[i + 1]];
  return (dx * (y - outline[i + 1]) - dy * (x - outline[i])) / Math.sqrt(dx * dx + dy * dy);
}
