import type { FacetOutlines } from "./facet-outlines.js";
import { NearestPairs } from "./nearest-pairs.js";
import { triangleDistance } from "./triangle-distance.js";
import type { TriangleTree } from "./triangle-tree.js";
import { nextHalfEdge } from "./twin-half-edges.js";

/** A surface whose flat facets are known. */
export interface FacetedSurface {
  readonly positions: Float32Array | Float64Array;
  /** Three vertex numbers a triangle. */
  readonly corners: Uint32Array;
  readonly facetOfTriangle: Uint32Array;
  readonly outlines: FacetOutlines;
  /** Unit outward normal of each facet; zeros for one without area. */
  readonly normals: Float64Array;
  readonly tree: TriangleTree;
  /** Facets that meet in a corner, as `pairKey` numbers; only those that oppose each other. */
  readonly meeting: ReadonlySet<number>;
  /** Cosine of the angle by which opposing facets may fall short of facing each other. */
  readonly cosine: number;
  /** The largest coordinate. */
  readonly extent: number;
}

/** The number of a pair of facets, in any order. */
export function pairKey(f: number, g: number, facets: number): number {
  return Math.min(f, g) * facets + Math.max(f, g);
}

/** The shortest way between opposing facets, through the solid or through the air. */
export interface ShortestWay {
  length: number;
  /** No way is shorter than this. */
  lowerBound: number;
  /** x, y, z of both ends. */
  readonly ends: Float64Array;
  /** The triangles at the ends. */
  triangles: readonly [number, number];
  /** Whether every pair was either looked at or too far apart. */
  complete: boolean;
}

/**
 * Looks for the shortest straight way between two facets that oppose each other and do not meet: first by rays, which give a way that
 * exists, then by branch and bound over pairs of boxes, then of triangles, then of parts of triangles, so that no shorter way is left.
 * The way runs through the solid (`inside`) or through the air.
 *
 * @internal
 */
export class OpposingSearch {
  private readonly surface: FacetedSurface;
  /** 1 to look through the solid, -1 through the air. */
  private readonly side: 1 | -1;
  private readonly tolerance: number;
  private budget: number;
  /** Pairs of triangles whose closest points are no way, and the square of their distance. */
  private readonly undecided: { readonly s: number; readonly t: number; readonly square: number }[] = [];
  /** Parts of triangles smaller than this are not divided; infinite while whole triangles are looked at. */
  private resolution = Number.POSITIVE_INFINITY;
  private readonly best: ShortestWay = {
    length: Number.POSITIVE_INFINITY,
    lowerBound: Number.POSITIVE_INFINITY,
    ends: new Float64Array(6),
    triangles: [-1, -1],
    complete: true,
  };
  private readonly a = new Float64Array(9);
  private readonly b = new Float64Array(9);

  /**
   * @param tolerance a way counts as shorter only if it is shorter by this share.
   * @param budget how many pairs to look at.
   */
  constructor(surface: FacetedSurface, inside: boolean, tolerance: number, budget: number) {
    this.surface = surface;
    this.side = inside ? 1 : -1;
    this.tolerance = tolerance;
    this.budget = budget;
  }

  /** Casts a ray from a point of a triangle; where it ends on an opposing facet, that is a way. */
  cast(triangle: number, origin: ArrayLike<number>, direction: ArrayLike<number>): void {
    const { surface, best } = this;
    const facet = surface.facetOfTriangle[triangle];
    const ray = Float64Array.of(origin[0], origin[1], origin[2], direction[0], direction[1], direction[2]);
    const least = 1e-9 * surface.extent;
    let hit = -1;
    let length = best.length;
    surface.tree.along(ray, length, (other, limit) => {
      if (surface.facetOfTriangle[other] === facet) return limit;
      const at = this.crossing(ray, other);
      if (!(at > least && at < limit)) return limit;
      hit = other;
      length = at;
      return at;
    });
    if (hit < 0 || !this.oppose(facet, surface.facetOfTriangle[hit])) return;
    const end = [0, 1, 2].map((k) => ray[k] + length * ray[3 + k]);
    if (this.runsAcross(direction, facet, surface.facetOfTriangle[hit])) this.take(length, ray, end, triangle, hit);
  }

