import type { HullTriangles } from "./convex-hull.js";
import { HalfSpaceError } from "./half-space-error.js";
import { meetPoints } from "./meet-points.js";
import { type Clusters, clusterPositions, mergeCorners } from "./merge-corners.js";
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
  const corners = meetPoints(hull, planes, duals);
  const fans = fansAroundPoints(hull, names.length);
  for (let tolerance = mergeTolerance; tolerance <= 0.1; tolerance = Math.max(4 * tolerance, 1e-9)) {
    const clusters = mergeCorners(hull, corners, tolerance);
    const loops = facetLoops(fans, clusters);
    if (!isSphere(loops, clusters.count)) continue;
    return assemble(loops, clusterPositions(hull, planes, corners, clusters), planes, names, centre);
  }
  throw new HalfSpaceError("flat", "an intersection without volume", "half-spaces that share a volume");
}

/** Lists of numbers, one for each plane, one after another. */
interface Lists {
  /** Where the list of each plane begins, and at last where all end. */
  readonly start: Int32Array;
  readonly entries: Int32Array;
}

/** For each point of the hull its triangles, counter-clockwise from outside; none for points that are not corners of it. */
function fansAroundPoints(hull: HullTriangles, points: number): Lists {
  const { corners, neighbours, count } = hull;
  const start = new Int32Array(points + 1);
  const triangleAt = new Int32Array(points);
  for (let h = 0; h < 3 * count; h++) {
    if (corners[h - (h % 3)] < 0) continue;
    start[corners[h] + 1]++;
    triangleAt[corners[h]] = Math.trunc(h / 3);
  }
  for (let point = 0; point < points; point++) start[point + 1] += start[point];
  const entries = new Int32Array(start[points]);
  for (let point = 0; point < points; point++) {
    let triangle = triangleAt[point];
    for (let i = start[point]; i < start[point + 1]; i++) {
      entries[i] = triangle;
      const place = corners[3 * triangle] === point ? 2 : corners[3 * triangle + 1] === point ? 0 : 1;
      triangle = neighbours[3 * triangle + place];
    }
  }
  return { start, entries };
}

/** The loop of clusters around each facet, empty where merging left less than three; corners between two facets only are left out. */
function facetLoops(fans: Lists, clusters: Clusters): Lists {
  const entries = new Int32Array(fans.entries.length);
  for (let i = 0; i < entries.length; i++) entries[i] = clusters.ofTriangle[fans.entries[i]];
  const facetsAt = new Int32Array(clusters.count).fill(3);
  let loops: Lists = { start: fans.start, entries };
  for (;;) {
    loops = tidied(loops, facetsAt);
    facetsAt.fill(0);
    for (const cluster of loops.entries) facetsAt[cluster]++;
    if (!facetsAt.some((facets) => facets === 1 || facets === 2)) return loops;
  }
}

/** Loops without corners on less than three facets, without repeats of the corner before, and empty where less than three are left. */
function tidied(loops: Lists, facetsAt: Int32Array): Lists {
  const start = new Int32Array(loops.start.length);
  const entries = new Int32Array(loops.entries.length);
  let end = 0;
  for (let plane = 0; plane + 1 < start.length; plane++) {
    const first = end;
    for (let i = loops.start[plane]; i < loops.start[plane + 1]; i++) {
      const cluster = loops.entries[i];
      if (facetsAt[cluster] >= 3 && (end === first || entries[end - 1] !== cluster)) entries[end++] = cluster;
    }
    while (end > first + 1 && entries[end - 1] === entries[first]) end--;
    if (end < first + 3) end = first;
    start[plane + 1] = end;
  }
  return { start, entries: entries.subarray(0, end) };
}

/** Whether the loops close to one sphere: no corner twice in a loop, Euler characteristic 2. */
function isSphere({ start, entries }: Lists, clusters: number): boolean {
  const lastLoop = new Int32Array(clusters).fill(-1);
  let corners = 0;
  let facets = 0;
  for (let plane = 0; plane + 1 < start.length; plane++) {
    if (start[plane + 1] > start[plane]) facets++;
    for (let i = start[plane]; i < start[plane + 1]; i++) {
      const last = lastLoop[entries[i]];
      if (last === plane) return false;
      if (last < 0) corners++;
      lastLoop[entries[i]] = plane;
    }
  }
  return facets >= 4 && corners - entries.length / 2 + facets === 2;
}

/** Numbers the corners that are left in the order the facets name them, the facets in the order of their half-spaces. */
function assemble(
  { start, entries }: Lists,
  positions: Float64Array,
  planes: Float64Array,
  names: Int32Array,
  centre: readonly [number, number, number],
): Polyhedron {
  const [centreX, centreY, centreZ] = centre;
  const numberOf = new Int32Array(positions.length / 3).fill(-1);
  const vertices = new Float64Array(positions.length);
  const facets: PolyhedronFacet[] = [];
  // One buffer for all loops: thousands of small ones keep the garbage collector busy.
  const loops = new Uint32Array(entries.length);
  let count = 0;
  for (const plane of ascending(names)) {
    const first = start[plane];
    const end = start[plane + 1];
    if (first === end) continue;
    const loop = loops.subarray(first, end);
    for (let i = first; i < end; i++) {
      const cluster = entries[i];
      if (numberOf[cluster] < 0) {
        vertices[3 * count] = positions[3 * cluster] + centreX;
        vertices[3 * count + 1] = positions[3 * cluster + 1] + centreY;
        vertices[3 * count + 2] = positions[3 * cluster + 2] + centreZ;
        numberOf[cluster] = count++;
      }
      loop[i - first] = numberOf[cluster];
    }
    const x = planes[4 * plane];
    const y = planes[4 * plane + 1];
    const z = planes[4 * plane + 2];
    const distance = planes[4 * plane + 3] + (x * centreX + y * centreY + z * centreZ);
    facets.push({ halfSpace: names[plane], loop, normal: [x, y, z], distance });
  }
  return { vertices: vertices.slice(0, 3 * count), facets };
}

/** The places of different whole numbers from zero on, the place of the smallest number first. */
function ascending(names: Int32Array): Int32Array {
  let largest = -1;
  for (let place = 0; place < names.length; place++) largest = Math.max(largest, names[place]);
  const placeOf = new Int32Array(largest + 1).fill(-1);
  for (let place = 0; place < names.length; place++) placeOf[names[place]] = place;
  let end = 0;
  for (let name = 0; name <= largest; name++) if (placeOf[name] >= 0) placeOf[end++] = placeOf[name];
  return placeOf.subarray(0, end);
}
