import type { SolidPlanes } from "./solid-planes.js";

/** Parallel within this, planes are exactly parallel; offsets closer than this, in mm, are one: far below what a printer resolves. */
const SAME_DIRECTION = 1e-8;
const SAME_OFFSET_MM = 2e-5;
/** Steps of normals and of distances. Their products' noise lies far above the rounding of float64, so exact sums are rare. */
const NORMAL_STEPS = 4294967296;
const DISTANCE_STEPS = 1099511627776;

/**
 * The planes of solids as numbers of few enough bits for exact sums: normals in steps of 2^-32, distances in steps of 2^-40 of
 * `scale`. Planes that are one plane, or its two sides, are exactly that here. Three axis planes through the origin stand at the
 * end, to name points on lines.
 *
 * @internal
 */
export class SnappedPlanes {
  /** How many planes of solids there are. */
  readonly count: number;
  /** Length that one unit of distance stands for, in mm: a power of two. */
  readonly scale: number;
  readonly x: Float64Array;
  readonly y: Float64Array;
  readonly z: Float64Array;
  readonly d: Float64Array;
  /** Planes with the same number here are parallel. */
  readonly direction: Int32Array;
  /** Whether a plane is turned as its direction is (1) or the other way (-1). */
  readonly sense: Int8Array;
  /** Planes with the same number here are the same set of points, whichever side is out. */
  readonly place: Int32Array;

  /**
   * @param planes the planes of solids.
   * @param largestMm the largest coordinate of the solids' corners by size.
   */
  constructor(planes: SolidPlanes, largestMm: number) {
    this.count = planes.solid.length;
    let scale = 1;
    while (scale < 2 * largestMm) scale *= 2;
    while (scale > 4 * largestMm && scale > 1e-30) scale /= 2;
    this.scale = scale;
    const room = this.count + 3;
    [this.x, this.y, this.z, this.d] = [0, 1, 2, 3].map(() => new Float64Array(room));
    this.direction = new Int32Array(room);
    this.sense = new Int8Array(room).fill(1);
    this.place = new Int32Array(room);
    this.alignDirections(planes);
    this.alignOffsets(planes);
    for (let axis = 0; axis < 3; axis++) {
      const plane = this.count + axis;
      [this.x, this.y, this.z][axis][plane] = 1;
      this.direction[plane] = -1 - axis;
      this.place[plane] = -1 - axis;
    }
  }

  /** Gives planes whose normals are equal or opposite but for rounding the normal of the first of them. */
  private alignDirections({ equations, same }: SolidPlanes): void {
    const { count, x, y, z, direction, sense } = this;
    const raw = (plane: number, k: number): number => equations[4 * same[plane] + k];
    const key = Float64Array.from({ length: count }, (_, p) =>
      Math.abs(0.48 * raw(p, 0) + 0.6 * raw(p, 1) + 0.64 * raw(p, 2)),
    );
    const order = Array.from(key.keys()).sort((p, q) => key[p] - key[q] || p - q);
    direction.fill(-1, 0, count);
    for (let i = 0; i < count; i++) {
      const p = order[i];
      if (direction[p] >= 0) continue;
      direction[p] = p;
      [x[p], y[p], z[p]] = [0, 1, 2].map((k) => snap(raw(p, k), NORMAL_STEPS));
      for (let j = i + 1; j < count && key[order[j]] - key[p] <= 2 * SAME_DIRECTION; j++) {
        const q = order[j];
        if (direction[q] >= 0) continue;
        const turned = [1, -1].find((side) =>
          [0, 1, 2].every((k) => Math.abs(raw(p, k) - side * raw(q, k)) <= SAME_DIRECTION),
        );
        if (turned === undefined) continue;
        direction[q] = p;
        sense[q] = turned;
        [x[q], y[q], z[q]] = [turned * x[p], turned * y[p], turned * z[p]];
      }
    }
  }

