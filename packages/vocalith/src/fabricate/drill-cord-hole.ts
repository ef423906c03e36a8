import cos from "@stdlib/math-base-special-cos";
import sin from "@stdlib/math-base-special-sin";
import {
  bounds,
  DRILL_HOLE_DEFAULTS,
  type DrilledHole,
  drillHole,
  FabricationError,
  type Mesh,
  measureSolid,
  type Vector,
} from "@vocalith/geometry";
import type { GemCrystal } from "../gem.js";

/** How a hole for a cord is drilled where the stone has room for one. */
export interface CordHoleOptions {
  /** Diameter of the round rod that fits the hole, in mm, 0.5 to 50. Default 2. */
  readonly diameterMm?: number;
  /** Least wall about the hole, in mm, 0.3 to 50. Default 1. */
  readonly wallMm?: number;
}

/** How far out of the upright a stone may hang from its cord, as a tangent: 8 degrees, as a bail's. */
const STEEPEST_HANG = 0.14054083470239145;
/** Distance of the circles about the upright and of the heights that are tried, in mm, and how many places and ways. */
const STEP_MM = 0.5;
const AROUND = 12;
const WAYS = 8;
/** The cord's way is free for so many diameters beyond both mouths. */
const FREE_DIAMETERS = 1.5;

/**
 * Drills a level hole for a cord near the top: as near to the upright through the centre of mass as there is a place with its wall whose mouths the
 * cord can leave, and there as high as can be.
 *
 * @param crystals whose union the mesh is, in its coordinates.
 * @throws FabricationError `place` when there is no such place, `options` for numbers out of range.
 */
export async function drillCordHole(
  mesh: Mesh,
  crystals: readonly GemCrystal[],
  options: CordHoleOptions,
  wasmUrl: string | undefined,
): Promise<DrilledHole> {
  const diameterMm = options.diameterMm ?? DRILL_HOLE_DEFAULTS.diameterMm;
  const wallMm = options.wallMm ?? DRILL_HOLE_DEFAULTS.wallMm;
  for (const { through, direction } of placesIn(mesh, crystals, diameterMm / 2 + wallMm)) {
    try {
      const hole = await drillHole(mesh, { through, direction, diameterMm, wallMm, wasmUrl });
      if (isCordFree(hole, direction, crystals, diameterMm)) return hole;
    } catch (error) {
      const isElsewhere = error instanceof FabricationError && error.problem !== "options";
      if (!isElsewhere) throw error;
    }
  }
  throw new FabricationError(
    "hole",
    "place",
    "no place near the upright through the centre of mass",
    `stone for a hole of ${diameterMm} mm within walls of ${wallMm} mm, and a free way for the cord`,
    "Choose a smaller diameter or wall, name a place and a direction, make the stone larger, or add a bail.",
  );
}

/** A point of a hole's axis and its way. */
interface Place {
  readonly through: Vector;
  readonly direction: Vector;
}

/** Places near the upright first, of equally near ones the highest first. */
function* placesIn(mesh: Mesh, crystals: readonly GemCrystal[], reach: number): Generator<Place> {
  const [x, y, z] = measureSolid(mesh).centreOfMassMm;
  const widest = STEEPEST_HANG * (bounds(mesh.positions).maximum[2] - z);
  for (let radius = 0; radius <= widest; radius += STEP_MM) {
    const turns = radius === 0 ? 1 : AROUND;
    const tops = Array.from({ length: turns }, (_, i): Vector => {
      const angle = (2 * Math.PI * i) / AROUND;
      const [px, py] = [x + radius * cos(angle), y + radius * sin(angle)];
      return [px, py, topOf(crystals, px, py)];
    });
    // Below where it would hang askew nothing is tried.
    const highest = tops.reduce((most, [, , top]) => Math.max(most, top), z);
    for (let height = highest - reach; height > z + radius / STEEPEST_HANG; height -= STEP_MM) {
      for (const [px, py, top] of tops) {
        if (height > top - reach) continue;
        for (let way = 0; way < WAYS; way++) {
          const angle = (Math.PI * way) / WAYS;
          yield { through: [px, py, height], direction: [cos(angle), sin(angle), 0] };
        }
      }
    }
  }
}

/** How high the stone is over a point of the ground; below the ground where it has none. */
function topOf(crystals: readonly GemCrystal[], x: number, y: number): number {
  let top = -1;
  for (const { halfSpaces } of crystals) {
    let [low, high] = [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY];
    for (let i = 0; i < halfSpaces.length; i += 4) {
      const room = halfSpaces[i + 3] - halfSpaces[i] * x - halfSpaces[i + 1] * y;
      const slope = halfSpaces[i + 2];
      if (slope > 0) high = Math.min(high, room / slope);
      else if (slope < 0) low = Math.max(low, room / slope);
      else if (room < 0) high = Number.NEGATIVE_INFINITY;
    }
    if (low <= high) top = Math.max(top, high);
  }
  return top;
}

/** Whether a cord can leave both mouths: no crystal comes near its way there. */
function isCordFree(
  { ends }: DrilledHole,
  direction: Vector,
  crystals: readonly GemCrystal[],
  diameter: number,
): boolean {
  return ends.every((end, side) => {
    const sign = side === 0 ? -1 : 1;
    for (let step = 1; step <= 4; step++) {
      const along = (sign * step * FREE_DIAMETERS * diameter) / 4;
      const [x, y, z] = [0, 1, 2].map((k) => end[k] + along * direction[k]);
      if (crystals.some(({ halfSpaces }) => isWithin(halfSpaces, x, y, z, diameter / 2))) return false;
    }
    return true;
  });
}

/** Whether a point lies within a distance of every half-space of a crystal. */
function isWithin(halfSpaces: Float64Array, x: number, y: number, z: number, distance: number): boolean {
  for (let i = 0; i < halfSpaces.length; i += 4) {
    const above = halfSpaces[i] * x + halfSpaces[i + 1] * y + halfSpaces[i + 2] * z - halfSpaces[i + 3];
    if (above > distance) return false;
  }
  return true;
}
