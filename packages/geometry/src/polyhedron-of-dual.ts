import type { HullTriangles } from "./convex-hull.js";
import { HalfSpaceError } from "./half-space-error.js";
import type { Polyhedron, PolyhedronFacet } from "./polyhedron.js";

/**
 * Turns the hull of the dual points back into the solid: a triangle of the hull is the corner where its three planes meet, a point of the
 * hull is the facet on its plane. Corners joined by short edges become one.
 *
 * @param hull the dual hull.
 * @param planes four numbers a plane, distances from the centre.
 * @param duals the dual point of each plane.
 * @param names the half-space of each plane.
 * @param centre what to add to every corner.
 * @param mergeTolerance as a part of the radius; raised where merging at it would not leave a polyhedron.
 * @internal
 */
export function polyhedronOfDual(
  hull: HullTriangles,
  planes: Float64Array,
  duals: Float64Array,
  names: Int32Array,
  centre: readonly [number, number, number],
  mergeTolerance: number,
): Polyhedron {
  const corners = meetPoints(hull, planes);
  const leaning = leanUnknownCorners(hull, duals, corners);
  const fans = fansAroundPoints(hull, names.length);
  for (let tolerance = mergeTolerance; tolerance <= 0.1; tolerance = Math.max(4 * tolerance, 1e-9)) {
    const clusters = clusterCorners(hull, corners, leaning, tolerance);
    const loops = facetLoops(fans, clusters);
    if (!isSphere(loops)) continue;
    return assemble(loops, clusterPositions(hull, planes, corners, clusters), clusters.length, planes, names, centre);
  }
  throw new HalfSpaceError("flat", "an intersection without volume", "half-spaces that share a volume");
}

interface MeetPoints {
  /** x, y, z for each triangle of the hull, from the centre. */
  readonly positions: Float64Array;
  /** 0 where the three planes do not fix a point. */
  readonly known: Uint8Array;
  /** Distance of the farthest corner from the centre. */
  readonly radius: number;
}

/**
 * Where the three planes of each triangle meet, by Cramer's rule. The two planes that are most alike are first brought to one and their
 * difference, which is exact, so that bundles of nearly parallel planes keep their digits.
 */
function meetPoints(hull: HullTriangles, planes: Float64Array): MeetPoints {
  const { corners, count } = hull;
  const positions = new Float64Array(3 * count);
  const known = new Uint8Array(count);
  let squaredRadius = 0;
  for (let t = 0; t < count; t++) {
    if (corners[3 * t] < 0) continue;
    const [first, second, third] = [4 * corners[3 * t], 4 * corners[3 * t + 1], 4 * corners[3 * t + 2]];
    const [c12, c23, c31] = [
      cosine(planes, first, second),
      cosine(planes, second, third),
      cosine(planes, third, first),
    ];
    const a = c12 >= c23 && c12 >= c31 ? first : c23 >= c31 ? second : third;
    const b = a === first ? second : a === second ? third : first;
    const c = a === first ? third : a === second ? first : second;
    const [ax, ay, az, ad] = [planes[a], planes[a + 1], planes[a + 2], planes[a + 3]];
    const [bx, by, bz, bd] = [planes[b] - ax, planes[b + 1] - ay, planes[b + 2] - az, planes[b + 3] - ad];
    const [cx, cy, cz, cd] = [planes[c] - ax, planes[c + 1] - ay, planes[c + 2] - az, planes[c + 3] - ad];
    const [ux, uy, uz] = [by * cz - bz * cy, bz * cx - bx * cz, bx * cy - by * cx];
    const [vx, vy, vz] = [cy * az - cz * ay, cz * ax - cx * az, cx * ay - cy * ax];
    const [wx, wy, wz] = [ay * bz - az * by, az * bx - ax * bz, ax * by - ay * bx];
    const determinant = ax * ux + ay * uy + az * uz;
    const [squaredB, squaredC] = [bx * bx + by * by + bz * bz, cx * cx + cy * cy + cz * cz];
    // The last bits of the cross products, magnified by the planes' closeness to a common line, are the corner's error.
    const error = 2.3e-16 * (Math.sqrt(squaredB) + Math.sqrt(squaredC) + Math.sqrt(squaredB * squaredC));
    if (!(error < 1e-7 * Math.abs(determinant))) continue;
    const x = (ad * ux + bd * vx + cd * wx) / determinant;
    const y = (ad * uy + bd * vy + cd * wy) / determinant;
    const z = (ad * uz + bd * vz + cd * wz) / determinant;
    positions[3 * t] = x;
    positions[3 * t + 1] = y;
    positions[3 * t + 2] = z;
    known[t] = 1;
    squaredRadius = Math.max(squaredRadius, x * x + y * y + z * z);
  }
  return { positions, known, radius: Math.sqrt(squaredRadius) };
}

