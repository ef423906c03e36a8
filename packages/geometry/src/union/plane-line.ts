import type { SnappedPlanes } from "./snapped-planes.js";

/** Where a line goes through a plane: the point (x, y, z) / w in units of the planes, w > 0. */
export interface Crossing {
  /** The plane. */
  readonly plane: number;
  /** 1 when the line leaves the plane's half-space there, -1 when it enters. */
  readonly sense: number;
  readonly x: number;
  readonly y: number;
  readonly z: number;
  readonly w: number;
}

/** A bound on the rounding of `side`'s sum: some fifty roundings of numbers below 4. */
const SIDE_ROUNDING = 4e-14;
const TURN_ROUNDING = 4e-15;

/**
 * The line that two planes f and g share, run along the cross product of their normals, and the piece of it that is left after
 * cuts by half-spaces. Every decision is exact.
 *
 * @internal
 */
export class PlaneLine {
  readonly f: number;
  readonly g: number;
  /** Where the piece begins and ends; `undefined` while it has no end. */
  low: Crossing | undefined;
  high: Crossing | undefined;
  private readonly planes: SnappedPlanes;
  private readonly ux: number;
  private readonly uy: number;
  private readonly uz: number;
  private readonly mx: number;
  private readonly my: number;
  private readonly mz: number;

  /** @param planes the two are not parallel. */
  constructor(planes: SnappedPlanes, f: number, g: number) {
    const { x, y, z, d } = planes;
    this.planes = planes;
    this.f = f;
    this.g = g;
    this.ux = y[f] * z[g] - z[f] * y[g];
    this.uy = z[f] * x[g] - x[f] * z[g];
    this.uz = x[f] * y[g] - y[f] * x[g];
    this.mx = d[g] * x[f] - d[f] * x[g];
    this.my = d[g] * y[f] - d[f] * y[g];
    this.mz = d[g] * z[f] - d[f] * z[g];
  }

  /** The same piece, to be cut apart from this one. */
  copy(): PlaneLine {
    const copy = new PlaneLine(this.planes, this.f, this.g);
    copy.low = this.low;
    copy.high = this.high;
    return copy;
  }

  /** Keeps of the piece what lies in a half-space. Answers whether there is any. */
  cut(plane: number): boolean {
    const { planes } = this;
    if (planes.isParallel(plane, this.f) || planes.isParallel(plane, this.g)) return this.isInside(plane);
    const crossing = this.crossing(plane);
    if (crossing === undefined) return this.isInside(plane);
    const { low, high } = this;
    if (crossing.sense > 0) {
      if (high !== undefined && this.side(high.plane, crossing) > 0) return true;
      this.high = crossing;
      return low === undefined || this.side(plane, low) < 0;
    }
    if (low !== undefined && this.side(low.plane, crossing) > 0) return true;
    this.low = crossing;
    return high === undefined || this.side(plane, high) < 0;
  }

  /** Whether one crossing comes before another along the line. */
  isBefore(a: Crossing, b: Crossing): boolean {
    return this.side(b.plane, a) * b.sense < 0;
  }

  private crossing(plane: number): Crossing | undefined {
    const { planes, ux, uy, uz, mx, my, mz } = this;
    const [px, py, pz, pd] = [planes.x[plane], planes.y[plane], planes.z[plane], planes.d[plane]];
    const w = px * ux + py * uy + pz * uz;
    let sense = w > 0 ? 1 : -1;
    if (w < TURN_ROUNDING && w > -TURN_ROUNDING) {
      sense = planes.turn(this.f, this.g, plane);
      if (sense === 0) return undefined;
    }
    return {
      plane,
      sense,
      x: sense * (py * mz - pz * my + pd * ux),
      y: sense * (pz * mx - px * mz + pd * uy),
      z: sense * (px * my - py * mx + pd * uz),
      w: sense * w,
    };
  }

  private side(plane: number, at: Crossing): number {
    const { planes } = this;
    const sum = planes.x[plane] * at.x + planes.y[plane] * at.y + planes.z[plane] * at.z - planes.d[plane] * at.w;
    if (sum > SIDE_ROUNDING) return 1;
    if (sum < -SIDE_ROUNDING) return -1;
    return planes.side(plane, this.f, this.g, at.plane);
  }

  /** Whether a line that runs along a plane lies in its half-space. */
  private isInside(plane: number): boolean {
    const { planes, ux, uy, uz } = this;
    const [ax, ay, az] = [Math.abs(ux), Math.abs(uy), Math.abs(uz)];
    const axis = ax >= ay && ax >= az ? 0 : ay >= az ? 1 : 2;
    const crossing = this.crossing(planes.count + axis);
    return crossing !== undefined && this.side(plane, crossing) < 0;
  }
}
