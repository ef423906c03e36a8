import { TriangleTree } from "../measure/triangle-tree.js";

/**
 * The least distance between two sets of triangles of a mesh, by corners against triangles and edges against edges, in float64.
 *
 * @param most distances above this do not matter, in mm: it is the answer where nothing is nearer.
 * @internal
 */
export function surfaceGap(positions: Float32Array, first: Uint32Array, second: Uint32Array, most: number): number {
  const tree = new TriangleTree(positions, second);
  const [a, b, box] = [new Float64Array(9), new Float64Array(9), new Float64Array(6)];
  let square = most * most;
  const found = (other: number): void => {
    load(positions, second, 3 * other, b);
    square = Math.min(square, squaredDistance(a, b));
  };
  for (let t = 0; t < first.length; t += 3) {
    load(positions, first, t, a);
    const reach = Math.sqrt(square);
    for (let k = 0; k < 3; k++) {
      box[k] = Math.min(a[k], a[k + 3], a[k + 6]) - reach;
      box[k + 3] = Math.max(a[k], a[k + 3], a[k + 6]) + reach;
    }
    tree.near(box, found);
  }
  return Math.sqrt(square);
}

function load(positions: Float32Array, triangles: Uint32Array, at: number, corners: Float64Array): void {
  for (let c = 0; c < 3; c++) for (let k = 0; k < 3; k++) corners[3 * c + k] = positions[3 * triangles[at + c] + k];
}

/** The squared distance of two triangles that do not cross. */
function squaredDistance(a: Float64Array, b: Float64Array): number {
  let square = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 9; i += 3) {
    square = Math.min(square, pointToTriangle(a, i, b), pointToTriangle(b, i, a));
    for (let j = 0; j < 9; j += 3) square = Math.min(square, edgeToEdge(a, i, b, j));
  }
  return square;
}

/** The squared distance of a corner from a triangle that it lies above or below; infinite beside it, where an edge is nearest. */
function pointToTriangle(p: Float64Array, at: number, t: Float64Array): number {
  const [ux, uy, uz] = [t[3] - t[0], t[4] - t[1], t[5] - t[2]];
  const [vx, vy, vz] = [t[6] - t[0], t[7] - t[1], t[8] - t[2]];
  const [nx, ny, nz] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
  for (let k = 0; k < 9; k += 3) {
    const next = (k + 3) % 9;
    const [ex, ey, ez] = [t[next] - t[k], t[next + 1] - t[k + 1], t[next + 2] - t[k + 2]];
    const [qx, qy, qz] = [p[at] - t[k], p[at + 1] - t[k + 1], p[at + 2] - t[k + 2]];
    const side = (ey * qz - ez * qy) * nx + (ez * qx - ex * qz) * ny + (ex * qy - ey * qx) * nz;
    if (side < 0) return Number.POSITIVE_INFINITY;
  }
  const height = (p[at] - t[0]) * nx + (p[at + 1] - t[1]) * ny + (p[at + 2] - t[2]) * nz;
  return (height * height) / (nx * nx + ny * ny + nz * nz);
}

/** The squared distance of the edges that begin at two corners (Ericson 2005, section 5.1.9). */
function edgeToEdge(p: Float64Array, i: number, q: Float64Array, j: number): number {
  const [i1, j1] = [(i + 3) % 9, (j + 3) % 9];
  const [ux, uy, uz] = [p[i1] - p[i], p[i1 + 1] - p[i + 1], p[i1 + 2] - p[i + 2]];
  const [vx, vy, vz] = [q[j1] - q[j], q[j1 + 1] - q[j + 1], q[j1 + 2] - q[j + 2]];
  const [rx, ry, rz] = [p[i] - q[j], p[i + 1] - q[j + 1], p[i + 2] - q[j + 2]];
  const a = ux * ux + uy * uy + uz * uz;
  const e = vx * vx + vy * vy + vz * vz;
  const b = ux * vx + uy * vy + uz * vz;
  const c = ux * rx + uy * ry + uz * rz;
  const f = vx * rx + vy * ry + vz * rz;
  const across = a * e - b * b;
  let s = across > 0 ? clamp((b * f - c * e) / across) : 0;
  let t = e > 0 ? (b * s + f) / e : 0;
  if (t < 0 || t > 1) {
    t = clamp(t);
    s = a > 0 ? clamp((b * t - c) / a) : 0;
  }
  const [gx, gy, gz] = [rx + s * ux - t * vx, ry + s * uy - t * vy, rz + s * uz - t * vz];
  return gx * gx + gy * gy + gz * gz;
}

function clamp(x: number): number {
  return Math.min(1, Math.max(0, x));
}