function cosine(planes: Float64Array, p: number, q: number): number {
  return planes[p] * planes[q] + planes[p + 1] * planes[q + 1] + planes[p + 2] * planes[q + 2];
}

interface Clusters {
  /** The cluster of each triangle of the hull. */
  readonly ofTriangle: Int32Array;
  readonly length: number;
}

/** Single-linkage clusters along the solid's edges, so that turning or scaling the solid changes nothing. */
function clusterCorners(hull: HullTriangles, corners: MeetPoints, leaning: Int32Array, tolerance: number): Clusters {
  const { neighbours, count } = hull;
  const { positions, known, radius } = corners;
  const parent = Int32Array.from({ length: count }, (_, t) => t);
  const root = (t: number): number => {
    let r = t;
    while (parent[r] !== r) {
      parent[r] = parent[parent[r]];
      r = parent[r];
    }
    return r;
  };
  const squaredReach = tolerance * radius * (tolerance * radius);
  for (let t = 0; t < count; t++) {
    if (hull.corners[3 * t] < 0) continue;
    if (leaning[t] >= 0) {
      parent[root(t)] = root(leaning[t]);
      continue;
    }
    for (let edge = 0; edge < 3; edge++) {
      const other = neighbours[3 * t + edge];
      if (other < t || known[other] === 0) continue;
      const x = positions[3 * t] - positions[3 * other];
      const y = positions[3 * t + 1] - positions[3 * other + 1];
      const z = positions[3 * t + 2] - positions[3 * other + 2];
      if (x * x + y * y + z * z <= squaredReach) parent[root(t)] = root(other);
    }
  }
  const ofTriangle = new Int32Array(count).fill(-1);
  let length = 0;
  for (let t = 0; t < count; t++) {
    if (hull.corners[3 * t] < 0) continue;
    const r = root(t);
    if (ofTriangle[r] < 0) ofTriangle[r] = length++;
    ofTriangle[t] = ofTriangle[r];
  }
  return { ofTriangle, length };
}

/**
 * Three planes that all but share a line fix no corner. Their dual points are all but on one line; the middle one's plane only grazes the
 * corner of the triangle beyond the longest edge, so that is where this corner is taken to be. Answers that triangle for each one
 * without a corner of its own, -1 for the others.
 */
function leanUnknownCorners(hull: HullTriangles, duals: Float64Array, corners: MeetPoints): Int32Array {
  const leaning = new Int32Array(hull.count).fill(-1);
  const settled = corners.known.slice();
  let unknown = Array.from(settled.keys()).filter((t) => settled[t] === 0 && hull.corners[3 * t] >= 0);
  while (unknown.length > 0) {
    const before = unknown.length;
    for (let choice = 0; choice < 3 && unknown.length === before; choice++) {
      unknown = unknown.filter((t) => {
        const beyond = hull.neighbours[3 * t + edgesByLength(hull, duals, t)[choice]];
        if (settled[beyond] === 0) return true;
        leaning[t] = beyond;
        settled[t] = 1;
        return false;
      });
    }
    if (unknown.length === before) {
      throw new HalfSpaceError("flat", "no three planes that meet in a point", "half-spaces that share a volume");
    }
  }
  return leaning;
}

/** The edges of a hull triangle, the longest first: 0, 1 and 2 in some order. */
function edgesByLength(hull: HullTriangles, duals: Float64Array, triangle: number): number[] {
  const squared = [0, 1, 2].map((edge) => {
    const p = 3 * hull.corners[3 * triangle + edge];
    const q = 3 * hull.corners[3 * triangle + ((edge + 1) % 3)];
    const [x, y, z] = [duals[q] - duals[p], duals[q + 1] - duals[p + 1], duals[q + 2] - duals[p + 2]];
    return x * x + y * y + z * z;
  });
  return [0, 1, 2].sort((a, b) => squared[b] - squared[a] || a - b);
}

/** For each point of the hull its triangles, counter-clockwise from outside; none for points that are not corners of it. */
function fansAroundPoints(hull: HullTriangles, points: number): number[][] {
  const { corners, neighbours, count } = hull;
  const fans: number[][] = Array.from({ length: points }, () => []);
  for (let first = 0; first < count; first++) {
    if (corners[3 * first] < 0) continue;
    for (let k = 0; k < 3; k++) {
      const point = corners[3 * first + k];
      const fan = fans[point];
      if (fan.length > 0) continue;
      let triangle = first;
      do {
        fan.push(triangle);
        const place = corners[3 * triangle] === point ? 0 : corners[3 * triangle + 1] === point ? 1 : 2;
        triangle = neighbours[3 * triangle + ((place + 2) % 3)];
      } while (triangle !== first);
    }
  }
  return fans;
}

