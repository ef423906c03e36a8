/** Somebody's way from half-spaces to the corners of their intersection, or ours. */
export interface HullMaker {
  readonly name: string;
  /** Version and way, in a line for the reader of the table. */
  readonly settings: string;
  /** Loads the library; reading and starting it are not part of the times. */
  load(): Promise<(halfSpaces: Float64Array) => SolidFound>;
}

/** What came out, to be counted outside the times. */
export interface SolidFound {
  /** Facets that know the half-space that made them; `undefined` where the library does not keep its points' names. */
  countFacets(): number | undefined;
  /** Corners as they come, before anything is merged. */
  countCorners(): number;
  /** x, y, z of each corner as it comes. */
  corners(): Float64Array;
}

/** The dual points n / d of half-spaces around the origin: what makes a convex hull an intersection of half-spaces. */
export function dualPoints(halfSpaces: Float64Array): Float64Array {
  const duals = new Float64Array((3 * halfSpaces.length) / 4);
  for (let h = 0, p = 0; h < halfSpaces.length; h += 4, p += 3) {
    for (let k = 0; k < 3; k++) duals[p + k] = halfSpaces[h + k] / halfSpaces[h + 3];
  }
  return duals;
}

/** A hull's triangles as points, nine numbers each, and as numbers of points, where the library knows them. */
export function solidOfTriangles(points: () => Float64Array, names: () => Iterable<number> | undefined): SolidFound {
  return {
    countFacets: () => {
      const known = names();
      return known === undefined ? undefined : new Set(known).size;
    },
    countCorners: () => points().length / 9,
    corners: () => cornersOfTriangles(points()),
  };
}

/** Where the three planes meet whose dual points a triangle has: (b - a) x (c - a) / a.((b - a) x (c - a)). */
function cornersOfTriangles(points: Float64Array): Float64Array {
  const corners = new Float64Array(points.length / 3);
  for (let t = 0, v = 0; t < points.length; t += 9, v += 3) {
    const [ax, ay, az, bx, by, bz, cx, cy, cz] = points.subarray(t, t + 9);
    const [ux, uy, uz, vx, vy, vz] = [bx - ax, by - ay, bz - az, cx - ax, cy - ay, cz - az];
    const [x, y, z] = [uy * vz - uz * vy, uz * vx - ux * vz, ux * vy - uy * vx];
    const determinant = ax * x + ay * y + az * z;
    corners.set([x / determinant, y / determinant, z / determinant], v);
  }
  return corners;
}

/** How many corners are left when those in one cell of a grid become one, as artists' programs weld; cells of 1e-6 of the radius. */
export function countWelded(corners: Float64Array): number {
  const radius = corners.reduce((most, x) => Math.max(most, Math.abs(x)), 0);
  const cells = new Set<string>();
  for (let v = 0; v < corners.length; v += 3) {
    cells.add([...corners.subarray(v, v + 3)].map((x) => Math.round(x / (1e-6 * radius))).join());
  }
  return cells.size;
}
