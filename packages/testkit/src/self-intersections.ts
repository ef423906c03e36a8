import { orient2d, orient3d } from "robust-predicates";
import type { TriangleSoup } from "./triangle-soup.js";

type Point = readonly [number, number, number];

/**
 * Pairs of triangles that meet anywhere but in the vertices or the edge they share, decided by exact predicates (Shewchuk
 * 1997), so a touch counts and rounding cannot hide it. Triangles must not repeat a vertex.
 *
 * @returns numbers of the two triangles of each pair, the smaller first
 * @example
 * ```ts
 * import { selfIntersections, triangleSoup } from "@vocalith/testkit";
 * selfIntersections(triangleSoup(new Uint8Array(84))); // []
 * ```
 */
export function selfIntersections(soup: TriangleSoup): [number, number][] {
  const count = soup.triangles.length / 3;
  const boxes = new Float64Array(6 * count);
  for (let t = 0; t < count; t++) {
    for (let axis = 0; axis < 3; axis++) {
      const values = corners(soup, t).map((point) => point[axis] ?? 0);
      boxes[6 * t + axis] = Math.min(...values);
      boxes[6 * t + 3 + axis] = Math.max(...values);
    }
  }
  const found: [number, number][] = [];
  meetBoxes(
    boxes,
    Uint32Array.from({ length: count }, (_, t) => t),
    (a, b) => {
      const [first, second] = a < b ? [a, b] : [b, a];
      if (trianglesMeet(soup, first, second)) found.push([first, second]);
    },
  );
  return found.sort((p, q) => p[0] - q[0] || p[1] - q[1]);
}

/** Calls back for every pair of overlapping boxes: halves by centre along the longest side, then sweeps what is left. */
function meetBoxes(boxes: Float64Array, numbers: Uint32Array, meet: (a: number, b: number) => void): void {
  const box = (t: number, side: number): number => boxes[6 * t + side] ?? 0;
  const overlap = (a: number, b: number): boolean =>
    [0, 1, 2].every((axis) => box(a, axis) <= box(b, axis + 3) && box(b, axis) <= box(a, axis + 3));
  const spread = [0, 1, 2].map((axis) => {
    let low = Infinity;
    let high = -Infinity;
    for (const t of numbers) {
      low = Math.min(low, box(t, axis));
      high = Math.max(high, box(t, axis + 3));
    }
    return high - low;
  });
  const axis = spread.indexOf(Math.max(...spread));
  if (numbers.length > 64) {
    const middle = (t: number): number => box(t, axis) + box(t, axis + 3);
    const centres = Float64Array.from(numbers, middle).sort();
    const cut = (centres[centres.length >> 1] ?? 0) / 2;
    // A box across the cut belongs to both halves; pairs of two such boxes are met on the left alone.
    const left = numbers.filter((t) => box(t, axis) <= cut);
    const right = numbers.filter((t) => box(t, axis + 3) > cut);
    if (Math.max(left.length, right.length) < 0.9 * numbers.length) {
      meetBoxes(boxes, left, meet);
      meetBoxes(boxes, right, (a, b) => {
        if (box(a, axis) > cut || box(b, axis) > cut) meet(a, b);
      });
      return;
    }
  }
  const sorted = [...numbers].sort((a, b) => box(a, axis) - box(b, axis));
  sorted.forEach((a, i) => {
    for (let j = i + 1; j < sorted.length; j++) {
      const b = sorted[j] ?? 0;
      if (box(b, axis) > box(a, axis + 3)) break;
      if (overlap(a, b)) meet(a, b);
    }
  });
}

function pointOf({ positions }: TriangleSoup, vertex: number): Point {
  return [positions[3 * vertex] ?? 0, positions[3 * vertex + 1] ?? 0, positions[3 * vertex + 2] ?? 0];
}

function vertexNumbers({ triangles }: TriangleSoup, t: number): [number, number, number] {
  return [triangles[3 * t] ?? 0, triangles[3 * t + 1] ?? 0, triangles[3 * t + 2] ?? 0];
}

function corners(soup: TriangleSoup, t: number): [Point, Point, Point] {
  const [a, b, c] = vertexNumbers(soup, t);
  return [pointOf(soup, a), pointOf(soup, b), pointOf(soup, c)];
}

