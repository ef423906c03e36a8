import cos from "@stdlib/math-base-special-cos";
import type { Vector } from "../rotation.js";
import { along, dot, type Frame } from "./frame.js";

/** The farthest that a many-sided bore may stand away from the round one, in mm. */
const SAGITTA_MM = 0.01;

/** Bores are made wider by this, in mm: more than rounding to the lattice of a mesh of a metre can narrow them. */
export const LATTICE_MM = 1e-4;

/**
 * How many sides a round thing gets: the power of two from 16 to 128 whose corners stand at most 0.01 mm out. Corner and side
 * lie r / cos(pi / n) and r from the axis.
 *
 * @internal
 */
export function sidesOfRound(radius: number): number {
  let sides = 16;
  while (sides < 128 && radius / cos(Math.PI / sides) - radius > SAGITTA_MM) sides *= 2;
  return sides;
}

/** Cosine and sine of `turn` whole turns. @internal */
export function circlePoint(turn: number): readonly [number, number] {
  return [cos(2 * Math.PI * turn), cos(2 * Math.PI * (turn - 0.25))];
}

/**
 * The half-spaces of an endless round bar, whose sides touch the cylinder from outside: whatever fits the cylinder fits the bar.
 *
 * @param axis its `out` is the bar's direction.
 * @internal
 */
export function roundBar(through: Vector, axis: Frame, radius: number, sides = sidesOfRound(radius)): number[] {
  const halfSpaces: number[] = [];
  for (let i = 0; i < sides; i++) {
    const [cosine, sine] = circlePoint(i / sides);
    const normal = [0, 1, 2].map((k) => cosine * axis.across[k] + sine * axis.up[k]);
    halfSpaces.push(...normal, radius + dot(normal, through));
  }
  return halfSpaces;
}

/** The half-spaces of an endless bar of rectangular section: half its width along `across` and along `up`. @internal */
export function squareBar(through: Vector, axis: Frame, halfAcross: number, halfUp: number): number[] {
  return [...slab(through, axis.across, -halfAcross, halfAcross), ...slab(through, axis.up, -halfUp, halfUp)];
}

/** The two half-spaces between `from` and `to` along a direction, measured from a point. @internal */
export function slab(through: Vector, direction: Vector, from: number, to: number): number[] {
  const [first, last] = [along(through, direction, from), along(through, direction, to)];
  const back = direction.map((x) => -x + 0);
  return [...direction, dot(direction, last), ...back, dot(back, first)];
}
