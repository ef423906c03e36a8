import asin from "@stdlib/math-base-special-asin";
import { CRYSTAL_SYSTEMS, type FormCode } from "../code/gem-code.js";
import { type MarkedAngles, speciesOfAngles } from "../cuts/brilliant/faceting-angles.js";
import { FEWEST_SIDES, MOST_SIDES, markedSides } from "../cuts/brilliant/index-pattern.js";
import type { Facets } from "./read-facets.js";

/** What a brilliant's tiers tell. */
export interface BrilliantSpecies {
  readonly system: number;
  readonly resonance: number;
  readonly forms: readonly FormCode[];
}

/** The table is among the largest faces. */
const TABLES_TRIED = 24;
const DEGREES = 180 / Math.PI;
/** How far a facet may stand from its tooth, as a share of the way from side to side. */
const OFF_TOOTH = 0.02;
/** How far a side of the girdle may lean, as a sine. */
const OFF_UPRIGHT = 0.002;

/** A facet as a faceter sees it. */
interface CutFacet {
  /** From the axis, in degrees, below 0 for the pavilion. */
  readonly angleDegrees: number;
  /** Way round from the first side, in sides; mains are half-way between two. */
  readonly place: number;
}

/**
 * Reads a brilliant: a table square to an even girdle of 12 to 18 sides, and tiers whose angles are steps of a tenth of a degree.
 *
 * @returns Nothing where the faces are no brilliant's.
 */
export function readBrilliant(facets: Facets): BrilliantSpecies | undefined {
  const tried = Math.min(TABLES_TRIED, facets.areas.length);
  for (let table = 0; table < tried; table++) {
    const girdle = readGirdle(facets, table);
    const species = girdle && readTiers(girdle);
    if (species !== undefined) return species;
  }
  return undefined;
}

/** The girdle under a table, and every other facet by its angle and place; nothing where the sides do not stand evenly around. */
function readGirdle({ normals, areas }: Facets, table: number): { sides: number; cut: CutFacet[] } | undefined {
  const axis = normals.subarray(3 * table, 3 * table + 3);
  const heights = Array.from(areas, (_, face) => along(normals, face, axis));
  const upright = heights.flatMap((height, face) => (Math.abs(height) < OFF_UPRIGHT ? [face] : []));
  const sides = upright.length;
  if (sides < FEWEST_SIDES || sides > MOST_SIDES) return undefined;
  const first = normals.subarray(3 * upright[0], 3 * upright[0] + 3);
  // With the clock as seen from above the table, as the teeth go.
  const across = [
    first[1] * axis[2] - first[2] * axis[1],
    first[2] * axis[0] - first[0] * axis[2],
    first[0] * axis[1] - first[1] * axis[0],
  ];
  const placeOf = (face: number) =>
    (azimuth(along(normals, face, first), along(normals, face, across)) / (2 * Math.PI)) * sides;
  const taken = new Set(upright.map((face) => nearestTooth(placeOf(face), sides)));
  if (taken.size !== sides || upright.some((face) => offTooth(placeOf(face)) > OFF_TOOTH)) return undefined;
  const cut = heights.flatMap((height, face): CutFacet[] => {
    if (face === table || Math.abs(height) < OFF_UPRIGHT) return [];
    const [x, y] = [along(normals, face, first), along(normals, face, across)];
    const angle = asin(Math.min(1, Math.sqrt(x * x + y * y))) * DEGREES;
    return [{ angleDegrees: height < 0 ? -angle : angle, place: placeOf(face) }];
  });
  return { sides, cut };
}

function readTiers({ sides, cut }: { sides: number; cut: readonly CutFacet[] }): BrilliantSpecies | undefined {
  if (cut.some(({ place }) => offTooth(2 * place) > OFF_TOOTH)) return undefined;
  const columns = Array.from({ length: 2 * sides }, (): number[] => []);
  const below = Array.from({ length: 2 * sides }, (): number[] => []);
  for (const { angleDegrees, place } of cut) {
    const column = nearestTooth(2 * place, 2 * sides);
    (angleDegrees > 0 ? columns : below)[column].push(Math.abs(angleDegrees));
  }
  for (const column of columns) column.sort((a, b) => b - a);
  const row = (of: readonly (readonly number[])[], half: 0 | 1, depth: number) =>
    Array.from({ length: sides }, (_, side) => of[2 * side + half][depth] ?? Number.NaN);
  const upperHalves = row(columns, 0, 0);
  const marks = readMarks(upperHalves);
  if (marks === undefined) return undefined;
  const byMark = (angles: readonly number[]): MarkedAngles => ({
    marked: meanAngle(angles.filter((_, side) => marks.marked[side])),
    plain: meanAngle(angles.filter((_, side) => !marks.marked[side])),
  });
  const angles = {
    pavilionMains: meanAngle(row(below, 1, 0)),
    lowerHalves: byMark(row(below, 0, 0)),
    upperHalves: byMark(upperHalves),
    crownMains: meanAngle(row(columns, 1, 0)),
    stars: byMark(row(columns, 0, 1)),
    upperMains: meanAngle(row(columns, 1, 1)),
  };
  const { resonance, forms } = speciesOfAngles(marks.system, angles);
  const isRead = forms.every(({ turn, slope }) => Number.isFinite(turn + slope)) && Number.isFinite(resonance);
  return isRead ? { system: marks.system, resonance, forms } : undefined;
}

/** The system whose marks stand where the steeper of the upper halves do, turned to any side. */
function readMarks(upperHalves: readonly number[]): { system: number; marked: readonly boolean[] } | undefined {
  const sides = upperHalves.length;
  const steepest = Math.max(...upperHalves);
  const middle = (steepest + Math.min(...upperHalves)) / 2;
  if (!(steepest - middle > 0.1)) return undefined;
  for (let system = 0; system < CRYSTAL_SYSTEMS.length; system++) {
    const marks = markedSides(system, sides);
    for (let start = 0; marks !== undefined && start < sides; start++) {
      const marked = upperHalves.map((_, side) => marks[(side + start) % sides]);
      if (marked.every((isMarked, side) => isMarked === upperHalves[side] > middle)) return { system, marked };
    }
  }
  return undefined;
}

/** The mean of angles that are all there, NaN where they are of more than one tier. */
function meanAngle(angles: readonly number[]): number {
  const there = angles.filter((angle) => !Number.isNaN(angle));
  const mean = there.reduce((sum, angle) => sum + angle, 0) / there.length;
  return there.every((angle) => Math.abs(angle - mean) < 0.06) ? mean : Number.NaN;
}

/** The angle of a direction from x towards y, in radians. */
function azimuth(x: number, y: number): number {
  const length = Math.sqrt(x * x + y * y);
  if (length === 0) return 0;
  if (Math.abs(x) < Math.abs(y)) return y > 0 ? Math.PI / 2 - asin(x / length) : asin(x / length) - Math.PI / 2;
  return x > 0 ? asin(y / length) : Math.PI - asin(y / length);
}

function along(normals: Float64Array, face: number, [x, y, z]: ArrayLike<number> & Iterable<number>): number {
  return normals[3 * face] * x + normals[3 * face + 1] * y + normals[3 * face + 2] * z;
}

function nearestTooth(place: number, teeth: number): number {
  return ((Math.round(place) % teeth) + teeth) % teeth;
}

function offTooth(place: number): number {
  return Math.abs(place - Math.round(place));
}
