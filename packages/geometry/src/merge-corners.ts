import type { HullTriangles } from "./convex-hull.js";
import type { MeetPoints } from "./meet-points.js";

/** The corners of a solid after those that fall together have become one. */
export interface Clusters {
  /** The cluster of each triangle of the hull. */
  readonly ofTriangle: Int32Array;
  /** How many there are. */
  readonly count: number;
}

/**
 * Single-linkage clusters of corners along the solid's edges, so that turning or scaling the solid changes nothing.
 *
 * @param tolerance length of the edges that vanish, as a part of the radius.
 * @internal
 */
export function mergeCorners(hull: HullTriangles, corners: MeetPoints, tolerance: number): Clusters {
  const { neighbours, count } = hull;
  const { positions, leaning, radius } = corners;
  const parent = new Int32Array(count);
  for (let t = 0; t < count; t++) parent[t] = t;
  const squaredReach = tolerance * radius * (tolerance * radius);
  for (let t = 0; t < count; t++) {
    if (hull.corners[3 * t] < 0) continue;
    if (leaning[t] >= 0) {
      parent[rootOf(parent, t)] = rootOf(parent, leaning[t]);
      continue;
    }
    for (let edge = 3 * t; edge < 3 * t + 3; edge++) {
      const other = neighbours[edge];
      if (other < t || leaning[other] >= 0) continue;
      const x = positions[3 * t] - positions[3 * other];
      const y = positions[3 * t + 1] - positions[3 * other + 1];
      const z = positions[3 * t + 2] - positions[3 * other + 2];
      if (x * x + y * y + z * z <= squaredReach) parent[rootOf(parent, t)] = rootOf(parent, other);
    }
  }
  const ofTriangle = new Int32Array(count).fill(-1);
  let clusters = 0;
  for (let t = 0; t < count; t++) {
    if (hull.corners[3 * t] < 0) continue;
    const root = rootOf(parent, t);
    if (ofTriangle[root] < 0) ofTriangle[root] = clusters++;
    ofTriangle[t] = ofTriangle[root];
  }
  return { ofTriangle, count: clusters };
}

function rootOf(parent: Int32Array, t: number): number {
  let root = t;
  while (parent[root] !== root) {
    parent[root] = parent[parent[root]];
    root = parent[root];
  }
  return root;
}

/**
 * One corner for each cluster, x, y, z from the centre: the meet point itself, or the point nearest to all planes that pass through the
 * cluster.
 *
 * @internal
 */
export function clusterPositions(
  hull: HullTriangles,
  planes: Float64Array,
  corners: MeetPoints,
  clusters: Clusters,
): Float64Array {
  const { ofTriangle, count } = clusters;
  const positions = new Float64Array(3 * count);
  const members = new Int32Array(count);
  for (let t = 0; t < hull.count; t++) {
    if (hull.corners[3 * t] < 0 || corners.leaning[t] >= 0) continue;
    const cluster = ofTriangle[t];
    members[cluster]++;
    for (let k = 0; k < 3; k++) positions[3 * cluster + k] += corners.positions[3 * t + k];
  }
  const crowded = new Map<number, Set<number>>();
  for (let cluster = 0; cluster < count; cluster++) {
    if (members[cluster] < 2) continue;
    crowded.set(cluster, new Set());
    for (let k = 0; k < 3; k++) positions[3 * cluster + k] /= members[cluster];
  }
  if (crowded.size === 0) return positions;
  for (let t = 0; t < hull.count; t++) {
    if (hull.corners[3 * t] < 0 || corners.leaning[t] >= 0) continue;
    const through = crowded.get(ofTriangle[t]);
    for (let k = 0; k < 3; k++) through?.add(hull.corners[3 * t + k]);
  }
  for (const [cluster, through] of crowded) {
    positions.set(nearestPoint(planes, through, positions.subarray(3 * cluster, 3 * cluster + 3)), 3 * cluster);
  }
  return positions;
}

/** Least squares over planes, about a point that lies near all of them. */
function nearestPoint(planes: Float64Array, through: Iterable<number>, about: Float64Array): ArrayLike<number> {
  let [xx, xy, xz, yy, yz, zz, xr, yr, zr] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (const plane of through) {
    const x = planes[4 * plane];
    const y = planes[4 * plane + 1];
    const z = planes[4 * plane + 2];
    const rest = planes[4 * plane + 3] - (x * about[0] + y * about[1] + z * about[2]);
    xx += x * x;
    xy += x * y;
    xz += x * z;
    yy += y * y;
    yz += y * z;
    zz += z * z;
    xr += x * rest;
    yr += y * rest;
    zr += z * rest;
  }
  const [a, b, c] = [yy * zz - yz * yz, xz * yz - xy * zz, xy * yz - xz * yy];
  const determinant = xx * a + xy * b + xz * c;
  // Nearly parallel planes say little about the point along them: the mean of the meet points is as good.
  if (determinant < 1e-6) return about;
  const [e, f, g] = [xx * zz - xz * xz, xy * xz - xx * yz, xx * yy - xy * xy];
  return [
    about[0] + (a * xr + b * yr + c * zr) / determinant,
    about[1] + (b * xr + e * yr + f * zr) / determinant,
    about[2] + (c * xr + f * yr + g * zr) / determinant,
  ];
}