  /** Looks at all pairs that could be shorter than the best way so far, the nearest first: what is left at any time is no nearer. */
  run(): ShortestWay {
    const { nodeBoxes, firstLeaf } = this.surface.tree;
    const normalBoxes = this.normalBoxes();
    const facets = this.facetsOfNodes();
    const pending = new NearestPairs();
    pending.push(0, 0, 0);
    while (pending.takeNearest()) {
      const { one, two, square } = pending;
      if (this.tooFar(square) || !this.afford(square, BOXES_COST)) break;
      if (one >= firstLeaf) {
        this.leaves(one - firstLeaf, two - firstLeaf, square);
        continue;
      }
      for (const [c, d] of one === two ? SAME : OTHER) {
        const low = 2 * one + c;
        const high = 2 * two + d;
        const distance = boxDistance(nodeBoxes, 6 * low, 6 * high);
        if (this.tooFar(distance) || !this.mayOppose(normalBoxes, nodeBoxes, low, high)) continue;
        // Two parts of one facet each, which meet somewhere else or do not oppose each other, need not be divided.
        if (facets[low] >= 0 && facets[high] >= 0 && !this.oppose(facets[low], facets[high])) continue;
        pending.push(low, high, distance);
      }
    }
    this.divideUndecided();
    const { best } = this;
    best.lowerBound = Math.min(best.lowerBound, best.length);
    return best;
  }

  /** Divides the pairs that are closest where the way is blocked: coarsely at first, because any way found spares the others. */
  private divideUndecided(): void {
    const pairs = this.undecided.sort((p, q) => p.square - q.square || p.s - q.s || p.t - q.t);
    for (const share of RESOLUTIONS) {
      this.resolution = share * this.surface.extent;
      for (const { s, t, square } of pairs) {
        if (this.tooFar(square)) continue;
        // All that are left are as far apart at least.
        if (!this.afford(square)) return;
        this.load(s, this.a);
        this.load(t, this.b);
        this.pair(this.a, this.b, s, t, true);
      }
    }
  }

  private tooFar(square: number): boolean {
    const limit = this.best.length * (1 - this.tolerance);
    if (square < limit * limit) return false;
    this.best.lowerBound = Math.min(this.best.lowerBound, Math.sqrt(square));
    return true;
  }

  /** Counts a pair more; where there were too many, nothing nearer than `square` has been ruled out. */
  private afford(square: number, cost = 1): boolean {
    this.budget -= cost;
    if (this.budget >= 0) return true;
    this.best.complete = false;
    this.best.lowerBound = Math.min(this.best.lowerBound, Math.sqrt(square));
    return false;
  }

  /** Looks at all pairs of triangles of two leaves, whose boxes are so far apart. */
  private leaves(one: number, two: number, apart: number): void {
    const { order, leafStart } = this.surface.tree;
    const { facetOfTriangle } = this.surface;
    for (let i = leafStart[one]; i < leafStart[one + 1]; i++) {
      for (let j = one === two ? i + 1 : leafStart[two]; j < leafStart[two + 1]; j++) {
        const [s, t] = [order[i], order[j]];
        if (!this.oppose(facetOfTriangle[s], facetOfTriangle[t])) continue;
        if (!this.afford(apart)) return;
        this.load(s, this.a);
        this.load(t, this.b);
        this.pair(this.a, this.b, s, t, false);
      }
    }
  }

