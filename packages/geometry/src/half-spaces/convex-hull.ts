import { orient3d } from "robust-predicates";

/** The triangles of a convex hull, as flat arrays; slots that are not alive hold -1 in `corners[3 * i]`. */
export interface HullTriangles {
  /** Three point numbers a triangle, counter-clockwise from outside. */
  readonly corners: Int32Array;
  /** The triangle across the edge from corner k to corner k + 1. */
  readonly neighbours: Int32Array;
  /** How many slots are in use, dead ones included. */
  readonly count: number;
}

/**
 * The convex hull of points in space by quickhull (Barber, Dobkin and Huhdanpaa 1996) with exact sidedness (Shewchuk 1997), so that
 * it is a convex polyhedron of the points as given, not of points nearby. Points that lie on the hull without being a
 * corner of it are left out; of equal points the first is kept. Expected time n log n.
 *
 * @param points x, y, z of each point, finite.
 * @returns the hull's triangles, good until the next call, or `undefined` when all points lie in one plane.
 * @internal
 */
export function convexHull(points: Float64Array): HullTriangles | undefined {
  const simplex = startingSimplex(points);
  if (simplex === undefined) return undefined;
  const count = points.length / 3;
  if (count > KEPT_ROOM) return new QuickHull(count).grow(points, simplex);
  kept ??= new QuickHull(KEPT_ROOM);
  return kept.grow(points, simplex);
}

/** Hulls of so few points are made in one and the same lists, because new ones would cost as much as the hull. */
const KEPT_ROOM = 256;
let kept: QuickHull | undefined;

/** Four points that are not in one plane, counter-clockwise seen from the fourth's far side; far apart so that few steps follow. */
function startingSimplex(points: Float64Array): [number, number, number, number] | undefined {
  const count = points.length / 3;
  if (count < 4) return undefined;
  let a = 0;
  for (let i = 1; i < count; i++) if (points[3 * i] < points[3 * a]) a = i;
  const b = farthest(count, (i) => squaredDistance(points, a, i));
  const c = farthest(count, (i) => squaredArea(points, a, b, i));
  const side = (i: number): number => orientation(points, a, b, c, i);
  const d = farthest(count, (i) => Math.abs(side(i)));
  const volume = side(d);
  if (volume === 0) return undefined;
  return volume > 0 ? [a, b, c, d] : [a, c, b, d];
}

function farthest(count: number, measure: (i: number) => number): number {
  let best = 0;
  let bestMeasure = -1;
  for (let i = 0; i < count; i++) {
    const value = measure(i);
    if (value > bestMeasure) {
      best = i;
      bestMeasure = value;
    }
  }
  return best;
}

function squaredDistance(p: Float64Array, i: number, j: number): number {
  const x = p[3 * j] - p[3 * i];
  const y = p[3 * j + 1] - p[3 * i + 1];
  const z = p[3 * j + 2] - p[3 * i + 2];
  return x * x + y * y + z * z;
}

function squaredArea(p: Float64Array, i: number, j: number, k: number): number {
  const ux = p[3 * j] - p[3 * i];
  const uy = p[3 * j + 1] - p[3 * i + 1];
  const uz = p[3 * j + 2] - p[3 * i + 2];
  const vx = p[3 * k] - p[3 * i];
  const vy = p[3 * k + 1] - p[3 * i + 1];
  const vz = p[3 * k + 2] - p[3 * i + 2];
  const x = uy * vz - uz * vy;
  const y = uz * vx - ux * vz;
  const z = ux * vy - uy * vx;
  return x * x + y * y + z * z;
}

/** Negative when d sees a, b, c counter-clockwise, zero when the four are in one plane. Exact. */
function orientation(p: Float64Array, a: number, b: number, c: number, d: number): number {
  return orient3d(
    p[3 * a], p[3 * a + 1], p[3 * a + 2],
    p[3 * b], p[3 * b + 1], p[3 * b + 2],
    p[3 * c], p[3 * c + 1], p[3 * c + 2],
    p[3 * d], p[3 * d + 1], p[3 * d + 2],
  ); // biome-ignore format: four points
}

