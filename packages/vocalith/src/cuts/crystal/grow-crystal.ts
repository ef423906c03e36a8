import { intersectHalfSpaces, supportDistance } from "@vocalith/geometry";
import type { Moment } from "../melody.js";
import { facetArea } from "./facet-area.js";
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
const MELODY_MOVES_ENDS = 0.9;
/** How deep the secondary forms cut into the primary shape, as shares of the radius, where the voice is neither bright nor dull. */
const SECONDARY_CUTS = [0.05, 0.042, 0.046, 0.042] as const;
/** Share of that depth by which the brightest voice goes deeper and the dullest less deep: never so little that a form is lost. */
const BRIGHTNESS_DEEPENS_CUTS = 0.4;

/** A form whose upper faces together are smaller than this share of the squared radius cuts deeper, by so much at a time, so often. */
const LEAST_FORM_AREA = 0.03;
const HIDDEN_FORM_DEEPENS = 1.3;
const MOST_ROUNDS = 5;
/** No corner of a crystal is so many times as far from its root as the farthest plane. */
const FARTHEST = 100;

/**
 * One crystal: which faces its mineral allows, at distances that the voice decides. Going once round the crystal is going once
 * through `melodyAt` from 0 to 1: upright faces stand out where the melody is high, the faces of the ends where the voice is
 * strong, the small faces cut deeper where it is bright, and roughness lets single faces sink in.
 *
 * @returns Four numbers a half-space in the crystal's own frame; some may turn out redundant.
 */
export function growCrystal(
  mineral: Mineral,
  proportions: CrystalProportions,
  melodyAt: (turn: number) => Moment,
): Float64Array {
  const { radius, shoulder, depth, bluntness } = proportions;
  const momentAt = askedOnce(melodyAt);
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

  if (bluntness > 0) {
    const pointed = intersectHalfSpaces(Float64Array.from(halfSpaces)).vertices;
    const tip = supportDistance(pointed, [0, 0, 1]);
    halfSpaces.push(0, 0, 1, tip - bluntness * (tip - shoulder));
  }
  // Each form cuts what the primary faces and the blunt end leave, so that all of them show.
  const corners = cornersToCut(mineral, intersectHalfSpaces(Float64Array.from(halfSpaces)).vertices, momentAt);
  const depths: number[] = [...SECONDARY_CUTS];
  for (let round = 0; ; round++) {
    const cut = cutCorners(halfSpaces, corners, radius, depths);
    const hidden = round < MOST_ROUNDS ? hiddenForms(mineral, cut, halfSpaces.length / 4, radius) : [];
    if (hidden.length === 0) return cut;
    for (const form of hidden) depths[form] *= HIDDEN_FORM_DEEPENS;
  }
}

/** The same without asking twice: faces of a form stand above one another at few turns. */
function askedOnce(melodyAt: (turn: number) => Moment): (turn: number) => Moment {
  const known = new Map<number, Moment>();
  return (turn) => {
    const moment = known.get(turn) ?? melodyAt(turn);
    known.set(turn, moment);
    return moment;
  };
}

/** A secondary face before it is known how deep its form cuts. */
interface CornerCut {
  readonly form: number;
  readonly normal: readonly [number, number, number];
  /** Distance at which it would touch the primary shape. */
  readonly touching: number;
  /** How much deeper than its form it goes, as a factor. */
  readonly deepening: number;
}

function cornersToCut(mineral: Mineral, primaryShape: Float64Array, momentAt: (turn: number) => Moment): CornerCut[] {
  const corners: CornerCut[] = [];
  mineral.secondary.forEach((normals, form) => {
    forEachNormal(normals, (x, y, z, turn) => {
      corners.push({
        form,
        normal: [x, y, z],
        touching: supportDistance(primaryShape, [x, y, z]),
        deepening: 1 + BRIGHTNESS_DEEPENS_CUTS * momentAt(turn).brightness,
      });
    });
  });
  return corners;
}

/** The crystal with its secondary forms, each cutting as deep as told. */
function cutCorners(
  primary: readonly number[],
  corners: readonly CornerCut[],
  radius: number,
  depths: readonly number[],
): Float64Array {
  const halfSpaces = new Float64Array(primary.length + 4 * corners.length);
  halfSpaces.set(primary);
  corners.forEach(({ form, normal, touching, deepening }, i) => {
    const at = primary.length + 4 * i;
    halfSpaces.set(normal, at);
    halfSpaces[at + 3] = touching - radius * (depths[form] * deepening);
  });
  return halfSpaces;
}

/** Secondary forms whose faces on the upper half are too small to be found on the stone. */
function hiddenForms(mineral: Mineral, halfSpaces: Float64Array, primaryCount: number, radius: number): number[] {
  let reach = 0;
  for (let i = 3; i < halfSpaces.length; i += 4) reach = Math.max(reach, Math.abs(halfSpaces[i]));
  const least = LEAST_FORM_AREA * radius * radius;
  const hidden: number[] = [];
  let face = primaryCount;
  mineral.secondary.forEach((normals, form) => {
    const end = face + normals.length / 3;
    let area = 0;
    for (; face < end && area < least; face++) {
      if (!(halfSpaces[4 * face + 2] < 0)) area += facetArea(halfSpaces, face, FARTHEST * reach);
    }
    if (area < least) hidden.push(form);
    face = end;
  });
  return hidden;
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
