import { bounds, type MeasurableMesh, mergedCorners, twinHalfEdges } from "@vocalith/geometry";

/** The flat faces of a solid as a goniometer sees them. */
export interface Facets {
  /** x, y, z of unit outward normals, largest face first. */
  readonly normals: Float64Array;
  readonly areas: Float64Array;
  /** How far each normal may be off, in radians, by the rounding of the coordinates. */
  readonly errors: Float64Array;
  /** Pairs of faces that meet in an edge turned outwards, as places in the list: both of one crystal, for where crystals meet the edge is turned inwards. */
  readonly pairs: Uint32Array;
}

/** Corners this near to a plane lie in it, as a share of the stone: more than coordinates of six digits are rounded by. */
const FLATNESS = 1e-5;
/** A face is laid through its largest triangle, and again through all that were found, so often. */
const PLANES_LAID = 2;
/** What a normal is trusted to at best, in radians: a hundredth of a degree. */
const LEAST_ERROR = 0.0002;
const MOST_ERROR = 0.0025;

/**
 * Finds the flat faces of a mesh and which of them meet in outward edges. Faces are grown from their largest triangles, since in a file of rounded
 * coordinates small triangles lie askew.
 */
export function readFacets(mesh: MeasurableMesh): Facets {
  const surface = readSurface(mesh);
  const { faceOf, count } = growFaces(surface);
  const { normals, areas, errors, placeOf } = measureFaces(surface, faceOf, count);
  return { normals, areas, errors, pairs: outwardPairs(surface, faceOf, placeOf, normals, areas.length) };
}

/** Triangles with corners that know each other. */
interface Surface {
  /** x, y, z of each vertex. */
  readonly points: Float64Array;
  /** Three vertices a triangle; those of equal coordinates are one. */
  readonly corners: Uint32Array;
  /** The half-edge on the other side of each, -1 where there is none. */
  readonly twins: Int32Array;
  /** x, y, z of each triangle's normal, twice its area long. */
  readonly crosses: Float64Array;
  /** How far from a plane corners may lie that count as in it, mm. */
  readonly flatness: number;
}

function readSurface(mesh: MeasurableMesh): Surface {
  const corners = mergedCorners(mesh);
  const p = Float64Array.from(mesh.positions);
  const crosses = new Float64Array(corners.length);
  for (let t = 0; t < corners.length; t += 3) {
    const [a, b, c] = [3 * corners[t], 3 * corners[t + 1], 3 * corners[t + 2]];
    const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
    const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
    crosses[t] = uy * vz - uz * vy;
    crosses[t + 1] = uz * vx - ux * vz;
    crosses[t + 2] = ux * vy - uy * vx;
  }
  const { minimum, maximum } = bounds(p);
  const extent = Math.max(...maximum.map((high, axis) => high - minimum[axis]));
  return { points: p, corners, twins: twinHalfEdges(corners), crosses, flatness: FLATNESS * extent };
}

/** Gives every triangle the number of its face, -1 to those without area that lie in none. */
function growFaces(surface: Surface): { faceOf: Int32Array; count: number } {
  const { corners, crosses } = surface;
  const squares = new Float64Array(corners.length / 3);
  for (let t = 0; t < squares.length; t++) {
    const [x, y, z] = crosses.subarray(3 * t, 3 * t + 3);
    squares[t] = x * x + y * y + z * z;
  }
  const faceOf = new Int32Array(squares.length).fill(-1);
  let count = 0;
  for (const seed of Array.from(squares.keys()).sort((s, t) => squares[t] - squares[s] || s - t)) {
    if (faceOf[seed] >= 0 || squares[seed] === 0) continue;
    let members = [seed];
    for (let laid = 0; laid < PLANES_LAID; laid++) {
      const plane = planeOf(surface, members);
      for (const t of members) faceOf[t] = -1;
      members = spread(surface, faceOf, seed, plane, count);
    }
    count++;
  }
  return { faceOf, count };
}

/** The triangles that lie in a plane and hang together with one of them. */
function spread(
  { points, corners, twins, crosses, flatness }: Surface,
  faceOf: Int32Array,
  seed: number,
  [x, y, z, distance]: readonly [number, number, number, number],
  face: number,
): number[] {
  const members = [seed];
  faceOf[seed] = face;
  for (let i = 0; i < members.length; i++) {
    for (let side = 0; side < 3; side++) {
      const half = twins[3 * members[i] + side];
      const t = half < 0 ? -1 : Math.trunc(half / 3);
      if (t < 0 || faceOf[t] >= 0) continue;
      const apex = 3 * corners[3 * t + ((half + 2) % 3)];
      if (Math.abs(x * points[apex] + y * points[apex + 1] + z * points[apex + 2] - distance) > flatness) continue;
      if (x * crosses[3 * t] + y * crosses[3 * t + 1] + z * crosses[3 * t + 2] < 0) continue;
      faceOf[t] = face;
      members.push(t);
    }
  }
  return members;
}