class QuickHull {
  private points: Float64Array = new Float64Array(0);
  private readonly corners: Int32Array;
  private readonly neighbours: Int32Array;
  /** Five numbers a triangle: its plane (unscaled normal and offset) and the largest error its evaluation can have. */
  private readonly planes: Float64Array;
  /** Each triangle's outside points as a linked list, the farthest kept apart. */
  private readonly firstOutside: Int32Array;
  private readonly farthestOutside: Int32Array;
  private readonly farthestHeight: Float64Array;
  private readonly nextOutside: Int32Array;
  private readonly visitedAt: Int32Array;
  private readonly triangleFrom: Int32Array;
  private readonly free: number[] = [];
  private readonly pending: number[] = [];
  /** The triangles that the point being added sees, and those that take their place. */
  private readonly visible: Int32Array;
  private readonly created: Int32Array;
  private largestCoordinate = 0;
  private count = 0;
  private step = 0;

  /** @param room the most points that it will be given. */
  constructor(room: number) {
    const capacity = 3 * room + 16;
    this.corners = new Int32Array(3 * capacity);
    this.neighbours = new Int32Array(3 * capacity);
    this.planes = new Float64Array(5 * capacity);
    this.firstOutside = new Int32Array(capacity);
    this.farthestOutside = new Int32Array(capacity);
    this.farthestHeight = new Float64Array(capacity);
    this.nextOutside = new Int32Array(room);
    this.visitedAt = new Int32Array(capacity);
    this.triangleFrom = new Int32Array(room);
    this.visible = new Int32Array(capacity);
    this.created = new Int32Array(capacity);
  }

  grow(points: Float64Array, simplex: readonly [number, number, number, number]): HullTriangles {
    const pointCount = points.length / 3;
    this.points = points;
    this.count = 0;
    this.step = 0;
    this.free.length = 0;
    this.visitedAt.fill(0, 0, 3 * pointCount + 16);
    let largest = 0;
    for (let i = 0; i < points.length; i++) largest = Math.max(largest, Math.abs(points[i]));
    this.largestCoordinate = largest;
    const [a, b, c, d] = simplex;
    const base = this.add(a, b, c);
    const ab = this.add(b, a, d);
    const bc = this.add(c, b, d);
    const ca = this.add(a, c, d);
    this.link(base, ab, bc, ca);
    this.link(ab, base, ca, bc);
    this.link(bc, base, ab, ca);
    this.link(ca, base, bc, ab);
    this.created.set([base, ab, bc, ca]);
    this.nextOutside.fill(-1, 0, pointCount);
    for (let i = 0; i < pointCount; i++) this.handOn(i, -1, 4);
    for (let k = 0; k < 4; k++) if (this.farthestOutside[this.created[k]] >= 0) this.pending.push(this.created[k]);
    for (let triangle = this.pending.pop(); triangle !== undefined; triangle = this.pending.pop()) {
      // A slot may have been freed, or freed and filled again, since it was put here.
      if (this.corners[3 * triangle] >= 0 && this.farthestOutside[triangle] >= 0) this.raise(triangle);
    }
    return { corners: this.corners, neighbours: this.neighbours, count: this.count };
  }

  /** Adds the farthest outside point of a triangle to the hull. */
  private raise(seed: number): void {
    const { corners, neighbours, visitedAt, triangleFrom, visible, created, firstOutside, nextOutside } = this;
    const apex = this.farthestOutside[seed];
    const step = ++this.step;
    let visibleCount = 1;
    let createdCount = 0;
    visible[0] = seed;
    visitedAt[seed] = step;
    for (let k = 0; k < visibleCount; k++) {
      const triangle = visible[k];
      for (let edge = 0; edge < 3; edge++) {
        const beyond = neighbours[3 * triangle + edge];
        if (visitedAt[beyond] === step) continue;
        if (this.height(beyond, apex) > 0) {
          visitedAt[beyond] = step;
          visible[visibleCount++] = beyond;
        } else {
          const from = corners[3 * triangle + edge];
          const to = corners[3 * triangle + (edge === 2 ? 0 : edge + 1)];
          const added = this.add(from, to, apex);
          neighbours[3 * added] = beyond;
          const back = corners[3 * beyond] === to ? 0 : corners[3 * beyond + 1] === to ? 1 : 2;
          neighbours[3 * beyond + back] = added;
          triangleFrom[from] = added;
          created[createdCount++] = added;
        }
      }
    }
    for (let k = 0; k < createdCount; k++) {
      const added = created[k];
      const next = triangleFrom[corners[3 * added + 1]];
      neighbours[3 * added + 1] = next;
      neighbours[3 * next + 2] = added;
    }
    for (let k = 0; k < visibleCount; k++) {
      const triangle = visible[k];
      const first = firstOutside[triangle];
      // The apex is always on its own triangle's list; alone it leaves nothing to hand on.
      if (first >= 0 && (first !== apex || nextOutside[first] >= 0)) this.handOn(first, apex, createdCount);
      corners[3 * triangle] = -1;
      this.free.push(triangle);
    }
    for (let k = 0; k < createdCount; k++) if (this.farthestOutside[created[k]] >= 0) this.pending.push(created[k]);
  }

