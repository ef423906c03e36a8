import { expect } from "vitest";
import { intersectHalfSpaces, type Mesh, type MeshMeasure, measureMesh, unite } from "../../src/index.js";

/** The half-spaces of a box. */
export function boxHalfSpaces(from: readonly number[], to: readonly number[]): Float64Array {
  return Float64Array.from(
    [0, 1, 2].flatMap((k) => {
      const [plus, minus] = [1, -1].map((sign) => [0, 1, 2].map((axis) => (axis === k ? sign : 0)));
      return [...plus, to[k], ...minus, -from[k]];
    }),
  );
}

/** The union of boxes, each given by two corners. */
export function boxes(...corners: (readonly [readonly number[], readonly number[]])[]): Promise<Mesh> {
  return unite(corners.map(([from, to]) => intersectHalfSpaces(boxHalfSpaces(from, to))));
}

/** An octahedron standing on a corner at the origin: its half-spaces. */
export function octahedron(radius: number): Float64Array {
  const planes: number[] = [];
  for (const x of [-1, 1])
    for (const y of [-1, 1])
      for (const z of [-1, 1])
        planes.push(...[x, y, z].map((s) => s / Math.sqrt(3)), (radius + z * radius) / Math.sqrt(3));
  return Float64Array.from(planes);
}

/** Holds a mesh to what every operation promises, and answers its measures. */
export function expectSound(mesh: Mesh): MeshMeasure & { readonly volumeMm3: number } {
  const measure = measureMesh(mesh);
  expect(measure).toMatchObject({
    components: 1,
    watertight: true,
    manifold: true,
    oriented: true,
    enclosedVoids: 0,
    degenerateTriangles: 0,
    selfIntersections: 0,
    vertices: mesh.positions.length / 3,
  });
  expect(mesh.facetOfTriangle).toHaveLength(mesh.triangles.length / 3);
  expect(Math.max(...mesh.facetOfTriangle)).toBe(mesh.facets.length - 1);
  const { volumeMm3 } = measure;
  if (volumeMm3 === null) throw new Error("a sound mesh without a volume");
  return { ...measure, volumeMm3 };
}

/** The area of a level cut. */
export function sectionArea({ positions, triangles }: Mesh, height: number): number {
  let twice = 0;
  for (let t = 0; t < triangles.length; t += 3) {
    const ends: number[][] = [];
    for (let k = 0; k < 3; k++) {
      const [p, q] = [triangles[t + k], triangles[t + ((k + 1) % 3)]].map((v) => positions.subarray(3 * v, 3 * v + 3));
      if (p[2] > height === q[2] > height) continue;
      const part = (height - p[2]) / (q[2] - p[2]);
      // Where the surface goes up through the cut a contour ends.
      ends[p[2] > height ? 0 : 1] = [p[0] + part * (q[0] - p[0]), p[1] + part * (q[1] - p[1])];
    }
    if (ends.length === 2) twice += ends[0][0] * ends[1][1] - ends[1][0] * ends[0][1];
  }
  return Math.abs(twice / 2);
}

/** Points spread over all triangles, not farther apart than a step. */
export function* surfacePoints({ positions, triangles }: Mesh, step: number): Generator<number[]> {
  for (let t = 0; t < triangles.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => positions.subarray(3 * triangles[t + k], 3 * triangles[t + k] + 3));
    const length = Math.max(
      ...[[a, b], [b, c], [c, a]].map(([p, q]) => Math.hypot(p[0] - q[0], p[1] - q[1], p[2] - q[2])),
    ); // biome-ignore format: three edges
    const count = Math.ceil(length / step);
    for (let i = 0; i <= count; i++)
      for (let j = 0; i + j <= count; j++)
        yield [0, 1, 2].map((k) => a[k] + ((b[k] - a[k]) * i + (c[k] - a[k]) * j) / count);
  }
}

/** The least distance of a surface from an axis, between two places on it. */
export function distanceFromAxis(mesh: Mesh, from: readonly number[], to: readonly number[], step: number): number {
  const along = to.map((x, k) => x - from[k]);
  const square = along.reduce((sum, x) => sum + x * x, 0);
  let least = Number.POSITIVE_INFINITY;
  for (const p of surfacePoints(mesh, step)) {
    const [x, y, z] = [p[0] - from[0], p[1] - from[1], p[2] - from[2]];
    const t = (x * along[0] + y * along[1] + z * along[2]) / square;
    if (t < 0 || t > 1) continue;
    least = Math.min(least, Math.hypot(x - t * along[0], y - t * along[1], z - t * along[2]));
  }
  return least;
}
