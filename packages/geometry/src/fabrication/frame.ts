import type { Vector } from "../rotation.js";

/** Three directions square to one another, right-handed: `across` x `up` = `out`. */
export interface Frame {
  readonly across: Vector;
  readonly up: Vector;
  readonly out: Vector;
}

/** The inner product of two vectors. @internal */
export function dot(a: ArrayLike<number>, b: ArrayLike<number>): number {
  return a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
}

/** The vector product. @internal */
export function cross(a: ArrayLike<number>, b: ArrayLike<number>): [number, number, number] {
  return [a[1] * b[2] - a[2] * b[1], a[2] * b[0] - a[0] * b[2], a[0] * b[1] - a[1] * b[0]];
}

/** A vector of length 1 in the same direction; NaN for one without. @internal */
export function unit(v: ArrayLike<number>): [number, number, number] {
  const length = Math.sqrt(dot(v, v));
  return [v[0] / length, v[1] / length, v[2] / length];
}

/** The point reached from another along a direction. @internal */
export function along(from: ArrayLike<number>, direction: ArrayLike<number>, distance: number): Vector {
  return [from[0] + distance * direction[0], from[1] + distance * direction[1], from[2] + distance * direction[2]];
}

/**
 * A frame about a direction: `across` lies level, or along x where the direction is upright.
 *
 * @param out of length 1.
 * @internal
 */
export function frameAbout(out: Vector): Frame {
  const level = Math.abs(out[0]) < 1e-9 && Math.abs(out[1]) < 1e-9;
  const across = level ? ([1, 0, 0] as const) : unit([-out[1], out[0], 0]);
  return { across, up: unit(cross(out, across)), out };
}

/** The frame turned about `out` so that `across` lies along a level combination of the two: cosine, sine. @internal */
export function turnedFrame({ across, up, out }: Frame, cosine: number, sine: number): Frame {
  const turned = unit(along([cosine * across[0], cosine * across[1], cosine * across[2]], up, sine));
  return { across: turned, up: unit(cross(out, turned)), out };
}
