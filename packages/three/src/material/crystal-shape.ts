/** A point, x, y, z. */
type Point = readonly [number, number, number];

/** What the shader knows of a crystal beside its planes. */
export interface CrystalShape {
  /** A sphere that holds it: middle and radius. */
  readonly sphere: readonly [x: number, y: number, z: number, radius: number];
  /** Where it is rooted: it grows out from here. A point on its surface. */
  readonly root: Point;
  /** Its point: the end of its axis. */
  readonly tip: Point;
  /** Distance of the nearest plane from the middle of the axis: half of its thickness. */
  readonly halfThickness: number;
  /** Mean of its corners. */
  readonly middle: Point;
}

/**
 * Sphere, root and tip of one crystal. The heart of a stone (no `heartMiddle`) stands upright: its root is its foot. Any other crystal points
 * away from the heart, as `GemParticles` have it: its tip is the corner farthest from the heart's middle, its root the far end of the line from there
 * through its own middle.
 *
 * @param planes Four numbers a half-space.
 * @param vertices x, y, z of the corners of what they enclose.
 */
export function crystalShape(planes: Float64Array, vertices: Float64Array, heartMiddle?: Point): CrystalShape {
  const low: [number, number, number] = [Infinity, Infinity, Infinity];
  const high: [number, number, number] = [-Infinity, -Infinity, -Infinity];
  const sum: [number, number, number] = [0, 0, 0];
  const corners: Point[] = [];
  for (let at = 0; at < vertices.length; at += 3) {
    const corner = [vertices[at], vertices[at + 1], vertices[at + 2]] as [number, number, number];
    corners.push(corner);
    for (const axis of [0, 1, 2] as const) {
      low[axis] = Math.min(low[axis], corner[axis]);
      high[axis] = Math.max(high[axis], corner[axis]);
      sum[axis] += corner[axis];
    }
  }
  const center: Point = [(low[0] + high[0]) / 2, (low[1] + high[1]) / 2, (low[2] + high[2]) / 2];
  const radius = Math.max(...corners.map((corner) => distance(corner, center)));
  const middle: Point = [sum[0] / corners.length, sum[1] / corners.length, sum[2] / corners.length];
  let axis: Point = [0, 0, 1];
  if (heartMiddle !== undefined) {
    const far = corners.reduce((best, corner) =>
      distance(corner, heartMiddle) > distance(best, heartMiddle) ? corner : best,
    );
    const length = distance(far, middle);
    axis = [(far[0] - middle[0]) / length, (far[1] - middle[1]) / length, (far[2] - middle[2]) / length];
  }
  const root = along(middle, axis, -wayOut(planes, middle, axis, -1));
  const tip = along(middle, axis, wayOut(planes, middle, axis, 1));
  const half: Point = [(root[0] + tip[0]) / 2, (root[1] + tip[1]) / 2, (root[2] + tip[2]) / 2];
  let halfThickness = Infinity;
  for (let at = 0; at < planes.length; at += 4) halfThickness = Math.min(halfThickness, room(planes, at, half));
  return { sphere: [...center, radius], root, tip, halfThickness, middle };
}

function distance(a: Point, b: Point): number {
  return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

function along(from: Point, axis: Point, length: number): Point {
  return [from[0] + axis[0] * length, from[1] + axis[1] * length, from[2] + axis[2] * length];
}

/** Distance of a point inside from the plane at a place in the list. */
function room(planes: Float64Array, at: number, [x, y, z]: Point): number {
  return (
    (planes[at + 3] as number) -
    (planes[at] as number) * x -
    (planes[at + 1] as number) * y -
    (planes[at + 2] as number) * z
  );
}

/** Way from a point inside along the axis, or against it, to the surface. */
function wayOut(planes: Float64Array, from: Point, axis: Point, sign: 1 | -1): number {
  let nearest = Infinity;
  for (let at = 0; at < planes.length; at += 4) {
    const [x, y, z] = [planes[at] as number, planes[at + 1] as number, planes[at + 2] as number];
    const slope = sign * (x * axis[0] + y * axis[1] + z * axis[2]);
    if (slope > 1e-9) nearest = Math.min(nearest, room(planes, at, from) / slope);
  }
  return nearest;
}