/** The loop of clusters around each facet, empty where merging left less than three; corners between two facets only are left out. */
function facetLoops(fans: readonly number[][], clusters: Clusters): number[][] {
  const loops = fans.map((fan) => withoutRepeats(fan.map((triangle) => clusters.ofTriangle[triangle])));
  const facetsAt = new Int32Array(clusters.length);
  for (;;) {
    facetsAt.fill(0);
    for (const loop of loops) for (const cluster of loop) facetsAt[cluster]++;
    if (!facetsAt.some((facets) => facets === 1 || facets === 2)) return loops;
    for (let i = 0; i < loops.length; i++) {
      if (loops[i].some((cluster) => facetsAt[cluster] < 3)) {
        loops[i] = withoutRepeats(loops[i].filter((cluster) => facetsAt[cluster] >= 3));
      }
    }
  }
}

function withoutRepeats(loop: readonly number[]): number[] {
  const result = loop.filter((cluster, i) => cluster !== loop[(i + 1) % loop.length]);
  return result.length < 3 ? [] : result;
}

/** Whether the loops close to one sphere: no corner twice in a loop, Euler characteristic 2. */
function isSphere(loops: readonly number[][]): boolean {
  const corners = new Set<number>();
  let halfEdges = 0;
  let facets = 0;
  for (const loop of loops) {
    if (loop.length === 0) continue;
    if (new Set(loop).size !== loop.length) return false;
    for (const cluster of loop) corners.add(cluster);
    halfEdges += loop.length;
    facets++;
  }
  return facets >= 4 && corners.size - halfEdges / 2 + facets === 2;
}

/** One corner for each cluster: the meet point itself, or the point nearest to all planes that pass through it. */
function clusterPositions(
  hull: HullTriangles,
  planes: Float64Array,
  corners: MeetPoints,
  clusters: Clusters,
): Float64Array {
  const members: number[][] = Array.from({ length: clusters.length }, () => []);
  for (let t = 0; t < hull.count; t++) {
    if (hull.corners[3 * t] >= 0 && corners.known[t] === 1) members[clusters.ofTriangle[t]].push(t);
  }
  const positions = new Float64Array(3 * clusters.length);
  members.forEach((triangles, cluster) => {
    const only = 3 * triangles[0];
    positions.set(
      triangles.length === 1
        ? corners.positions.subarray(only, only + 3)
        : commonPoint(hull, planes, corners, triangles),
      3 * cluster,
    );
  });
  return positions;
}

/** Least squares over the planes of the triangles, each plane once, about the mean of their meet points. */
function commonPoint(
  hull: HullTriangles,
  planes: Float64Array,
  corners: MeetPoints,
  triangles: readonly number[],
): [number, number, number] {
  const mean: [number, number, number] = [0, 0, 0];
  const through = new Set<number>();
  for (const t of triangles) {
    for (let k = 0; k < 3; k++) {
      mean[k] += corners.positions[3 * t + k] / triangles.length;
      through.add(hull.corners[3 * t + k]);
    }
  }
  let [xx, xy, xz, yy, yz, zz, xr, yr, zr] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (const plane of through) {
    const [x, y, z, d] = planes.subarray(4 * plane, 4 * plane + 4);
    const rest = d - (x * mean[0] + y * mean[1] + z * mean[2]);
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
  // Nearly parallel planes say little about the point along them: the mean is as good.
  if (determinant < 1e-6) return mean;
  const [e, f, g] = [xx * zz - xz * xz, xy * xz - xx * yz, xx * yy - xy * xy];
  return [
    mean[0] + (a * xr + b * yr + c * zr) / determinant,
    mean[1] + (b * xr + e * yr + f * zr) / determinant,
    mean[2] + (c * xr + f * yr + g * zr) / determinant,
  ];
}

/** Numbers the corners that are left in the order the facets name them. */
function assemble(
  loops: readonly number[][],
  positions: Float64Array,
  clusters: number,
  planes: Float64Array,
  names: Int32Array,
  centre: readonly [number, number, number],
): Polyhedron {
  const numberOf = new Int32Array(clusters).fill(-1);
  const vertices: number[] = [];
  const facets: PolyhedronFacet[] = [];
  loops.forEach((loop, plane) => {
    if (loop.length === 0) return;
    for (const cluster of loop) {
      if (numberOf[cluster] >= 0) continue;
      numberOf[cluster] = vertices.length / 3;
      for (let k = 0; k < 3; k++) vertices.push(positions[3 * cluster + k] + centre[k]);
    }
    const [x, y, z, d] = planes.subarray(4 * plane, 4 * plane + 4);
    facets.push({
      halfSpace: names[plane],
      loop: Uint32Array.from(loop, (cluster) => numberOf[cluster]),
      normal: [x, y, z],
      distance: d + (x * centre[0] + y * centre[1] + z * centre[2]),
    });
  });
  return { vertices: Float64Array.from(vertices), facets };
}
