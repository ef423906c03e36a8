import { TriangleTree } from "../measure/triangle-tree.js";

/** The largest ball inside a solid, about. */
export interface ThickestSection {
  /** Diameter in mm, within `TOLERANCE` of the largest. */
  readonly lengthMm: number;
  /** x, y, z of its middle. */
  readonly middleMm: readonly [number, number, number];
}

/** How far from the truth distances to the surface, and the largest ball, may be: relative. */
const TOLERANCE = 0.025;

/** How many points are tried at most. */
const MOST_TRIES = 4000;

/**
 * The largest ball that fits into a solid: where it is thickest. Cubes are divided, the most promising first, until none can hold a middle
 * that is better by more than a twentieth (the method of Garcia-Castellanos and Lombardo 2007 in space, with a bound).
 *
 * @param positions x, y, z of each vertex.
 * @param corners three vertex numbers a triangle; closed.
 * @internal
 */
export function thickestSection(positions: Float32Array | Float64Array, corners: Uint32Array): ThickestSection | null {
  const depth = new DepthField(positions, corners);
  const [x, y, z, sx, sy, sz] = depth.box;
  const half = Math.min(sx, sy, sz) / 2;
  if (!(half > 0)) return null;
  const pending = new CubeHeap();
  let [best, bx, by, bz] = [0, 0, 0, 0];
  const consider = (cx: number, cy: number, cz: number, h: number): void => {
    const inside = depth.at(cx, cy, cz);
    if (inside > best) [best, bx, by, bz] = [inside, cx, cy, cz];
    const bound = inside + h * Math.sqrt(3);
    if (bound > best * (1 + TOLERANCE)) pending.push(bound, cx, cy, cz, h);
  };
  // As few cubes as cover the box, 4096 at most: a needle is looked at in pieces that are longer than thick.
  const step = Math.max(2 * half, Math.max(sx, sy, sz) / 16);
  const [nx, ny, nz] = [sx, sy, sz].map((side) => Math.max(1, Math.ceil(side / step)));
  const [ox, oy, oz] = [x + (sx - nx * step) / 2, y + (sy - ny * step) / 2, z + (sz - nz * step) / 2];
  for (let i = 0; i < nx; i++) {
    for (let j = 0; j < ny; j++) {
      for (let k = 0; k < nz; k++)
        consider(ox + (i + 0.5) * step, oy + (j + 0.5) * step, oz + (k + 0.5) * step, step / 2);
    }
  }
  for (let tries = 0; tries < MOST_TRIES; tries += 8) {
    const cube = pending.pop();
    if (cube === undefined || cube[0] <= best * (1 + TOLERANCE)) break;
    const [, cx, cy, cz, h] = cube;
    const q = h / 2;
    for (let corner = 0; corner < 8; corner++) {
      consider(cx + (corner & 1 ? q : -q), cy + (corner & 2 ? q : -q), cz + (corner & 4 ? q : -q), q);
    }
  }
  return best > 0 ? { lengthMm: 2 * best, middleMm: [bx, by, bz] } : null;
}

/** How deep points lie in a solid: the distance to its surface, negative outside. */
class DepthField {
  /** Least x, y, z and the lengths of the sides. */
  readonly box: readonly number[];
  private readonly tree: TriangleTree;
  private readonly pending = new Int32Array(128);
  private readonly bounds = new Float64Array(128);

  constructor(
    private readonly p: Float32Array | Float64Array,
    private readonly corners: Uint32Array,
  ) {
    this.tree = new TriangleTree(p, corners);
    const b = this.tree.nodeBoxes;
    this.box = [b[0], b[1], b[2], b[3] - b[0], b[4] - b[1], b[5] - b[2]];
  }

  at(x: number, y: number, z: number): number {
    const distance = this.distance(x, y, z);
    return this.isInside(x, y, z) ? distance : -distance;
  }

  /** The distance to the nearest triangle, too small by no more than the tolerance. */
  private distance(x: number, y: number, z: number): number {
    const { tree, pending, bounds, p, corners } = this;
    const { nodeBoxes, firstLeaf, leafStart, order } = tree;
    let least = Number.POSITIVE_INFINITY;
    let length = 1;
    pending[0] = 0;
    bounds[0] = 0;
    const share = (1 - TOLERANCE) * (1 - TOLERANCE);
    while (length > 0) {
      const node = pending[--length];
      if (bounds[length] >= least * share) continue;
      if (node >= firstLeaf) {
        for (let i = leafStart[node - firstLeaf]; i < leafStart[node - firstLeaf + 1]; i++) {
          const square = squareToTriangle(p, corners, order[i], x, y, z);
          if (square < least) least = square;
        }
        continue;
      }
      const one = squareToBox(nodeBoxes, 6 * (2 * node + 1), x, y, z);
      const two = squareToBox(nodeBoxes, 6 * (2 * node + 2), x, y, z);
      const nearer = one <= two ? 1 : 2;
      pending[length] = 2 * node + 3 - nearer;
      bounds[length++] = Math.max(one, two);
      pending[length] = 2 * node + nearer;
      bounds[length++] = Math.min(one, two);
    }
    return Math.sqrt(least) * (1 - TOLERANCE);
  }

  /** By the crossings of rays, two of three: a ray that meets an edge may miscount. */
  private isInside(x: number, y: number, z: number): boolean {
    const first = this.isOdd(x, y, z, RAYS[0]);
    if (first === this.isOdd(x, y, z, RAYS[1])) return first;
    return this.isOdd(x, y, z, RAYS[2]);
  }

