/** A corner of a triangle, in mm. */
export type Corner = readonly [number, number, number];
/** A triangle, counter-clockwise from outside. */
export type Triangle = readonly [Corner, Corner, Corner];

/** The twelve triangles of a box from one corner to the opposite one. */
export function box(low: Corner, high: Corner): Triangle[] {
  const triangles: Triangle[] = [];
  for (const axis of [0, 1, 2] as const) {
    for (const end of [low, high]) {
      const corner = (u: number, v: number): Corner => {
        const point: [number, number, number] = [0, 0, 0];
        point[axis] = end[axis];
        point[(axis + 1) % 3] = [low, high][u]?.[(axis + 1) % 3] ?? 0;
        point[(axis + 2) % 3] = [low, high][v]?.[(axis + 2) % 3] ?? 0;
        return point;
      };
      const [a, b, c, d] = [corner(0, 0), corner(1, 0), corner(1, 1), corner(0, 1)];
      const outward: Triangle[] = [
        [a, b, c],
        [a, c, d],
      ];
      triangles.push(...(end === high ? outward : outward.map(turned)));
    }
  }
  return triangles;
}

/** The same triangle seen from the other side. */
export function turned([a, b, c]: Triangle): Triangle {
  return [a, c, b];
}

/** Binary STL of triangles, with their unit normals: admesh needs a byte above 127 early on to take a file for binary. */
export function stlOf(triangles: readonly Triangle[]): Uint8Array {
  const bytes = new Uint8Array(84 + 50 * triangles.length);
  const view = new DataView(bytes.buffer);
  view.setUint32(80, triangles.length, true);
  triangles.forEach(([a, b, c], t) => {
    const u = [b[0] - a[0], b[1] - a[1], b[2] - a[2]] as const;
    const v = [c[0] - a[0], c[1] - a[1], c[2] - a[2]] as const;
    const normal = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
    const length = Math.sqrt(normal.reduce((sum, x) => sum + x * x, 0)) || 1;
    [...normal.map((x) => x / length), ...a, ...b, ...c].forEach((value, i) => {
      view.setFloat32(84 + 50 * t + 4 * i, value, true);
    });
  });
  return bytes;
}

const cube = box([0, 0, 0], [10, 10, 10]);
const tetrahedron = (tip: Corner): Triangle[] => {
  const [a, b, c]: Corner[] = [
    [2, 2, -5],
    [8, 2, -5],
    [5, 8, -5],
  ];
  if (a === undefined || b === undefined || c === undefined) return [];
  return [
    [a, c, b],
    [a, b, tip],
    [b, c, tip],
    [c, a, tip],
  ];
};

/** One sound solid and what can be wrong with one. */
export const SOLIDS = {
  cube,
  insideOut: cube.map(turned),
  hole: cube.slice(0, -1),
  twoCubes: [...cube, ...box([20, 0, 0], [30, 10, 10])],
  enclosedVoid: [...cube, ...box([3, 3, 3], [7, 7, 7]).map(turned)],
  oneTriangleTurned: cube.map((triangle, i) => (i === 4 ? turned(triangle) : triangle)),
  sharedEdge: [...cube, ...box([10, 10, 0], [20, 20, 10])],
  sharedVertex: [...cube, ...box([10, 10, 10], [20, 20, 20])],
  throughEachOther: [...cube, ...box([5, 5, 5], [15, 15, 15])],
  tipInFace: [...cube, ...tetrahedron([5, 5, 0])],
} satisfies Record<string, Triangle[]>;