  /** Gives parallel planes that are one but for rounding the distance of the first of them. */
  private alignOffsets({ equations, same }: SolidPlanes): void {
    const { count, scale, d, direction, sense, place } = this;
    const offset = Float64Array.from({ length: count }, (_, p) => sense[p] * equations[4 * same[p] + 3]);
    const order = Array.from(offset.keys()).sort(
      (p, q) => direction[p] - direction[q] || offset[p] - offset[q] || p - q,
    );
    let first = order[0];
    for (const p of order) {
      if (direction[p] !== direction[first] || offset[p] - offset[first] > SAME_OFFSET_MM) first = p;
      place[p] = first;
      d[p] = sense[p] * snap(offset[first] / scale, DISTANCE_STEPS);
    }
  }

  /** The sign of the determinant of three normals; exact. */
  turn(a: number, b: number, c: number): number {
    if (this.isParallel(a, b) || this.isParallel(b, c) || this.isParallel(c, a)) return 0;
    const { x, y, z } = this;
    const p = y[b] * z[c] - z[b] * y[c];
    const q = z[b] * x[c] - x[b] * z[c];
    const r = x[b] * y[c] - y[b] * x[c];
    const sum = x[a] * p + y[a] * q + z[a] * r;
    if (sum > 4e-15) return 1;
    if (sum < -4e-15) return -1;
    const size =
      Math.abs(x[a]) * (Math.abs(y[b] * z[c]) + Math.abs(z[b] * y[c])) +
      Math.abs(y[a]) * (Math.abs(z[b] * x[c]) + Math.abs(x[b] * z[c])) +
      Math.abs(z[a]) * (Math.abs(x[b] * y[c]) + Math.abs(y[b] * x[c]));
    if (Math.abs(sum) > 2e-15 * size) return sum < 0 ? -1 : 1;
    return size === 0 ? 0 : signOf(determinant(this.wholeNormal(a), this.wholeNormal(b), this.wholeNormal(c)));
  }

  isParallel(a: number, b: number): boolean {
    return this.direction[a] === this.direction[b];
  }

  /**
   * On which side of plane k the common point of planes f, g and h lies: 1 outside, -1 inside, never 0. Exact, and where
   * four planes meet in one point decided as if every plane stood a little farther out than it does, earlier ones by infinitely more than later
   * ones (simulation of simplicity, Edelsbrunner and Muecke 1990): what touches overlaps.
   */
  side(k: number, f: number, g: number, h: number): number {
    const { d, sense } = this;
    for (const q of [f, g, h]) {
      if (!this.isParallel(k, q)) continue;
      const gap = sense[k] * sense[q] * d[q] - d[k];
      if (gap !== 0) return gap < 0 ? -1 : 1;
      return sense[k] === sense[q] && q < k ? 1 : -1;
    }
    const turned = this.turn(f, g, h);
    const [nk, nf, ng, nh] = [k, f, g, h].map((plane) => this.wholeNormal(plane));
    const [dk, df, dg, dh] = [k, f, g, h].map((plane) => BigInt(d[plane] * DISTANCE_STEPS));
    const sum =
      df * determinant(nk, ng, nh) +
      dg * determinant(nk, nh, nf) +
      dh * determinant(nk, nf, ng) -
      dk * determinant(nf, ng, nh);
    if (sum !== 0n) return signOf(sum) * turned;
    for (const moved of [f, g, h, k].sort((a, b) => a - b)) {
      if (moved === k) return -1;
      const effect = moved === f ? this.turn(k, g, h) : moved === g ? this.turn(k, h, f) : this.turn(k, f, g);
      if (effect !== 0) return effect * turned;
    }
    return -1;
  }

  private wholeNormal(plane: number): [bigint, bigint, bigint] {
    return [this.x, this.y, this.z].map((part) => BigInt(part[plane] * NORMAL_STEPS)) as [bigint, bigint, bigint];
  }
}

function snap(value: number, steps: number): number {
  const size = Math.round(Math.abs(value) * steps) / steps;
  return value < 0 ? -size : size;
}

function determinant(
  a: readonly [bigint, bigint, bigint],
  b: readonly [bigint, bigint, bigint],
  c: readonly [bigint, bigint, bigint],
): bigint {
  return a[0] * (b[1] * c[2] - b[2] * c[1]) + a[1] * (b[2] * c[0] - b[0] * c[2]) + a[2] * (b[0] * c[1] - b[1] * c[0]);
}

function signOf(value: bigint): number {
  return value > 0n ? 1 : value < 0n ? -1 : 0;
}