  private isOdd(x: number, y: number, z: number, [dx, dy, dz]: readonly number[]): boolean {
    const { p, corners } = this;
    let crossings = 0;
    this.tree.along([x, y, z, dx, dy, dz], Number.MAX_VALUE, (t, limit) => {
      if (crosses(p, corners, t, x, y, z, dx, dy, dz)) crossings++;
      return limit;
    });
    return crossings % 2 === 1;
  }
}

/** Directions that meet no edge of a solid that anybody would pose. */
const RAYS = [
  [0.4312345, 0.5987654, 0.6749283],
  [-0.5812347, 0.3398761, -0.7393847],
  [0.7129384, -0.6583921, 0.2419283],
] as const;

function squareToBox(boxes: Float64Array, box: number, x: number, y: number, z: number): number {
  const dx = Math.max(0, boxes[box] - x, x - boxes[box + 3]);
  const dy = Math.max(0, boxes[box + 1] - y, y - boxes[box + 4]);
  const dz = Math.max(0, boxes[box + 2] - z, z - boxes[box + 5]);
  return dx * dx + dy * dy + dz * dz;
}

/** The square of the distance of a point to a triangle: to its plane above it, else to the nearest of its sides. */
function squareToTriangle(
  p: Float32Array | Float64Array,
  corners: Uint32Array,
  t: number,
  x: number,
  y: number,
  z: number,
): number {
  const [a, b, c] = [3 * corners[3 * t], 3 * corners[3 * t + 1], 3 * corners[3 * t + 2]];
  const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
  const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
  const [rx, ry, rz] = [x - p[a], y - p[a + 1], z - p[a + 2]];
  const [uu, uv, vv] = [ux * ux + uy * uy + uz * uz, ux * vx + uy * vy + uz * vz, vx * vx + vy * vy + vz * vz];
  const [ru, rv] = [rx * ux + ry * uy + rz * uz, rx * vx + ry * vy + rz * vz];
  const whole = uu * vv - uv * uv;
  const s = (vv * ru - uv * rv) / whole;
  const r = (uu * rv - uv * ru) / whole;
  if (s >= 0 && r >= 0 && s + r <= 1) {
    const [ex, ey, ez] = [rx - s * ux - r * vx, ry - s * uy - r * vy, rz - s * uz - r * vz];
    return ex * ex + ey * ey + ez * ez;
  }
  return Math.min(
    squareToSide(rx, ry, rz, ux, uy, uz),
    squareToSide(rx, ry, rz, vx, vy, vz),
    squareToSide(rx - ux, ry - uy, rz - uz, vx - ux, vy - uy, vz - uz),
  );
}

function squareToSide(rx: number, ry: number, rz: number, ux: number, uy: number, uz: number): number {
  const length = ux * ux + uy * uy + uz * uz;
  const s = length > 0 ? Math.max(0, Math.min(1, (rx * ux + ry * uy + rz * uz) / length)) : 0;
  const [x, y, z] = [rx - s * ux, ry - s * uy, rz - s * uz];
  return x * x + y * y + z * z;
}

/** Whether a ray crosses a triangle (Möller and Trumbore 1997). */
function crosses(
  p: Float32Array | Float64Array,
  corners: Uint32Array,
  t: number,
  x: number,
  y: number,
  z: number,
  dx: number,
  dy: number,
  dz: number,
): boolean {
  const [a, b, c] = [3 * corners[3 * t], 3 * corners[3 * t + 1], 3 * corners[3 * t + 2]];
  const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
  const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
  const [hx, hy, hz] = [dy * vz - dz * vy, dz * vx - dx * vz, dx * vy - dy * vx];
  const determinant = ux * hx + uy * hy + uz * hz;
  if (determinant === 0) return false;
  const [sx, sy, sz] = [x - p[a], y - p[a + 1], z - p[a + 2]];
  const along = (sx * hx + sy * hy + sz * hz) / determinant;
  if (!(along >= 0 && along <= 1)) return false;
  const [qx, qy, qz] = [sy * uz - sz * uy, sz * ux - sx * uz, sx * uy - sy * ux];
  const across = (dx * qx + dy * qy + dz * qz) / determinant;
  return across >= 0 && along + across <= 1 && (vx * qx + vy * qy + vz * qz) / determinant > 0;
}

/** Cubes by what they may hold at most, the most first: five numbers each, bound, middle, half the side. */
class CubeHeap {
  private readonly cubes: number[][] = [];

  push(bound: number, x: number, y: number, z: number, half: number): void {
    const { cubes } = this;
    let at = cubes.length;
    cubes.push([bound, x, y, z, half]);
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (cubes[above][0] >= cubes[at][0]) break;
      [cubes[above], cubes[at]] = [cubes[at], cubes[above]];
      at = above;
    }
  }

  pop(): readonly number[] | undefined {
    const { cubes } = this;
    const first = cubes[0];
    const last = cubes.pop();
    if (last === undefined || cubes.length === 0) return last;
    cubes[0] = last;
    for (let at = 0; ; ) {
      let child = 2 * at + 1;
      if (child >= cubes.length) break;
      if (child + 1 < cubes.length && cubes[child + 1][0] > cubes[child][0]) child++;
      if (cubes[child][0] <= cubes[at][0]) break;
      [cubes[child], cubes[at]] = [cubes[at], cubes[child]];
      at = child;
    }
    return first;
  }
}