function trianglesMeet(soup: TriangleSoup, first: number, second: number): boolean {
  const a = vertexNumbers(soup, first);
  const b = vertexNumbers(soup, second);
  const shared = a.filter((vertex) => b.includes(vertex));
  if (shared.length === 3) return true;
  if (shared.length === 2) return foldsOver(soup, a, b, shared);
  // With one vertex shared, whatever else they share ends on the edge opposite to it in one of them.
  const edgesOf = (t: readonly number[]): [Point, Point][] =>
    [0, 1, 2]
      .map((i) => [t[i] ?? 0, t[(i + 1) % 3] ?? 0] as const)
      .filter((edge) => !edge.some((vertex) => shared.includes(vertex)))
      .map(([p, q]) => [pointOf(soup, p), pointOf(soup, q)]);
  const [triangleA, triangleB] = [corners(soup, first), corners(soup, second)];
  return (
    edgesOf(a).some(([p, q]) => segmentMeetsTriangle(p, q, triangleB)) ||
    edgesOf(b).some(([p, q]) => segmentMeetsTriangle(p, q, triangleA))
  );
}

/** Two triangles with a common edge meet elsewhere only if they lie in one plane on the same side of it. */
function foldsOver(soup: TriangleSoup, a: readonly number[], b: readonly number[], shared: readonly number[]): boolean {
  const [p, q] = shared.map((vertex) => pointOf(soup, vertex));
  const [r, s] = [a, b].map((t) => pointOf(soup, t.find((vertex) => !shared.includes(vertex)) ?? 0));
  if (p === undefined || q === undefined || r === undefined || s === undefined) return true;
  if (orient3d(...p, ...q, ...r, ...s) !== 0) return false;
  const plane = projection([p, q, r]);
  if (plane === undefined) return true;
  return side(plane, p, q, r) * side(plane, p, q, s) >= 0;
}

function segmentMeetsTriangle(p: Point, q: Point, [a, b, c]: readonly [Point, Point, Point]): boolean {
  const above = Math.sign(orient3d(...a, ...b, ...c, ...p));
  const below = Math.sign(orient3d(...a, ...b, ...c, ...q));
  if (above * below > 0) return false;
  if (above === 0 && below === 0) return coplanarMeet(p, q, [a, b, c]);
  const turns = [orient3d(...p, ...q, ...a, ...b), orient3d(...p, ...q, ...b, ...c), orient3d(...p, ...q, ...c, ...a)];
  return turns.every((turn) => turn >= 0) || turns.every((turn) => turn <= 0);
}

/** Two of the three axes, so that a triangle seen along the third keeps an area; undefined for one without. */
function projection([a, b, c]: readonly [Point, Point, Point]): readonly [0 | 1 | 2, 0 | 1 | 2] | undefined {
  const planes = [
    [0, 1],
    [1, 2],
    [2, 0],
  ] as const;
  return planes.find((plane) => side(plane, a, b, c) !== 0);
}

function side([u, v]: readonly [0 | 1 | 2, 0 | 1 | 2], a: Point, b: Point, c: Point): number {
  return Math.sign(orient2d(a[u], a[v], b[u], b[v], c[u], c[v]));
}

function coplanarMeet(p: Point, q: Point, triangle: readonly [Point, Point, Point]): boolean {
  const plane = projection(triangle);
  // A triangle without area is reported as such.
  if (plane === undefined) return false;
  const edges = [0, 1, 2].map((i) => [triangle[i] ?? p, triangle[(i + 1) % 3] ?? p] as const);
  const inside = (point: Point): boolean => {
    const sides = edges.map(([a, b]) => side(plane, a, b, point));
    return sides.every((s) => s >= 0) || sides.every((s) => s <= 0);
  };
  return (
    inside(p) ||
    inside(q) ||
    edges.some(
      ([a, b]) =>
        side(plane, p, q, a) * side(plane, p, q, b) <= 0 &&
        side(plane, a, b, p) * side(plane, a, b, q) <= 0 &&
        !(side(plane, p, q, a) === 0 && side(plane, p, q, b) === 0),
    )
  );
}
