import type { SnappedPlanes } from "./snapped-planes.js";

/** A bound on the rounding of `side`'s sum: some fifty roundings of numbers below 4. */
const SIDE_ROUNDING = 4e-14;
const TURN_ROUNDING = 4e-15;

/**
 * The line that two planes f and g share, run along the cross product of their normals, and the piece of it that is left after
 * cuts by half-spaces. Every decision is exact. Crossings of the line with planes are numbers from 0; one object is set to many
 * lines in turn, because objects full of fractions would cost more than the sums.
 *
 * @internal
 */
export class PlaneLine {
  f = 0;
  g = 0;
  /** The crossings at which the piece begins and ends; -1 while it has no end. */
  low = -1;
  high = -1;
  private readonly planes: SnappedPlanes;
  /** Direction and moment: Pluecker's coordinates. */
  private readonly line = new Float64Array(6);
  private count = 0;
  /** Four numbers a crossing: the point (x, y, z) / w in units of the planes, w > 0. */
  private points = new Float64Array(64);
  private planeOf = new Int32Array(16);
  /** 1 where the line leaves the plane's half-space, -1 where it enters. */
  private senseOf = new Int8Array(16);

  constructor(planes: SnappedPlanes) {
    this.planes = planes;
  }

  /** Goes to the whole line of two planes that are not parallel; earlier crossings are forgotten. */
  set(f: number, g: number): void {
    const { line } = this;
    const { x, y, z, d } = this.planes;
    this.f = f;
    this.g = g;
    this.low = -1;
    this.high = -1;
    this.count = 0;
    line[0] = y[f] * z[g] - z[f] * y[g];
    line[1] = z[f] * x[g] - x[f] * z[g];
    line[2] = x[f] * y[g] - y[f] * x[g];
    line[3] = d[g] * x[f] - d[f] * x[g];
    line[4] = d[g] * y[f] - d[f] * y[g];
    line[5] = d[g] * z[f] - d[f] * z[g];
  }

  /** The plane of a crossing. */
  planeAt(crossing: number): number {
    return this.planeOf[crossing];
  }

  /** A coordinate of a crossing, 0 to 2 for x to z, in units of the planes. */
  coordinate(crossing: number, k: number): number {
    return this.points[4 * crossing + k] / this.points[4 * crossing + 3];
  }

  /** Keeps of the piece what lies in a half-space. Answers whether there is any. */
  cut(plane: number): boolean {
    const { planes, low, high, line } = this;
    const px = planes.x[plane];
    const py = planes.y[plane];
    const pz = planes.z[plane];
    const pd = planes.d[plane];
    const w = px * line[0] + py * line[1] + pz * line[2];
    let sense = w > 0 ? 1 : -1;
    if (w < TURN_ROUNDING && w > -TURN_ROUNDING) {
      sense = planes.turn(this.f, this.g, plane);
      if (sense === 0) return this.isInside(plane);
    }
    const x = sense * (py * line[5] - pz * line[4] + pd * line[0]);
    const y = sense * (pz * line[3] - px * line[5] + pd * line[1]);
    const z = sense * (px * line[4] - py * line[3] + pd * line[2]);
    if (sense > 0) {
      if (high >= 0 && this.side(this.planeOf[high], plane, x, y, z, w) > 0) return true;
      this.high = this.keep(plane, 1, x, y, z, w);
      return low < 0 || this.sideAt(plane, low) < 0;
    }
    if (low >= 0 && this.side(this.planeOf[low], plane, x, y, z, -w) > 0) return true;
    this.low = this.keep(plane, -1, x, y, z, -w);
    return high < 0 || this.sideAt(plane, high) < 0;
  }

  /** Whether one crossing comes before another along the line. */
  isBefore(a: number, b: number): boolean {
    return this.sideAt(this.planeOf[b], a) * this.senseOf[b] < 0;
  }

  private keep(plane: number, sense: number, x: number, y: number, z: number, w: number): number {
    const crossing = this.count++;
    if (crossing === this.planeOf.length) this.grow();
    this.planeOf[crossing] = plane;
    this.senseOf[crossing] = sense;
    this.points[4 * crossing] = x;
    this.points[4 * crossing + 1] = y;
    this.points[4 * crossing + 2] = z;
    this.points[4 * crossing + 3] = w;
    return crossing;
  }

  private grow(): void {
    const { points, planeOf, senseOf } = this;
    this.points = new Float64Array(2 * points.length);
    this.points.set(points);
    this.planeOf = new Int32Array(2 * planeOf.length);
    this.planeOf.set(planeOf);
    this.senseOf = new Int8Array(2 * senseOf.length);
    this.senseOf.set(senseOf);
  }

  private sideAt(plane: number, crossing: number): number {
    const { points } = this;
    const i = 4 * crossing;
    return this.side(plane, this.planeOf[crossing], points[i], points[i + 1], points[i + 2], points[i + 3]);
  }

  /** On which side of a plane the point lies where the line crosses another one. */
  private side(plane: number, at: number, x: number, y: number, z: number, w: number): number {
    const { planes } = this;
    const sum = planes.x[plane] * x + planes.y[plane] * y + planes.z[plane] * z - planes.d[plane] * w;
    if (sum > SIDE_ROUNDING) return 1;
    if (sum < -SIDE_ROUNDING) return -1;
    return planes.side(plane, this.f, this.g, at);
  }

  /** Whether a line that runs along a plane lies in its half-space: seen where it crosses the axis plane that it is steepest to. */
  private isInside(plane: number): boolean {
    const [ux, uy, uz, mx, my, mz] = this.line;
    const ax = Math.abs(ux);
    const ay = Math.abs(uy);
    const az = Math.abs(uz);
    if (ax >= ay && ax >= az) return this.sideAlong(plane, 0, 0, -mz, my, ux);
    if (ay >= az) return this.sideAlong(plane, 1, mz, 0, -mx, uy);
    return this.sideAlong(plane, 2, -my, mx, 0, uz);
  }

  private sideAlong(plane: number, axis: number, x: number, y: number, z: number, w: number): boolean {
    const at = this.planes.count + axis;
    return (w > 0 ? this.side(plane, at, x, y, z, w) : this.side(plane, at, -x, -y, -z, -w)) < 0;
  }
}