  /** Looks at two triangles, or parts of them. */
  private pair(a: Float64Array, b: Float64Array, s: number, t: number, isPart: boolean): void {
    const { facetOfTriangle, normals, extent } = this.surface;
    const [f, g] = [3 * facetOfTriangle[s], 3 * facetOfTriangle[t]];
    // Each must reach to the side of the other where the way begins.
    const [depthA, depthB] = [greatestDepth(a, b, normals, f, this.side), greatestDepth(b, a, normals, g, this.side)];
    if (Math.min(depthA, depthB) <= 1e-9 * extent) return;
    const ends = new Float64Array(6);
    const square = triangleDistance(a, b, ends);
    if (isPart ? this.tooFar(square) : !(square < this.best.length * this.best.length)) return;
    const length = Math.sqrt(square);
    if (length <= 1e-9 * extent) {
      this.take(0, ends, ends, s, t);
      return;
    }
    // No way can then be near enough to the normals.
    if (Math.min(depthA, depthB) < (this.surface.cosine - 1e-6) * length) return;
    const across = this.runsAcross(difference(ends, length), f / 3, g / 3);
    const blockers = this.blockers(a, b, ends, s, t);
    if (across && blockers.length === 0) {
      this.take(length, ends, ends.subarray(3), s, t);
      return;
    }
    if (blockers.some((triangle) => this.blocksAll(a, b, triangle) || this.facetBlocksAll(a, b, ends, triangle)))
      return;
    this.tryMiddle(a, b, s, t);
    // The way is blocked, or runs on the wrong side, where they are closest: look at halves, but not before all pairs are known.
    if (this.resolution === Number.POSITIVE_INFINITY) {
      this.undecided.push({ s, t, square });
      return;
    }
    const [la, lb] = [longestSide(a), longestSide(b)];
    if (Math.max(la.square, lb.square) < this.resolution * this.resolution) return;
    if (!this.afford(square)) return;
    const halves = la.square >= lb.square ? halvesOf(a, la.corner) : halvesOf(b, lb.corner);
    for (const half of halves) {
      if (la.square >= lb.square) this.pair(half, b, s, t, true);
      else this.pair(a, half, s, t, true);
    }
  }

  private take(length: number, from: ArrayLike<number>, to: ArrayLike<number>, s: number, t: number): void {
    const { best } = this;
    if (!(length < best.length)) return;
    best.length = length;
    best.triangles = [s, t];
    for (let k = 0; k < 3; k++) {
      best.ends[k] = from[k];
      best.ends[3 + k] = to[k];
    }
  }

  /** Whether facets face away from each other about enough, and do not meet. */
  private oppose(f: number, g: number): boolean {
    const { normals, cosine, meeting } = this.surface;
    if (f === g) return false;
    const dot =
      normals[3 * f] * normals[3 * g] +
      normals[3 * f + 1] * normals[3 * g + 1] +
      normals[3 * f + 2] * normals[3 * g + 2];
    return dot <= -cosine && !meeting.has(pairKey(f, g, normals.length / 3));
  }

  /** Whether a direction leaves one facet and arrives at the other on the side that is looked at, not too far off their normals. */
  private runsAcross(d: ArrayLike<number>, f: number, g: number): boolean {
    const { normals } = this.surface;
    const leaving = d[0] * normals[3 * f] + d[1] * normals[3 * f + 1] + d[2] * normals[3 * f + 2];
    const arriving = d[0] * normals[3 * g] + d[1] * normals[3 * g + 1] + d[2] * normals[3 * g + 2];
    const least = this.surface.cosine - 1e-6;
    return -this.side * leaving >= least && this.side * arriving >= least;
  }

  /** The triangles that lie in a way, whose ends are drawn a little into their triangles so that no neighbour is touched. */
  private blockers(a: Float64Array, b: Float64Array, ends: Float64Array, s: number, t: number): number[] {
    const ray = new Float64Array(6);
    for (let k = 0; k < 3; k++) {
      const from = ends[k] + INWARDS * ((a[k] + a[3 + k] + a[6 + k]) / 3 - ends[k]);
      const to = ends[3 + k] + INWARDS * ((b[k] + b[3 + k] + b[6 + k]) / 3 - ends[3 + k]);
      ray[k] = from;
      ray[3 + k] = to - from;
    }
    const { facetOfTriangle } = this.surface;
    const [f, g] = [facetOfTriangle[s], facetOfTriangle[t]];
    const blockers: number[] = [];
    this.surface.tree.along(ray, 1, (other, limit) => {
      if (facetOfTriangle[other] === f || facetOfTriangle[other] === g) return limit;
      const at = this.crossing(ray, other);
      if (at > 1e-9 && at < 1 - 1e-9) blockers.push(other);
      return limit;
    });
    return blockers;
  }

