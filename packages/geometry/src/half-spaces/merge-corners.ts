import type { HullTriangles } from "./convex-hull.js";
import type { MeetPoints } from "./meet-points.js";
import { nearestToPlanes } from "./nearest-to-planes.js";

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
  const { positions, radius } = corners;
  const parent = new Int32Array(count);
  for (let t = 0; t < count; t++) parent[t] = t;
  const squaredReach = tolerance * radius * (tolerance * radius);
  for (let t = 0; t < count; t++) {
    if (hull.corners[3 * t] < 0) continue;
    for (let edge = 3 * t; edge < 3 * t + 3; edge++) {
      const other = neighbours[edge];
      if (other < t) continue;
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
    if (hull.corners[3 * t] < 0) continue;
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
    if (hull.corners[3 * t] < 0) continue;
    const through = crowded.get(ofTriangle[t]);
    for (let k = 0; k < 3; k++) through?.add(hull.corners[3 * t + k]);
  }
  for (const [cluster, through] of crowded) {
    positions.set(nearestToPlanes(planes, through, positions.subarray(3 * cluster, 3 * cluster + 3)), 3 * cluster);
  }
  return positions;
}