  /** Puts the points of a list, but for the apex, on the lists of created triangles that they lie outside of; the others are inside for good. */
  private handOn(first: number, apex: number, createdCount: number): void {
    const { points, planes, created, nextOutside, firstOutside, farthestOutside, farthestHeight } = this;
    let place = 0;
    for (let point = first, following = 0; point >= 0; point = following) {
      following = nextOutside[point];
      if (point === apex) continue;
      const x = points[3 * point];
      const y = points[3 * point + 1];
      const z = points[3 * point + 2];
      // Neighbours on a list mostly go to one triangle: begin where the last one went.
      for (let tried = 0; tried < createdCount; tried++, place = place + 1 < createdCount ? place + 1 : 0) {
        const triangle = created[place];
        const t = 5 * triangle;
        let height = planes[t] * x + planes[t + 1] * y + planes[t + 2] * z - planes[t + 3];
        const margin = planes[t + 4];
        if (height < -margin) continue;
        if (height <= margin) {
          height = this.exactHeight(triangle, point);
          if (height <= 0) continue;
        }
        nextOutside[point] = firstOutside[triangle];
        firstOutside[triangle] = point;
        const best = farthestOutside[triangle];
        const bestHeight = farthestHeight[triangle];
        if (best < 0 || height > bestHeight || (height === bestHeight && point < best)) {
          farthestOutside[triangle] = point;
          farthestHeight[triangle] = height;
        }
        break;
      }
    }
  }

  /** How far outside a triangle's plane a point lies, in units of that triangle; the sign is exact. */
  private height(triangle: number, point: number): number {
    const { planes, points } = this;
    const t = 5 * triangle;
    const q = 3 * point;
    const height =
      planes[t] * points[q] + planes[t + 1] * points[q + 1] + planes[t + 2] * points[q + 2] - planes[t + 3];
    const margin = planes[t + 4];
    return height > margin || height < -margin ? height : this.exactHeight(triangle, point);
  }

  private exactHeight(triangle: number, point: number): number {
    const { corners, points } = this;
    return -orientation(points, corners[3 * triangle], corners[3 * triangle + 1], corners[3 * triangle + 2], point);
  }

  private add(a: number, b: number, c: number): number {
    const triangle = this.free.pop() ?? this.count++;
    const { points: p, planes, corners } = this;
    corners[3 * triangle] = a;
    corners[3 * triangle + 1] = b;
    corners[3 * triangle + 2] = c;
    const ux = p[3 * b] - p[3 * a];
    const uy = p[3 * b + 1] - p[3 * a + 1];
    const uz = p[3 * b + 2] - p[3 * a + 2];
    const vx = p[3 * c] - p[3 * a];
    const vy = p[3 * c + 1] - p[3 * a + 1];
    const vz = p[3 * c + 2] - p[3 * a + 2];
    const x = uy * vz - uz * vy;
    const y = uz * vx - ux * vz;
    const z = ux * vy - uy * vx;
    planes[5 * triangle] = x;
    planes[5 * triangle + 1] = y;
    planes[5 * triangle + 2] = z;
    planes[5 * triangle + 3] = x * p[3 * a] + y * p[3 * a + 1] + z * p[3 * a + 2];
    const u = Math.max(Math.abs(ux), Math.abs(uy), Math.abs(uz));
    const v = Math.max(Math.abs(vx), Math.abs(vy), Math.abs(vz));
    // 96 half-units in the last place of (edge x edge x coordinate) bound the sum of all roundings above and in `height`.
    planes[5 * triangle + 4] = 1.2e-14 * u * v * this.largestCoordinate;
    this.firstOutside[triangle] = -1;
    this.farthestOutside[triangle] = -1;
    this.farthestHeight[triangle] = 0;
    return triangle;
  }

  private link(triangle: number, first: number, second: number, third: number): void {
    this.neighbours[3 * triangle] = first;
    this.neighbours[3 * triangle + 1] = second;
    this.neighbours[3 * triangle + 2] = third;
  }
}