  /**
   * Whether a triangle lies in every way between two others: it does when it lies in the nine ways between their corners, for the
   * section of their convex hull with its plane is the hull of those nine crossings.
   */
  private blocksAll(a: Float64Array, b: Float64Array, blocker: number): boolean {
    const ray = new Float64Array(6);
    for (let i = 0; i < 9; i += 3) {
      for (let j = 0; j < 9; j += 3) {
        for (let k = 0; k < 3; k++) {
          ray[k] = a[i + k];
          ray[3 + k] = b[j + k] - a[i + k];
        }
        // A corner may lie in the blocker itself.
        const at = this.crossing(ray, blocker);
        if (!(at > -1e-9 && at < 1 + 1e-9)) return false;
      }
    }
    return true;
  }

  /**
   * The same for the whole facet of a triangle that lies in the way between `ends`: it does when no crossing is farther from that one
   * than the facet's outline is.
   */
  private facetBlocksAll(a: Float64Array, b: Float64Array, ends: Float64Array, blocker: number): boolean {
    const { positions: p, corners, facetOfTriangle, normals, outlines } = this.surface;
    const facet = facetOfTriangle[blocker];
    const [nx, ny, nz] = normals.subarray(3 * facet, 3 * facet + 3);
    const origin = 3 * corners[3 * blocker];
    const height = (points: Float64Array, i: number): number =>
      nx * (points[i] - p[origin]) + ny * (points[i + 1] - p[origin + 1]) + nz * (points[i + 2] - p[origin + 2]);
    const middle = height(ends, 0) / (height(ends, 0) - height(ends, 3));
    if (!(middle > 0 && middle < 1)) return false;
    const [x, y, z] = [0, 1, 2].map((k) => ends[k] + middle * (ends[3 + k] - ends[k]));
    let farthest = 0;
    for (let i = 0; i < 9; i += 3) {
      for (let j = 0; j < 9; j += 3) {
        const [from, to] = [height(a, i), height(b, j)];
        const at = from / (from - to);
        if (!(at >= 0 && at <= 1)) return false;
        const [dx, dy, dz] = [
          a[i] + at * (b[j] - a[i]) - x,
          a[i + 1] + at * (b[j + 1] - a[i + 1]) - y,
          a[i + 2] + at * (b[j + 2] - a[i + 2]) - z,
        ];
        farthest = Math.max(farthest, dx * dx + dy * dy + dz * dz);
      }
    }
    for (let e = outlines.start[facet]; e < outlines.start[facet + 1]; e++) {
      const c = 3 * corners[outlines.halfEdges[e]];
      const d = 3 * corners[nextHalfEdge(outlines.halfEdges[e])];
      const [ux, uy, uz] = [p[d] - p[c], p[d + 1] - p[c + 1], p[d + 2] - p[c + 2]];
      const [rx, ry, rz] = [x - p[c], y - p[c + 1], z - p[c + 2]];
      const square = ux * ux + uy * uy + uz * uz;
      const along = square > 0 ? Math.max(0, Math.min(1, (ux * rx + uy * ry + uz * rz) / square)) : 0;
      const [ox, oy, oz] = [rx - along * ux, ry - along * uy, rz - along * uz];
      if (ox * ox + oy * oy + oz * oz <= farthest) return false;
    }
    return true;
  }

  /** Tries the way between the middles of two triangles. */
  private tryMiddle(a: Float64Array, b: Float64Array, s: number, t: number): void {
    const { facetOfTriangle } = this.surface;
    const ends = new Float64Array(6);
    let square = 0;
    for (let k = 0; k < 3; k++) {
      ends[k] = (a[k] + a[3 + k] + a[6 + k]) / 3;
      ends[3 + k] = (b[k] + b[3 + k] + b[6 + k]) / 3;
      square += (ends[3 + k] - ends[k]) * (ends[3 + k] - ends[k]);
    }
    const length = Math.sqrt(square);
    if (!(length < this.best.length)) return;
    if (!this.runsAcross(difference(ends, length), facetOfTriangle[s], facetOfTriangle[t])) return;
    if (this.blockers(a, b, ends, s, t).length === 0) this.take(length, ends, ends.subarray(3), s, t);
  }

