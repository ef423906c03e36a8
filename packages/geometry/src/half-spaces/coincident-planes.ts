import type { HullTriangles } from "./convex-hull.js";

/** Planes are one but for rounding when their normals and distances (as a part of the distance) differ by no more than this. */
const SAME = 1e-8;

/**
 * Planes that are another plane but for rounding, among planes that are neighbours on the solid: where two such planes cross is not a line
 * that numbers can tell. Of each pair the place of the one with the higher number is named.
 *
 * @param planes four numbers a plane, distances from a point inside.
 * @param numbers the number of the half-space of each plane.
 * @internal
 */
export function coincidentNeighbours(hull: HullTriangles, planes: Float64Array, numbers: Int32Array): Set<number> {
  const { corners, count } = hull;
  const found = new Set<number>();
  for (let h = 0; h < 3 * count; h++) {
    const first = corners[h - (h % 3)];
    if (first < 0) continue;
    const from = corners[h];
    const to = h % 3 === 2 ? first : corners[h + 1];
    // Each edge belongs to two triangles, once in each direction.
    if (from > to) continue;
    if (coincide(planes, from, to)) found.add(numbers[from] > numbers[to] ? from : to);
  }
  return found;
}

/**
 * The same among all planes, neighbours or not. Taking neighbours away round by round needs a hull a round, and thousands of copies of a few
 * planes hundreds of rounds. Time linear in the number of planes.
 *
 * @internal
 */
export function coincidentPlanes(planes: Float64Array, numbers: Int32Array): Set<number> {
  const places = Int32Array.from(numbers.keys()).sort((a, b) => numbers[a] - numbers[b]);
  // Planes that stay, in every cell of a grid that a plane coinciding with them may lie in.
  const staying = new Map<string, number[]>();
  const found = new Set<number>();
  for (const place of places) {
    const [x, y, z] = planes.subarray(4 * place, 4 * place + 3);
    if (staying.get(cellOf(x, y, z))?.some((other) => coincide(planes, other, place))) {
      found.add(place);
      continue;
    }
    const cells = new Set<string>();
    // Twice as far as need be, so that no rounding at the edge of a cell hides a plane.
    for (const dx of [-2 * SAME, 2 * SAME]) {
      for (const dy of [-2 * SAME, 2 * SAME]) {
        for (const dz of [-2 * SAME, 2 * SAME]) cells.add(cellOf(x + dx, y + dy, z + dz));
      }
    }
    for (const cell of cells) {
      const list = staying.get(cell);
      if (list === undefined) staying.set(cell, [place]);
      else list.push(place);
    }
  }
  return found;
}

function cellOf(x: number, y: number, z: number): string {
  const size = 64 * SAME;
  return `${Math.floor(x / size)},${Math.floor(y / size)},${Math.floor(z / size)}`;
}

function coincide(planes: Float64Array, first: number, second: number): boolean {
  const a = 4 * first;
  const b = 4 * second;
  return (
    Math.abs(planes[a] - planes[b]) <= SAME &&
    Math.abs(planes[a + 1] - planes[b + 1]) <= SAME &&
    Math.abs(planes[a + 2] - planes[b + 2]) <= SAME &&
    Math.abs(planes[a + 3] - planes[b + 3]) <= SAME * Math.max(planes[a + 3], planes[b + 3])
  );
}
