import { intersectHalfSpaces, supportDistance } from "@vocalith/geometry";
import type { Moment } from "./melody.js";
import type { Mineral } from "./mineral.js";

/** The proportions of one crystal, in its own frame: its c axis along z, its root at the origin. */
export interface CrystalProportions {
  /** Distance of the upright faces from the axis. */
  readonly radius: number;
  /** Height at which the upright faces end and the upper ones close in. */
  readonly shoulder: number;
  /** Depth below the root at which the lower ones close in. */
  readonly depth: number;
  /** Share of the point that a flat end cuts off, 0 (a point) to below 1. */
  readonly bluntness: number;
}

// How far the voice may move a face, as shares of the radius. Angles never move.
const MELODY_MOVES_SIDES = 0.48;
const ROUGHNESS_MOVES_SIDES = 0.2;
const FORCE_MOVES_ENDS = 0.7;
const MELODY_MOVES_ENDS = 0.5;
/** How deep the secondary forms cut into the primary shape where the voice is neither bright nor dull, largest form first. */
const SECONDARY_CUTS = [0.07, 0.045, 0.03] as const;
const BRIGHTNESS_DEEPENS_CUTS = 0.06;

/**
 * One crystal: which faces its mineral allows, at distances that the voice decides. Going once round the crystal is going once
 * through `momentAt` from 0 to 1: upright faces stand out where the melody is high, the faces of the ends where the voice is
 * strong, the small faces cut deeper where it is bright, and roughness lets single faces sink in.
 *
 * @returns Four numbers a half-space in the crystal's own frame; some may turn out redundant.
 */
export function growCrystal(
  mineral: Mineral,
  proportions: CrystalProportions,
  momentAt: (turn: number) => Moment,
): Float64Array {
  const { radius, shoulder, depth, bluntness } = proportions;
  const halfSpaces: number[] = [];
  forEachNormal(mineral.primary, (x, y, z, turn) => {
    const outward = Math.sqrt(x * x + y * y);
    const moment = momentAt(turn);
    const sideMove =
      MELODY_MOVES_SIDES * moment.melody - ROUGHNESS_MOVES_SIDES * moment.roughness * (1 - outwardness(turn));
    const endMove = FORCE_MOVES_ENDS * moment.force + MELODY_MOVES_ENDS * moment.melody;
    const height = z > 0 ? shoulder : depth;
    const isSide = Math.abs(z) < 1e-6;
    const distance = isSide
      ? radius * (1 + sideMove)
      : outward * radius + Math.abs(z) * Math.max(height * 0.4, height + radius * endMove);
    halfSpaces.push(x, y, z, distance);
  });

  const primaryShape = intersectHalfSpaces(Float64Array.from(halfSpaces)).vertices;
  mineral.secondary.forEach((normals, form) => {
    forEachNormal(normals, (x, y, z, turn) => {
      const cut = SECONDARY_CUTS[form] + BRIGHTNESS_DEEPENS_CUTS * momentAt(turn).brightness;
      halfSpaces.push(x, y, z, supportDistance(primaryShape, [x, y, z]) - radius * cut);
    });
  });
  if (bluntness > 0) {
    const tip = supportDistance(primaryShape, [0, 0, 1]);
    halfSpaces.push(0, 0, 1, tip - bluntness * (tip - shoulder));
  }
  return Float64Array.from(halfSpaces);
}

/** 0 to 1 and back, three times a turn: roughness bites one face and spares its neighbour. */
function outwardness(turn: number): number {
  const saw = 3 * turn - Math.floor(3 * turn);
  return saw < 0.5 ? 2 * saw : 2 - 2 * saw;
}

function forEachNormal(normals: Float64Array, visit: (x: number, y: number, z: number, turn: number) => void): void {
  for (let i = 0; i < normals.length; i += 3) {
    visit(normals[i], normals[i + 1], normals[i + 2], turnOf(normals[i], normals[i + 1]));
  }
}

/**
 * Where a direction lies on the way round, 0 to 1 from x over y: the share of a square's outline, not of a circle's, because
 * that needs exact operations only.
 */
function turnOf(x: number, y: number): number {
  const sum = Math.abs(x) + Math.abs(y);
  if (sum < 1e-9) return 0;
  const along = y >= 0 ? 1 - x / sum : 3 + x / sum;
  return along / 4;
}