  /** Where a ray crosses a triangle, in lengths of its direction; NaN where it does not (Möller and Trumbore 1997). */
  private crossing(ray: Float64Array, triangle: number): number {
    const { positions: p, corners } = this.surface;
    const a = 3 * corners[3 * triangle];
    const b = 3 * corners[3 * triangle + 1];
    const c = 3 * corners[3 * triangle + 2];
    const [dx, dy, dz] = [ray[3], ray[4], ray[5]];
    const [ux, uy, uz] = [p[b] - p[a], p[b + 1] - p[a + 1], p[b + 2] - p[a + 2]];
    const [vx, vy, vz] = [p[c] - p[a], p[c + 1] - p[a + 1], p[c + 2] - p[a + 2]];
    const [hx, hy, hz] = [dy * vz - dz * vy, dz * vx - dx * vz, dx * vy - dy * vx];
    const determinant = ux * hx + uy * hy + uz * hz;
    if (determinant === 0) return Number.NaN;
    const [sx, sy, sz] = [ray[0] - p[a], ray[1] - p[a + 1], ray[2] - p[a + 2]];
    const along = (sx * hx + sy * hy + sz * hz) / determinant;
    const [qx, qy, qz] = [sy * uz - sz * uy, sz * ux - sx * uz, sx * uy - sy * ux];
    const across = (dx * qx + dy * qy + dz * qz) / determinant;
    if (!(along >= -1e-12 && across >= -1e-12 && along + across <= 1 + 1e-12)) return Number.NaN;
    return (vx * qx + vy * qy + vz * qz) / determinant;
  }

  private load(triangle: number, out: Float64Array): void {
    const { positions, corners } = this.surface;
    for (let i = 0; i < 3; i++) {
      for (let k = 0; k < 3; k++) out[3 * i + k] = positions[3 * corners[3 * triangle + i] + k];
    }
  }

  /** The facet that all triangles of a node belong to; -1 where they belong to several. */
  private facetsOfNodes(): Int32Array {
    const { tree, facetOfTriangle } = this.surface;
    const facets = new Int32Array(tree.nodeBoxes.length / 6);
    for (let node = facets.length - 1; node >= 0; node--) {
      if (node < tree.firstLeaf) {
        facets[node] = facets[2 * node + 1] === facets[2 * node + 2] ? facets[2 * node + 1] : -1;
        continue;
      }
      const leaf = node - tree.firstLeaf;
      const first = facetOfTriangle[tree.order[tree.leafStart[leaf]]];
      facets[node] = first;
      for (let i = tree.leafStart[leaf]; i < tree.leafStart[leaf + 1]; i++) {
        if (facetOfTriangle[tree.order[i]] !== first) facets[node] = -1;
      }
    }
    return facets;
  }

  /** For each node the least and the greatest x, y, z of its facets' normals. */
  private normalBoxes(): Float64Array {
    const { tree, facetOfTriangle, normals } = this.surface;
    const nodes = tree.nodeBoxes.length / 6;
    const boxes = new Float64Array(6 * nodes);
    for (let node = nodes - 1; node >= 0; node--) {
      const box = 6 * node;
      boxes.fill(2, box, box + 3).fill(-2, box + 3, box + 6);
      if (node < tree.firstLeaf) {
        for (const child of [6 * (2 * node + 1), 6 * (2 * node + 2)]) {
          for (let k = 0; k < 3; k++) {
            boxes[box + k] = Math.min(boxes[box + k], boxes[child + k]);
            boxes[box + 3 + k] = Math.max(boxes[box + 3 + k], boxes[child + 3 + k]);
          }
        }
        continue;
      }
      const leaf = node - tree.firstLeaf;
      for (let i = tree.leafStart[leaf]; i < tree.leafStart[leaf + 1]; i++) {
        const facet = 3 * facetOfTriangle[tree.order[i]];
        for (let k = 0; k < 3; k++) {
          boxes[box + k] = Math.min(boxes[box + k], normals[facet + k]);
          boxes[box + 3 + k] = Math.max(boxes[box + 3 + k], normals[facet + k]);
        }
      }
    }
    return boxes;
  }