/** Unit normal and distance of the plane through the middle of triangles. */
function planeOf({ points, corners, crosses }: Surface, members: readonly number[]) {
  let [x, y, z, weight] = [0, 0, 0, 0];
  const middle = [0, 0, 0];
  for (const t of members) {
    const [cx, cy, cz] = [crosses[3 * t], crosses[3 * t + 1], crosses[3 * t + 2]];
    const area = Math.sqrt(cx * cx + cy * cy + cz * cz);
    x += cx;
    y += cy;
    z += cz;
    weight += 3 * area;
    for (let k = 0; k < 9; k++) middle[k % 3] += area * points[3 * corners[3 * t + Math.trunc(k / 3)] + (k % 3)];
  }
  const length = Math.sqrt(x * x + y * y + z * z);
  const distance = (x * middle[0] + y * middle[1] + z * middle[2]) / (weight * length);
  return [x / length, y / length, z / length, distance] as const;
}

/** Normals, areas and errors of the faces, largest first, and the place in that order of each face. */
function measureFaces(surface: Surface, faceOf: Int32Array, count: number) {
  const members: number[][] = Array.from({ length: count }, () => []);
  faceOf.forEach((face, t) => {
    if (face >= 0) members[face].push(t);
  });
  const measured = members.map((own, face) => ({ face, ...measureFace(surface, faceOf, face, own) }));
  measured.sort((f, g) => g.area - f.area || f.face - g.face);
  const placeOf = new Int32Array(count);
  measured.forEach(({ face }, place) => {
    placeOf[face] = place;
  });
  return {
    normals: Float64Array.from(measured.flatMap(({ normal }) => normal)),
    areas: Float64Array.from(measured, ({ area }) => area),
    errors: Float64Array.from(measured, ({ error }) => error),
    placeOf,
  };
}

function measureFace(surface: Surface, faceOf: Int32Array, face: number, own: readonly number[]) {
  const { points, corners, twins, crosses, flatness } = surface;
  const [x, y, z, distance] = planeOf(surface, own);
  let area = 0;
  let outline = 0;
  let askew = 0;
  for (const t of own) {
    area += (x * crosses[3 * t] + y * crosses[3 * t + 1] + z * crosses[3 * t + 2]) / 2;
    for (let h = 3 * t; h < 3 * t + 3; h++) {
      const from = 3 * corners[h];
      const to = 3 * corners[h % 3 === 2 ? h - 2 : h + 1];
      askew = Math.max(askew, Math.abs(x * points[from] + y * points[from + 1] + z * points[from + 2] - distance));
      if (twins[h] >= 0 && faceOf[Math.trunc(twins[h] / 3)] === face) continue;
      const [dx, dy, dz] = [0, 1, 2].map((k) => points[to + k] - points[from + k]);
      outline += Math.sqrt(dx * dx + dy * dy + dz * dz);
    }
  }
  const width = (2 * area) / outline;
  // A triangle is never askew in itself.
  const rounding = Math.max(askew, 0.02 * flatness);
  return {
    normal: [x, y, z],
    area: Math.max(0, area),
    error: Math.min(MOST_ERROR, LEAST_ERROR + rounding / width),
  };
}

/** Each pair of faces with a common edge where the one lies below the plane of the other. */
function outwardPairs(
  { points, corners, twins }: Surface,
  faceOf: Int32Array,
  placeOf: Int32Array,
  normals: Float64Array,
  count: number,
): Uint32Array {
  const found = new Set<number>();
  for (let h = 0; h < corners.length; h++) {
    const back = twins[h];
    if (back < h) continue;
    const [one, other] = [faceOf[Math.trunc(h / 3)], faceOf[Math.trunc(back / 3)]];
    if (one < 0 || other < 0 || one === other) continue;
    const [f, g] = [placeOf[one], placeOf[other]];
    const apex = 3 * corners[3 * Math.trunc(back / 3) + ((back + 2) % 3)];
    const edge = 3 * corners[h];
    let height = 0;
    for (let k = 0; k < 3; k++) height += normals[3 * f + k] * (points[apex + k] - points[edge + k]);
    if (height < 0) found.add(Math.min(f, g) * count + Math.max(f, g));
  }
  const pairs = [...found].map((key) => [Math.trunc(key / count), key % count]);
  return Uint32Array.from(pairs.sort((a, b) => a[1] - b[1] || a[0] - b[0]).flat());
}
