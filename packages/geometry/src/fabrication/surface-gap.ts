import { TriangleTree } from "../measure/triangle-tree.js";
import { cross, dot } from "./frame.js";

/**
 * The least distance between two sets of triangles of a mesh, by corners against triangles and edges against edges, in float64.
 *
 * @param most distances above this do not matter, in mm: it is the answer where nothing is nearer.
 * @internal
 */
export function surfaceGap(positions: Float32Array, first: Uint32Array, second: Uint32Array, most: number): number {
  const tree = new TriangleTree(positions, second);
  let least = most;
  for (let t = 0; t < first.length; t += 3) {
    const a = cornersOf(positions, first, t);
    const box = [0, 1, 2].map((k) => Math.min(a[0][k], a[1][k], a[2][k]) - least);
    box.push(...[0, 1, 2].map((k) => Math.max(a[0][k], a[1][k], a[2][k]) + least));
    tree.near(box, (other) => {
      least = Math.min(least, triangleDistance(a, cornersOf(positions, second, 3 * other)));
    });
  }
  return least;
}

type Point = ArrayLike<number>;

function cornersOf(positions: Float32Array, triangles: Uint32Array, at: number): Float32Array[] {
  return [0, 1, 2].map((c) => positions.subarray(3 * triangles[at + c], 3 * triangles[at + c] + 3));
}

/** The distance of two triangles that do not cross. */
function triangleDistance(a: readonly Point[], b: readonly Point[]): number {
  let square = Number.POSITIVE_INFINITY;
  for (let i = 0; i < 3; i++) {
    square = Math.min(square, pointToTriangle(a[i], b), pointToTriangle(b[i], a));
    for (let j = 0; j < 3; j++) square = Math.min(square, edgeToEdge(a[i], a[(i + 1) % 3], b[j], b[(j + 1) % 3]));
  }
  return Math.sqrt(square);
}

function difference(a: Point, b: Point): [number, number, number] {
  return [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
}

/** The squared distance of a point from a triangle above or below which it lies; infinite beside it, where an edge is nearest. */
function pointToTriangle(p: Point, [a, b, c]: readonly Point[]): number {
  const normal = cross(difference(b, a), difference(c, a));
  const sides: [Point, Point][] = [
    [a, b],
    [b, c],
    [c, a],
  ];
  if (sides.some(([from, to]) => dot(cross(difference(to, from), difference(p, from)), normal) < 0)) {
    return Number.POSITIVE_INFINITY;
  }
  const height = dot(difference(p, a), normal);
  return (height * height) / dot(normal, normal);
}

/** The squared distance of two line segments (Ericson 2005, section 5.1.9). */
function edgeToEdge(p: Point, p1: Point, q: Point, q1: Point): number {
  const [u, v, r] = [difference(p1, p), difference(q1, q), difference(p, q)];
  const [a, e, b, c, f] = [dot(u, u), dot(v, v), dot(u, v), dot(u, r), dot(v, r)];
  const across = a * e - b * b;
  const clamp = (x: number): number => Math.min(1, Math.max(0, x));
  let s = across > 0 ? clamp((b * f - c * e) / across) : 0;
  let t = e > 0 ? (b * s + f) / e : 0;
  if (t < 0 || t > 1) {
    t = clamp(t);
    s = a > 0 ? clamp((b * t - c) / a) : 0;
  }
  const gap = [0, 1, 2].map((k) => r[k] + s * u[k] - t * v[k]);
  return dot(gap, gap);
}