  /** Whether some facets of two nodes may oppose each other and the way between them run on the side that is looked at. */
  private mayOppose(normals: Float64Array, nodes: Float64Array, one: number, two: number): boolean {
    const { side } = this;
    let least = 0;
    let leaving = 0;
    let arriving = 0;
    for (let k = 6 * one, m = 6 * two; k < 6 * one + 3; k++, m++) {
      const al = normals[k];
      const ah = normals[k + 3];
      const bl = normals[m];
      const bh = normals[m + 3];
      least += leastProduct(al, ah, bl, bh);
      const dl = nodes[m] - nodes[k + 3];
      const dh = nodes[m + 3] - nodes[k];
      leaving += side > 0 ? leastProduct(al, ah, dl, dh) : leastProduct(-ah, -al, dl, dh);
      arriving += side > 0 ? leastProduct(bl, bh, -dh, -dl) : leastProduct(-bh, -bl, -dh, -dl);
    }
    return least <= -this.surface.cosine && leaving < 0 && arriving < 0;
  }
}

/** The direction between two points. */
function difference(ends: Float64Array, length: number): [number, number, number] {
  return [(ends[3] - ends[0]) / length, (ends[4] - ends[1]) / length, (ends[5] - ends[2]) / length];
}

/** How small parts of triangles are made, for a solid of size 1, round by round; ways narrower than the last are not seen. */
const RESOLUTIONS = [0.03, 0.003, 1e-5] as const;

/** What a pair of boxes counts, beside a pair of triangles, as they take time. */
const BOXES_COST = 0.25;

/** How far the ends of a way are drawn towards the middles of their triangles before it is tried. */
const INWARDS = 1e-6;

const SAME = [
  [1, 1],
  [2, 2],
  [1, 2],
] as const;
const OTHER = [
  [1, 1],
  [1, 2],
  [2, 1],
  [2, 2],
] as const;

function leastProduct(al: number, ah: number, bl: number, bh: number): number {
  return Math.min(al * bl, al * bh, ah * bl, ah * bh);
}

function boxDistance(boxes: Float64Array, i: number, j: number): number {
  let square = 0;
  for (let k = 0; k < 3; k++) {
    const gap = Math.max(0, boxes[j + k] - boxes[i + k + 3], boxes[i + k] - boxes[j + k + 3]);
    square += gap * gap;
  }
  return square;
}

/** How far a corner of b lies behind the facet of a at most (`side` 1), or before it (-1). */
function greatestDepth(a: Float64Array, b: Float64Array, normals: Float64Array, facet: number, side: number): number {
  const [nx, ny, nz] = [normals[facet], normals[facet + 1], normals[facet + 2]];
  let greatest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < 9; i += 3) {
    for (let j = 0; j < 9; j += 3) {
      const height = nx * (b[i] - a[j]) + ny * (b[i + 1] - a[j + 1]) + nz * (b[i + 2] - a[j + 2]);
      greatest = Math.max(greatest, -side * height);
    }
  }
  return greatest;
}

function longestSide(t: Float64Array): { corner: number; square: number } {
  let [corner, square] = [0, -1];
  for (let i = 0; i < 9; i += 3) {
    const j = (i + 3) % 9;
    const [x, y, z] = [t[j] - t[i], t[j + 1] - t[i + 1], t[j + 2] - t[i + 2]];
    const length = x * x + y * y + z * z;
    if (length > square) [corner, square] = [i, length];
  }
  return { corner, square };
}

function halvesOf(t: Float64Array, corner: number): [Float64Array, Float64Array] {
  const next = (corner + 3) % 9;
  const [one, two] = [t.slice(), t.slice()];
  for (let k = 0; k < 3; k++) {
    const middle = (t[corner + k] + t[next + k]) / 2;
    one[next + k] = middle;
    two[corner + k] = middle;
  }
  return [one, two];
}
