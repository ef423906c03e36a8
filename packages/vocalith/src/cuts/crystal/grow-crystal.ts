import { intersectHalfSpaces, supportDistance } from "@vocalith/geometry";
import type { Moment } from "../melody.js";
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
  const { vertices, facets } = intersectHalfSpaces(halfSpaces);
  const areas = mineral.secondary.map(() => 0);
  const ends: number[] = [];
  let end = primaryCount;
  for (const normals of mineral.secondary) {
    end += normals.length / 3;
    ends.push(end);
  }
  for (const { halfSpace, loop } of facets) {
    if (halfSpace < primaryCount || halfSpaces[4 * halfSpace + 2] < 0) continue;
    areas[ends.findIndex((past) => halfSpace < past)] += areaOf(vertices, loop);
  }
  return areas.flatMap((area, form) => (area < LEAST_FORM_AREA * radius * radius ? [form] : []));
}

function areaOf(vertices: Float64Array, loop: Uint32Array): number {
  let [x, y, z] = [0, 0, 0];
  const at = (corner: number, axis: number) => vertices[3 * loop[corner] + axis] - vertices[3 * loop[0] + axis];
  for (let i = 2; i < loop.length; i++) {
    x += at(i - 1, 1) * at(i, 2) - at(i - 1, 2) * at(i, 1);
    y += at(i - 1, 2) * at(i, 0) - at(i - 1, 0) * at(i, 2);
    z += at(i - 1, 0) * at(i, 1) - at(i - 1, 1) * at(i, 0);
  }
  return Math.sqrt(x * x + y * y + z * z) / 2;
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
